from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios
from responses import policies
from responses.choices import CopyTo, SentBy

if TYPE_CHECKING:
    from datetime import date

    from responses.models import Copy

NOT_SENT = "not_sent"


class CopyForm(GovForm):
    """When and how an office sent a copy itself; or, of one it said it sent, that it did not."""

    mark_optional: ClassVar = False
    called: ClassVar = {"sent_how": "how it was sent", "sent_on": "the date it was sent"}

    sent_how = forms.ChoiceField(label="How was it sent?", widget=Radios)
    sent_on = DateField(label="When was it sent?", required=False)

    def __init__(
        self, *args: Any, copy: Copy | None, published_on: date | None, on: date, **kwargs: Any
    ) -> None:
        is_noted = copy is not None and copy.sent_on is not None
        initial = {"sent_how": copy.sent_how, "sent_on": copy.sent_on} if copy and is_noted else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.published_on, self.today = published_on, on
        how = self.fields["sent_how"]
        assert isinstance(how, forms.ChoiceField)  # noqa: S101  # for the type checker
        how.choices = [each for each in SentBy.choices if each[0] != SentBy.SERVICE]
        if is_noted:
            how.choices = [*how.choices, (NOT_SENT, "It was not sent after all")]
        self.submit_label = "Save" if is_noted else "Record the copy"  # type: ignore[misc]  # one form, two buttons

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("sent_how") == NOT_SENT:
            typed.update(sent_on=None, sent_how="")
            self.errors.pop("sent_on", None)
        elif sent_on := typed.get("sent_on"):
            self.check(
                "sent_on", policies.check_copy_sent_on, sent_on, self.published_on, on=self.today
            )
        elif not self.has_error("sent_on"):
            self.add_error("sent_on", "Enter the date it was sent")
        return typed


class CopyAddressesForm(GovForm):
    """Where copies are mailed for each recipient; an empty box is nowhere."""

    submit_label: ClassVar = "Save"

    inspectors = forms.EmailField(label=CopyTo.INSPECTORS.label, required=False, max_length=254)
    secretary_of_state = forms.EmailField(
        label=CopyTo.SECRETARY_OF_STATE.label, required=False, max_length=254
    )
