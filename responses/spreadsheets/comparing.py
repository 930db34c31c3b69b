"""What a spreadsheet would change in a response, or everything that stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forces.spreadsheets import Problems, Unclear, words
from forces.spreadsheets.cells import MOST_CHARACTERS, unescaped
from forces.spreadsheets.typed import FORMULA, text_in
from responses.choices import Position
from responses.models.answers import answer_mark
from responses.spreadsheets.cells import Cells, Mark, asked_in_a_cell, cells_of, is_held_back
from responses.spreadsheets.changes import AGAIN, Change, held_answers
from responses.spreadsheets.typed import Numbers, cells_in

OTHER = (
    "The file has the answers of another response. Go to that response, or download the answers of "
    "this one."
)
COPY_BACK = "Put it back, from a file that you download again."

if TYPE_CHECKING:
    from forces.spreadsheets import Cell, Opened, Row
    from recommendations.models import Recommendation
    from responses.models import Answer, Response


@dataclass(frozen=True)
class Compared:
    """What would change, in the report's order; why nothing may; and what else there is to say."""

    changes: list[Change]
    problems: list[str]
    notes: list[str]

    @property
    def emptied(self) -> str:
        """A warning that texts would be gone, with where they are; empty where none would."""
        gone = [
            f"{change.recommendation.number} (“{each.label}”)"
            for change in self.changes
            for each in change.differences
            if each.is_prose and not each.new
        ]
        return f"Text would be emptied in the answer to: {', '.join(gone)}" if gone else ""


def compare(response: Response, file: Opened) -> Compared:
    """Hold a spreadsheet against the answers as they are now. Every problem is found at once."""
    if _is_of_another(response, file):
        return Compared([], [OTHER], [])
    found = _Comparison(response, file)
    found.read_rows()
    found.check_answered_with()
    problems = found.problems.in_order
    return Compared([] if problems else found.changes, problems, found.notes)


def _is_of_another(response: Response, file: Opened) -> bool:
    marks = (_mark_in(row["mark"]) for row in file.rows)
    return any(mark and mark.response_id != response.pk for mark in marks)


class _Comparison:
    def __init__(self, response: Response, file: Opened) -> None:
        self.response, self.file = response, file
        self.asked = list(response.inspection.recommendations.in_order())
        self.held = held_answers(response)
        self.numbers = Numbers(self.asked)
        self.rows: dict[int, Row] = {}
        self.changes: list[Change] = []
        self.problems = Problems()
        self.notes = [f"The column “{each}” is not read." for each in file.not_read]

    def read_rows(self) -> None:
        for row in self.file.rows:
            self._place(row)
        for recommendation in self.asked:
            if recommendation.pk in self.rows:
                self._read(recommendation, self.rows[recommendation.pk])
            else:
                self.problems.say_of_the_file(f"There is no row for {recommendation}. {COPY_BACK}")

    def _place(self, row: Row) -> None:
        """Find which recommendation a row is of."""
        cell = row["number"]
        try:
            text = text_in(cell)
        except Unclear as unclear:
            self.problems.refuse(cell, str(unclear))
            return
        found = self.numbers.find(text)
        if not text:
            self.problems.refuse(cell, "is empty. Put the number of the recommendation back.")
        elif found is None:
            self.problems.refuse(
                cell, f"has “{text}”, which is not the number of a recommendation here."
            )
        elif found.pk in self.rows:
            first = self.rows[found.pk]["number"].place.row
            self.problems.refuse(cell, f"has “{text}”, as row {first} has. Keep one of the two.")
        else:
            self.rows[found.pk] = row

    def _read(self, recommendation: Recommendation, row: Row) -> None:
        before = len(self.problems)
        cells = cells_in(row, numbers=self.numbers, refuse=self.problems.refuse)
        mark = self._mark(recommendation, row["mark"])
        if len(self.problems) > before or mark is None:
            return
        self._note_what_is_not_read(recommendation, row)
        answer = self.held.get(recommendation.pk)
        number = row["number"].place.row
        if mark.is_of(cells):
            if mark.revision != answer_mark(answer):
                self.notes.append(
                    f"{recommendation}, row {number}: you did not change this row, and somebody "
                    "saved the answer after the file was downloaded. Theirs stays."
                )
            return
        held = cells_of(answer)
        changed = {name: text for name, text in cells.items() if text != held[name]}
        if changed:
            self._check_fits_together(recommendation, row, cells)
            change = Change(recommendation, number, mark.revision, changed, held)
            self._check_change(change, row, answer)
            self.changes.append(change)

    def _mark(self, recommendation: Recommendation, cell: Cell) -> Mark | None:
        mark = _mark_in(cell)
        if cell.kind == "f":
            self.problems.refuse(cell, FORMULA)
            return None
        if mark is None:
            self.problems.refuse(cell, f"is not as it was. {AGAIN}")
            return None
        if mark.recommendation_id != recommendation.pk:
            self.problems.refuse(
                cell,
                f"is that of another row than {recommendation.number}: the rows were mixed up. "
                f"{AGAIN}",
            )
            return None
        return mark

    def _note_what_is_not_read(self, recommendation: Recommendation, row: Row) -> None:
        for name, held in (
            ("heading", recommendation.heading),
            ("asked", asked_in_a_cell(recommendation)),
        ):
            cell = row.get(name)
            if cell and cell.value is not None and _differs(cell, held):
                self.notes.append(f"{cell.place} was changed in the file. It is not read.")

    def _check_fits_together(self, recommendation: Recommendation, row: Row, cells: Cells) -> None:
        """The same rules as on the page of an answer."""
        is_with = cells["position"] == Position.ANSWERED_WITH
        if cells["planned_on"] and cells["position"] != Position.PLANNED:
            self.problems.refuse(
                row["planned_on"],
                f"has a date, which goes with the position “{Position.PLANNED.label}” only. "
                "Change the position, or empty this cell.",
            )
        if is_with and not cells["answered_with"]:
            self.problems.refuse(
                row["answered_with"],
                "is empty. Give the number of the recommendation that has the answer.",
            )
        if cells["answered_with"] and not is_with:
            self.problems.refuse(
                row["answered_with"],
                f"has a number, which goes with the position “{Position.ANSWERED_WITH.label}” "
                "only. Change the position, or empty this cell.",
            )
        if cells["answered_with"] == recommendation.number:
            self.problems.refuse(
                row["answered_with"], "has the number of its own row. Give another."
            )

    def _check_change(self, change: Change, row: Row, answer: Answer | None) -> None:
        if sentence := change.overtaken_by(answer):
            self.problems.say(change.row, sentence)
            return
        for name in change.cells:
            if is_held_back(answer, name):
                self.problems.refuse(
                    row[name],
                    "stands for a text that is too long for a spreadsheet. Put back what stood "
                    "here, and change the text on its own page.",
                )
            elif len(change.cells[name]) >= MOST_CHARACTERS:
                self.notes.append(
                    f"{row[name].place} is full: see whether the end of the text is there."
                )

    def check_answered_with(self) -> None:
        """An answer stands with one that is an answer itself."""
        changed = {change.recommendation.pk: change.cells for change in self.changes}
        with_other = {
            each.number: {**cells_of(self.held.get(each.pk)), **changed.get(each.pk, {})}[
                "answered_with"
            ]
            for each in self.asked
        }
        for each in self.asked:
            other = with_other[each.number]
            further = with_other.get(other, "")
            if further and other != each.number and each.pk in self.rows:
                self.problems.refuse(
                    self.rows[each.pk]["answered_with"],
                    f"has {other}, which is itself answered with {further}. Give the number of a "
                    "recommendation that has an answer of its own.",
                )


def _mark_in(cell: Cell) -> Mark | None:
    """The mark in a cell; None where there is none that could be read."""
    try:
        return Mark(text_in(cell))
    except ValueError:
        return None


def _differs(cell: Cell, held: str) -> bool:
    return words(unescaped(str(cell.value))) != words(held)
