from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Layout
from django.template.loader import render_to_string

from forces.govuk.controls import visible_fields
from responses.forms.writing import WritingForm, long_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crispy_forms.helper import FormHelper

    from recommendations.models import Recommendation


class Asked:
    """Draws the words of a recommendation in the layout of a form, behind a summary that opens."""

    def __init__(self, recommendation: Recommendation) -> None:
        self.recommendation = recommendation

    def render(self, form: Any, context: Any, template_pack: str = "", **kwargs: Any) -> str:
        return render_to_string("responses/_asked.html", {"recommendation": self.recommendation})


class Boxes(WritingForm):
    """A form with a box for each recommendation, below its words and after its other fields.

    Prefetch `parts__addressees` of the recommendations.
    """

    label_size = "s"

    def __init__(
        self,
        *args: Any,
        recommendations: Iterable[Recommendation],
        texts: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        """`texts` are those that are saved, by the id of each recommendation."""
        self.boxes = {f"on_{each.pk}": each for each in recommendations}
        super().__init__(*args, **kwargs)
        for name, each in self.boxes.items():
            field = long_text(f"On {each.in_a_sentence}: {each.heading}", rows=4)
            field.initial = texts.get(each.pk, "")
            self.fields[name] = field

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        rows: list[object] = []
        for field in visible_fields(self):
            if field.name in self.boxes:
                rows.append(Asked(self.boxes[field.name]))
            rows.append(field.name)
        helper.layout = Layout(*rows)
        return helper

    def on_recommendations(self) -> dict[int, str]:
        """What was typed, by the id of each recommendation."""
        return {each.pk: self.cleaned_data[name] for name, each in self.boxes.items()}
