"""What a spreadsheet of a round would change, or everything that stands in its way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forces.govuk.dates import uk_date
from forces.policies import Refused
from forces.spreadsheets import Problems, Unclear, told, words
from forces.spreadsheets.typed import day_in, line_in, text_in
from recommendations import deadlines, policies
from recommendations.choices import State
from recommendations.models import ProgressUpdate, Recommendation
from recommendations.models.standings import standings_of
from recommendations.spreadsheets.rounds.cells import Cells, Mark, cells_of, is_held_back
from recommendations.spreadsheets.rounds.changes import Change
from recommendations.spreadsheets.rounds.columns import PROSE, WRITTEN

if TYPE_CHECKING:
    from datetime import date

    from forces.models import Force
    from forces.spreadsheets import Cell, Opened, Row
    from recommendations.models.standings import Standing

STATES = {re.sub(r"\W", "", words(each.label)): each for each in State}
AGAIN = "Download the updates again, and bring what you wrote over."
OTHER = (
    "The file has the updates of another force. Go to the page of that force, or download the "
    "updates of this one."
)


@dataclass
class Compared:
    """What would change; why nothing may; what keeps it from being submitted; what else to say."""

    changes: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    not_ready: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """What keeps it from being submitted, as far as a page lists it."""
        return told(self.not_ready)

    @property
    def emptied(self) -> str:
        """A warning that drafts would be gone, and whose; empty where none would."""
        gone = [str(change.recommendation) for change in self.changes if change.is_emptied]
        return f"The draft would be deleted of: {', '.join(gone)}" if gone else ""


def compare(force: Force, file: Opened, *, as_at: date) -> Compared:
    """Hold a spreadsheet against what is drafted and said now. Every problem is found at once."""
    marks = [_mark_in(row["mark"]) for row in file.rows]
    if any(mark and mark.force_id != force.pk for mark in marks):
        return Compared(problems=[OTHER])
    ids = [mark.recommendation_id for mark in marks if mark]
    concerned = Recommendation.objects.concerning(force.pk).filter(pk__in=ids)
    told = standings_of(force, concerned.newest_report_first(), drafts=True)
    found = _Comparison(told, as_at)
    found.compared.notes += [f"The column “{each}” is not read." for each in file.not_read]
    for row, mark in zip(file.rows, marks, strict=True):
        found.read(row, mark)
    if found.problems:
        return Compared(problems=found.problems.in_order)
    return found.compared


class _Comparison:
    def __init__(self, told: list[Standing], as_at: date) -> None:
        self.told = {standing.recommendation.pk: standing for standing in told}
        self.as_at = as_at
        self.rows: dict[int, int] = {}
        self.compared = Compared()
        self.problems = Problems()

    def read(self, row: Row, mark: Mark | None) -> None:
        standing = self._standing(row, mark)
        cells = self._cells(row)
        if mark is None or standing is None or cells is None:
            return
        held, where = cells_of(standing.draft), row["number"].place.row
        if mark.is_of(cells):
            if mark.seen != standing.mark:
                self.compared.notes.append(
                    f"{standing.recommendation}, row {where}: you did not change this row, and "
                    "somebody wrote on it after the file was downloaded. Theirs stays."
                )
        elif cells != held:
            change = Change(standing.recommendation, where, mark.seen, cells, held)
            self._check(change, standing, row)
            self.compared.changes.append(change)

    def _standing(self, row: Row, mark: Mark | None) -> Standing | None:
        """What a row is of, by its mark, where its number says the same."""
        if mark is None:
            self.problems.refuse(row["mark"], f"is not as it was. {AGAIN}")
            return None
        standing = self.told.get(mark.recommendation_id)
        if standing is None:
            self.problems.refuse(
                row["mark"], "is of a recommendation that does not concern this force."
            )
            return None
        if _line_in(row["number"]) != words(standing.recommendation.number):
            self.problems.refuse(
                row["mark"], f"is that of another row: the rows were mixed up. {AGAIN}"
            )
            return None
        first = self.rows.setdefault(mark.recommendation_id, row["mark"].place.row)
        if first != row["mark"].place.row:
            self.problems.refuse(row["mark"], f"is that of row {first} too. Keep one of the two.")
            return None
        return standing

    def _cells(self, row: Row) -> Cells | None:
        """What is typed in a row; None, with every reason, where some of it is unclear."""
        cells: Cells = {}
        for column in WRITTEN:
            try:
                cells[column.name] = _typed(column.name, row[column.name])
            except Unclear as unclear:
                self.problems.refuse(row[column.name], str(unclear))
        return cells if len(cells) == len(WRITTEN) else None

    def _check(self, change: Change, standing: Standing, row: Row) -> None:
        """The same rules as on the page of the round."""
        recommendation, number = change.recommendation, change.row
        where = f"{recommendation}, row {number}"
        if change.seen != standing.mark:
            self.problems.say(
                number,
                f"{where}: somebody saved or submitted an update after the file was downloaded. "
                f"{AGAIN}",
            )
        else:
            try:
                policies.check_takes_updates(recommendation, is_closed=standing.is_closed)
            except Refused as refusal:
                self.problems.say(number, f"{where}: {refusal}")
        for name in PROSE:
            if is_held_back(standing.draft, name) and change.cells[name] != change.held[name]:
                self.problems.refuse(
                    row[name],
                    "stands for a text that is too long for a spreadsheet. Put back what stood "
                    "here, and change the text on its own page.",
                )
        if not change.is_emptied:
            self._check_dates(change, standing, row)
            self._check_ready(change, standing, where)

    def _check_dates(self, change: Change, standing: Standing, row: Row) -> None:
        next_on = change.entry.next_on
        published_on = change.recommendation.inspection.published_on
        if next_on is not None and next_on < self.as_at:
            self.problems.refuse(row["next_on"], f"must be {uk_date(self.as_at)} or later.")
        if self.as_at < published_on:
            self.problems.refuse(
                row["number"],
                f"is of a report that was published on {uk_date(published_on)}. These updates must "
                "be as at that day or later.",
            )
        if standing.current is not None and self.as_at < standing.current.as_at:
            self.problems.refuse(
                row["number"],
                f"has an update as at {uk_date(standing.current.as_at)}. These updates must be as "
                "at that day or later.",
            )

    def _check_ready(self, change: Change, standing: Standing, where: str) -> None:
        """What a draft may lack, and an update may not."""
        entry, not_ready = change.entry, self.compared.not_ready
        if not entry.state:
            not_ready.append(f"{where}: choose how it stands.")
        if not entry.text:
            not_ready.append(f"{where}: say what has changed.")
        held_to = standing.held_to
        kept = deadlines.next_date(entry.next_on, held_to, as_at=self.as_at)
        update = ProgressUpdate(pk=standing.draft.pk if standing.draft else None)
        entry.write_to(update, self.as_at)
        try:
            policies.check_is_new(update, standing.current)
            policies.check_put_off(entry.state, kept, entry.moved_reason, held_to)
        except Refused as refusal:
            not_ready.append(f"{where}: {refusal}")


def _mark_in(cell: Cell) -> Mark | None:
    """The mark in a cell; None where there is none that could be read."""
    try:
        return Mark(text_in(cell))
    except ValueError:
        return None


def _line_in(cell: Cell) -> str:
    """What a cell says, for comparing; empty where it says nothing clear."""
    try:
        return words(line_in(cell))
    except Unclear:
        return ""


def _typed(name: str, cell: Cell) -> str:
    """What a cell means, as `cells_of` gives it. Raises Unclear."""
    if name == "next_on":
        day = day_in(cell)
        return day.isoformat() if day else ""
    if name in PROSE:
        return text_in(cell)
    text = line_in(cell)
    if not text:
        return ""
    state = STATES.get(re.sub(r"\W", "", words(text)))
    if state is None:
        raise Unclear(f"has “{text}”, which is not a state. Use: {'; '.join(State.labels)}.")
    return state.value
