from __future__ import annotations

from django import forms

from forces.govuk.forms import GovForm


class RestoreForm(GovForm):
    """That an answer is to be as it was. `seen` is the mark of the answer that was shown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    submit_label = "Restore this answer"
