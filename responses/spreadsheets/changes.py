"""What a row of a spreadsheet changes in an answer, from the file to the save."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from forces.govuk.dates import uk_date, uk_datetime
from responses.choices import Position
from responses.models.answer_history import Changed
from responses.models.answers import Written, answer_mark
from responses.models.saving import Seen
from responses.spreadsheets.cells import cells_of
from responses.spreadsheets.columns import PROSE, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from recommendations.models import Recommendation
    from responses.models import Answer, Response
    from responses.spreadsheets.cells import Cells

AGAIN = "Download the answers again, and bring your change over."
# A change on its way from the page that shows it to the save: only what JSON can hold.
Carried = tuple[int, int, str, "Cells"]


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


IN_WORDS: dict[str, Callable[[str], str]] = {
    "position": lambda value: Position(value).label if value else "",
    "planned_on": lambda iso: uk_date(_day(iso)),
}


@dataclass(frozen=True)
class Change:
    """What one row changes in one answer: `cells` holds what is other than `held`.

    `seen` is the mark that the answer had when the file was downloaded.
    """

    recommendation: Recommendation
    row: int
    seen: str
    cells: Cells
    held: Cells = field(default_factory=dict)

    @property
    def differences(self) -> list[Changed]:
        return [
            Changed(
                column.heading,
                self._in_words(column.name, self.held[column.name]),
                self._in_words(column.name, self.cells[column.name]),
                column.name in PROSE,
            )
            for column in WRITTEN
            if column.name in self.cells
        ]

    @staticmethod
    def _in_words(name: str, cell: str) -> str:
        return IN_WORDS[name](cell) if name in IN_WORDS else cell

    @property
    def carried(self) -> Carried:
        return self.recommendation.pk, self.row, self.seen, self.cells

    def written(self, by_number: dict[str, Recommendation]) -> Written:
        fields: dict[str, Any] = dict(self.cells)
        if "planned_on" in fields:
            fields["planned_on"] = _day(fields["planned_on"])
        if "answered_with" in fields:
            fields["answered_with"] = by_number.get(fields["answered_with"])
        return Written(self.recommendation, Seen(self.seen), fields)

    def overtaken_by(self, answer: Answer | None) -> str:
        """That somebody saved something else since the file was downloaded; empty if nobody."""
        if answer_mark(answer) == self.seen or self.cells.items() <= cells_of(answer).items():
            return ""
        who = f"{answer.saved_by} changed this answer" if answer else "This answer was changed"
        when = f" on {uk_datetime(answer.saved_at)}" if answer else ""
        return (
            f"{self.recommendation}, row {self.row}: {who}{when}, after the file was downloaded. "
            f"{AGAIN}"
        )


def taken_up(response: Response, carried: Iterable[Carried]) -> list[Change]:
    """Changes that were shown before."""
    asked = {each.pk: each for each in response.inspection.recommendations.all()}
    return [Change(asked[pk], row, seen, cells) for pk, row, seen, cells in carried]


def written_of(response: Response, changes: Iterable[Change]) -> list[Written]:
    """What to save."""
    by_number = {each.number: each for each in response.inspection.recommendations.all()}
    return [change.written(by_number) for change in changes]


def held_answers(response: Response) -> dict[int, Answer]:
    """The answers of a response as they are now, by recommendation."""
    rows = response.answers.select_related("saved_by", "answered_with")
    return {answer.recommendation_id: answer for answer in rows}


def overtaken(response: Response, changes: Iterable[Change]) -> list[str]:
    """The changes that somebody else's saves stand in the way of, in sentences."""
    held = held_answers(response)
    found = (change.overtaken_by(held.get(change.recommendation.pk)) for change in changes)
    return [sentence for sentence in found if sentence]
