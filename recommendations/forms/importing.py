from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django import forms
from django.core import signing

from forces.govuk.forms import GovForm
from forces.spreadsheets import Unreadable, told
from forces.spreadsheets.opening import MOST_BYTES, TOO_BIG
from recommendations.importing import Foreseen, foresee
from recommendations.spreadsheets.inspections import Filled, filled_in
from recommendations.toml_tables import FileProblem

if TYPE_CHECKING:
    from datetime import date

    from forces.models import User
    from recommendations.models import Inspection

SALT = "recommendations.importing"


class ImportForm(GovForm):
    """A filled-in template; cleans to what it says, and leaves what it would do in `foreseen`."""

    called: ClassVar = {"file": "a spreadsheet"}
    submit_label = "See what would be saved"

    file = forms.FileField(
        label="Upload the template",
        help_text="An Excel workbook (.xlsx) or a CSV file, 5 MB or smaller. Nothing is saved yet",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: Any, inspection: Inspection | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inspection, self.on = inspection, on
        self.foreseen: Foreseen | None = None

    def clean_file(self) -> Filled:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        try:
            filled = filled_in(sent.read(), with_head=self.inspection is None)
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        try:
            self.foreseen = foresee(filled, self.inspection, on=self.on)
        except FileProblem as problem:
            filled.gather(problem)
        if filled.problems:
            raise forms.ValidationError(told(filled.problems.in_order))
        return filled


class AgreeForm(GovForm):
    """What somebody was shown, on its way to the save; cleans to that, and the mark with it.

    It is signed, for one person and one inspection: nothing is kept before it is agreed to.
    """

    submit_label = "Save all of this"

    filled = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, inspection: Inspection | None, person: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.whose = [person.pk, inspection.pk if inspection else None]

    @classmethod
    def carrying(
        cls, filled: Filled, seen: str, *, inspection: Inspection | None, person: User
    ) -> Self:
        empty = cls(inspection=inspection, person=person)
        signed = signing.dumps([empty.whose, seen, filled.carried], salt=SALT, compress=True)
        return cls(initial={"filled": signed}, inspection=inspection, person=person)

    def clean_filled(self) -> tuple[Filled, str]:
        try:
            whose, seen, carried = signing.loads(self.cleaned_data["filled"], salt=SALT)
        except signing.BadSignature:
            whose, seen, carried = None, "", []
        if whose != self.whose:
            raise forms.ValidationError("Upload the file again. Nothing was saved.")
        return Filled.taken_up(carried), seen
