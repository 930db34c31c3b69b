"""A letter's HTML, read as paragraphs and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser

from responses.letters.paper import Block, Cell, Item, Paper, Paragraph, Row, Run, Table
from responses.letters.pictures import NAMED

# Elements that begin and end a paragraph; a pair of facts is one paragraph, in its div.
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = {"ol", "ul"}
_CELLS = {"caption", "td", "th"}
_BLOCKS = {"article", "blockquote", "body", "div", "dl", "footer", "header", "li", "p", "section"}
_BLOCKS |= _HEADINGS.keys() | _LISTS | _CELLS | {"nav", "table", "thead", "tbody", "tfoot", "tr"}
_VOID = {"br", "img", "meta"}
# A list of contents too: in a Word file the program itself shows the headings.
_UNSEEN = {"head", "script", "style", "title", "letter-contents"}
# What HTML takes for space. A space that must not break is none of them.
_SPACES = re.compile(r"[ \t\n\r\f]+")
_COLOUR = re.compile(r"#([0-9A-Fa-f]{6})")


def read(html: str) -> Paper:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.paper


@dataclass
class _Open:
    """An element that is not closed yet."""

    tag: str
    attributes: dict[str, str]
    which_list: int = 0
    is_marked: bool = False
    table: Table | None = None
    into: list[Block] | None = None
    """Where what it holds goes, if that is a place of its own."""

    @property
    def names(self) -> set[str]:
        """What it is, and its classes."""
        return {self.tag, *self.attributes.get("class", "").split()}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.paper = Paper()
        self.open: list[_Open] = []
        self.begun: Paragraph | None = None
        self.lists = 0
        self.begins_page = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        opened = _Open(tag, {name: value or "" for name, value in attrs})
        if tag in _BLOCKS:
            self.end_paragraph()
        if tag == "br":
            self._add("\n")
        elif tag == "img":
            self._add_picture(opened.attributes)
        elif tag == "meta":
            self._note(opened.attributes)
        elif tag == "dd":
            self._add("\t")
        if tag not in _VOID:
            self._enter(opened)

    def _enter(self, opened: _Open) -> None:
        self.lists += opened.tag in _LISTS
        opened.which_list = self.lists
        self.begins_page = self.begins_page or "letter-annex" in opened.names
        if opened.tag == "body":
            self._note_body(opened.attributes)
        elif opened.tag == "table":
            opened.table = Table(steps=self._steps())
            self._into().append(opened.table)
        elif opened.tag in _CELLS | {"tr"} and (table := self._table()):
            _begin_part(opened, table, is_head="thead" in {each.tag for each in self.open})
        self.open.append(opened)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_paragraph()
        if tag in {each.tag for each in self.open}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].tag == "title":
            self.paper.title = _SPACES.sub(" ", data).strip()
        elif not self._is_unseen():
            text = _SPACES.sub(" ", data)
            if self.begun or text.strip(" "):
                self._add(text)

    def end_paragraph(self) -> None:
        if self.begun and (runs := _tidy(self.begun.runs)):
            self._into().append(replace(self.begun, runs=runs, begins_page=self.begins_page))
            self.begins_page = False
        self.begun = None

    def _note(self, attributes: dict[str, str]) -> None:
        """What the head says of the letter."""
        name, said = attributes.get("name"), attributes.get("content", "")
        if name == "author":
            self.paper.author = said
        elif name == "dcterms.created" and said:
            self.paper.dated = date.fromisoformat(said)

    def _note_body(self, attributes: dict[str, str]) -> None:
        self.paper.is_draft = "draft" in attributes.get("class", "").split()
        if colour := _COLOUR.fullmatch(attributes.get("data-accent", "")):
            self.paper.accent = colour[1].upper()

    def _is_unseen(self) -> bool:
        return any(each.names & _UNSEEN for each in self.open)

    def _into(self) -> list[Block]:
        """Where the next paragraph or table goes."""
        places = [each.into for each in self.open if each.into is not None]
        return places[-1] if places else self.paper.blocks

    def _table(self) -> Table | None:
        tables = [each.table for each in self.open if each.table]
        return tables[-1] if tables else None

    def _around(self) -> list[_Open]:
        """The open elements; in a table, those within its cell."""
        cells = [place for place, each in enumerate(self.open) if each.into is not None]
        return self.open[cells[-1] + 1 :] if cells else self.open

    def _steps(self) -> int:
        return sum(each.tag in _LISTS | {"blockquote"} for each in self._around())

    def _add_picture(self, attributes: dict[str, str]) -> None:
        if not self._is_unseen():
            name = attributes.get("src", "")
            picture = name.removeprefix(NAMED) if name.startswith(NAMED) else ""
            self._add(_SPACES.sub(" ", attributes.get("alt", "")), picture=picture)

    def _add(self, text: str, *, picture: str = "") -> None:
        if self._is_unseen():
            return
        if self.begun is None:
            self.begun = self._begin()
        names = set[str]().union(*(each.names for each in self.open))
        addresses = [each.attributes.get("href", "") for each in self.open if each.tag == "a"]
        self.begun.runs.append(
            Run(
                text,
                is_bold=bool(names & {"dt", "strong"}),
                is_italic="em" in names,
                is_placeholder="letter-placeholder" in names,
                address=addresses[-1] if addresses else "",
                picture=picture,
            )
        )

    def _begin(self) -> Paragraph:
        return Paragraph(
            [],
            heading=max(_HEADINGS.get(each.tag, 0) for each in self.open) if self.open else 0,
            names=frozenset[str]().union(*(each.names for each in self.open)),
            item=self._item(),
        )

    def _item(self) -> Item | None:
        around = self._around()
        lists = [each for each in around if each.tag in _LISTS]
        items = [each for each in around if each.tag == "li"]
        if not lists or not items:
            return None
        has_mark, items[-1].is_marked = not items[-1].is_marked, True
        start = lists[-1].attributes.get("start", "")
        return Item(
            which_list=lists[-1].which_list,
            depth=len(lists) - 1,
            is_ordered=lists[-1].tag == "ol",
            first_number=int(start) if start.isdecimal() else 1,
            has_mark=has_mark,
        )


def _begin_part(opened: _Open, table: Table, *, is_head: bool) -> None:
    """A row, a cell or the caption of a table."""
    if opened.tag == "caption":
        opened.into = table.caption
        return
    if opened.tag == "tr" or not table.rows:
        table.rows.append(Row(is_head=is_head))
    if opened.tag != "tr":
        cell = Cell(is_heading=opened.tag == "th")
        table.rows[-1].cells.append(cell)
        opened.into = cell.blocks


def _tidy(runs: list[Run]) -> list[Run]:
    """Spaces as a browser shows them: one at a time, none where a line or the paragraph ends."""
    tidy: list[Run] = []
    for run in runs:
        before = tidy[-1].text[-1:] if tidy else "\n"
        text = run.text.lstrip(" ") if before in " \n\t" else run.text
        if text in {"\n", "\t"}:
            _end_line(tidy)
        if text or run.picture:
            tidy.append(replace(run, text=text))
    while tidy and _is_blank(tidy[-1], " \n\t"):
        tidy.pop()
    _end_line(tidy)
    return tidy


def _end_line(runs: list[Run]) -> None:
    while runs and _is_blank(runs[-1], " "):
        runs.pop()
    if runs and not runs[-1].picture:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))


def _is_blank(run: Run, spaces: str) -> bool:
    return not run.picture and not run.text.strip(spaces)
