from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.widgets import Radios
from responses.forms.writing import FORMATTING, WritingForm, long_text
from responses.models import ChiefOfficerComments
from responses.models.comments import comments_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from recommendations.models import Recommendation
    from responses.models import Response


class Outcome:
    """What became of the invitation to the chief officer."""

    AWAITED = "awaited"
    RECEIVED = "received"
    NONE = "none"


class CommentsForm(WritingForm):
    """The chief officer's comments, as office staff paste them."""

    invited_on = DateField(label="When were the comments invited?", required=False)
    wanted_by = DateField(label="By when were they wanted?", required=False)
    outcome = forms.ChoiceField(
        label="What came?",
        choices=[
            (Outcome.AWAITED, "Still awaited"),
            (Outcome.RECEIVED, "Comments were received"),
            (Outcome.NONE, "None were received, and none are expected"),
        ],
        widget=Radios(
            hints={Outcome.NONE: "The letter will say that they were invited and none received"}
        ),
    )
    received_from = forms.CharField(
        label="Who are they from?",
        required=False,
        max_length=160,
        help_text="Name and rank, as they will be printed",
    )
    received_on = DateField(label="When were they received?", required=False)
    text = long_text("General comments", rows=10, hint=FORMATTING)
    reply = long_text(
        "Your reply to the comments",
        rows=6,
        hint="If the body replies, its reply is published too: section 55(5)(c)",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    mark_optional = False
    called: ClassVar = {
        "invited_on": "the date of the invitation",
        "wanted_by": "the date they were wanted by",
        "received_on": "the date they were received",
        "outcome": "what came",
    }

    def __init__(
        self,
        *args: Any,
        on: date,
        recommendations: Iterable[Recommendation],
        comments: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        """`on` is today; `comments` maps a recommendation's id to the comment on it."""
        self.today = on
        self.single = {f"on_{each.pk}": each.pk for each in recommendations}
        super().__init__(*args, **kwargs)
        for each in recommendations:
            field = long_text(f"On {each.in_a_sentence}: {each.heading}", rows=4)
            field.initial = comments.get(each.pk, "")
            self.fields[f"on_{each.pk}"] = field

    @staticmethod
    def initial_of(response: Response) -> dict[str, Any]:
        comments = getattr(response, "chief_officer", None)
        seen = {"seen": comments_mark(response)}
        if comments is None:
            return {"outcome": Outcome.AWAITED, **seen}
        outcome = Outcome.RECEIVED if comments.received_from else Outcome.AWAITED
        return {
            "invited_on": comments.invited_on,
            "wanted_by": comments.wanted_by,
            "outcome": Outcome.NONE if comments.none_received else outcome,
            "received_from": comments.received_from,
            "received_on": comments.received_on,
            "text": comments.text,
            "reply": comments.reply,
            **seen,
        }

    @staticmethod
    def in_words(response: Response) -> list[tuple[str, str]]:
        """What is saved, by the names of the fields."""
        saved = ChiefOfficerComments.objects.get(response=response)
        single = response.officer_comments.select_related("recommendation")
        return [
            ("Invited", uk_date(saved.invited_on)),
            ("Wanted by", uk_date(saved.wanted_by)),
            ("From", saved.received_from),
            ("Received", uk_date(saved.received_on)),
            ("None received", "None were received" if saved.none_received else ""),
            ("General comments", saved.text),
            ("Your reply", saved.reply),
            *(
                (f"On {each.recommendation.in_a_sentence}", each.text)
                for each in single.order_by("recommendation__position")
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        invited, wanted = cleaned.get("invited_on"), cleaned.get("wanted_by")
        if invited and wanted and wanted < invited:
            self.add_error("wanted_by", "They cannot be wanted before they were invited")
        for name in ("invited_on", "received_on"):
            if cleaned.get(name) and cleaned[name] > self.today:
                the = self.called[name]
                self.add_error(name, f"{the[:1].upper()}{the[1:]} must be today or in the past")
        outcome = cleaned.get("outcome")
        has_comments = any(str(cleaned.get(name) or "").strip() for name in ("text", *self.single))
        if outcome == Outcome.RECEIVED:
            if not cleaned.get("received_from"):
                self.add_error("received_from", "Enter who the comments are from")
            if not has_comments and not self.errors:
                self.add_error("text", "Enter the comments that were received")
        elif has_comments or cleaned.get("received_from") or cleaned.get("received_on"):
            self.add_error(
                "outcome",
                "There are comments below. Select “Comments were received”, or remove them",
            )
        return cleaned

    def fields_of_comments(self) -> dict[str, Any]:
        """What was typed, by the names of the model's fields."""
        names = ("invited_on", "wanted_by", "received_on", "received_from", "text", "reply")
        fields = {name: self.cleaned_data[name] for name in names}
        return {**fields, "none_received": self.cleaned_data["outcome"] == Outcome.NONE}

    def on_recommendations(self) -> dict[int, str]:
        return {pk: self.cleaned_data[name] for name, pk in self.single.items()}
