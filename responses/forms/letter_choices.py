from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from crispy_forms.layout import Submit
from django import forms

from forces.govuk.forms import GovForm
from forces.govuk.widgets import Checkboxes, Radios
from responses import policies
from responses.choices import SELECTS, SUITS, Format, Numbers, Quotation, Shape
from responses.forms.writing import WritingForm, long_text
from responses.models.letter_choices import choice_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crispy_forms.helper import FormHelper

    from recommendations.models import Recommendation
    from responses.models import LetterChoice
    from responses.models.letter_choices import Chosen

# Stands for the shape of the body's letterhead, whatever that is: in the database, no shape.
AS_LETTERHEAD = "letterhead"
LEAVING_OUT = " or ".join(f"“{shape.label}”" for shape in Shape if shape in SELECTS)


class LetterChoiceForm(WritingForm):
    """How the letter of one response is arranged."""

    shape = forms.ChoiceField(
        label="Shape of the letter",
        widget=Radios(hints=SUITS),
        error_messages={"required": "Select the shape of the letter"},
    )
    numbers = forms.ChoiceField(
        label="Numbers of the recommendations",
        choices=Numbers.choices,
        widget=Radios(
            hints={Numbers.LOCAL: "Where an answer has no number of yours, the report’s stands"}
        ),
    )
    quotation = forms.ChoiceField(
        label="How much of each recommendation is quoted",
        choices=Quotation.choices,
        widget=Radios,
    )
    left_out = forms.TypedMultipleChoiceField(
        label="Recommendations that the letter leaves out",
        required=False,
        coerce=int,
        empty_value=[],
        widget=Checkboxes(small=True),
        help_text=(
            f"Only the shapes {LEAVING_OUT} leave any out. In the others, what you tick here has "
            "no effect. The letter says which are left out, and why."
        ),
    )
    why_left_out = long_text(
        "Why these are left out",
        rows=4,
        hint="This is printed, such as: “These were answered in our letter of 8 September 2021.”",
    )
    report_url = forms.URLField(
        label="Address of the report",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="The inspection has none here. The letter tells its readers where the report is",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )
    mark_optional: ClassVar = False
    label_size: ClassVar = "s"
    is_prose: ClassVar = False
    called: ClassVar = {
        "numbers": "which numbers the letter uses",
        "quotation": "how much is quoted",
        "left_out": "what is left out",
    }

    def __init__(
        self,
        *args: Any,
        choice: LetterChoice,
        body_shape: Shape,
        asked: Sequence[Recommendation],
        has_address: bool,
        **kwargs: Any,
    ) -> None:
        """`choice` is what is saved; with an address in the inspection, none is asked for."""
        initial = {
            "shape": choice.shape or AS_LETTERHEAD,
            "numbers": choice.numbers,
            "quotation": choice.quotation,
            "left_out": choice.left_out,
            "why_left_out": choice.why_left_out,
            "report_url": choice.report_url,
            "seen": choice_mark(choice),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.asked = {each.pk for each in asked}
        as_letterhead = (AS_LETTERHEAD, f"As your letterhead says: {body_shape.label}")
        self.fields["shape"].choices = [as_letterhead, *Shape.choices]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["left_out"].choices = [  # type: ignore[attr-defined]  # likewise
            (each.pk, f"{each.number}: {each.heading}") for each in asked
        ]
        if has_address:
            del self.fields["report_url"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.check("left_out", policies.check_leaves_some, cleaned.get("left_out", []), self.asked)
        return cleaned

    def chosen(self) -> Chosen:
        """What was chosen. What was not asked stays as it is."""
        chosen = cast("Chosen", self.written())
        if chosen["shape"] == AS_LETTERHEAD:
            chosen["shape"] = ""
        return chosen


class DraftForm(GovForm):
    """Ask for a file of the draft: in which shape, and by which button of which kind."""

    shape = forms.ChoiceField(label="Shape", choices=Shape.choices)
    called: ClassVar = {"shape": "the shape"}

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.inputs = [
            Submit(Format.PDF, "Make the PDF"),
            Submit(Format.DOCX, "Make the Word file", css_class="govuk-button--secondary"),
        ]
        return helper

    @property
    def kind(self) -> Format:
        """By which button it was sent."""
        return Format.DOCX if Format.DOCX in self.data else Format.PDF
