"""PNG pictures: decoded, and written again with nothing in them but the picture."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngImageFile

from responses.images.errors import NotAPicture

MOST_PIXELS_A_SIDE = 4000
# Enough for 10 cm in fine print. A larger one only makes every letter heavier.
LONGEST_SIDE = 1200
MOST_TIMES_AS_LONG = 20
# Of 255: what is paler than this cannot be seen on white paper.
FAINTEST = 245

BROKEN = "The picture is damaged and cannot be read. Save it again, and upload that."
# Where a PNG says its width and height, before all else.
_SIZE, _SIZE_AT = struct.Struct(">II"), 16
# What Pillow raises where a file is not what it says it is.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


@dataclass(frozen=True)
class Png:
    content: bytes
    width: int
    height: int


def png_of(file: bytes) -> Png:
    """The picture of a PNG file, at most `LONGEST_SIDE` long. Raises NotAPicture.

    Its size is looked at before any of it is decoded, so that a small file cannot unpack into a
    huge picture.
    """
    refuse_half_pictures()
    try:
        check_size(*_SIZE.unpack_from(file, _SIZE_AT))
        with Image.open(BytesIO(file), formats=["PNG"]) as image:
            # Again, as it is read: what stands first in a file need not be its size.
            check_size(*image.size)
            _check_stands_still(image)
            picture = _in_eight_bits(image).convert("RGBA")
    except UNREADABLE as error:
        raise NotAPicture(BROKEN) from error
    return written(picture)


def refuse_half_pictures() -> None:
    """WeasyPrint lets them in, as grey ones, for the whole process."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False


def written(picture: Image.Image) -> Png:
    """Nothing but what is seen of a picture in RGBA, no larger than print needs."""
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    on_paper = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    if _darkest(on_paper) > FAINTEST:
        raise NotAPicture(
            "Nothing of the picture can be seen on white paper. Choose one that is made for a "
            "white background."
        )
    is_opaque = picture.getchannel("A").getextrema() == (255, 255)
    picture.info.clear()
    file = BytesIO()
    (picture.convert("RGB") if is_opaque else picture).save(file, "PNG", optimize=True)
    return Png(file.getvalue(), *picture.size)


def check_size(width: int, height: int) -> None:
    if max(width, height) > MOST_PIXELS_A_SIDE:
        raise NotAPicture(
            f"The picture is {width:,} by {height:,} pixels. It must be "
            f"{MOST_PIXELS_A_SIDE:,} or fewer a side: save it in a smaller size."
        )
    check_proportions(width, height)


def _check_stands_still(image: Image.Image) -> None:
    if isinstance(image, PngImageFile) and getattr(image, "is_animated", False):
        raise NotAPicture("The picture moves. Save one that stands still, and upload that.")


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits in 8: Pillow's own way makes all but the darkest of them white."""
    if image.mode != "I;16":
        return image
    return Image.frombytes("L", image.size, image.tobytes()[1::2])


def check_proportions(width: float, height: float) -> None:
    if max(width, height) > MOST_TIMES_AS_LONG * min(width, height):
        raise NotAPicture(
            f"The picture is more than {MOST_TIMES_AS_LONG} times as long one way as the other. "
            "Cut it to the part that is to be printed."
        )


def _darkest(picture: Image.Image) -> int:
    darkest, _ = picture.convert("L").getextrema()
    assert isinstance(darkest, int)  # noqa: S101  # for the type checker: "L" has one band
    return darkest
