from pathlib import Path

import pytest

from responses.reading import read, text_of
from tests.responses.reading.asked import OFFICIALS, TITLE

LETTERS = Path(__file__).parent / "letters"


@pytest.fixture
def reading():
    """Reads one of the letters of this folder, or a text."""

    def read_it(name=None, *, text=None, officials=OFFICIALS, title=TITLE):
        if text is None:
            text = text_of(f"{name}.txt", (LETTERS / f"{name}.txt").read_bytes())
        return read(text, officials, inspection_title=title)

    return read_it
