from __future__ import annotations

from django import forms

from forces.govuk.forms import GovForm

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
    """A form in which several people may write: it knows what its writer was shown."""

    def replace(self, name: str, value: str) -> None:
        """Put another value into a hidden field that came in, and leave all that was typed."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, once it is bound
        data[name] = value
        self.data = data
