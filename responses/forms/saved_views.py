from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.forms import GovForm

if TYPE_CHECKING:
    from responses.querysets import SavedViewQuerySet


class SavedViewForm(GovForm):
    """What a saved view is called, and whether its owner is told of changes."""

    name = forms.CharField(
        label="Name of the view",
        max_length=80,
        help_text="Such as: Late forces in Wales",
    )
    is_weekly = forms.BooleanField(
        label="Mail me on Mondays when it has changed",
        required=False,
    )

    called: ClassVar = {"name": "a name for the view"}
    submit_label: ClassVar = "Save the view"
    mark_optional: ClassVar = False

    def __init__(self, *args: Any, others: SavedViewQuerySet, **kwargs: Any) -> None:
        """`others` are the other views of the same person."""
        super().__init__(*args, **kwargs)
        self.others = others

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.others.filter(name=name).exists():
            raise forms.ValidationError("You already have a saved view with that name")
        return name
