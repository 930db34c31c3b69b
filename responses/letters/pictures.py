"""The pictures that a letter shows: a body's logo, and the signature of whoever signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from responses.models import LetterImage


@dataclass(frozen=True)
class Picture:
    """A picture as it was given, and as the PNG that a Word file shows; its size is in pixels."""

    media_type: str
    content: bytes
    png: bytes
    width: int
    height: int


# Before the SHA-256 of a picture: in a letter’s own HTML, and where it stands in a page.
NAMED = "image:"
IMAGES = "/letter-images/"

# By the SHA-256 that the letter's HTML names each by, as `image:<sha256>`.
Pictures = Mapping[str, Picture]
NONE: Pictures = {}


def pictures_in(html: str, body_id: int) -> Pictures:
    """The pictures that the HTML names and that are the body's own. Others are none."""
    return {
        image.sha256: Picture(
            image.media_type, bytes(image.content), bytes(image.png), image.width, image.height
        )
        for image in LetterImage.objects.named_in(html, body_id)
    }
