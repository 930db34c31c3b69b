"""The text of a PDF, page by page."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from responses.reading.errors import Unreadable
from responses.reading.size import LONGEST_TEXT, TOO_LONG

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 200
# What all pages may take up when they are unpacked: one of text has some 20 KB.
MOST_CONTENT = 5 * 1024 * 1024
# How often text is shown or its place set: a sign at a time that is 6,000 times on a full page.
MOST_STEPS = 100_000
# A page of a letter has more characters than this; a scanned page has none.
_FEW = 20
# A line stands apart from the one before when it is so much further down than is usual.
_APART = 1.3
# Lines further apart than this, in heights of their letters, are no lines of one paragraph.
_FAR = 3.0

_BROKEN = "The PDF is damaged. Save it again from the program that made it, or paste the text."
_LOCKED = (
    "The PDF asks for a password. Save a copy of it without one, or paste the text of the letter."
)
_SCANNED = (
    "The PDF has no text: it is probably a scan. Send the file that it was made from, "
    "or paste the text of the letter."
)


_TOO_MUCH = (
    "There is far more in the PDF than a letter. Send the file that it was made from, "
    "or paste the text of the letter."
)
_WRITTEN = re.compile(rb"T[jJmdD*](?![A-Za-z])")
_STEPS = frozenset({b"Tj", b"TJ", b"'", b'"', b"Tm", b"Td", b"TD", b"T*", b"Do"})

# What the library raises of a file that is not as a PDF should be: it trusts much of what it reads.
# NotImplementedError is its word for a filter or an encryption that it does not know.
_DAMAGED = (
    PyPdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    OSError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
)


def text_of(content: bytes) -> str:
    """The text of every page, with a form feed between pages. Raises Unreadable."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = _pages(content)
    except Unreadable:
        raise
    except DependencyError:
        raise Unreadable(_LOCKED) from None
    except _DAMAGED as error:
        raise Unreadable(_BROKEN) from error
    if sum(len(page.strip()) for page in pages) < _FEW:
        raise Unreadable(_SCANNED)
    return "\f".join(pages)


def _pages(content: bytes) -> list[str]:
    reader = PdfReader(BytesIO(content))
    # Many PDFs are only protected against changes: those open with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(_LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(
            f"The PDF has more than {MOST_PAGES} pages. Send only the pages of the response."
        )
    cost, texts = _Cost(), []
    for page in reader.pages:
        cost.unpack(page)
    for page in reader.pages:
        texts.append(_spaced(page, cost))
        cost.add_text(texts[-1])
    return texts


@dataclass
class _Cost:
    """What the pages have cost so far: a small file may show one page many times."""

    unpacked: int = 0
    written: int = 0
    steps: int = 0
    characters: int = 0

    def unpack(self, page: PageObject) -> None:
        """Count what stands on a page, before anything is made of it."""
        contents = page.get_contents()
        content = contents.get_data() if contents is not None else b""
        self.unpacked += len(content)
        self.written += len(_WRITTEN.findall(content))
        if self.unpacked > MOST_CONTENT or self.written > MOST_STEPS:
            raise Unreadable(_TOO_MUCH)

    def step(self, operator: bytes, *_others: object) -> None:
        """Count what is done, which is more where a page shows one form many times."""
        self.steps += operator in _STEPS
        if self.steps > MOST_STEPS:
            raise Unreadable(_TOO_MUCH)

    def add_text(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > LONGEST_TEXT:
            raise Unreadable(TOO_LONG)


def _spaced(page: PageObject, cost: _Cost) -> str:
    """A page's lines, with an empty line where they stand further apart or go back up."""
    lines: list[_Line] = [_Line()]

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        height = cm[5] + tm[5] * cm[3]
        first, *others = text.split("\n")
        lines[-1].add(first, height, abs(size * tm[3] * cm[3]))
        for other in others:
            lines.append(_Line())
            lines[-1].add(other, height, abs(size * tm[3] * cm[3]))

    text = page.extract_text(visitor_text=visit, visitor_operand_before=cost.step)
    if "\n".join(line.text for line in lines).strip() != text.strip():
        return text
    seen = [line for line in lines if line.text.strip()]
    steps = [step for step in (_step(*pair) for pair in pairwise(seen)) if 0 < step < _FAR]
    usual = median(steps) if steps else _FAR
    spaced = [line.text for line in seen[:1]]
    for before, line in pairwise(seen):
        is_apart = not -0.1 < _step(before, line) <= usual * _APART
        spaced += ["", line.text] if is_apart else [line.text]
    return "\n".join(spaced)


@dataclass
class _Line:
    """A line of a page: how high it stands, and how large its letters are."""

    text: str = ""
    height: float = 0.0
    size: float = 1.0

    def add(self, text: str, height: float, size: float) -> None:
        if not self.text.strip():
            self.height, self.size = height, size or 1.0
        self.text += text


def _step(before: _Line, line: _Line) -> float:
    """How far a line stands below the one before, in heights of its letters."""
    return (before.height - line.height) / max(before.size, line.size)
