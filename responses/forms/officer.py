from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.layout import Submit
from django import forms

from forces.govuk.forms import GovForm
from responses.forms.boxes import Boxes
from responses.forms.writing import FORMATTING, long_text
from responses.models.officer import mark_of_draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crispy_forms.helper import FormHelper

    from recommendations.models import Recommendation
    from responses.models import OfficerDraft


class OfficerForm(Boxes):
    """The chief officer's comments, as the force writes them."""

    comes_from = forms.CharField(
        label="Who are the comments from?",
        required=False,
        max_length=160,
        help_text="Name and rank, as they will be printed",
    )
    text = long_text("General comments", rows=10, hint=FORMATTING)
    mark_optional = False
    called: ClassVar = {"comes_from": "who the comments are from"}

    def __init__(
        self,
        *args: Any,
        draft: OfficerDraft,
        texts: Mapping[int, str],
        recommendations: Iterable[Recommendation],
        **kwargs: Any,
    ) -> None:
        """`draft` and `texts` are what is saved, in general and by recommendation."""
        initial = {
            "comes_from": draft.comes_from,
            "text": draft.text,
            "seen": mark_of_draft(draft, texts),
        }
        super().__init__(
            *args, initial=initial, texts=texts, recommendations=recommendations, **kwargs
        )

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        # Saving first: it is what the Enter key does in a box, and it commits to nothing.
        helper.inputs = [
            Submit("save", "Save", css_class="govuk-button--secondary"),
            Submit("hand_over", "Save and go on to hand over"),
        ]
        return helper

    def fields_of_draft(self) -> dict[str, str]:
        """What was typed, by the names of the model's fields."""
        return {name: self.cleaned_data[name] for name in ("comes_from", "text")}


class HandOverForm(GovForm):
    """Hand over what was read: `seen` is its mark."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    submit_label = "Hand over"
