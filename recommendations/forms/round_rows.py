"""What is typed about one recommendation in a round, and the row that is drawn for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

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
from recommendations.forms.row_marks import TYPED, Seen, digest_of_typed
from recommendations.forms.row_markup import drawn
from recommendations.models import ProgressUpdate, Recommendation
from recommendations.models.rounds import Entry
from recommendations.models.standings import Standing

if TYPE_CHECKING:
    from forces.models import User

# Stand-ins for the key of a recommendation and for a date, where a row is drawn for all.
ANY_KEY, ANY_DAY = "__key__", date.max
HINT = "Leave it empty to keep {}."
FINISHED_HINT = "If it is not finished after all: the date promised last was {}."
MEANWHILE = (
    "Someone saved or submitted an update on {} after you opened this page. Read it, then select "
    "which to keep"
)
# What is kept of a row that two people changed.
THEIRS, OWN = "saved", "typed"


class RowForm(GovForm):
    """What is typed about one recommendation in a round."""

    mark_optional: ClassVar = False

    keep = forms.ChoiceField(
        label="Which do you want to keep?",
        required=False,
        widget=Radios(inline=True, small=True),
    )
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
        is_of_several: bool = False,
        **kwargs: Any,
    ) -> None:
        """`person` is who types: what others drafted is theirs to submit only if they say so.

        Among rows of several inspections (`is_of_several`), messages name that of the row, too.
        """
        draft = standing.draft
        kwargs["initial"] = {name: getattr(draft, name) for name in TYPED} if draft else {}
        self.about = standing.recommendation.in_a_sentence
        if is_of_several:
            self.about += f" of “{standing.recommendation.inspection.short_title}”"
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
        self.seen = Seen.read(self.data.get(self.add_prefix("seen"), ""))
        if self.is_stale:
            self._offer(own="What you typed")
        else:
            del self.fields["keep"]

    def _offer(self, *, own: str) -> None:
        """Let the reader decide; a choice counts while what they chose from is what is saved."""
        keep = cast("forms.ChoiceField", self.fields["keep"])
        mark = self.standing.mark
        keep.choices = [(f"{THEIRS} {mark}", "What was saved"), (f"{OWN} {mark}", own)]
        keep.error_messages["invalid_choice"] = MEANWHILE.format(self.about)

    @property
    def drawn(self) -> SafeString:
        """Its fields as HTML."""
        self.is_valid()  # whether it is contested is known then, and which fields it has
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
    def is_stale(self) -> bool:
        """Something was saved, submitted or deleted since it was shown."""
        return self.is_bound and self.seen.mark != self.standing.mark

    @property
    def carried(self) -> str:
        """What the page brings back: a row that is contested stays so until it is decided."""
        return str(self.seen if self.is_contested else Seen.of(self.standing))

    @cached_property
    def is_as_shown(self) -> bool:
        """Its reader changed nothing of it."""
        return not self.errors and digest_of_typed(self.cleaned_data) == self.seen.digest

    @cached_property
    def is_as_saved(self) -> bool:
        """It says what is saved now: the draft, or nothing where there is none."""
        now = Seen.of(self.standing).digest
        return not self.errors and digest_of_typed(self.cleaned_data) == now

    @cached_property
    def is_contested(self) -> bool:
        """Its reader changed it, and so did somebody else, in another way."""
        return (
            self.is_stale
            and not self.is_as_shown
            and not self.is_as_saved
            and not self.is_said_already
        )

    @property
    def is_overtaken(self) -> bool:
        """Its reader left it alone, and somebody else changed or closed it: that stays."""
        is_changed = self.is_stale and not self.is_as_saved
        return (is_changed or self.standing.is_closed) and self.is_as_shown

    @property
    def is_given_up(self) -> bool:
        """Of a row that both changed, its reader keeps what was saved."""
        if self.errors or not self.is_contested:
            return False
        return str(self.cleaned_data["keep"]).startswith(THEIRS)

    @property
    def is_filled(self) -> bool:
        return bool(self.errors) or not self.entry.is_empty

    @property
    def is_left(self) -> bool:
        """It is a draft that somebody else wrote and this person did not touch: theirs to submit.

        Where all is submitted, a tick beside it takes it too.
        """
        if not self.is_of_another or self.errors or (self.is_stale and not self.is_as_shown):
            return False
        is_ticked = self.final and self.cleaned_data.get("too")
        return not is_ticked and self.is_as_saved

    @property
    def is_passed_over(self) -> bool:
        return self.is_left or self.is_overtaken or self.is_given_up

    @property
    def is_said_already(self) -> bool:
        """It says just what the force said last, as when it is sent twice."""
        said = self.standing.current
        return said is not None and not self.errors and self._update(said.as_at).repeats(said)

    @property
    def _typed(self) -> list[str]:
        return [name for name in TYPED if name in self.fields]

    @property
    def is_taken(self) -> bool:
        return self.is_filled and not self.is_passed_over

    @property
    def is_emptied(self) -> bool:
        """A draft was shown, and all of it was deleted."""
        has_draft = self.standing.draft is not None
        return has_draft and not self.is_filled and not self.is_passed_over

    @property
    def entry(self) -> Entry:
        typed = {name: self.cleaned_data[name] for name in self._typed}
        draft = self.standing.draft
        if draft is not None and self.is_as_saved:  # its line ends, too, or it would be another
            typed = {name: getattr(draft, name) for name in self._typed}
        return Entry(self.standing.recommendation, self.standing.mark, **typed)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if self.is_contested:
            self._check_decided(typed)
        elif "keep" in self.fields:  # there is nothing to decide
            del self.fields["keep"]
        says = any(typed[name] for name in typed if name != "keep")
        if says and not self.errors and not self.is_passed_over:
            standing = self.standing
            check = policies.check_takes_updates
            self.check("text", check, standing.recommendation, is_closed=standing.is_closed)
            self._check_complete(typed)
        return typed

    def _check_decided(self, typed: dict[str, Any]) -> None:
        if not any(typed.get(name, True) for name in self._typed):
            self._offer(own="Nothing: delete the draft")
        self.fields.pop("too", None)
        if "keep" not in self.errors and not typed.get("keep"):
            self.add_error("keep", MEANWHILE.format(self.about))

    def _check_complete(self, typed: dict[str, Any]) -> None:
        said = self.standing.current
        if self.is_stale and said is not None:
            self.check("text", policies.check_is_new, self._update(said.as_at), said)
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
        if not self.errors:
            self.check("text", policies.check_is_new, self._update(as_at), self.standing.current)

    def _update(self, as_at: date) -> ProgressUpdate:
        """What is typed, with the files of the draft that it is typed into."""
        draft = self.standing.draft
        update = ProgressUpdate(pk=draft.pk if draft else None)
        self.entry.write_to(update, as_at)
        return update

    def _check_put_off(self, next_on: date | None, as_at: date) -> None:
        if "text" in self.errors:  # what was said already has its reason, too
            return
        held_to = self.standing.held_to
        kept = deadlines.next_date(next_on, held_to, as_at=as_at)
        reason = self.cleaned_data.get("moved_reason", "")
        try:
            policies.check_put_off(self.cleaned_data.get("state", ""), kept, reason, held_to)
        except Refused as refusal:
            the = self.about[:1].upper() + self.about[1:]
            self.add_error("moved_reason", f"{the}: {refusal}")


@dataclass(frozen=True)
class BlankRow:
    """A row in which nothing was typed: drawn for all of them once, as a form of each would be."""

    standing: Standing
    is_contested = False

    @property
    def prefix(self) -> str:
        return f"r{self.standing.recommendation.pk}"

    @property
    def carried(self) -> str:
        return str(Seen.of(self.standing))

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
