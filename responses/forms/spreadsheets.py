from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django import forms
from django.core import signing

from forces.govuk.forms import GovForm
from forces.spreadsheets import Unreadable, opened, told
from forces.spreadsheets.opening import MOST_BYTES, TOO_BIG
from responses.spreadsheets import Change, Compared, compare, taken_up
from responses.spreadsheets.columns import TABLE

if TYPE_CHECKING:
    from forces.models import User
    from responses.models import Response

SALT = "responses.spreadsheet"


class UploadForm(GovForm):
    """A spreadsheet of answers; cleans to what it would change."""

    called: ClassVar = {"file": "a spreadsheet"}
    submit_label = "See what would change"

    file = forms.FileField(
        label="Upload the spreadsheet",
        help_text="An Excel workbook (.xlsx), 5 MB or smaller. Nothing is saved yet",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, response: Response, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response = response

    def clean_file(self) -> Compared:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        try:
            compared = compare(self.response, opened(sent.read(), TABLE))
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        if compared.problems:
            raise forms.ValidationError(told(compared.problems))
        return compared


class ChangesForm(GovForm):
    """Changes that somebody was shown, on their way to the save; cleans to them.

    They are signed, for one person and one response: nothing is kept here before it is agreed to.
    """

    submit_label = "Save these changes"

    changes = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, response: Response, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response, self.person = response, person

    @classmethod
    def carrying(cls, changes: list[Change], *, response: Response, person: User) -> Self:
        carried = [response.pk, person.pk, [change.carried for change in changes]]
        signed = signing.dumps(carried, salt=SALT, compress=True)
        return cls(initial={"changes": signed}, response=response, person=person)

    def clean_changes(self) -> list[Change]:
        try:
            response, person, carried = signing.loads(self.cleaned_data["changes"], salt=SALT)
        except signing.BadSignature:
            response = person = None
            carried = []
        if (response, person) != (self.response.pk, self.person.pk):
            raise forms.ValidationError("Upload the spreadsheet again. Nothing was changed.")
        return taken_up(self.response, carried)

    def refuse(self, sentences: list[str]) -> None:
        """Say why nothing was saved, if there is a reason."""
        if sentences:
            self.add_error(
                None, [*told(sentences), "Nothing was changed. Your file has what you wrote."]
            )
