from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.safestring import SafeString

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios
from forces.policies import Refused
from recommendations import deadlines, policies
from recommendations.choices import State
from recommendations.forms.long_texts import not_endless
from recommendations.forms.row_markup import drawn
from recommendations.models import ProgressUpdate, Recommendation
from recommendations.models.rounds import Entry
from recommendations.models.standings import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forces.models import User


# What is typed in a row, and what a draft of it holds.
TYPED = ("state", "text", "next_on", "moved_reason")
# Stand-ins for the key of a recommendation and for a date, where a row is drawn for all.
ANY_KEY, ANY_DAY = "__key__", date.max


class RowForm(GovForm):
    """What is typed about one recommendation in a round."""

    mark_optional: ClassVar = False

    state = forms.ChoiceField(
        label="How it stands",
        choices=State.choices,
        required=False,
        widget=Radios(inline=True, small=True),
    )
    text = forms.CharField(
        label="What has changed",
        required=False,
        validators=[not_endless],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_on = DateField(label="Next date (optional)", required=False)
    moved_reason = forms.CharField(
        label="Reason for moving the date",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    too = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,
        standing: Standing,
        final: bool,
        person: User | None = None,
        **kwargs: Any,
    ) -> None:
        """`person` is who types: what others drafted is theirs to submit only if they say so."""
        draft = standing.draft
        kwargs["initial"] = {name: getattr(draft, name) for name in TYPED} if draft else {}
        self.about = standing.recommendation.in_a_sentence
        super().__init__(*args, prefix=f"r{standing.recommendation.pk}", **kwargs)
        self.standing = standing
        self.final = final
        if standing.promised_on is None:
            del self.fields["moved_reason"]
        else:
            self.fields[
                "next_on"
            ].help_text = f"Leave it empty to keep {uk_date(standing.promised_on)}."
        self.is_of_another = bool(draft and person and draft.written_by_id != person.pk)
        if draft is not None and self.is_of_another:
            self.fields["too"].label = f"Submit this draft by {draft.written_by}, too"
        else:
            del self.fields["too"]

    @property
    def drawn(self) -> SafeString:
        """Its fields as HTML."""
        return drawn(self)

    def name_of(self, field: str) -> str:
        """The error summary lists many rows: each message names its recommendation."""
        names = {
            "state": f"how {self.about} stands",
            "text": f"what has changed for {self.about}",
            "next_on": f"the next date of {self.about}",
        }
        return names.get(field, "")

    @property
    def seen(self) -> str:
        """The mark of what the person saw when they typed."""
        return str(self.data.get(self.add_prefix("seen"), ""))

    @property
    def is_stale(self) -> bool:
        return self.is_bound and self.seen != self.standing.mark

    @property
    def is_filled(self) -> bool:
        return bool(self.errors) or not self.entry.is_empty

    @property
    def is_left(self) -> bool:
        """It is a draft that somebody else wrote and this person did not touch: theirs to submit.

        Where all is submitted, a tick beside it takes it too.
        """
        if not self.is_of_another or self.is_stale or self.errors:
            return False
        is_ticked = self.final and self.cleaned_data.get("too")
        return not is_ticked and self.is_as_drafted

    @property
    def is_as_drafted(self) -> bool:
        """A draft was shown, and nothing of it was changed."""
        return self.standing.draft is not None and all(
            _as_typed(self.cleaned_data[name]) == _as_typed(getattr(self.standing.draft, name))
            for name in self._typed
        )

    @property
    def _typed(self) -> list[str]:
        return [name for name in TYPED if name in self.fields]

    @property
    def is_taken(self) -> bool:
        return self.is_filled and not self.is_left

    @property
    def is_emptied(self) -> bool:
        """A draft was shown, and all of it was deleted."""
        return self.standing.draft is not None and not self.is_stale and not self.is_filled

    @property
    def entry(self) -> Entry:
        typed = {name: self.cleaned_data[name] for name in self._typed}
        if self.is_as_drafted:  # its line ends, too, or it would be another text
            typed = {name: getattr(self.standing.draft, name) for name in self._typed}
        return Entry(self.standing.recommendation, self.seen, **typed)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not self.errors and any(typed.values()) and not self.is_left:
            standing = self.standing
            check = policies.check_takes_updates
            self.check("text", check, standing.recommendation, is_closed=standing.is_closed)
            self._check_complete(typed)
        return typed

    def _check_complete(self, typed: dict[str, Any]) -> None:
        if self.is_stale:
            self.add_error(
                "text",
                f"Someone saved or submitted an update on {self.about} after you opened this "
                "page. Read it, then save again",
            )
        if self.final and not typed.get("state"):
            self.add_error("state", f"Select how {self.about} stands")
        if self.final and not typed.get("text"):
            self.add_error("text", f"Enter what has changed for {self.about}")

    def check_as_at(self, as_at: date) -> None:
        """Check the row against the day that the whole round is about."""
        next_on = self.cleaned_data.get("next_on")
        if next_on is not None and next_on < as_at:
            self.add_error(
                "next_on", f"The next date of {self.about} must be {uk_date(as_at)} or later"
            )
        elif self.final and "next_on" in self.cleaned_data:
            self._check_new(as_at)
            self._check_put_off(next_on, as_at)

    def _check_new(self, as_at: date) -> None:
        draft = self.standing.draft
        update = ProgressUpdate(pk=draft.pk if draft else None)
        if not self.errors:
            self.entry.write_to(update, as_at)
            self.check("text", policies.check_is_new, update, self.standing.current)

    def _check_put_off(self, next_on: date | None, as_at: date) -> None:
        if "text" in self.errors:  # what was said already has its reason, too
            return
        promised_on = self.standing.promised_on
        kept = deadlines.next_date(next_on, promised_on, as_at=as_at)
        reason = self.cleaned_data.get("moved_reason", "")
        try:
            policies.check_put_off(self.cleaned_data.get("state", ""), kept, reason, promised_on)
        except Refused as refusal:
            self.add_error("moved_reason", f"{self.standing.recommendation}: {refusal}")


def _as_typed(value: Any) -> Any:
    """A value as a browser sends it back, which has line ends of its own."""
    return value.strip().splitlines() if isinstance(value, str) else value


@dataclass(frozen=True)
class BlankRow:
    """A row in which nothing was typed: drawn for all of them once, as a form of each would be."""

    standing: Standing
    is_stale = False

    @property
    def prefix(self) -> str:
        return f"r{self.standing.recommendation.pk}"

    @property
    def drawn(self) -> SafeString:
        promised_on = self.standing.promised_on
        html = _blank(is_promised=promised_on is not None)
        html = html.replace(ANY_KEY, str(self.standing.recommendation.pk))
        return SafeString(html.replace(uk_date(ANY_DAY), uk_date(promised_on)))


@cache
def _blank(*, is_promised: bool) -> str:
    """The fields of any row, with stand-ins for its key and for the date that was promised."""
    said = ProgressUpdate(state=State.IN_PROGRESS, next_on=ANY_DAY) if is_promised else None
    standing = Standing(Recommendation(pk=ANY_KEY), said)
    return RowForm(standing=standing, final=False).drawn


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
        self.typed = [
            RowForm(self.data, standing=row, final=final, person=person)
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
        typed = {row.standing.recommendation.pk: row for row in self.typed}
        if self.is_bound:
            return [(each, typed.get(each.recommendation.pk)) for each in self.standings]
        return [(each, None if each.is_closed else self._row(each)) for each in self.standings]

    def _row(self, standing: Standing) -> RowForm | BlankRow:
        """What is filled in: the draft, where there is one."""
        if standing.draft is None:
            return BlankRow(standing)
        return RowForm(standing=standing, final=False, person=self.person)

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
        if self.final and self.left:
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
