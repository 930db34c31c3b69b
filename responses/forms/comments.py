from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.fields import DateField
from forces.govuk.widgets import Radios
from responses import policies
from responses.forms.boxes import Boxes
from responses.forms.writing import FORMATTING, WritingForm, long_text
from responses.models.comments import mark_of_comments, reply_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from recommendations.models import Recommendation
    from responses.models import ChiefOfficerComments


class Outcome:
    """What became of the invitation to the chief officer."""

    AWAITED = "awaited"
    RECEIVED = "received"
    NONE = "none"


class CommentsForm(Boxes):
    """The chief officer's comments, as office staff paste them."""

    outcome = forms.ChoiceField(
        label="What came?",
        choices=[
            (Outcome.AWAITED, "Still awaited"),
            (Outcome.RECEIVED, "Comments were received"),
            (Outcome.NONE, "None were received, and none are expected"),
        ],
        widget=Radios(hints={Outcome.NONE: "The letter will say that none were received"}),
    )
    received_from = forms.CharField(
        label="Who are they from?",
        required=False,
        max_length=160,
        help_text="Name and rank, as they will be printed",
    )
    received_on = DateField(label="When were they received?", required=False)
    text = long_text("General comments", rows=10, hint=FORMATTING)
    mark_optional = False
    called: ClassVar = {
        "received_on": "the date they were received",
        "outcome": "what came",
    }

    def __init__(
        self,
        *args: Any,
        on: date,
        held: ChiefOfficerComments,
        texts: Mapping[int, str],
        recommendations: Iterable[Recommendation],
        **kwargs: Any,
    ) -> None:
        """`on` is today; `held` and `texts` are what is saved, in general and by recommendation."""
        self.today = on
        initial = {
            "outcome": _outcome(held),
            "received_from": held.received_from,
            "received_on": held.received_on,
            "text": held.text,
            "seen": mark_of_comments(held, texts),
        }
        super().__init__(
            *args, initial=initial, texts=texts, recommendations=recommendations, **kwargs
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        received_on, outcome = cleaned.get("received_on"), cleaned.get("outcome")
        self.check("received_on", policies.check_received_on, received_on, on=self.today)
        has_comments = any(str(cleaned.get(name) or "").strip() for name in ("text", *self.boxes))
        if outcome == Outcome.RECEIVED:
            if not cleaned.get("received_from"):
                self.add_error("received_from", "Enter who the comments are from")
            if received_on is None and not self.has_error("received_on"):
                self.add_error("received_on", "Enter the date the comments were received")
            if not has_comments and not self.errors:
                self.add_error("text", "Enter the comments that were received")
        elif outcome and (has_comments or cleaned.get("received_from") or received_on):
            self.add_error(
                "outcome",
                "There are comments below. Select “Comments were received”, or remove them",
            )
        return cleaned

    def fields_of_comments(self) -> dict[str, Any]:
        """What was typed, by the names of the model's fields."""
        names = ("received_on", "received_from", "text")
        fields = {name: self.cleaned_data[name] for name in names}
        return {**fields, "none_received": self.cleaned_data["outcome"] == Outcome.NONE}


def _outcome(held: ChiefOfficerComments) -> str:
    if held.none_received:
        return Outcome.NONE
    return Outcome.RECEIVED if held.are_here else Outcome.AWAITED


class ReplyForm(WritingForm):
    """The body's reply to the chief officer's comments."""

    reply = long_text(
        "Your reply",
        rows=10,
        hint=f"It is published with the comments: section 55(5)(c). {FORMATTING}",
    )
    mark_optional = False

    def __init__(self, *args: Any, held: ChiefOfficerComments, **kwargs: Any) -> None:
        initial = {"reply": held.reply, "seen": reply_mark(held)}
        super().__init__(*args, initial=initial, **kwargs)
