"""What is typed about one recommendation in a round, and the row that is drawn for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
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
    from forces.models import User

# What is typed in a row, and what a draft of it holds.
TYPED = ("state", "text", "next_on", "moved_reason")
# Stand-ins for the key of a recommendation and for a date, where a row is drawn for all.
ANY_KEY, ANY_DAY = "__key__", date.max
HINT = "Leave it empty to keep {}."
FINISHED_HINT = "If it is not finished after all: the date promised last was {}."


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
        if standing.held_to is None:
            del self.fields["moved_reason"]
        else:
            hint = FINISHED_HINT if standing.is_finished else HINT
            self.fields["next_on"].help_text = hint.format(uk_date(standing.held_to))
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
        held_to = self.standing.held_to
        kept = deadlines.next_date(next_on, held_to, as_at=as_at)
        reason = self.cleaned_data.get("moved_reason", "")
        try:
            policies.check_put_off(self.cleaned_data.get("state", ""), kept, reason, held_to)
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
        standing = self.standing
        html = _blank(is_held=standing.held_to is not None, is_finished=standing.is_finished)
        html = html.replace(ANY_KEY, str(standing.recommendation.pk))
        return SafeString(html.replace(uk_date(ANY_DAY), uk_date(standing.held_to)))


@cache
def _blank(*, is_held: bool, is_finished: bool) -> str:
    """The fields of any row, with stand-ins for its key and for the date that it is held to."""
    said = ProgressUpdate(state=State.COMPLETE if is_finished else State.IN_PROGRESS)
    trail = deadlines.Trail(ANY_DAY, ANY_DAY, 0) if is_held else None
    standing = Standing(Recommendation(pk=ANY_KEY), said, trail=trail)
    return RowForm(standing=standing, final=False).drawn
