"""A round: one date, and a row for each recommendation."""

from __future__ import annotations

from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.text import get_text_list

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from recommendations.forms.round_rows import BlankRow, RowForm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from forces.models import User
    from recommendations.models import ProgressUpdate, Recommendation
    from recommendations.models.rounds import Entry
    from recommendations.models.standings import Standing


class RoundForm(GovForm):
    """One date, and a row for each recommendation; rows left empty are passed over.

    So are drafts of others than the `person` who types, where they are left as they were.
    """

    called: ClassVar = {"as_at": "the date of these updates"}

    as_at = DateField(
        label="These updates are as at",
        help_text="One date for all that you fill in below.",
    )

    def __init__(
        self,
        *args: Any,
        standings: Sequence[Standing],
        on: date,
        person: User,
        final: bool = False,
        **kwargs: Any,
    ) -> None:
        dates = [row.draft.as_at for row in standings if row.draft and row.draft.is_dated]
        super().__init__(*args, initial={"as_at": max(dates, default=on)}, **kwargs)
        self.on = on
        self.final = final
        self.person = person
        self.standings = standings
        self.is_of_several = len({row.recommendation.inspection_id for row in standings}) > 1
        self.typed = [
            RowForm(
                self.data,
                standing=row,
                final=final,
                person=person,
                is_of_several=self.is_of_several,
            )
            for row in standings
            if self.is_bound
            and (not row.is_closed or f"r{row.recommendation.pk}-seen" in self.data)
        ]

    @property
    def within(self) -> Sequence[RowForm]:
        return self.typed

    @property
    def listed(self) -> list[tuple[Standing, RowForm | BlankRow | None]]:
        """All that is shown, each with its row: what is closed has none."""
        typed = {row.standing.recommendation.pk: row for row in self.typed if not row.is_overtaken}
        return [
            (each, typed.get(each.recommendation.pk) or self._row(each)) for each in self.standings
        ]

    def _row(self, standing: Standing) -> RowForm | BlankRow | None:
        """What is filled in: the draft, where there is one."""
        if standing.is_closed:
            return None
        if standing.draft is None:
            return BlankRow(standing)
        return RowForm(
            standing=standing, final=False, person=self.person, is_of_several=self.is_of_several
        )

    @property
    def rows(self) -> list[RowForm | BlankRow]:
        """The rows that are shown."""
        return [row for _, row in self.listed if row]

    @property
    def entries(self) -> list[Entry]:
        """What was typed, and an empty entry for each draft that was deleted."""
        return [row.entry for row in self.typed if row.is_taken or row.is_emptied]

    @property
    def left(self) -> list[ProgressUpdate]:
        """Drafts that others wrote, and that stay as they are."""
        return [row.standing.draft for row in self.typed if row.is_left and row.standing.draft]

    @property
    def overtaken(self) -> list[Recommendation]:
        """What somebody else changed while the page was open, and its reader left alone."""
        shown = [row for row in self.typed if row.is_overtaken and row.seen.mark]
        return [row.standing.recommendation for row in shown]

    @property
    def is_untouched(self) -> bool:
        """Whether there is nothing to save: no row is filled, and no draft was deleted."""
        return not any(row.is_taken or row.is_emptied for row in self.typed)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        filled = [row for row in self.typed if row.is_taken]
        as_at = typed.get("as_at")
        if as_at is not None:
            self._check_as_at(as_at, filled)
            for row in filled:
                row.check_as_at(as_at)
        if not filled:
            self._check_is_something()
        return typed

    def _check_is_something(self) -> None:
        if any(row.is_given_up for row in self.typed):
            return
        if self.overtaken:
            names = get_text_list([str(each) for each in self.overtaken], "and")
            said = "changed after you opened this page. Read what is there now, then go on"
            self.add_error(None, f"{names} {said}")
        elif self.final and self.left:
            said = "Fill in at least one recommendation, or tick a draft to submit it too"
            self.add_error(None, said)
        elif self.final or (self.is_untouched and not self.left):
            self.add_error(None, "Fill in at least one recommendation")

    def _check_as_at(self, as_at: date, filled: Sequence[RowForm]) -> None:
        said = [(r.standing.current.as_at, r.standing) for r in filled if r.standing.current]
        latest, standing = max(said, key=itemgetter(0), default=(as_at, None))
        reports = [row.standing.recommendation.inspection for row in filled]
        newest = max(reports, key=attrgetter("published_on"), default=None)
        if as_at > self.on:
            self.add_error("as_at", "The date of these updates must be today or in the past")
        elif newest is not None and as_at < newest.published_on:
            self.add_error(
                "as_at",
                f"The date must be {uk_date(newest.published_on)} or later: that is when the "
                f"report was published ({newest.short_title})",
            )
        elif standing is not None and as_at < latest:
            self.add_error(
                "as_at",
                f"The date must be {uk_date(latest)} or later: "
                f"{standing.recommendation} has an update as at that day",
            )
