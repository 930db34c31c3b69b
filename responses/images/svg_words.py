"""What of SVG a letter shows: the elements and attributes that draw shapes, and nothing else."""

from __future__ import annotations

import re

from responses.images.errors import NotAPicture

_PLACE = ("x", "y", "width", "height")
_GRADIENT = ("gradientUnits", "gradientTransform", "spreadMethod", "href")

# The attributes of each element, beside those that all of them may have.
ELEMENTS: dict[str, tuple[str, ...]] = {
    "svg": (*_PLACE, "viewBox", "preserveAspectRatio"),
    "g": (),
    "defs": (),
    "symbol": ("viewBox", "preserveAspectRatio"),
    "use": (*_PLACE, "href"),
    "path": ("d",),
    "rect": (*_PLACE, "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "polyline": ("points",),
    "polygon": ("points",),
    "linearGradient": ("x1", "y1", "x2", "y2", *_GRADIENT),
    "radialGradient": ("cx", "cy", "r", "fx", "fy", "fr", *_GRADIENT),
    "stop": ("offset",),
    "clipPath": ("clipPathUnits",),
}

# What may be said of an element as an attribute or as a style.
PRESENTATION = frozenset(
    {
        "clip-path",
        "clip-rule",
        "color",
        "display",
        "fill",
        "fill-opacity",
        "fill-rule",
        "opacity",
        "stop-color",
        "stop-opacity",
        "stroke",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-opacity",
        "stroke-width",
        "visibility",
    }
)
# Words about a picture, which draw nothing: a letter says what its logo shows in its own words.
SILENT = frozenset({"title", "desc", "metadata", "style"})

_PLAIN = "Ask whoever made it for one without, or save it as a PNG."
_TEXT = (
    "The picture has letters in it that need a font, so it would look different on other "
    "computers. Turn its text into outlines (“paths”), or save it as a PNG."
)
_SCRIPT = "The picture has a script in it, which no letter may have. Save it as a PNG."
_INSIDE = "The picture has another picture or page inside it. Save it as a PNG."
_MOVES = "The picture moves. Save one that stands still, and upload that."
_EFFECT = f"The picture has effects in it that letters cannot show, such as blur. {_PLAIN}"
OTHER_FILE = f"The picture names another file or an address on the web. {_PLAIN}"

# Why an element is refused. One that is not named here is refused by its own name.
REFUSED: dict[str, str] = {
    **dict.fromkeys(("text", "tspan", "textPath", "tref", "font"), _TEXT),
    **dict.fromkeys(("script", "handler"), _SCRIPT),
    **dict.fromkeys(("image", "foreignObject", "iframe", "feImage"), _INSIDE),
    **dict.fromkeys(
        ("animate", "animateColor", "animateMotion", "animateTransform", "set"), _MOVES
    ),
    **dict.fromkeys(("filter", "mask", "pattern", "marker"), _EFFECT),
    "a": f"The picture has a link in it. {_PLAIN}",
}

NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
LOCAL = re.compile(r"""url\(\s*["']?#([A-Za-z_][\w.-]*)["']?\s*\)""", re.ASCII)
_COLOUR = re.compile(r"(rgb|rgba|hsl|hsla)\([\d.,%/\s]+\)", re.ASCII)
_WORDS = re.compile(r"[\w#.,%\s+-]*", re.ASCII)
_NUMBERS_AND_CALLS = re.compile(r"[\w.,()\s+%-]*", re.ASCII)


def refused(element: str) -> NotAPicture:
    name = element if NAME.fullmatch(element) else "something unknown"
    return NotAPicture(
        REFUSED.get(element)
        or f"The picture has “{name[:30]}” in it, which letters cannot show. {_PLAIN}"
    )


def script() -> NotAPicture:
    return NotAPicture(_SCRIPT)


def presented(name: str, value: str) -> str:
    """A value of a colour, a width and the like as it is kept. Raises NotAPicture for another."""
    value = value.strip()
    if local := LOCAL.fullmatch(value):
        return f"url(#{local[1]})"
    if _WORDS.fullmatch(value) or _COLOUR.fullmatch(value):
        return value
    raise _not_kept(name, value)


def placed(name: str, value: str) -> str:
    """A value of a place, a size or a shape: numbers, and the transformations of them."""
    value = value.strip()
    if _NUMBERS_AND_CALLS.fullmatch(value) and "url" not in value.lower():
        return value
    raise _not_kept(name, value)


def _not_kept(name: str, value: str) -> NotAPicture:
    if re.search(r"url|src|image|:|\\", value, re.IGNORECASE):
        return NotAPicture(OTHER_FILE)
    return NotAPicture(f"The picture says “{name}” in a way that letters cannot show. {_PLAIN}")
