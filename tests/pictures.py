"""Pictures that people might upload, made here."""

from io import BytesIO

from PIL import Image, ImageDraw

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DISC = '<circle cx="50" cy="25" r="20" fill="#1d4f91"/>'


def png(size=(60, 30), mode="RGBA", colour="navy", **saved):
    """A PNG with a dark stripe on nothing, or on white where it has no transparency."""
    image = Image.new(mode, size, 0 if mode == "RGBA" else "white")
    ImageDraw.Draw(image).rectangle((2, 2, size[0] // 2, size[1] // 2), fill=colour)
    return as_png(image, **saved)


def jpeg(size=(60, 30), **saved):
    """A JPEG with a dark stripe at the top left, on white."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="navy")
    file = BytesIO()
    image.save(file, "JPEG", **saved)
    return file.getvalue()


def as_png(image, **saved):
    file = BytesIO()
    image.save(file, "PNG", **saved)
    return file.getvalue()


def svg(inside=DISC, attributes='viewBox="0 0 100 50"', before=""):
    return f"{before}<svg {NAMESPACES} {attributes}>{inside}</svg>".encode()
