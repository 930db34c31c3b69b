from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.layout import Submit
from django import forms

from forces.govuk.dates import uk_date, uk_datetime
from forces.govuk.fields import DateField
from forces.govuk.widgets import Radios
from responses.choices import Position
from responses.forms.writing import FORMATTING, WritingForm, long_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crispy_forms.helper import FormHelper

    from recommendations.models import Recommendation
    from responses.models import Answer


class AnswerForm(WritingForm):
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
    text = long_text("What has been done, or will be?", rows=10, hint=FORMATTING)
    reason = long_text(
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

    called: ClassVar = {"planned_on": "the date it will be done"}
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

    @staticmethod
    def in_words(answer: Answer) -> list[tuple[str, str]]:
        """What a saved answer says, by the names of its fields."""
        return [
            ("Saved by", f"{answer.saved_by}, {uk_datetime(answer.saved_at)}"),
            ("Position", answer.get_position_display()),
            ("When it will be done", uk_date(answer.planned_on)),
            ("Answer", answer.text),
            ("Why there is no action, or not yet", answer.reason),
        ]

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
            instead = "another" if further == self.number else f"{further}, or another"
            self.add_error(
                "answered_with",
                f"{other.number} is itself answered with {further}. Select {instead}",
            )
        elif self.number in self.answered_with_others.values():
            self.add_error(
                "position",
                "Another recommendation is answered with this one, so this one needs an answer "
                "of its own",
            )
