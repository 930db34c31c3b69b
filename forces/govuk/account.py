"""The forms of signing in, in the words of this service. Settings name them in ACCOUNT_FORMS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as allauth_forms
from django.utils.safestring import SafeString

from forces import tasks
from forces.govuk.forms import GovFormMixin

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountForm(GovFormMixin):
    """Renames allauth's fields, and leaves links out of their hints."""

    labels: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
        for field in self.fields.values():
            if field.widget.attrs.get("autocomplete") == "current-password":
                field.help_text = SafeString("")


class SignInForm(AccountForm, allauth_forms.LoginForm):  # type: ignore[misc]  # allauth is untyped
    submit_label = "Sign in"
    labels: ClassVar = {"login": "Email address", "password": "Password"}
    called: ClassVar = {"login": "your email address", "password": "your password"}


class ReauthenticateForm(AccountForm, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    submit_label = "Continue"
    labels: ClassVar = {"password": "Your password"}
    called: ClassVar = {"password": "your password"}


class ChangePasswordForm(AccountForm, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    submit_label = "Change password"
    labels: ClassVar = {
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": "New password again",
    }
    called: ClassVar = {
        "oldpassword": "your current password",
        "password1": "a new password",
        "password2": "the new password again",
    }


class ResetPasswordForm(AccountForm, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Leaves to a task whether there is an account, and to send the mail.

    So a request does the same for every address: its time does not tell, and it waits for no
    mail server. Nor is there a request whose host could get into the link.
    """

    submit_label = "Send the link"
    labels: ClassVar = {"email": "Email address"}
    called: ClassVar = {"email": "your email address"}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        tasks.send_password_mail.delay(email=email)
        return email


class ResetPasswordKeyForm(AccountForm, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    submit_label = "Save password"
    labels: ClassVar = {"password1": "New password", "password2": "New password again"}
    called: ClassVar = {"password1": "a new password", "password2": "the new password again"}
