from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from forces.govuk.forms import Filter
from forces.govuk.widgets import Select
from reports.choices import Sort, Standing
from responses.choices import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class MatrixFilter(Filter):
    region = forms.ChoiceField(required=False, widget=Select)
    standing = forms.ChoiceField(
        label="Published or late",
        choices=[("", "All"), *Standing.choices],
        required=False,
        widget=Select,
    )
    sort = forms.ChoiceField(label="Sort by", choices=Sort.choices, required=False, widget=Select)

    def __init__(self, typed: Mapping[str, Any], *, regions: Iterable[str]) -> None:
        super().__init__(typed)
        field = self.fields["region"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "All regions"), *((name, name) for name in sorted(regions))]


UNANSWERED, UNPUBLISHED = "unanswered", "unpublished"


class PositionFilter(Filter):
    position = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "All forces"),
            *Position.choices,
            (UNANSWERED, "Published, but without an answer"),
            (UNPUBLISHED, "Nothing published here"),
        ],
        required=False,
        widget=Select,
    )
