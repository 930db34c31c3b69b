from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from forces.govuk.forms import Filter
from forces.govuk.widgets import Select
from recommendations.choices import Verdict
from reports.force_open.choices import Show
from reports.force_open.counts import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class OpenFilter(Filter):
    """Which of a force's recommendations are shown."""

    show = forms.ChoiceField(choices=Show.choices, required=False, widget=Select)
    inspection = forms.ChoiceField(required=False, widget=Select)
    state = forms.ChoiceField(
        label="Progress claimed",
        choices=[("", "Any"), *STATES.items()],
        required=False,
        widget=Select,
    )
    verdict = forms.ChoiceField(
        label="Assessed",
        choices=[("", "Any or not yet"), *Verdict.choices],
        required=False,
        widget=Select,
    )

    def __init__(self, typed: Mapping[str, Any], *, inspections: Iterable[tuple[str, str]]) -> None:
        super().__init__(typed)
        self.offer("inspection", inspections, everything="All inspections")

    @property
    def narrows(self) -> dict[str, str]:
        """What was chosen, by the name of the field."""
        return {name: self.chosen(name) for name in self.fields}

    @property
    def shown(self) -> Show:
        """The list that is shown: what is open, where nothing is chosen."""
        return Show(self.chosen("show") or Show.OPEN)
