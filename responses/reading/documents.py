"""The text of a file that somebody sends: plain text, Word (.docx) or PDF, told by its content."""

from __future__ import annotations

import re

from responses.reading import portable, word
from responses.reading.errors import Unreadable
from responses.reading.size import check_size

LARGEST_FILE = 10 * 1024 * 1024

_BYTE_ORDER = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# How files begin that are no letters we can read, and what to do about it.
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0",
        (
            "This is a Word file of the old kind (.doc), or one that asks for a password. "
            "Open it in Word and save it as .docx without a password, then try again."
        ),
    ),
    (
        b"{\\rtf",
        "This is a rich text file (.rtf). Open it in Word, save it as .docx and try again.",
    ),
    (
        b"\x89PNG",
        "This is a picture, with no text to read. Send the letter as .docx, or paste its text.",
    ),
    (
        b"\xff\xd8\xff",
        "This is a picture, with no text to read. Send the letter as .docx, or paste its text.",
    ),
)
_WRONG = (
    "This file is not a letter that can be read here. "
    "Send a text file (.txt), a Word file (.docx) or a PDF with text, or paste the text."
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def text_of(name: str, content: bytes) -> str:
    """The text of a letter. Its content decides what kind of file it is; `name` only names it.

    Raises Unreadable with a sentence that says what is wrong and what to do.
    """
    if len(content) > LARGEST_FILE:
        raise Unreadable(
            "The file is larger than 10 MB. Take the pictures out, or paste the text of the letter."
        )
    for beginning, sentence in _OTHERS:
        if content.startswith(beginning):
            raise Unreadable(sentence)
    text = _read(name, content)
    check_size(text)
    return text


def _read(name: str, content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return word.text_of(content)
    if b"%PDF-" in content[:1024]:
        return portable.text_of(content)
    if name.casefold().endswith((".docx", ".pdf")) and content:
        kind = name.rsplit(".", 1)[1].casefold()
        raise Unreadable(
            f"The file is called .{kind} but is none, or it is damaged. "
            "Save it again from the program that made it, or paste the text of the letter."
        )
    return _plain(content)


def _plain(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER.items():
        if content.startswith(mark):
            return _decoded(content, encoding)
    if content[:200].count(b"\x00") > len(content[:200]) // 4:
        # Western letters in UTF-16 without its mark: every other byte is nought.
        return _decoded(content, "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
    if len(_CONTROL.findall(content[:4000])) > 4:
        raise Unreadable(_WRONG)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(_WRONG) from None
