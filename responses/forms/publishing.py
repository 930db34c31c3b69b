from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.validators import URLValidator

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from responses import policies

if TYPE_CHECKING:
    from datetime import date

    from responses.models import SignedVersion


class WebAddressField(forms.URLField):
    """An address that a browser opens as a page: Django's own field takes ftp too."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class PublishForm(GovForm):
    """Where else a signed version is published, and since when if it was there first."""

    submit_label: ClassVar = "Publish now"
    called: ClassVar = {"published_on": "the date it was published there"}

    url = WebAddressField(
        label="Address on your own website",
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text="If the response is published there too. The register links to it",
    )
    published_on = DateField(label="Date it was published there", required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: SignedVersion, on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": version.number}, **kwargs)
        self.version, self.today = version, on
        self.fields["published_on"].help_text = self._when_to_date()

    def _when_to_date(self) -> str:
        """Which days another website may have had it: none before it was signed."""
        signed = self.version.dated_on
        if signed == self.today:
            return "It was signed today, so leave this empty."
        since = f" It was signed on {uk_date(signed)}, so not before then." if signed else ""
        counts = "that day counts as the day of publication"
        if self.version.number > 1:
            counts = "the register gives that day for this version"
        return (
            f"Only if it was there before today, {uk_date(self.today)}: then {counts}.{since} "
            "Otherwise leave it empty."
        )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        day = typed.get("published_on")
        if day is None:
            return typed
        if "url" in typed:
            self.check("url", policies.check_elsewhere_has_address, day, typed["url"])
        self.check("published_on", policies.check_elsewhere_on, day, self.version, on=self.today)
        return typed
