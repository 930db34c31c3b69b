"""The fonts that letters are set in, and what becomes of characters that need more than them.

No font of the machine is ever needed, so that a letter is the same wherever it is made.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import NamedTuple
from unicodedata import category

from fontTools.ttLib import TTFont

from responses.letters.fetching import fonts_folder

logger = logging.getLogger(__name__)
# UnifontEX has names for more characters than it draws, which fontTools warns of each time.
logging.getLogger("fontTools.ttLib.tables._p_o_s_t").setLevel(logging.ERROR)

# The two that nearly all letters need, and the one that holds nearly all there is.
USUAL = ("Arimo_400Regular.ttf", "DejaVuSans.ttf")
ALL = ("unifontex-latin-400-normal.woff",)

# Word's own signs, which are letters of its symbol fonts.
PASTED = {
    "\uf0a7": "▪",
    "\uf0b7": "•",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0fc": "✓",
}
# A picture in colour comes from a font of the machine, unless its sign is asked for as text.
AS_PICTURE, AS_TEXT = "\ufe0f", "\ufe0e"
FIRST_PICTURE = 0x2300
# Kinds of character that are not drawn: controls, directions and joiners.
UNSEEN = {"Cc", "Cf"}
# And those that no font can hold, since Unicode says nothing of them.
UNKNOWN = {"Cn", "Co", "Cs"}

# Looks back and never ahead: an address of a hundred thousand characters in a tag costs nothing.
_BETWEEN_TAGS = re.compile(r"(?<=>)[^<>]+")


class Printable(NamedTuple):
    """A letter's HTML in characters that the fonts have, and whether it takes all of them."""

    html: str
    needs_all: bool


def printable(html: str) -> Printable:
    """Every character as one that a font of ours has; where none has, its number in brackets."""
    odd = {character for character in set(html) if not _is_usual(character)}
    if not odd:
        return Printable(html, needs_all=False)
    signs = {ord(character): _sign(character) for character in odd}
    if unknown := [character for character in odd if signs[ord(character)].startswith("[")]:
        # Which they are stands in the letter: they are part of its text.
        logger.warning("Characters of a letter that no font of ours has: %d", len(unknown))
    rare = odd - _held(USUAL) - {AS_PICTURE, *PASTED}
    return Printable(
        _BETWEEN_TAGS.sub(lambda text: text[0].translate(signs), html),
        needs_all=bool(rare) and not rare.isdisjoint(_held(ALL)),
    )


@cache
def _held(fonts: tuple[str, ...]) -> frozenset[str]:
    """The characters that one or another of the fonts has."""
    numbers: set[int] = set()
    for name in fonts:
        with TTFont(fonts_folder() / name, lazy=True) as font:
            numbers.update(font.getBestCmap())
    return frozenset(chr(number) for number in numbers)


def _is_picture(character: str) -> bool:
    return ord(character) >= FIRST_PICTURE and category(character) in {"So", "Sk"}


def _is_usual(character: str) -> bool:
    if character in {AS_PICTURE, *PASTED} or _is_picture(character):
        return False
    return character in _held(USUAL) or category(character) in UNSEEN


def _sign(character: str) -> str:
    if character == AS_PICTURE:
        return AS_TEXT
    if character in PASTED:
        return PASTED[character]
    if category(character) in UNKNOWN or not _is_held(character):
        return f"[character U+{ord(character):04X}]"
    return character + AS_TEXT if _is_picture(character) else character


def _is_held(character: str) -> bool:
    return character in _held(USUAL) or character in _held(ALL)
