"""Pictures that people give for letters: checked, and made anew with only the picture in them.

Nothing that was sent is kept as it came. A PNG or a JPEG is decoded and written as a PNG; an SVG is
rebuilt from the few elements that draw. Both end as what a browser, a PDF and a Word file can show.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from responses.images.errors import NotAPicture
from responses.images.jpeg import png_of_jpeg
from responses.images.png import png_of
from responses.images.raster import drawn
from responses.images.svg import rebuilt

__all__ = ["MOST_BYTES", "CheckedImage", "NotAPicture", "checked"]

MOST_BYTES = 2 * 1024 * 1024
PNG, SVG = "image/png", "image/svg+xml"
_SAVE_AS = "Save it as a JPEG, PNG or SVG, and upload that."

# How files begin that people take for one that can be shown, and what each is.
_OTHERS = (
    (b"GIF8", f"This is a GIF. {_SAVE_AS}"),
    (b"RIFF", f"This is a WebP picture. {_SAVE_AS}"),
    (b"BM", f"This is a bitmap (BMP). {_SAVE_AS}"),
    (b"II*\x00", f"This is a TIFF. {_SAVE_AS}"),
    (b"MM\x00*", f"This is a TIFF. {_SAVE_AS}"),
    (b"%PDF", f"This is a PDF. {_SAVE_AS}"),
    (b"PK", f"This is a Word file or a ZIP. {_SAVE_AS}"),
    (b"\x1f\x8b", "This is a compressed SVG (.svgz). Save it as plain SVG, and upload that."),
)


@dataclass(frozen=True)
class CheckedImage:
    """A picture as it is kept. `png` is the same one for Word; the size is that of the PNG."""

    media_type: str
    content: bytes
    png: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def checked(file: bytes) -> CheckedImage:
    """The picture in a file. Raises NotAPicture with a sentence for whoever sent it.

    The same file gives the same bytes, whatever it is called and whatever it says that it is.
    """
    if not file:
        raise NotAPicture("The file is empty. Choose the picture again.")
    if len(file) > MOST_BYTES:
        raise NotAPicture("The picture must be 2 MB or smaller. Save it in a smaller size.")
    for beginning, sentence in _OTHERS:
        if file.startswith(beginning):
            raise NotAPicture(sentence)
    is_jpeg = file.startswith(b"\xff\xd8\xff")
    if is_jpeg or file.startswith(b"\x89PNG"):
        png = png_of_jpeg(file) if is_jpeg else png_of(file)
        return CheckedImage(PNG, png.content, png.content, png.width, png.height)
    if file.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        svg = rebuilt(file)
        png = png_of(drawn(svg))
        return CheckedImage(SVG, svg.content, png.content, png.width, png.height)
    raise NotAPicture(f"The file is not a picture that letters can show. {_SAVE_AS}")
