"""JPEG pictures, as phones make them: what is kept, and what is refused."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.ExifTags import Base as Tag

from responses.images import MOST_BYTES, NotAPicture, checked
from responses.images.jpeg import MOST_SCANS
from tests.pictures import jpeg

DAMAGED = "damaged and cannot be read"


def taken(turned, size=(60, 30)):
    """A photograph that says how the camera was held, and who took it."""
    exif = Image.Exif()
    exif[Tag.Orientation] = turned
    exif[Tag.Artist] = "Jo Ray"
    return jpeg(size, exif=exif)


def that_says(width, height):
    """A JPEG that says it is larger than what is in it."""
    sent = jpeg()
    at = sent.index(b"\xff\xc0") + 5
    size = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return sent[:at] + size + sent[at + 4 :]


def of_scans(more):
    """A JPEG whose last scan stands in it many times."""
    sent = jpeg(progressive=True)
    last = sent[sent.rindex(b"\xff\xda") : -2]
    return sent[:-2] + last * more + sent[-2:]


def dark_corner(content):
    """Where the stripe stands: the corner that is dark."""
    with Image.open(BytesIO(content)) as image:
        right, bottom = image.width - 3, image.height - 3
        corners = {"top left": (2, 2), "top right": (right, 2), "bottom right": (right, bottom)}
        corners["bottom left"] = (2, bottom)
        grey = image.convert("L")
        return [name for name, place in corners.items() if grey.getpixel(place) < 100]


@pytest.mark.parametrize("kind", [{}, {"progressive": True}, {"quality": 40, "dpi": (300, 300)}])
def test_a_jpeg_is_kept_as_a_png(kind):
    kept = checked(jpeg(**kind))

    assert (kept.media_type, kept.width, kept.height) == ("image/png", 60, 30)
    assert kept.content == kept.png
    assert kept.content.startswith(b"\x89PNG")
    assert dark_corner(kept.content) == ["top left"]


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_every_kind_of_jpeg_is_read(mode):
    file = BytesIO()
    Image.new("L", (40, 20), 60).convert("RGB").convert(mode).save(file, "JPEG")

    with Image.open(BytesIO(checked(file.getvalue()).content)) as kept:
        assert abs(kept.convert("L").getpixel((10, 10)) - 60) < 4


@pytest.mark.parametrize(
    ("turned", "corner", "size"),
    [
        (1, "top left", (60, 30)),
        (2, "top right", (60, 30)),
        (3, "bottom right", (60, 30)),
        (4, "bottom left", (60, 30)),
        (5, "top left", (30, 60)),
        (6, "top right", (30, 60)),
        (7, "bottom right", (30, 60)),
        (8, "bottom left", (30, 60)),
        (99, "top left", (60, 30)),
    ],
)
def test_a_photograph_is_turned_as_the_camera_was_held(turned, corner, size):
    kept = checked(taken(turned))

    assert dark_corner(kept.content) == [corner]
    assert (kept.width, kept.height) == size


def test_a_jpeg_keeps_nothing_but_the_picture():
    sent = taken(1) + b"PK\x03\x04<script>alert(1)</script>"

    kept = checked(sent)

    assert b"Jo Ray" in sent
    assert kept == checked(jpeg())
    for gone in (b"Jo Ray", b"Exif", b"eXIf", b"script"):
        assert gone not in kept.content


def test_a_large_jpeg_is_made_no_larger_than_print_needs():
    kept = checked(jpeg((3000, 1500)))

    assert (kept.width, kept.height) == (1200, 600)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (jpeg() + b"\0" * MOST_BYTES, "2 MB or smaller"),
        (that_says(9_000, 9_000), "9,000 by 9,000 pixels"),
        (that_says(60_000, 60_000), "60,000 by 60,000 pixels"),
        (that_says(0, 0), DAMAGED),
        (jpeg()[:-100], DAMAGED),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", DAMAGED),
        (b"\xff\xd8\xff<script>", DAMAGED),
        (of_scans(MOST_SCANS), DAMAGED),
        (jpeg((3000, 30)), "more than 20 times as long"),
    ],
    ids=range(9),
)
def test_a_jpeg_is_refused_for(sent, sentence):
    with pytest.raises(NotAPicture, match=sentence):
        checked(sent)


def test_scans_that_a_camera_may_write_are_read():
    assert checked(of_scans(20)).width == 60


def test_a_jpeg_that_is_blank_is_refused():
    file = BytesIO()
    Image.new("RGB", (60, 30), "white").save(file, "JPEG")

    with pytest.raises(NotAPicture, match="Nothing of the picture can be seen"):
        checked(file.getvalue())
