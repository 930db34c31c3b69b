from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios
from responses import policies

if TYPE_CHECKING:
    from datetime import date

    from responses.models import ChiefOfficerComments


class How:
    """How the chief officer is invited."""

    MAIL = "mail"
    OWN = "own"


class InvitationForm(GovForm):
    """By when the chief officer's comments are wanted, and how they are asked for."""

    how = forms.ChoiceField(
        label="How do you invite them?",
        choices=[
            (How.MAIL, "Send a mail to the force’s contacts now"),
            (How.OWN, "Record an invitation that you sent yourself"),
        ],
        widget=Radios(reveals={How.OWN: "invited_on"}),
    )
    invited_on = DateField(label="When did you invite them?", required=False)
    wanted_by = DateField(label="By when are the comments wanted?")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    mark_optional = False
    called: ClassVar = {
        "how": "how you invite them",
        "invited_on": "the date of the invitation",
        "wanted_by": "the date they are wanted by",
    }

    def __init__(
        self,
        *args: Any,
        held: ChiefOfficerComments,
        seen: str,
        can_mail: bool,
        suggested: date,
        due_on: date | None,
        on: date,
        **kwargs: Any,
    ) -> None:
        """`held` is what is saved, `on` is today; nobody is mailed unless somebody can be."""
        self.today = on
        is_to_come = held.wanted_by is not None and held.wanted_by >= on
        initial = {
            "how": How.MAIL if can_mail else "",
            "invited_on": held.invited_on,
            "wanted_by": held.wanted_by if is_to_come or not can_mail else suggested,
            "seen": seen,
        }
        super().__init__(*args, initial=initial, **kwargs)
        hint = f"The law leaves the date to the body. We suggest {uk_date(suggested)} or near it"
        if due_on is None or due_on >= on:
            hint += ": it leaves time to reply, sign and publish"
        self.fields["wanted_by"].help_text = hint
        self.submit_label = "Invite" if can_mail else "Record the invitation"  # type: ignore[misc]  # one form, two buttons
        if not can_mail:
            del self.fields["how"]
            self.fields["invited_on"].required = True

    @property
    def is_mailed(self) -> bool:
        return bool(self.cleaned_data.get("how") == How.MAIL)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        wanted_by, invited_on = cleaned.get("wanted_by"), cleaned.get("invited_on")
        if self.is_mailed:
            if wanted_by:
                self.check("wanted_by", policies.check_wanted_by, wanted_by, on=self.today)
        elif invited_on:
            self.check("invited_on", policies.check_invited_on, invited_on, on=self.today)
            if wanted_by:
                self.check("wanted_by", policies.check_time_to_comment, invited_on, wanted_by)
        elif not self.has_error("invited_on"):
            self.add_error("invited_on", "Enter the date of the invitation")
        return cleaned
