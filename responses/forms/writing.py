from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms

from forces.govuk.forms import GovForm
from responses.models.saving import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATTING = "Leave an empty line between paragraphs. Begin a line with - for a list."


def long_text(label: str, *, rows: int, hint: str = "") -> forms.CharField:
    """A box for prose: never required, since what is half done can be saved too."""
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class WritingForm(GovForm):
    """A form in which several people may write, and which saves itself as they type.

    It carries what its writer was shown (`seen`), the token of the page and how often that page
    was saved: see `responses.models.saving`.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    page = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    tick = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].initial = uuid4().hex
        self.fields["tick"].initial = 0

    def clean_tick(self) -> int:
        return self.cleaned_data["tick"] or 0

    def what_was_seen(self) -> Seen:
        """What the writer had before them. Of a form that is not valid too."""
        cleaned = self.cleaned_data
        return Seen(cleaned.get("seen", ""), cleaned.get("page", ""), cleaned.get("tick", 0))

    def written(self) -> dict[str, Any]:
        """What was written, cleaned, without what only the page needs."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"seen", "page", "tick"}
        }
