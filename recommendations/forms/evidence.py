from __future__ import annotations

from typing import ClassVar

from django import forms

from forces.govuk.forms import GovForm
from recommendations.file_kinds import ENDINGS, TAKEN
from recommendations.models.evidence import MOST_BYTES

MEGABYTES = MOST_BYTES // (1024 * 1024)


class EvidenceForm(GovForm):
    """One file, whatever it is: whether it is taken is decided where it is kept."""

    called: ClassVar = {"file": "a file"}
    submit_label = "Add the file"

    file = forms.FileField(
        label="Add a file",
        help_text=f"{TAKEN}, {MEGABYTES} MB or smaller. Inspectors can read it once the update is "
        "submitted. Leave out what identifies a victim or a witness",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Its name, and no more of it than is taken."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(f"The file must be {MEGABYTES} MB or smaller")
        return sent.name, sent.read()
