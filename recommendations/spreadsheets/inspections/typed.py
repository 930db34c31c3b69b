"""What somebody typed in a cell of an inspection, read kindly: what a file would say for it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from forces.models import Force, Inspectorate
from forces.spreadsheets import Unclear, words
from forces.spreadsheets.typed import day_in, line_in, text_in
from recommendations.models import Addressee
from recommendations.spreadsheets.inspections.columns import ALL_TERRITORIAL, CHOICES, offered
from recommendations.spreadsheets.inspections.places import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forces.spreadsheets import Cell

PROSE = frozenset({"key_findings", "source", "rule_reason", "text", "part", "definition"})
SEPARATOR = re.compile(r"[;\n]")


def _loose(text: str) -> str:
    return re.sub(r"\W|_", "", words(text))


class Names:
    """Rows that people name in several ways, by what a file calls them.

    `instead` are words that stand for many of them, and are offered first.
    """

    def __init__(
        self, known: Iterable[tuple[str, tuple[str, ...]]], *, instead: Iterable[str] = ()
    ) -> None:
        self.called: dict[str, str] = {}
        self.offered = [*instead]
        for key, names in known:
            self.offered.append(names[0])
            self.called.update({_loose(name): key for name in (key, *names)})

    def find(self, name: str) -> str:
        """Raises Unclear for what is not known."""
        if _loose(name) not in self.called:
            raise Unclear(f"has “{name}”, which is not known. {self._use(name)}")
        return self.called[_loose(name)]

    def _use(self, name: str) -> str:
        """What is written like it; where nothing is, all that there is."""
        alike = get_close_matches(name, self.offered)
        if alike:
            return f"Did you mean {' or '.join(alike)}?"
        return f"Use: {'; '.join(self.offered)}."


class Typed:
    """Reads cells by the name of their line or column."""

    def __init__(self) -> None:
        self.names = {
            "addressees": Names(
                (each.slug, (each.name,)) for each in Addressee.objects.order_by("name")
            ),
            "inspectorates": Names(
                (each.short_name, (each.short_name, each.name))
                for each in Inspectorate.objects.order_by("name")
            ),
            "forces": Names(
                ((each.slug, (each.name,)) for each in Force.objects.order_by("name")),
                instead=[ALL_TERRITORIAL],
            ),
        }

    def read(self, name: str, cell: Cell) -> Any:
        """Raises Unclear."""
        if name in DAYS:
            return day_in(cell)
        if name in PROSE:
            return text_in(cell)
        if name in self.names or name == "themes":
            return self._list(name, text_in(cell))
        text = line_in(cell)
        return _choice(name, text) if name in CHOICES else text

    def _list(self, name: str, text: str) -> list[str] | str:
        if name == "forces" and _loose(text) in {_loose(ALL_TERRITORIAL), "territorial"}:
            return "territorial"
        found = [" ".join(each.split()) for each in SEPARATOR.split(text) if each.strip()]
        if name in self.names:
            found = [self.names[name].find(each) for each in found]
        return list(dict.fromkeys(found))


def _choice(name: str, text: str) -> str:
    if not text:
        return ""
    ways = {_loose(way): value for value, label in CHOICES[name].choices for way in (value, label)}
    if _loose(text) not in ways:
        raise Unclear(f"has “{text}”. Use: {'; '.join(offered(name))}.")
    return ways[_loose(text)]
