"""The lines of a letter as somebody pasted them, and the signs taken off each."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_BREAKS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(
    r"</?(?:sup|sub|b|i|u|em|strong|span|div|p|a|font|small|mark|ins|del|center|table|tbody|thead|"
    r"ul|ol|li|tr|td|th|h[1-6]|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
_LINE_TAG = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|blockquote)\s*>", re.IGNORECASE)
_CELL_TAG = re.compile(r"</(?:td|th)\s*>", re.IGNORECASE)
_ITEM_TAG = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_DEAD_LINK = re.compile(r"!?\[([^\[\]]+)\]\((?:#[^()\s]*)?\)")
_OPENING_MARK = re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<![\w_])_{1,2}(?=[^\s_])")
_CLOSING_MARK = re.compile(r"(?<=[^\s*])\*{1,3}(?![\w*])|(?<=[^\s_])_{1,2}(?![\w_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_GAP = re.compile(r"(?<=\S) {5,}(?=\S)")
_DOT_SPACE = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]+")


@dataclass(frozen=True)
class Source:
    """`pages` are the numbers of the lines that begin a new page, where the file says so."""

    lines: tuple[str, ...]
    pages: frozenset[int]

    @cached_property
    def edges(self) -> frozenset[int]:
        """The first and last two lines with text of every page, where pages are known."""
        if not self.pages:
            return frozenset()
        found: set[int] = set()
        for first, end in pairwise(sorted({0, *self.pages, len(self.lines)})):
            texts = [n for n in range(first, end) if self.lines[n].strip()]
            found |= {*texts[:2], *texts[-2:]}
        return frozenset(found)


def source_of(text: str) -> Source:
    """The letter's lines, without what cannot be seen."""
    text = _BREAKS.sub("\n", _SURROGATES.sub("", text))
    lines: list[str] = []
    pages = set()
    for number, page in enumerate(text.split("\f")):
        if number:
            pages.add(len(lines))
        lines += [_INVISIBLE.sub("", line).rstrip() for line in page.split("\n")]
    while lines and not lines[-1].strip():
        lines.pop()
    return Source(tuple(lines), frozenset(page for page in pages if page < len(lines)))


def parts_of(line: str) -> list[str]:
    """A line cut where tags or a table say that another paragraph or cell begins.

    A tab at the start of a part says that it is a cell.
    """
    if "<" in line:
        line = _CELL_TAG.sub("\t", _LINE_TAG.sub("\n", _ITEM_TAG.sub("\n- ", line)))
        line = _TAG.sub("", line)
    line = html.unescape(line) if "&" in line else line
    if line.strip().startswith("|") and line.strip().endswith("|") and len(line.strip()) > 1:
        line = "\t" + line.strip().strip("|").replace("|", "\t")
    parts = []
    for part in line.split("\n"):
        parts += _cells(part)
    return parts


def _cells(part: str) -> list[str]:
    if "\t" not in part.strip():
        return _columns(part)
    # A bullet or a number and a tab are a list mark, as word processors paste it.
    part = re.sub(r"^(\s*(?:[^\w\s]|o|\(?\w{1,3}[.)]))\t+\s*", r"\1 ", part)
    cells = [cell for cell in part.split("\t") if cell.strip()]
    return ["\t" + cell for cell in cells] if len(cells) > 1 else cells


def _columns(part: str) -> list[str]:
    """A line of short things set side by side, such as a reference and an address."""
    columns = _GAP.split(part.strip())
    if len(columns) == 1 or any(len(column) > 60 for column in columns):
        return [part]
    return columns


def plain(text: str) -> str:
    """A line without the marks of emphasis, dead links and doubled spaces."""
    text = unicodedata.normalize("NFC", text)
    text = _DEAD_LINK.sub(r"\1", text)
    text = _CLOSING_MARK.sub("", _OPENING_MARK.sub("", text))
    text = _ESCAPE.sub(r"\1", text)
    return _DOT_SPACE.sub(" ", text).strip()
