"""What a Word file holds, looked at before anything is made of it."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from responses.reading.errors import Unreadable

# What all parts of a file may take up when they are unpacked, pictures and all.
LARGEST_UNPACKED = 80 * 1024 * 1024
LARGEST_XML = 20 * 1024 * 1024
MOST_PARTS = 2000
# Each sign "<" begins or ends a thing that an object is made of, so these bound that work.
MOST_TAGS = 400_000
PIECE = 64 * 1024
# Byte order marks, spaces, and the noughts of wider encodings.
_BEFORE_XML = b"\xff\xfe\xef\xbb\xbf\x00 \t\r\n"
# How XML begins in the encoding of mainframes, in which no sign is where it is counted.
_EBCDIC = b"\x4c\x6f\xa7\x94"

BROKEN = "The Word file is damaged. Open it in Word, save it again as .docx, or paste the text."
TOO_MUCH = (
    "There is far more in the Word file than a letter. Send only the part that is the response, "
    "or paste its text."
)
_NO_LETTER = (
    "This file is not a Word letter. Send a text file (.txt), a Word file (.docx) or a PDF with "
    "text, or paste the text."
)
_TOO_LARGE = (
    "The Word file is too large when it is unpacked. Take the pictures out, or paste the text."
)

# What the library raises of a package that it cannot unpack: NotImplementedError is its word for a
# compression that it does not know, RuntimeError for a part with a password.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


def check_package(content: bytes) -> None:
    """Raises Unreadable with a sentence."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_sizes(package.infolist())
            _check_parts(package)
    except Unreadable:
        raise
    except DAMAGED as error:
        raise Unreadable(BROKEN) from error


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    """The sizes that the package declares, before any part is unpacked."""
    if not any(part.filename == "word/document.xml" for part in parts):
        raise Unreadable(_NO_LETTER)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(_TOO_LARGE)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable(BROKEN)


def _check_parts(package: zipfile.ZipFile) -> None:
    """Unpack piece by piece: a part that is larger than it says ends in an error by that, where
    reading it whole would unpack all of it first.

    XML is told by how it begins, since its name may be that of a picture.
    """
    size = tags = 0
    for part in package.infolist():
        with package.open(part) as unpacked:
            piece = unpacked.read(PIECE)
            is_xml = _is_xml(piece)
            while piece:
                size += len(piece) * is_xml
                tags += piece.count(b"<") * is_xml
                if size > LARGEST_XML or tags > MOST_TAGS:
                    raise Unreadable(TOO_MUCH)
                piece = unpacked.read(PIECE)


def _is_xml(piece: bytes) -> bool:
    if piece.startswith(_EBCDIC):
        raise Unreadable(BROKEN)
    return piece.lstrip(_BEFORE_XML)[:1] in (b"<", b"")
