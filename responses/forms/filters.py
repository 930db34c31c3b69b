from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from forces.govuk.forms import Filter
from forces.govuk.widgets import Select, TextInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recommendations.models import Inspection


class RecommendationSearch(Filter):
    q = forms.CharField(
        label="Find a recommendation",
        required=False,
        help_text="By its number, your own number for it, or words of it or of your answer",
        widget=TextInput(attrs={"type": "search"}),
    )


class InspectionFilter(Filter):
    inspection = forms.ChoiceField(required=False, widget=Select)

    def __init__(self, typed: Mapping[str, Any], *, inspections: Iterable[Inspection]) -> None:
        super().__init__(typed)
        named = ((each.slug, each.short_title) for each in inspections)
        self.offer("inspection", named, everything="All inspections")
