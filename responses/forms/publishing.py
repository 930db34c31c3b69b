from __future__ import annotations

from django import forms

from forces.govuk.forms import GovForm


class PublishForm(GovForm):
    url = forms.URLField(
        label="Address on your own website",
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text="If the response is published there too",
    )
    submit_label = "Publish now"
