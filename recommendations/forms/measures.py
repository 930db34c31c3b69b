from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from forces.govuk.forms import GovForm
from recommendations.models import MeasureText


class MeasureForm(GovForm):
    """One figure that a recommendation asks for every year, among those that its form holds."""

    label_size: ClassVar = "s"
    mark_optional: ClassVar = False

    name = forms.CharField(
        label="What is counted",
        required=False,
        max_length=160,
        help_text="In a few words, such as: SSAIDP attendance. Empty where there is no figure.",
    )
    unit = forms.CharField(
        label="Unit",
        required=False,
        max_length=40,
        help_text="What the figure is a number of, such as: investigators. Of a figure in per cent "
        "no more than 100 is taken: write “per cent of the year before” where it can be more",
    )
    definition = forms.CharField(
        label="What it counts and what it does not (optional)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    remove = forms.BooleanField(label="Remove this figure", required=False)

    def __init__(self, *args: Any, place: int, **kwargs: Any) -> None:
        self.place = place
        super().__init__(*args, prefix=f"measure{place}", **kwargs)

    def name_of(self, field: str) -> str:
        return f"the {field} of figure {self.place}"

    @property
    def is_kept(self) -> bool:
        typed = ("name", "unit", "definition")
        says = any(self.cleaned_data.get(name) for name in typed)
        return says and not self.cleaned_data.get("remove")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("remove"):
            self.errors.clear()
        elif any(typed.get(name) for name in ("name", "unit", "definition")):
            if not typed.get("name") and "name" not in self.errors:
                self.add_error("name", f"Enter what figure {self.place} counts")
            if not typed.get("unit") and "unit" not in self.errors:
                self.add_error("unit", f"Enter the unit of figure {self.place}")
        return typed

    @property
    def measure(self) -> MeasureText:
        return MeasureText(
            self.cleaned_data["name"], self.cleaned_data["unit"], self.cleaned_data["definition"]
        )
