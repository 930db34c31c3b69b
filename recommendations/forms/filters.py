"""Narrowing lists of questions and closures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from forces.govuk.fields import Pairs
from forces.govuk.forms import Filter
from forces.govuk.widgets import Select
from recommendations.choices import ClosureState, QuestionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MINE = "mine"


class PairFilter(Filter):
    """Of which inspection, and of which force: those that anything in the list is about."""

    inspection = forms.ChoiceField(required=False, widget=Select)
    force = forms.ChoiceField(required=False, widget=Select)

    def __init__(
        self,
        typed: Mapping[str, Any],
        *,
        inspections: Iterable[tuple[str, str]],
        forces: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(typed)
        self.offer("inspection", inspections, everything="All inspections")
        self.offer("force", forces, everything="All forces")


class QuestionFilter(PairFilter):
    state = forms.ChoiceField(
        label="Show",
        choices=Pairs([("", "All questions"), *QuestionState.choices]),
        required=False,
        widget=Select,
    )
    field_order = ("state", "inspection", "force")


class AskedFilter(QuestionFilter):
    """For inspectors, who asked."""

    asked_by = forms.ChoiceField(
        label="Asked by",
        choices=Pairs([("", "Any inspector"), (MINE, "Me")]),
        required=False,
        widget=Select,
    )


class ClosureFilter(PairFilter):
    state = forms.ChoiceField(
        label="Show",
        choices=Pairs([("", "All closures"), *ClosureState.choices]),
        required=False,
        widget=Select,
    )
    field_order = ("state", "inspection", "force")
