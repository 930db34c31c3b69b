from __future__ import annotations

from django import forms

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
