from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from forces.govuk.widgets import Checkboxes
from recommendations.forms.measures import MeasureForm
from recommendations.forms.recommendations import RecommendationForm, counted, typed_in
from recommendations.models import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recommendations.models import MeasureText


class SetUpRecommendationForm(RecommendationForm):
    """All that is set up of a recommendation: also the figures it asks for, and its themes."""

    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.by_name(),
        widget=Checkboxes(small=True),
        required=False,
        help_text="What it is about. Recommendations of several inspections are read together.",
    )

    def __init__(
        self, *args: Any, measures: Sequence[dict[str, Any]] | None = None, **kwargs: Any
    ) -> None:
        """`measures` are what the figures start from, instead of those that are stored."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("themes", list(self.instance.themes.all()))
        if not Theme.objects.exists():
            del self.fields["themes"]
        self.measures = self._measures(measures)

    def _measures(self, start: Sequence[dict[str, Any]] | None) -> list[MeasureForm]:
        if self.is_bound:
            count = counted(self.data.get("measures", ""))
            return [MeasureForm(self.data, place=place) for place in range(1, count + 1)]
        if start is None:
            start = self._measures_held()
        return [MeasureForm(place=n, initial=each) for n, each in enumerate(start, start=1)]

    def _measures_held(self) -> list[dict[str, Any]]:
        if not self.instance.pk:
            return []
        held = self.instance.measures.order_by("position")
        return list(held.values("name", "unit", "definition"))

    def typed_rows(self) -> dict[str, list[dict[str, Any]]]:
        measures = [typed_in(measure) for measure in self.measures]
        return {**super().typed_rows(), "measures": measures}

    @property
    def within(self) -> Sequence[forms.BaseForm]:
        return [*super().within, *self.measures]

    @property
    def measure_texts(self) -> list[MeasureText]:
        return [each.measure for each in self.measures if each.is_kept]
