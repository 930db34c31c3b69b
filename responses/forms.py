from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Submit
from django import forms

from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios
from responses.choices import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crispy_forms.helper import FormHelper

    from recommendations.models import Recommendation
    from responses.models import Answer, ChiefOfficerComments, Response

FORMATTING = "Leave an empty line between paragraphs. Begin a line with - for a list."


def _text(label: str, *, rows: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AnswerForm(GovForm):
    """One recommendation: the position, what is done, or why nothing is.

    An answer can be saved half done; what is missing is said when the response is checked.
    """

    position = forms.ChoiceField(
        label="What is the position?",
        required=False,
        choices=Position.choices,
        widget=Radios(
            reveals={Position.PLANNED: "planned_on", Position.ANSWERED_WITH: "answered_with"},
            hints={
                Position.CONSIDERED: "Not yet an action: say below why nothing is done yet",
                Position.NO_ACTION: "Say below why",
            },
        ),
    )
    planned_on = DateField(
        label="When will it be done?", required=False, help_text="For example, 31 3 2022"
    )
    answered_with = forms.ChoiceField(
        label="Which recommendation has the answer?", required=False, choices=[]
    )
    text = _text("What has been done, or will be?", rows=10, hint=FORMATTING)
    reason = _text(
        "Why is there no action, or not yet?",
        rows=4,
        hint="Needed when nothing is done: section 55(5B)(b) of the Police Act 1996",
    )
    local_number = forms.CharField(
        label="Your own number for this recommendation",
        required=False,
        max_length=10,
        help_text="Only if your letter numbers it differently from the report",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    called = {"planned_on": "the date it will be done"}  # read only, as in the base
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        others: Iterable[Recommendation],
        answered_with_others: Mapping[str, str],
        number: str,
        **kwargs: Any,
    ) -> None:
        """`others` are the inspection's other recommendations; `answered_with_others` maps the
        number of each that is answered with another to that other's number."""
        super().__init__(*args, **kwargs)
        self.number = number
        self.answered_with_others = answered_with_others
        self.others = {str(other.pk): other for other in others}
        field: forms.ChoiceField = self.fields["answered_with"]  # type: ignore[assignment]  # declared so above
        field.choices = [("", "Choose")] + [
            (key, f"{other.number}: {other.heading}") for key, other in self.others.items()
        ]

    @staticmethod
    def initial_of(answer: Answer | None) -> dict[str, Any]:
        if answer is None:
            return {}
        return {
            "position": answer.position,
            "planned_on": answer.planned_on,
            "answered_with": str(answer.answered_with_id or ""),
            "text": answer.text,
            "reason": answer.reason,
            "local_number": answer.local_number,
            "revision": answer.revision,
        }

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.inputs = [
            Submit("next", "Save and go to the next"),
            Submit("save", "Save", css_class="govuk-button--secondary"),
        ]
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("position") != Position.PLANNED and "planned_on" not in self.errors:
            cleaned["planned_on"] = None
        if cleaned.get("position") == Position.ANSWERED_WITH:
            self._check_answered_with(cleaned)
        else:
            cleaned["answered_with"] = None
        return cleaned

    def _check_answered_with(self, cleaned: dict[str, Any]) -> None:
        other = self.others.get(cleaned.get("answered_with") or "")
        cleaned["answered_with"] = other
        if other is None:
            self.add_error("answered_with", "Select the recommendation that has the answer")
        elif other.number in self.answered_with_others:
            further = self.answered_with_others[other.number]
            self.add_error(
                "answered_with",
                f"Recommendation {other.number} is itself answered with {further}. "
                f"Select {further}, or another",
            )
        elif self.number in self.answered_with_others.values():
            self.add_error(
                "position",
                "Another recommendation is answered with this one, so this one needs an answer "
                "of its own",
            )


class WordsForm(GovForm):
    """The commissioner's introduction and conclusion."""

    introduction = _text("Introduction", rows=10, hint=FORMATTING)
    conclusion = _text("Conclusion", rows=8)
    submit_label = "Save and continue"


class Outcome:
    """What became of the invitation to the chief officer."""

    AWAITED = "awaited"
    RECEIVED = "received"
    NONE = "none"


class CommentsForm(GovForm):
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
        help_text="Name and rank as they will be printed, such as: Mark Roberts, Chief Constable",
    )
    received_on = DateField(label="When were they received?", required=False)
    text = _text("General comments", rows=10, hint=FORMATTING)
    reply = _text(
        "Your reply to the comments",
        rows=6,
        hint="If the body replies, its reply is published too: section 55(5)(c)",
    )
    mark_optional = False
    called = {  # read only, as in the base
        "invited_on": "the date of the invitation",
        "wanted_by": "the date they were wanted by",
        "received_on": "the date they were received",
        "outcome": "what came",
    }

    def __init__(
        self,
        *args: Any,
        recommendations: Iterable[Recommendation],
        comments: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        """`comments` maps a recommendation's id to the comment on it."""
        self.on = {f"on_{each.pk}": each.pk for each in recommendations}
        super().__init__(*args, **kwargs)
        for each in recommendations:
            field = _text(f"On recommendation {each.number}: {each.heading}", rows=4)
            field.initial = comments.get(each.pk, "")
            self.fields[f"on_{each.pk}"] = field

    @staticmethod
    def initial_of(comments: ChiefOfficerComments | None) -> dict[str, Any]:
        if comments is None:
            return {"outcome": Outcome.AWAITED}
        outcome = Outcome.RECEIVED if comments.received_from else Outcome.AWAITED
        return {
            "invited_on": comments.invited_on,
            "wanted_by": comments.wanted_by,
            "outcome": Outcome.NONE if comments.none_received else outcome,
            "received_from": comments.received_from,
            "received_on": comments.received_on,
            "text": comments.text,
            "reply": comments.reply,
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        invited, wanted = cleaned.get("invited_on"), cleaned.get("wanted_by")
        if invited and wanted and wanted < invited:
            self.add_error("wanted_by", "They cannot be wanted before they were invited")
        outcome = cleaned.get("outcome")
        has_comments = any(str(cleaned.get(name) or "").strip() for name in ("text", *self.on))
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
        return {pk: self.cleaned_data[name] for name, pk in self.on.items()}


class ReasonForm(GovForm):
    """Why a response is returned or reopened."""

    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter the reason"},
    )

    def __init__(self, *args: Any, submit_label: str, hint: str, **kwargs: Any) -> None:
        self.submit_label = submit_label  # type: ignore[misc]  # one form, two buttons
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint


class SignForm(GovForm):
    """The declaration, each statement by itself, and fresh proof of who signs."""

    has_read = forms.BooleanField(
        label="I have read this response, with the letter as it will appear",
        error_messages={"required": "Confirm that you have read the response"},
    )
    is_ours = forms.BooleanField(error_messages={"required": "Confirm whose comments they are"})
    will_lock = forms.BooleanField(
        error_messages={"required": "Confirm that you sign in your own name and office"}
    )
    password = forms.CharField(
        label="Your password",
        strip=False,
        help_text="Enter it again, to show that it is you",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    submit_label = "Sign and lock"

    def __init__(
        self, *args: Any, response: Response, signer: Any, office: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.signer = signer
        self.fields["is_ours"].label = (
            f"These are the comments of the {response.body} on the report, "
            "with the chief officer’s comments as they were given"
        )
        self.fields[
            "will_lock"
        ].label = (
            f"I sign as {signer.name}, {office}, and understand that signing locks the response"
        )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.signer.check_password(password):
            raise forms.ValidationError("This is not your password. Enter it again")
        return password


class PublishForm(GovForm):
    url = forms.URLField(
        label="Address on your own website",
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text="If the response is published there too",
    )
    submit_label = "Publish now"
