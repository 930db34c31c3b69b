from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Layout
from django import forms

from forces.govuk.forms import GovForm
from forces.govuk.layout import Details

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from crispy_forms.helper import FormHelper

    from forces.models import User
    from responses.models import Response
    from responses.models.returning import Section

NOTE = "note_"


class ReasonForm(GovForm):
    """Why something goes back: a response is returned or reopened, comments are given back."""

    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter the reason"},
    )
    writer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, submit_label: str, hint: str, **kwargs: Any) -> None:
        self.submit_label = submit_label  # type: ignore[misc]  # one form, two buttons
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint


class ReturnForm(ReasonForm):
    """Why a response is returned: of the whole, of single sections, or of both."""

    mark_optional = False
    label_size = "s"

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "What has to change in the response as a whole"
        self.fields["reason"].required = False
        self.places = {f"{NOTE}{section.place}": section.place for section in sections}
        for section in sections:
            self.fields[f"{NOTE}{section.place}"] = forms.CharField(
                label=section.title,
                required=False,
                help_text=f"It begins: {section.says}" if section.says else "",
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        is_open = any(self[name].value() for name in self.places)
        parts = Details("Say it of single parts", *self.places, is_open=is_open)
        helper.layout = Layout("reason", parts)
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("reason") or self.notes()):
            self.add_error("reason", "Enter the reason, for the whole or for one of its parts")
        return cleaned

    def notes(self) -> dict[str, str]:
        """What was said of single parts, by their places."""
        found = {place: self.cleaned_data.get(name, "") for name, place in self.places.items()}
        return {place: text for place, text in found.items() if text}


class SignForm(GovForm):
    """The declaration, each statement by itself, and fresh proof of who signs."""

    has_read = forms.BooleanField(
        label="I have read this response, with the letter as it will appear",
        error_messages={"required": "Confirm that you have read the response"},
    )
    is_ours = forms.BooleanField(error_messages={"required": "Confirm whose comments they are"})
    will_lock = forms.BooleanField(
        error_messages={"required": "Confirm that you sign in your own name and office"}
    )
    password = forms.CharField(
        label="Your password",
        strip=False,
        help_text="Enter it again, to show that it is you",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    printed = forms.CharField(required=False, widget=forms.HiddenInput)
    submit_label = "Sign and lock"

    def __init__(
        self,
        *args: Any,
        response: Response,
        signer: User,
        offices: Sequence[str],
        on: date,
        image: str,
        **kwargs: Any,
    ) -> None:
        """`offices` are those in which the signer may sign today: of several, one is chosen.

        `image` is the SHA-256 of the picture of their signature, or empty.
        """
        super().__init__(*args, **kwargs)
        self.signer, self.offices = signer, offices
        printed = (signer.name, *offices, on.isoformat(), image)
        self.would_print = "; ".join(filter(None, printed))
        self.fields["printed"].initial = self.would_print
        self.fields["is_ours"].label = (
            f"These are the comments of the {response.body} on the report, "
            "with the chief officer’s comments as they were given"
        )
        as_whom = f"{signer.name}, {offices[0]}"
        if len(offices) > 1:
            as_whom = f"{signer.name}, in the office chosen here"
            self._ask_for_office()
        self.fields[
            "will_lock"
        ].label = f"I sign as {as_whom}, and understand that signing locks the response"

    def _ask_for_office(self) -> None:
        office = forms.ChoiceField(
            label="In which office do you sign?",
            choices=[(each, each) for each in self.offices],
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), "Choose the office in which you sign"
            ),
        )
        self.fields = {"office": office, **self.fields}

    @property
    def was_to_print(self) -> str:
        """What the page that was sent said would be printed under the letter."""
        said: str = self.cleaned_data["printed"]
        return said

    @property
    def office(self) -> str:
        """The office that is printed under the signature."""
        chosen: str = self.cleaned_data.get("office", self.offices[0])
        return chosen

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.signer.check_password(password):
            raise forms.ValidationError("This is not your password. Enter it again")
        return password
