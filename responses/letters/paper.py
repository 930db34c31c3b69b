"""A letter's HTML as plain paragraphs, for kinds of file that know neither elements nor classes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser

# Elements that begin and end a paragraph; a pair of facts is one paragraph, in its div.
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = {"ol", "ul"}
_BLOCKS = {"article", "blockquote", "body", "div", "dl", "footer", "header", "li", "p", "section"}
_BLOCKS |= _HEADINGS.keys() | _LISTS
_VOID = {"br", "meta"}
_UNSEEN = {"head", "script", "style", "title"}
# What HTML takes for space. A space that must not break is none of them.
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True)
class Run:
    """Text that looks the same all along. A tab or an end of a line is a run of its own."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    address: str = ""


@dataclass(frozen=True)
class Item:
    """The place of a paragraph in a list. Only the first paragraph of an item has its mark."""

    which_list: int
    depth: int
    is_ordered: bool
    first_number: int
    has_mark: bool


@dataclass(frozen=True)
class Paragraph:
    runs: list[Run]
    heading: int = 0
    names: frozenset[str] = frozenset()
    """The classes of all elements around it, and what those elements are."""
    item: Item | None = None

    @property
    def is_quoted(self) -> bool:
        return "blockquote" in self.names

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass
class Paper:
    """A whole letter, and what it says of itself."""

    title: str = ""
    author: str = ""
    dated: date | None = None
    is_draft: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)


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


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.paper = Paper()
        self.open: list[_Open] = []
        self.begun: Paragraph | None = None
        self.lists = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self.end_paragraph()
        if tag == "br":
            self._add("\n")
        elif tag == "meta":
            self._note(attributes)
        elif tag == "dd":
            self._add("\t")
        if tag not in _VOID:
            self.lists += tag in _LISTS
            self.open.append(_Open(tag, attributes, which_list=self.lists))
        if tag == "body":
            self.paper.is_draft = "draft" in attributes.get("class", "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_paragraph()
        if tag in {each.tag for each in self.open}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].tag == "title":
            self.paper.title = _SPACES.sub(" ", data).strip()
        elif not any(each.tag in _UNSEEN for each in self.open):
            text = _SPACES.sub(" ", data)
            if self.begun or text.strip(" "):
                self._add(text)

    def end_paragraph(self) -> None:
        if self.begun and (runs := _tidy(self.begun.runs)):
            self.paper.paragraphs.append(replace(self.begun, runs=runs))
        self.begun = None

    def _note(self, attributes: dict[str, str]) -> None:
        """What the head says of the letter."""
        name, said = attributes.get("name"), attributes.get("content", "")
        if name == "author":
            self.paper.author = said
        elif name == "dcterms.created" and said:
            self.paper.dated = date.fromisoformat(said)

    def _add(self, text: str) -> None:
        if self.begun is None:
            self.begun = self._begin()
        tags = {each.tag for each in self.open}
        addresses = [each.attributes.get("href", "") for each in self.open if each.tag == "a"]
        self.begun.runs.append(
            Run(
                text,
                is_bold=bool(tags & {"dt", "strong"}),
                is_italic="em" in tags,
                address=addresses[-1] if addresses else "",
            )
        )

    def _begin(self) -> Paragraph:
        names = {each.tag for each in self.open}
        for each in self.open:
            names.update(each.attributes.get("class", "").split())
        return Paragraph(
            [],
            heading=max(_HEADINGS.get(each.tag, 0) for each in self.open) if self.open else 0,
            names=frozenset(names),
            item=self._item(),
        )

    def _item(self) -> Item | None:
        lists = [each for each in self.open if each.tag in _LISTS]
        items = [each for each in self.open if each.tag == "li"]
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


def _tidy(runs: list[Run]) -> list[Run]:
    """Spaces as a browser shows them: one at a time, none where a line or the paragraph ends."""
    tidy: list[Run] = []
    for run in runs:
        before = tidy[-1].text[-1:] if tidy else "\n"
        text = run.text.lstrip(" ") if before in " \n\t" else run.text
        if text in {"\n", "\t"}:
            _end_line(tidy)
        if text:
            tidy.append(replace(run, text=text))
    while tidy and tidy[-1].text.strip(" \n\t") == "":
        tidy.pop()
    _end_line(tidy)
    return tidy


def _end_line(runs: list[Run]) -> None:
    while runs and not (text := runs[-1].text.rstrip(" ")):
        runs.pop()
    if runs:
        runs[-1] = replace(runs[-1], text=text)
