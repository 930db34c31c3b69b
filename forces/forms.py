from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.choices import Lifetime
from forces.govuk.forms import GovForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forces.models import User


class TokenForm(GovForm):
    """What a token is for and how long it is good, and fresh proof of who makes it."""

    LIKELY = Lifetime.QUARTER

    name = forms.CharField(
        label="What it is for", max_length=80, help_text="Such as: the dashboard of our office"
    )
    lifetime = forms.TypedChoiceField(
        label="How long it is good",
        choices=Lifetime.choices,
        coerce=lambda days: Lifetime(int(days)),
        widget=forms.RadioSelect,
    )
    password = forms.CharField(
        label="Your password",
        strip=False,
        help_text="Enter it again, to show that it is you",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    submit_label = "Make a token"
    called: ClassVar[Mapping[str, str]] = {
        "name": "what it is for",
        "lifetime": "how long it is good",
    }

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError("This is not your password. Enter it again")
        return password

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "lifetime")}
