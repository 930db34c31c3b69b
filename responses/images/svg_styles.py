"""The styles inside an SVG, worked out for each element: what is kept of them are attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import tinycss2

from responses.images.errors import NotAPicture
from responses.images.svg_words import LOCAL, OTHER_FILE, PRESENTATION, presented

# A name, a class or an id by itself, or a name with one of them: what drawing programs write.
_SELECTOR = re.compile(r"(?P<tag>[A-Za-z]*)(?:(?P<sign>[.#])(?P<name>[\w-]+))?", re.ASCII)
_NAMES_A_FILE = re.compile(r"url|src\(|image|\\|expression", re.IGNORECASE)
MOST_RULES = 500

Styles = dict[str, str]


class Rule(NamedTuple):
    """What is said of the elements that a selector fits; the stronger rule wins."""

    strength: tuple[int, int]
    tag: str
    sign: str
    name: str
    styles: Styles

    def fits(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if self.tag and self.tag != tag:
            return False
        if self.sign == "#":
            return attributes.get("id") == self.name
        return not self.sign or self.name in attributes.get("class", "").split()


def rules_of(sheets: Iterable[str]) -> list[Rule]:
    """The rules of an SVG's style sheets, the weakest first. Raises NotAPicture."""
    rules: list[Rule] = []
    for sheet in sheets:
        for node in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if node.type != "qualified-rule":
                raise NotAPicture(OTHER_FILE if node.type == "at-rule" else _UNREAD)
            styles = _kept(tinycss2.parse_blocks_contents(node.content))
            for selector in tinycss2.serialize(node.prelude).split(","):
                rules.append(_rule(selector.strip(), styles, len(rules)))
    if len(rules) > MOST_RULES:
        raise NotAPicture(_UNREAD)
    return sorted(rules, key=lambda rule: rule.strength)


_UNREAD = (
    "The picture has styles in it that cannot be read here. Save it as a plain SVG, without a "
    "style sheet, or as a PNG."
)


def _rule(selector: str, styles: Styles, order: int) -> Rule:
    match = _SELECTOR.fullmatch(selector)
    if not (selector and match):
        raise NotAPicture(_UNREAD)
    sign = match["sign"] or ""
    strength = {"#": 4, ".": 2}.get(sign, 0) + bool(match["tag"])
    return Rule((strength, order), match["tag"], sign, match["name"] or "", styles)


def styles_in(text: str) -> Styles:
    """What the style attribute of an element says. Raises NotAPicture."""
    return _kept(tinycss2.parse_blocks_contents(text))


def _kept(nodes: Iterable[object]) -> Styles:
    """What draws. What editors note for themselves falls away, unless it names another file."""
    styles: Styles = {}
    for node in nodes:
        if isinstance(node, tinycss2.ast.Declaration):
            value = tinycss2.serialize(node.value)
            if node.lower_name in PRESENTATION:
                styles[node.lower_name] = presented(node.lower_name, value)
            elif _NAMES_A_FILE.search(LOCAL.sub("", value)):
                raise NotAPicture(OTHER_FILE)
        elif isinstance(node, tinycss2.ast.AtRule | tinycss2.ast.QualifiedRule):
            raise NotAPicture(_UNREAD)
    return styles
