"""Long words in tables: where a word may break, so that no table is wider than the page."""

from __future__ import annotations

import re

LETTERS = 60
"""So many find room across a page, wide as they may be; a table's columns share them."""
DIGITS = 84
"""Likewise of figures, which have no wide letters: they are broken last."""
FEW, MANY = 4, 10
"""A table of more than few and less than many columns has columns of much the same width, by its
style sheet."""
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b")
_FIGURE = re.compile(r"[\d.,:/%£€+-]+")
_BETWEEN_TAGS = re.compile(r"(?<=>)[^<>]+")


def breakable(html: str) -> str:
    """The same HTML, with what may break in the tables of few or many columns marked as such."""
    return _ROW.sub(_row, html)


def _row(found: re.Match[str]) -> str:
    row = found[0]
    columns = len(_CELL.findall(row))
    if not columns or FEW < columns < MANY:
        return row
    too_long = re.compile(rf"\S{{{max(1, LETTERS // columns)},}}")

    def mark(word: re.Match[str]) -> str:
        if _FIGURE.fullmatch(word[0]) and len(word[0]) <= DIGITS // columns:
            return word[0]
        return f'<span class="letter-long-word">{word[0]}</span>'

    def marked(text: re.Match[str]) -> str:
        return too_long.sub(mark, text[0])

    return _BETWEEN_TAGS.sub(marked, row)
