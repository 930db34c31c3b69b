"""What a PDF holds: its elements in the order of reading, and everything drawn on its pages.

`flaws` of tests/pdf_rules.py says what is wrong with one.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

# What puts something on a page, other than text.
PAINTS = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Do", b"sh", b"INLINE IMAGE"}
SHOWS = {b"Tj", b"TJ", b"'", b'"'}


@dataclass
class Element:
    """An element of the structure; its parts are elements, marks (page, mcid) and annotations."""

    kind: str
    parts: list = field(default_factory=list)
    alt: str | None = None
    scope: str | None = None
    box: tuple = ()
    spans: int = 1
    page: int = -1

    @property
    def kids(self):
        return [part for part in self.parts if isinstance(part, Element)]

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, *kinds):
        return [each for each in self.walk() if each.kind in kinds]


@dataclass
class Drawn:
    """Text on a page, with its place in points from the lower left; or a line or a picture."""

    page: int
    marks: tuple
    """The marked content around it, outermost first: the MCID of each, or "artifact"."""
    text: str = ""
    left: float = 0
    right: float = 0
    base: float = 0
    size: float = 0
    has_missing: bool = False


class Pdf:
    def __init__(self, content):
        self.content = content
        self.reader = PdfReader(BytesIO(content))
        self.root = self.reader.trailer["/Root"]
        self.numbers = {
            page.indirect_reference.idnum: number for number, page in enumerate(self.reader.pages)
        }

    @cached_property
    def metadata(self):
        return self.root["/Metadata"].get_data().decode()

    @cached_property
    def tree(self):
        """The element for the whole document."""
        return self._element(self.root["/StructTreeRoot"]["/K"][0], -1)

    @cached_property
    def drawn(self):
        return [
            each
            for number, page in enumerate(self.reader.pages)
            for each in _Drawing(number, page).run()
        ]

    @cached_property
    def words_of_marks(self):
        """The text of each piece of marked content, by its page and its number there."""
        texts = {}
        for each in self.drawn:
            if each.marks and isinstance(each.marks[-1], int):
                mark = (each.page, each.marks[-1])
                texts[mark] = texts.get(mark, "") + each.text
        return texts

    @cached_property
    def bookmarks(self):
        """Each with its level, from 1."""
        return list(_bookmarks(self.reader.outline, 1))

    @property
    def named(self):
        """The places that links inside lead to, by their names."""
        return self.reader.named_destinations

    @cached_property
    def fonts(self):
        return {
            str(font["/BaseFont"]): font
            for page in self.reader.pages
            for font in _fonts(page).values()
        }

    def text(self, element=None):
        """The text of an element, in the order of reading."""
        return " ".join(self._texts(element or self.tree))

    def _texts(self, element):
        for part in element.parts:
            if isinstance(part, Element):
                yield from self._texts(part)
            elif isinstance(part, tuple) and self.words_of_marks.get(part, "").strip():
                yield self.words_of_marks[part].strip()

    def texts(self, *kinds):
        return [self.text(element) for element in self.tree.all(*kinds)]

    @cached_property
    def headings(self):
        kinds = [f"H{level}" for level in range(1, 7)]
        return [(int(each.kind[1]), self.text(each)) for each in self.tree.all(*kinds)]

    def _element(self, reference, page):
        held = reference.get_object()
        if "/Pg" in held:
            page = self.numbers[held.raw_get("/Pg").idnum]
        attributes = held.get("/A", {})
        element = Element(
            str(held["/S"]).removeprefix("/"),
            alt=held.get("/Alt"),
            scope=str(attributes["/Scope"]) if "/Scope" in attributes else None,
            box=tuple(float(side) for side in attributes.get("/BBox", [])),
            spans=int(attributes.get("/ColSpan", 1)),
            page=page,
        )
        element.reference = reference.idnum if isinstance(reference, IndirectObject) else None
        kids = held.get("/K", [])
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            element.parts.append(self._part(kid, page))
        return element

    def _part(self, kid, page):
        held = kid.get_object()
        if not isinstance(held, DictionaryObject):
            return (page, int(held))
        if held.get("/Type") == "/OBJR":
            return held["/Obj"]
        return self._element(kid, page)


def _bookmarks(outline, level):
    for item in outline:
        if isinstance(item, list):
            yield from _bookmarks(item, level + 1)
        else:
            yield level, item.title


def _fonts(page):
    return {name: font.get_object() for name, font in page["/Resources"]["/Font"].items()}


class _Font:
    """How a font's codes read, and how wide they are."""

    def __init__(self, font):
        self.characters = dict(_characters(font["/ToUnicode"].get_data().decode()))
        self.widths = {}
        widths = list(font["/DescendantFonts"][0].get_object()["/W"])
        while widths:
            first, run = int(widths.pop(0)), widths.pop(0)
            self.widths |= {first + place: float(width) for place, width in enumerate(run)}

    def codes(self, shown):
        raw = shown.original_bytes
        return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]


def _characters(table):
    """Pairs of code and text, of a font's table of what its codes mean."""
    for section in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", section):
            yield int(code, 16), bytes.fromhex(text).decode("utf-16-be")
    for section in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", section):
            for step in range(int(last, 16) - int(first, 16) + 1):
                start = bytes.fromhex(text).decode("utf-16-be")
                yield int(first, 16) + step, start[:-1] + chr(ord(start[-1]) + step)


def _times(one, other):
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j),
        *(c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


class _Drawing:
    """Follows what a page draws: where each text stands, and in which marked content."""

    def __init__(self, number, page):
        self.number, self.page = number, page
        self.fonts = {name: _Font(font) for name, font in _fonts(page).items()}
        self.at = self.text_at = (1, 0, 0, 1, 0, 0)
        self.kept, self.marks = [], []
        self.font, self.size = None, 0

    def run(self):
        stream = ContentStream(self.page.get_contents(), self.page.pdf)
        for operands, operator in stream.operations:
            if operator in PAINTS:
                yield Drawn(self.number, tuple(self.marks))
            elif operator in SHOWS:
                yield self._show(operands[-1])
            elif step := self.STEPS.get(operator):
                step(self, operands)

    def _show(self, shown):
        font, text, width, has_missing = self.fonts[self.font], "", 0.0, False
        for part in shown if isinstance(shown, list) else [shown]:
            if isinstance(part, int | float):
                width -= float(part)
                continue
            for code in font.codes(part):
                text += font.characters.get(code, "")
                width += font.widths.get(code, 0)
                has_missing |= code == 0
        place = _times(self.text_at, self.at)
        end = _times((1, 0, 0, 1, width / 1000 * self.size, 0), place)
        self.text_at = _times((1, 0, 0, 1, width / 1000 * self.size, 0), self.text_at)
        return Drawn(
            *(self.number, tuple(self.marks), text),
            *(min(place[4], end[4]), max(place[4], end[4]), place[5], abs(place[3]) * self.size),
            has_missing=has_missing,
        )

    def _begin(self, operands):
        properties = operands[1] if len(operands) > 1 else {}
        artifact = "artifact" if operands[0] == "/Artifact" else "unnamed"
        self.marks.append(int(properties["/MCID"]) if "/MCID" in properties else artifact)

    def _end(self, operands):
        self.marks.pop()

    def _keep(self, operands):
        self.kept.append((self.at, self.font, self.size))

    def _take_back(self, operands):
        self.at, self.font, self.size = self.kept.pop()

    def _transform(self, operands):
        self.at = _times([float(each) for each in operands], self.at)

    def _begin_text(self, operands):
        self.text_at = (1, 0, 0, 1, 0, 0)

    def _place_text(self, operands):
        self.text_at = tuple(float(each) for each in operands)

    def _move_text(self, operands):
        self.text_at = _times((1, 0, 0, 1, *(float(each) for each in operands)), self.text_at)

    def _set_font(self, operands):
        self.font, self.size = operands[0], float(operands[1])

    STEPS = {
        b"BMC": _begin,
        b"BDC": _begin,
        b"EMC": _end,
        b"q": _keep,
        b"Q": _take_back,
        b"cm": _transform,
        b"BT": _begin_text,
        b"Tm": _place_text,
        b"Td": _move_text,
        b"Tf": _set_font,
    }
