"""JPEG pictures, as phones and cameras make them: decoded, and written as a PNG."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL.ExifTags import Base as Tag
from PIL.Image import Transpose
from PIL.JpegImagePlugin import JpegImageFile

from responses.images.errors import NotAPicture
from responses.images.png import BROKEN, UNREADABLE, check_size, refuse_half_pictures, written

if TYPE_CHECKING:
    from PIL.Image import Image

    from responses.images.png import Png

# A camera writes about ten. Each of them is decoded over the whole picture, and may be a few bytes.
MOST_SCANS = 100
_SCAN = b"\xff\xda"
# How a picture is turned that says how the camera was held.
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


def png_of_jpeg(file: bytes) -> Png:
    """The picture of a JPEG file, the right way up, as a PNG. Raises NotAPicture.

    As with a PNG, its size is looked at before any of it is decoded.
    """
    if file.count(_SCAN) > MOST_SCANS:
        raise NotAPicture(BROKEN)
    refuse_half_pictures()
    try:
        # Not through Image.open, which follows what a file says of more pictures behind the first.
        with JpegImageFile(BytesIO(file)) as image:
            check_size(*image.size)
            picture = _upright(image).convert("RGBA")
    except UNREADABLE as error:
        raise NotAPicture(BROKEN) from error
    return written(picture)


def _upright(image: JpegImageFile) -> Image:
    turn = _TURNS.get(image.getexif().get(Tag.Orientation, 1))
    return image if turn is None else image.transpose(turn)
