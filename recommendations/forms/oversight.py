"""What inspectors say of a force's progress, and what the force replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios, Select
from recommendations import policies
from recommendations.choices import Decision, Verdict
from recommendations.deadlines import TIME_TO_REPLY
from recommendations.forms.long_texts import not_endless
from recommendations.models import Inspection

if TYPE_CHECKING:
    from datetime import date

    from recommendations.models import ProgressUpdate, Recommendation


class ReasonForm(GovForm):
    """Why something is taken back or opened again."""

    reason = forms.CharField(
        validators=[not_endless],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter the reason"},
    )

    def __init__(
        self, *args: Any, submit_label: str, hint: str, is_needed: bool = True, **kwargs: Any
    ) -> None:
        self.submit_label = submit_label  # type: ignore[misc]  # one form, several buttons
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint
        self.fields["reason"].required = is_needed


class ClaimForm(GovForm):
    """What is judged of a claim: it hands back the id of the update that was shown."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, claim: ProgressUpdate | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.fields["seen"].initial = claim.pk if claim else None

    def show_claim(self, claim: ProgressUpdate | None) -> None:
        """Show the claim as it is now: the next try starts from it. What was typed stays."""
        self.claim = claim
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, once it is bound
        data["seen"] = str(claim.pk) if claim else ""
        self.data = data


class AssessmentForm(ClaimForm):
    """What an inspector makes of the claim."""

    submit_label: ClassVar = "Save the assessment"
    mark_optional: ClassVar = False
    called: ClassVar = {"verdict": "what you make of it", "assessed_on": "the date of assessment"}

    verdict = forms.ChoiceField(
        label="What you make of it",
        choices=Verdict.choices,
        widget=Radios(reveals={Verdict.SUPERSEDED: "superseded_by"}),
    )
    superseded_by = forms.ModelChoiceField(
        label="Later inspection", queryset=Inspection.objects.none(), required=False, widget=Select
    )
    reason = forms.CharField(
        help_text="The force and its body’s office can read this",
        validators=[not_endless],
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    assessed_on = DateField(label="Date of assessment")

    def __init__(self, *args: Any, recommendation: Recommendation, on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"assessed_on": on}, **kwargs)
        self.inspection, self.on = recommendation.inspection, on
        later = Inspection.objects.released().later_than(self.inspection).newest_first()
        field = self.fields["superseded_by"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = later

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("verdict") != Verdict.SUPERSEDED:
            typed["superseded_by"] = None
        elif "superseded_by" in typed:
            later = typed["superseded_by"]
            self.check(
                "superseded_by",
                policies.check_superseded,
                Verdict.SUPERSEDED,
                later,
                self.inspection,
            )
        if typed.get("assessed_on"):
            self.check(
                "assessed_on",
                policies.check_assessed_on,
                typed["assessed_on"],
                self.on,
                self.claim,
            )
        return typed


class ProposalForm(ClaimForm):
    """Why a recommendation should be closed for a force."""

    submit_label: ClassVar = "Propose to close it"

    reason = forms.CharField(
        label="Why it should be closed",
        help_text="The force and its body’s office can read this once another inspector has "
        "authorised the closure",
        validators=[not_endless],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter why it should be closed"},
    )


class DecisionForm(ClaimForm):
    """What a second inspector decides."""

    submit_label: ClassVar = "Save the decision"
    mark_optional: ClassVar = False
    called: ClassVar = {"decision": "what you decide"}

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (Decision.AUTHORISED, "Authorise: the recommendation is closed for the force"),
            (Decision.DECLINED, "Decline: it stays open"),
        ],
        error_messages={"required": "Select whether you authorise or decline"},
        widget=Radios,
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        help_text="Needed when you decline. The force can read it when you authorise",
        validators=[not_endless],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("decision") == Decision.DECLINED:
            self.check("reason", policies.check_reason, typed.get("reason", ""))
        return typed


class QuestionForm(GovForm):
    """What an inspector asks, about which of the things that the force has said."""

    submit_label: ClassVar = "Ask the question"
    called: ClassVar = {"about": "what you ask about", "reply_by": "the day to reply by"}

    about = forms.ChoiceField(label="What do you ask about?", widget=Radios)
    text = forms.CharField(
        label="Question",
        help_text="The force and its body’s office are told by e-mail, and reply here",
        validators=[not_endless],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter the question"},
    )
    reply_by = DateField(label="Reply by")

    def __init__(
        self, *args: Any, subjects: list[tuple[str, str]], asked: str, on: date, **kwargs: Any
    ) -> None:
        """`subjects` are what may be asked about; `asked` is the one that is chosen already."""
        known = {value for value, _ in subjects}
        about = asked if asked in known else subjects[0][0]
        initial = {"about": about, "reply_by": on + TIME_TO_REPLY}
        super().__init__(*args, initial=initial, **kwargs)
        self.on = on
        field = self.fields["about"]
        if isinstance(field, forms.ChoiceField):
            field.choices = subjects

    def clean_reply_by(self) -> date | None:
        reply_by: date | None = self.cleaned_data["reply_by"]
        if reply_by is not None:
            self.check("reply_by", policies.check_reply_by, reply_by, self.on)
        return reply_by


class ReplyForm(GovForm):
    """What the force says to a question."""

    submit_label: ClassVar = "Send the reply"

    text = forms.CharField(
        label="Your reply",
        help_text="Inspectors can read it at once. It cannot be changed afterwards",
        validators=[not_endless],
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter your reply"},
    )
