from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.template.loader import render_to_string

from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios, Select
from responses.choices import Position
from responses.forms.writing import long_text
from responses.models.recording import RecordedAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recommendations.models import Recommendation


class OldAnswerForm(GovForm):
    """What a paper says of one recommendation, in the layout of the form of the whole paper."""

    mark_optional: ClassVar = False
    label_size: ClassVar = "s"

    position = forms.ChoiceField(
        label="What does the paper say is done?",
        required=False,
        choices=[("", "Not stated"), *Position.choices],
        widget=Radios(
            small=True,
            reveals={Position.PLANNED: "planned_on", Position.ANSWERED_WITH: "position_with"},
        ),
    )
    planned_on = DateField(label="When will it be done, if the paper says?", required=False)
    position_with = forms.ChoiceField(
        label="Which recommendation has the answer?", required=False, choices=[], widget=Select()
    )
    text = long_text("What the body says", rows=5)
    reason = long_text("Why there is no action, or not yet", rows=3)
    officer = long_text("The chief officer’s comment", rows=5)
    local_number = forms.CharField(
        label="The paper’s own number for it",
        required=False,
        max_length=10,
        help_text="Only if the paper numbers it differently from the report",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )

    def __init__(
        self,
        *args: Any,
        recommendation: Recommendation,
        asked: Sequence[Recommendation],
        **kwargs: Any,
    ) -> None:
        """`asked` are all of the inspection's recommendations, in order."""
        self.recommendation = recommendation
        super().__init__(*args, **kwargs)
        self.others = {str(each.pk): each for each in asked if each.pk != recommendation.pk}
        field: forms.ChoiceField = self.fields["position_with"]  # type: ignore[assignment]  # declared so above
        field.choices = [("", "Choose"), *((key, each.title) for key, each in self.others.items())]

    def add_prefix(self, field_name: str) -> str:
        return f"{field_name}_{self.recommendation.pk}"

    def name_of(self, field: str) -> str:
        names = {
            "position": "what is done",
            "planned_on": "the date it will be done",
            "position_with": "the recommendation that has the answer",
            "text": "what the body says",
            "reason": "the reason",
            "officer": "the chief officer’s comment",
            "local_number": "the paper’s own number",
        }
        return f"{names[field]} on {self.recommendation.in_a_sentence}"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        position = cleaned.get("position")
        if position != Position.PLANNED:
            cleaned["planned_on"] = None
            self.errors.pop("planned_on", None)
        other = self.others.get(cleaned.get("position_with") or "")
        cleaned["position_with"] = other if position == Position.ANSWERED_WITH else None
        if position == Position.ANSWERED_WITH and other is None:
            which = self.recommendation.in_a_sentence
            self.add_error(
                "position_with", f"Select the recommendation that has the answer to {which}"
            )
        return cleaned

    @property
    def is_open(self) -> bool:
        """Whether there is anything in it, or anything wrong with it."""
        names = ("position", "text", "reason", "officer", "local_number")
        return bool(self.errors) or any(self[name].value() for name in names)

    def answer(self) -> RecordedAnswer:
        typed = self.cleaned_data
        return RecordedAnswer(
            self.recommendation,
            position=typed["position"],
            statement=typed["text"],
            officer_comment=typed["officer"],
            local_number=typed["local_number"],
            planned_on=typed["planned_on"],
            reason=typed["reason"],
            answered_with=typed["position_with"],
        )


class Answers:
    """Draws the forms of single recommendations in the layout of the form they are within."""

    def __init__(self, forms: Sequence[OldAnswerForm]) -> None:
        self.forms = forms

    def render(self, form: Any, context: Any, template_pack: str = "", **kwargs: Any) -> str:
        return render_to_string("responses/_old_answers.html", {"forms": self.forms})
