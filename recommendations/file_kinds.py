"""What kind of file something is, told by its content: its name only has to agree.

A list of what is taken, and not of what is not. Nothing is opened, unpacked or run: of a file of
the Office kinds only the list of its parts is read, and the small one that says what they are.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from forces.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_PARTS = 5_000
MOST_TYPES = 1024 * 1024  # bytes of the part that says what the others are
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
TYPES = "[Content_Types].xml"
# Control characters that no text has, apart from its tabs and line ends.
NO_TEXT = bytes(set(range(32)) - {9, 10, 12, 13}) + b"\x7f"
# What is raised of a part that is damaged, locked with a password, or packed in an unknown way.
DAMAGED = (
    BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: how its name ends, and as what it is handed out."""

    endings: tuple[str, ...]
    words: str
    media_type: str
    fits: Callable[[bytes], bool]


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(beginnings)


def _is_office(part: str) -> Callable[[bytes], bool]:
    """A Word, Excel or PowerPoint file whose main part is this, without macros."""
    main = f'ContentType="{OFFICE}.{part}.main+xml"'.encode()

    def fits(content: bytes) -> bool:
        parts = _parts(content)
        if TYPES not in parts or any(name.endswith("vbaProject.bin") for name in parts):
            return False
        types = _read(content, TYPES)
        return main in types and b"macroEnabled" not in types

    return fits


def _is_open(kind: str) -> Callable[[bytes], bool]:
    """An OpenDocument file: its first part says what it is, without macros."""
    media_type = f"{OPEN}.{kind}".encode()

    def fits(content: bytes) -> bool:
        parts = _parts(content)
        if parts[:1] != ["mimetype"] or any(name.startswith("Basic/") for name in parts):
            return False
        return _read(content, "mimetype").strip() == media_type

    return fits


def _parts(content: bytes) -> list[str]:
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return []
    return names if len(names) <= MOST_PARTS else []


def _read(content: bytes, name: str) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as packed, packed.open(name) as part:
            return part.read(MOST_TYPES)
    except DAMAGED:
        return b""


def _is_text(content: bytes) -> bool:
    if content.translate(None, NO_TEXT) != content:
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


KINDS = (
    Kind((".pdf",), "a PDF", "application/pdf", _begins(b"%PDF-")),
    Kind((".png",), "a PNG picture", "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    Kind((".jpg", ".jpeg"), "a JPEG picture", "image/jpeg", _begins(b"\xff\xd8\xff")),
    Kind(
        (".docx",),
        "a Word document",
        f"{OFFICE}.wordprocessingml.document",
        _is_office("wordprocessingml.document"),
    ),
    Kind(
        (".xlsx",),
        "an Excel workbook",
        f"{OFFICE}.spreadsheetml.sheet",
        _is_office("spreadsheetml.sheet"),
    ),
    Kind(
        (".pptx",),
        "a PowerPoint presentation",
        f"{OFFICE}.presentationml.presentation",
        _is_office("presentationml.presentation"),
    ),
    Kind((".odt",), "an OpenDocument text", f"{OPEN}.text", _is_open("text")),
    Kind((".ods",), "an OpenDocument sheet", f"{OPEN}.spreadsheet", _is_open("spreadsheet")),
    Kind((".csv",), "a CSV table", "text/csv; charset=utf-8", _is_text),
    Kind((".txt",), "plain text", "text/plain; charset=utf-8", _is_text),
)
ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
TAKEN = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of a file, by its name, if its content is of that kind.

    Raises Refused with what to do where no such file is taken, or where it is another than its name
    says.
    """
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    kind = next((kind for kind in KINDS if ending in kind.endings), None)
    if kind is None:
        raise Refused(f"The file must be one of these: {TAKEN}.")
    if content.startswith(OLE):
        raise Refused(
            "The file is locked with a password, or of an old version of Office. Save it without "
            "one, as PDF or in today’s format, and add that."
        )
    if not kind.fits(content):
        raise Refused(
            f"The file’s name says that it is {kind.words}, and its content is something else, or "
            "has macros. Save it anew from the program that made it, and add that."
        )
    return kind
