"""The text of a PDF, page by page."""

from __future__ import annotations

import logging
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from responses.reading.errors import Unreadable

MOST_PAGES = 200
# A page of a letter has more characters than this; a scanned page has none.
_FEW = 20

_BROKEN = "The PDF is damaged. Save it again from the program that made it, or paste the text."
_LOCKED = (
    "The PDF asks for a password. Save a copy of it without one, or paste the text of the letter."
)
_SCANNED = (
    "The PDF has no text: it is probably a scan. Send the file that it was made from, "
    "or paste the text of the letter."
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
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise Unreadable(_BROKEN) from error
    except (RecursionError, OSError, ArithmeticError, AssertionError, NotImplementedError) as error:
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
    return [page.extract_text() for page in reader.pages]
