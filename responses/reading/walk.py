"""Goes through a letter from beginning to end, and cuts it into stretches."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from responses.reading.cues import Voice, tells_of_chief
from responses.reading.labels import Form, mentions
from responses.reading.regions import Entry, OpenedBy, Region, Role
from responses.reading.tables import answerers, cells_of, is_head_row
from responses.reading.tokens import Sort, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from responses.reading.numbering import Numbering

# A sentence that names a recommendation opens a stretch only where a section does it so often.
_OFTEN = 3


class Walk:
    """Goes through a letter once and puts each thing into the stretch it belongs to."""

    def __init__(self, tokens: Sequence[Token], numbering: Numbering) -> None:
        self.tokens = tokens
        self.numbering = numbering
        self.voice = Voice.NEUTRAL
        self.section = Voice.NEUTRAL
        self.is_quoting = False
        self.leads = self._leads_that_open()
        self.labelled = {official for place, official in numbering.bound.items()}
        self.regions: list[Region] = [Region((), Voice.NEUTRAL, OpenedBy.SECTION)]
        self.row: int | None = None
        self.is_head_row = False
        self.columns: list[Token] = []
        self.headings: dict[int, Token] = {}

    @property
    def region(self) -> Region:
        return self.regions[-1]

    def run(self) -> list[Region]:
        steps = {
            Sort.HEADING: self._heading,
            Sort.LABEL: self._label,
            Sort.MARKER: self._marker,
            Sort.SPEAKER: self._speaker,
            Sort.TEXT: self._text,
            Sort.FACT: self._fact,
            Sort.RULE: self._aside,
        }
        for place, token in enumerate(self.tokens):
            if token.block.row != self.row:
                self._turn_row(place, token.block.row)
            steps[token.sort](place, token)
        return [region for region in self.regions if region.entries]

    def _turn_row(self, place: int, row: int | None) -> None:
        """A table row that quotes one recommendation is about it, whatever stands first in it."""
        self.row = row
        self.is_head_row = False
        if row is None:
            if self.tokens[place].sort != Sort.RULE:
                self.columns, self.headings = [], {}
            if self.region.opened_by == OpenedBy.ROW and self.region.has_answer:
                self._open(Region((), self.voice, OpenedBy.SECTION))
            return
        cells = list(takewhile(lambda token: token.block.row == row, self.tokens[place:]))
        self.is_head_row = is_head_row(cells)
        if self.is_head_row:
            self.columns = cells_of(cells)
        self.headings = answerers(self.columns, cells_of(cells))
        quoted = {token.quotes for token in cells if token.quotes is not None}
        if len(quoted) == 1:
            label = next((t.label for t in cells if t.sort == Sort.LABEL), None)
            self._open(Region((quoted.pop(),), self.voice, OpenedBy.ROW, label=label))

    def _open(self, region: Region) -> None:
        self.regions.append(region)
        self.is_quoting = False

    def _add(self, token: Token, role: Role) -> None:
        self.region.entries.append(Entry(token, role))

    def _aside(self, _place: int, token: Token) -> None:
        self._add(token, Role.ASIDE)

    def _fact(self, _place: int, token: Token) -> None:
        if token.why == "closing":
            self.voice = self.section = Voice.AFTER
            self._open(Region((), Voice.AFTER, OpenedBy.SECTION))
        self._add(token, Role.ASIDE)

    def _heading(self, _place: int, token: Token) -> None:
        heading = token.heading
        if self.is_head_row:
            self._add(token, Role.ASIDE)
            return
        if heading is None:
            # A heading that says nothing of who speaks ends an answer, unless it stands under it.
            if self.region.officials and 0 < self.region.level < token.block.level:
                self._add(token, Role.TEXT)
                return
            self._open(Region((), self.section, OpenedBy.SECTION))
            self._add(token, Role.ASIDE)
            return
        if heading.voice != Voice.NEUTRAL or heading.is_list:
            self.section = heading.voice
        self.voice = self.section
        self._open(Region((), self.section, OpenedBy.SECTION))
        self._add(token, Role.ASIDE)

    def _label(self, place: int, token: Token) -> None:
        label = token.label
        if label is None:
            return
        if (
            self.region.opened_by == OpenedBy.ROW
            and self.row is not None
            and (label == self.region.label)
        ):
            self._add(token, Role.ASIDE)
            return
        if label.form == Form.MARK and place not in self.numbering.marks:
            if token.piece.text:
                self._add(token, Role.TEXT)
            return
        found = self.numbering.resolve(self.tokens, place)
        if found is not None and found == self.region.officials and not self.region.has_answer:
            self._add(token, Role.ASIDE)
            return
        self._open(
            Region(
                found or (),
                self.voice,
                OpenedBy.LABEL,
                label=label,
                is_unknown=found is None,
                level=token.block.level,
            )
        )
        self._add(token, Role.ASIDE if found is not None else Role.TEXT)

    def _marker(self, _place: int, token: Token) -> None:
        answers = token.marker is not None and token.marker.is_answer
        self._add(token, Role.MARKER if self.region.officials and answers else Role.ASIDE)

    def _speaker(self, _place: int, token: Token) -> None:
        if self.region.officials:
            self._add(token, Role.TEXT)
            return
        self.voice = token.voice
        self._open(Region((), self.voice, OpenedBy.SECTION))
        self._add(token, Role.ASIDE)
        self.is_quoting = True

    def _text(self, place: int, token: Token) -> None:
        heading = self.headings.pop(token.piece.place, None)
        if heading is not None and self.region.officials:
            self._add(heading, Role.MARKER)
        if self.is_head_row:
            self._add(token, Role.ASIDE)
        elif self._is_notice(token):
            self._open(Region((), Voice.CHIEF, OpenedBy.NOTICE))
            self._add(token, Role.TEXT)
        elif place in self.leads:
            self._lead(place, token)
        elif token.quotes is not None and not self._belongs_here(token):
            self._quote(token, token.quotes)
        elif self._turns_to_others(token):
            self._open(Region((), self.voice, OpenedBy.SECTION))
            self._add(token, Role.TEXT)
        elif self._ends_speech(token) or self._ends_notice(token):
            self.voice = self.section
            self._open(Region((), self.voice, OpenedBy.SECTION))
            self._add(token, Role.TEXT)
        else:
            self._add(token, Role.TEXT)

    def _is_notice(self, token: Token) -> bool:
        """Whether a paragraph tells that the chief officer was asked for comments in general."""
        if not token.piece.opens or token.quotes is not None or self.voice == Voice.CHIEF:
            return False
        answers = self.region.officials and not self.region.has_answer
        return not answers and tells_of_chief(token.piece.text)

    def _ends_notice(self, token: Token) -> bool:
        return self.region.opened_by == OpenedBy.NOTICE and token.piece.opens

    def _turns_to_others(self, token: Token) -> bool:
        """Whether a paragraph in an answer begins by naming other recommendations, several or to
        say what they ask: "Recommendations 8 to 13 are not aimed at forces".
        """
        if not self.region.officials or not token.piece.opens:
            return False
        if not token.is_lead and not self.region.has_answer:
            return False
        named: set[int] = set()
        for kind, numbers in mentions(token.piece.text):
            named |= set(self.numbering.mentioned(kind, numbers))
        enough = len(named) > 1 or (token.asks and bool(named))
        return enough and not named & set(self.region.officials)

    def _ends_speech(self, token: Token) -> bool:
        """Whether somebody's speech is over: it began with a quotation mark, and that is closed."""
        if not self.is_quoting or not self.region.has_answer:
            return False
        said = self.region.of(Role.TEXT)
        if said[-1].piece.place == token.piece.place:
            return False
        first, last = said[0].piece.text, said[-1].block.text
        if first.startswith(("“", '"', "\u2018")):
            return last.rstrip().endswith(("”", '"', "’")) and not token.piece.text.startswith("“")
        return False

    def _belongs_here(self, token: Token) -> bool:
        """A few quoted words within the answer to another recommendation stay in that answer."""
        region = self.region
        if token.quotes in region.officials or not region.officials or token.label is not None:
            return False
        if region.opened_by != OpenedBy.LABEL or not region.has_answer:
            return False
        return token.quotes in self.labelled and token.quotes not in region.officials

    def _quote(self, token: Token, official: int) -> None:
        region = self.region
        if official not in region.officials:
            if region.opened_by == OpenedBy.LABEL and not region.is_begun and not region.is_general:
                region.officials, region.is_unknown = (official,), False
            else:
                self._open(Region((official,), self.voice, OpenedBy.QUOTE))
        elif region.has_answer and region.has_quote and region.opened_by == OpenedBy.QUOTE:
            self._open(Region((official,), self.voice, OpenedBy.QUOTE))
        self._add(token, Role.QUOTE)

    def _lead(self, place: int, token: Token) -> None:
        found = self.numbering.resolve(self.tokens, place)
        self._open(
            Region(
                found or (),
                self.voice,
                OpenedBy.LEAD,
                label=token.label,
                is_unknown=found is None,
            )
        )
        self._add(token, Role.QUOTE if token.asks or token.quotes is not None else Role.TEXT)
        self._follow(place)

    def _follow(self, place: int) -> None:
        """Sentences after a lead that go on saying what is asked are quotations too."""
        block = self.tokens[place].piece.place
        for token in (self.tokens[n] for n in range(place + 1, len(self.tokens))):
            if token.piece.place != block or not token.piece.text.startswith(("It ", "They ")):
                return
            if token.quotes is None and self.region.officials:
                token.quotes = self.region.officials[0]

    def _leads_that_open(self) -> frozenset[int]:
        """Places of sentences that open a stretch: "Recommendation 1 asks forces to ..." alone in
        its paragraph, or at the head of one where the section does so again and again.
        """
        alone = set()
        often: dict[int, list[int]] = {}
        section = 0
        for place, token in enumerate(self.tokens):
            section += token.sort == Sort.HEADING
            if not token.is_lead or not token.piece.opens or token.label is None:
                continue
            if token.asks and self._is_whole(place):
                alone.add(place)
            elif token.label.is_alone:
                often.setdefault(section, []).append(place)
        found = {p for places in often.values() if len(places) >= _OFTEN for p in places}
        return frozenset(alone | found)

    def _is_whole(self, place: int) -> bool:
        """Whether a paragraph only says what is asked."""
        block = self.tokens[place].piece.place
        rest = [t for t in self.tokens[place + 1 : place + 4] if t.piece.place == block]
        return all(token.piece.text.startswith(("It ", "They ")) for token in rest)


def regions_of(tokens: Sequence[Token], numbering: Numbering) -> list[Region]:
    """The letter's stretches in their order."""
    return Walk(tokens, numbering).run()
