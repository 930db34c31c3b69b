from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from forces.govuk.forms import GovForm
from responses.forms.writing import long_text
from responses.reading import Unreadable, check_size, text_of
from responses.reading.documents import LARGEST_FILE


class LetterForm(GovForm):
    """A letter, uploaded or pasted; cleans to its text.

    No more of a file is read than tells that it is too large.
    """

    called: ClassVar = {"file": "the letter"}
    mark_optional = False
    submit_label = "Read the letter"

    file = forms.FileField(
        label="Upload the letter",
        required=False,
        help_text="A Word file (.docx), a PDF with text or a text file, 10 MB or smaller",
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )
    pasted = long_text("Or paste its text", rows=12)
    writer = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        sent, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if self.errors:
            return cleaned
        if sent and pasted.strip():
            self.add_error("file", "Upload the letter or paste its text, not both")
        elif sent:
            try:
                cleaned["letter"] = text_of(sent.name, sent.read(LARGEST_FILE + 1))
            except Unreadable as unreadable:
                self.add_error("file", str(unreadable))
        else:
            cleaned["letter"] = pasted
            try:
                check_size(pasted)
            except Unreadable as unreadable:
                self.add_error("pasted", str(unreadable))
        if not self.errors and not cleaned["letter"].strip():
            self.add_error("file", "Upload the letter, or paste its text below")
        return cleaned
