"""What a letter may take in while it is made: its own fonts, and the pictures it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from weasyprint.urls import URLFetcherResponse

from responses.letters.pictures import NONE

if TYPE_CHECKING:
    from pathlib import Path

    from responses.letters.pictures import Pictures


def fonts_folder() -> Path:
    """Where set-up puts the fonts that letters are set in."""
    return settings.BASE_DIR / "static" / "dist" / "fonts"


class Refusal(ValueError):
    """An address that a letter may not take anything in from."""


class Fetcher:
    """Serves `font:<file>` and `image:<sha256>`, each from a list, and refuses any other address.

    It cannot open an address: not a file, not the network, not the data inside one.
    """

    # WeasyPrint asks: whether a refusal stops the letter. It goes on, with a picture's words.
    _fail_on_errors = False

    def __init__(self, pictures: Pictures = NONE) -> None:
        self.pictures = pictures
        self.refused: list[str] = []
        """The kinds of address that were refused. The addresses are what people typed."""

    def __call__(self, url: str) -> URLFetcherResponse:
        kind, _, name = url.partition(":")
        if kind == "image" and name in self.pictures:
            picture = self.pictures[name]
            return URLFetcherResponse(url, picture.content, {"Content-Type": picture.media_type})
        if kind == "font" and name in {path.name for path in fonts_folder().iterdir()}:
            return URLFetcherResponse(url, (fonts_folder() / name).read_bytes())
        self.refused.append(kind)
        raise Refusal("A letter takes in nothing but its fonts and its pictures.")
