"""SVG pictures: rebuilt from the elements and attributes that draw."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from responses.images.errors import NotAPicture
from responses.images.png import check_proportions
from responses.images.svg_references import check_references
from responses.images.svg_styles import Rule, rules_of, styles_in
from responses.images.svg_words import (
    ELEMENTS,
    NAME,
    OTHER_FILE,
    PRESENTATION,
    SILENT,
    placed,
    presented,
    refused,
    script,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 500 * 1024
MOST_ELEMENTS = 5000
DEEPEST = 40
LARGEST = 100_000
SMALLEST = 0.001

NAMESPACE = "http://www.w3.org/2000/svg"
_IN_SVG = f"{{{NAMESPACE}}}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

_LENGTH = re.compile(r"\s*([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}

_NOT_SVG = "The file is not an SVG that can be read. Save it again as plain SVG, or as a PNG."
_NO_SIZE = (
    "The picture does not say how large it is, or says a size that cannot be drawn. "
    "Save it again as plain SVG, or as a PNG."
)
_TOO_MUCH = "The picture is more complicated than a logo needs. Save it as a PNG, and upload that."
_ENTITIES = (
    "The picture has definitions of its own in its first lines (“entities”), which may hide "
    "anything. Save it as plain SVG, or as a PNG."
)


@dataclass(frozen=True)
class Svg:
    content: bytes
    width: float
    height: float


def rebuilt(file: bytes) -> Svg:
    """The picture of an SVG file, with nothing else in it. Raises NotAPicture with a sentence.

    A document type that only says “this is SVG” is dropped with all else that does not draw; one
    that defines anything is refused.
    """
    if len(file) > MOST_BYTES:
        raise NotAPicture("An SVG must be 500 KB or smaller. Save it as a PNG, and upload that.")
    source = _parsed(file)
    if source.tag != f"{_IN_SVG}svg":
        raise NotAPicture(_NOT_SVG)
    box = _box(source)
    check_proportions(box[2], box[3])
    root = Element("svg")
    try:
        rules = rules_of("".join(sheet.itertext()) for sheet in source.iter(f"{_IN_SVG}style"))
        _copy(source, root, rules)
    except RecursionError as error:  # of the styles: brackets in brackets in brackets
        raise NotAPicture(_TOO_MUCH) from error
    check_references(root)
    size = {"viewBox": " ".join(map(_in_digits, box))}
    size |= {"width": _in_digits(box[2]), "height": _in_digits(box[3])}
    kept = {name: value for name, value in root.attrib.items() if name in PRESENTATION | {"id"}}
    root.attrib = {"xmlns": NAMESPACE, **size, **kept}
    return Svg(tostring(root), box[2], box[3])


def _parsed(file: bytes) -> Element:
    """The elements of the file, counted while it is read."""
    counted: Counter[str] = Counter()
    root = None
    try:
        file.decode("utf-8-sig")
        for event, element in iterparse(BytesIO(file), events=("start", "end")):
            counted[event] += 1
            root = element if root is None else root
            depth = counted["start"] - counted["end"]
            if counted["start"] > MOST_ELEMENTS or depth > DEEPEST:
                raise NotAPicture(_TOO_MUCH)
    except DefusedXmlException as error:
        raise NotAPicture(_ENTITIES) from error
    except (ParseError, ValueError, LookupError) as error:
        raise NotAPicture(_NOT_SVG) from error
    if not isinstance(root, Element):
        raise NotAPicture(_NOT_SVG)
    return root


def _copy(source: Element, target: Element, rules: list[Rule]) -> None:
    """Copy what draws of an element and of all that is in it."""
    tag = target.tag
    for name, value in _attributes(source, tag, rules):
        target.set(name, value)
    for child in source:
        if not (isinstance(child.tag, str) and child.tag.startswith(_IN_SVG)):
            continue  # what an editor keeps for itself
        name = child.tag.removeprefix(_IN_SVG)
        if name in SILENT:
            continue
        if name not in ELEMENTS:
            raise refused(name)
        _copy(child, SubElement(target, name), rules)


def _attributes(source: Element, tag: str, rules: list[Rule]) -> Iterator[tuple[str, str]]:
    """An element's attributes as they are kept, with the styles that fit it among them."""
    presentation = {}
    for name, value in _said(source):
        if name in {"href", _XLINK_HREF}:
            yield "href", _within(value)
        elif name == "id":
            if NAME.fullmatch(value):
                yield name, value
        elif name == "transform" or name in ELEMENTS[tag]:
            yield name, placed(name, value)
        elif name in PRESENTATION:
            presentation[name] = presented(name, value)
    for rule in rules:
        if rule.fits(tag, source.attrib):
            presentation.update(rule.styles)
    presentation.update(styles_in(source.get("style", "")))
    yield from sorted(presentation.items())


def _said(source: Element) -> Iterator[tuple[str, str]]:
    """The attributes that say something: over an empty one WeasyPrint stumbles."""
    for name, value in source.attrib.items():
        if name.lower().startswith("on"):
            raise script()
        if value.strip():
            yield name, value


def _within(address: str) -> str:
    """The address of another element of the same picture. Raises NotAPicture for any other."""
    address = address.strip()
    if not (address.startswith("#") and NAME.fullmatch(address[1:])):
        raise NotAPicture(OTHER_FILE)
    return address


def _box(source: Element) -> tuple[float, float, float, float]:
    """What part of the plane the picture shows: x, y, width, height."""
    if box := source.get("viewBox"):
        try:
            x, y, width, height = map(float, re.split(r"[\s,]+", box.strip()))
        except ValueError:
            raise NotAPicture(_NO_SIZE) from None
    else:
        x = y = 0.0
        width, height = (_pixels(source.get(side, "")) for side in ("width", "height"))
    numbers = (x, y, width, height)
    if not all(isfinite(n) and abs(n) <= LARGEST for n in numbers) or min(width, height) < SMALLEST:
        raise NotAPicture(_NO_SIZE)
    return numbers


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    try:
        return float(match[1]) * _PIXELS[match[2] or ""] if match else 0.0
    except ValueError:
        return 0.0


def _in_digits(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")
