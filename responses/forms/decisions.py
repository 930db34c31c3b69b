from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from forces.govuk.forms import GovForm

if TYPE_CHECKING:
    from forces.models import User
    from responses.models import Response


class ReasonForm(GovForm):
    """Why something goes back: a response is returned or reopened, comments are given back."""

    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter the reason"},
    )

    def __init__(self, *args: Any, submit_label: str, hint: str, **kwargs: Any) -> None:
        self.submit_label = submit_label  # type: ignore[misc]  # one form, two buttons
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint


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
    submit_label = "Sign and lock"

    def __init__(
        self, *args: Any, response: Response, signer: User, office: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.signer = signer
        self.fields["is_ours"].label = (
            f"These are the comments of the {response.body} on the report, "
            "with the chief officer’s comments as they were given"
        )
        self.fields[
            "will_lock"
        ].label = (
            f"I sign as {signer.name}, {office}, and understand that signing locks the response"
        )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.signer.check_password(password):
            raise forms.ValidationError("This is not your password. Enter it again")
        return password
