from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django import forms
from django.core import signing

from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.spreadsheets import Unreadable, opened, told
from forces.spreadsheets.opening import MOST_BYTES, TOO_BIG
from recommendations.models import Recommendation
from recommendations.spreadsheets.rounds import TABLE, Change, compare
from recommendations.spreadsheets.rounds.changes import taken_up

if TYPE_CHECKING:
    from forces.models import Force, User

SALT = "recommendations.round"
AGAIN = "Upload the spreadsheet again. Nothing was changed."


class RoundUploadForm(GovForm):
    """A spreadsheet of updates; `compared` is what it would change once the form is valid."""

    called: ClassVar = {"file": "a spreadsheet", "as_at": "the date of these updates"}
    submit_label = "See what would change"

    as_at = DateField(
        label="These updates are as at", help_text="One date for all that the file changes."
    )
    file = forms.FileField(
        label="Upload the spreadsheet",
        help_text="An Excel workbook (.xlsx), 5 MB or smaller. Nothing is saved yet",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, force: Force, on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"as_at": on}, **kwargs)
        self.force, self.on = force, on

    def clean_as_at(self) -> date:
        as_at: date = self.cleaned_data["as_at"]
        if as_at > self.on:
            raise forms.ValidationError("The date of these updates must be today or in the past")
        return as_at

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not self.errors:
            self._compare(typed["file"], typed["as_at"])
        return typed

    def _compare(self, sent: Any, as_at: date) -> None:
        if sent.size > MOST_BYTES:
            self.add_error("file", TOO_BIG)
            return
        try:
            self.compared = compare(self.force, opened(sent.read(), TABLE), as_at=as_at)
        except Unreadable as unreadable:
            self.add_error("file", str(unreadable))
            return
        if self.compared.problems:
            self.add_error("file", told(self.compared.problems))


class RoundChangesForm(GovForm):
    """Changes that somebody was shown, on their way to the save; cleans to them.

    They are signed, for one person and one force: nothing is kept here before it is agreed to.
    """

    submit_label = ""

    changes = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, force: Force, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.force, self.person = force, person

    @classmethod
    def carrying(cls, changes: list[Change], *, as_at: date, force: Force, person: User) -> Self:
        rows = [change.carried for change in changes]
        carried = [force.pk, person.pk, as_at.isoformat(), rows]
        signed = signing.dumps(carried, salt=SALT, compress=True)
        return cls(initial={"changes": signed}, force=force, person=person)

    def clean_changes(self) -> list[Change]:
        try:
            carried = signing.loads(self.cleaned_data["changes"], salt=SALT)
        except signing.BadSignature as altered:
            raise forms.ValidationError(AGAIN) from altered
        force, person, as_at, rows = carried
        if (force, person) != (self.force.pk, self.person.pk):
            raise forms.ValidationError(AGAIN)
        self.as_at = date.fromisoformat(as_at)
        asked = Recommendation.objects.concerning(force).filter(pk__in=[row[0] for row in rows])
        return taken_up({each.pk: each for each in asked}, rows)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was saved."""
        self.add_error(None, [sentence, "Nothing was changed. Your file has what you wrote."])
