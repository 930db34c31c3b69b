"""What an SVG draws again by naming it: followed, so that no small file draws without end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from responses.images.errors import NotAPicture
from responses.images.svg_words import LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MOST_DRAWN = 20_000
MOST_LINKS = 8

_ENDLESS = "The picture draws parts of itself over and over. Save it as a PNG, and upload that."


def check_references(root: Element) -> None:
    """Raises NotAPicture for what draws itself, or too much by naming what names other things."""
    _Drawing(root).count(root, ())


class _Counted(NamedTuple):
    """How much a part draws, and through how many names it goes to get there."""

    drawn: int
    links: int


class _Drawing:
    """Counts what is drawn when every reference is followed; each named part is counted once."""

    def __init__(self, root: Element) -> None:
        self.named: dict[str, Element] = {}
        for element in root.iter():
            if name := element.get("id"):
                self.named.setdefault(name, element)
        self.counted: dict[str, _Counted] = {}

    def count(self, element: Element, chain: tuple[str, ...]) -> _Counted:
        drawn, links = 1, 0
        for name in _named_by(element):
            part = self._count_named(name, chain)
            drawn, links = drawn + part.drawn, max(links, part.links + 1)
        for child in element:
            part = self.count(child, chain)
            drawn, links = drawn + part.drawn, max(links, part.links)
        if drawn > MOST_DRAWN or links + len(chain) > MOST_LINKS:
            raise NotAPicture(_ENDLESS)
        return _Counted(drawn, links)

    def _count_named(self, name: str, chain: tuple[str, ...]) -> _Counted:
        # Before it goes deeper: what draws itself would never come back.
        if name in chain or len(chain) >= MOST_LINKS:
            raise NotAPicture(_ENDLESS)
        if name not in self.named:
            return _Counted(0, 0)
        if name not in self.counted:
            self.counted[name] = self.count(self.named[name], (*chain, name))
        return self.counted[name]


def _named_by(element: Element) -> Iterator[str]:
    """The ids that an element draws with: its href, and the url(#…) of its paint and its clip."""
    for key, value in element.attrib.items():
        if key == "href":
            yield value.removeprefix("#")
        elif local := LOCAL.fullmatch(value):
            yield local[1]
