from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios
from responses import images, policies
from responses.choices import SUITS, Shape
from responses.forms.writing import SeenForm, long_text
from responses.models.letterheads import TEXTS, Printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crispy_forms.helper import FormHelper

    from responses.models import Letterhead

# By kind and not by name: a phone then turns its own format into a JPEG.
PICTURES = "image/jpeg,image/png,image/svg+xml"
_COLOUR = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")


class PictureField(forms.FileField):
    """A JPEG, PNG or SVG; cleans to the picture as it is kept.

    No more of a file is read than tells that it is too large.
    """

    def __init__(self, *, label: str, hint: str, required: bool) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=f"{hint}A JPEG, PNG or SVG, 2 MB or smaller",
            widget=forms.FileInput(attrs={"accept": PICTURES}),
        )

    def clean(self, data: Any, initial: Any = None) -> images.CheckedImage | None:
        sent = super().clean(data, initial)
        if not sent:
            return None
        try:
            return images.checked(sent.read(images.MOST_BYTES + 1))
        except images.NotAPicture as error:
            raise ValidationError(str(error)) from error


def _line(label: str, hint: str, *, most: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint)


class LetterheadForm(SeenForm):
    """What a body prints on its letters, and the shape that they have."""

    mark_optional: ClassVar = False
    called: ClassVar = {"shape": "the shape of your letters", "logo": "the logo"}
    submit_label: ClassVar = "Save the letterhead"

    shape = forms.ChoiceField(
        label="Shape of your letters",
        choices=Shape.choices,
        widget=Radios(hints=SUITS),
        help_text="Any response can have another one",
    )
    name = _line("Name", "", most=160)
    address = long_text("Address", rows=5, hint="As on an envelope, each part on a line of its own")
    accent = forms.CharField(
        label="Accent colour",
        error_messages={"required": "Enter the accent colour, such as #1d4f91"},
        help_text="For headings and lines, such as #1d4f91. Whoever made your website can tell you "
        "which is yours",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    logo = PictureField(label="Logo", hint="", required=False)
    removes_logo = forms.BooleanField(label="Remove the logo", required=False)
    logo_alt = _line(
        "What the logo shows",
        "For people who cannot see it, such as “Office of the Commissioner for Anyshire”",
        most=160,
    )
    addressees = long_text(
        "Who your letters are to",
        rows=3,
        hint="Each on a line of its own. A letter to the Home Secretary is to nobody else",
    )
    salutation = _line("Salutation", "Such as “Dear Sir or Madam,”", most=120)
    closing = _line("Closing", "Such as “Yours faithfully,”", most=120)

    def __init__(self, *args: Any, letterhead: Letterhead, **kwargs: Any) -> None:
        """`letterhead` is what is saved."""
        initial = {name: getattr(letterhead, name) for name in TEXTS}
        super().__init__(*args, initial={**initial, "seen": letterhead.mark}, **kwargs)
        self.has_logo = letterhead.logo is not None
        self.fields["name"].help_text = f"Left empty, it is “{letterhead.body}”"
        if self.has_logo:
            self.fields["logo"].label = "Another logo"
        else:
            del self.fields["removes_logo"]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        removes = ["removes_logo"] if self.has_logo else []
        helper.layout = Layout(
            "shape",
            Fieldset("At the top", "name", "address", "accent"),
            Fieldset("Logo", "logo", *removes, "logo_alt"),
            Fieldset("Where it is a letter", "addressees", "salutation", "closing"),
        )
        return helper

    def clean_accent(self) -> str:
        match = _COLOUR.fullmatch(self.cleaned_data["accent"].lower())
        if not match:
            raise ValidationError("Enter the accent colour as # and 6 figures, such as #1d4f91")
        figures = match[1] if len(match[1]) == 6 else "".join(each * 2 for each in match[1])
        return f"#{figures}"

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if accent := typed.get("accent"):
            self.check("accent", policies.check_accent, accent)
        new, removes = typed.get("logo"), typed.get("removes_logo", False)
        if new and removes:
            self.add_error("logo", "Remove the logo or select another one, not both")
        elif removes:
            typed["logo_alt"] = ""
        elif not self.has_error("logo"):
            has_logo = bool(new) or self.has_logo
            alt = typed.get("logo_alt", "")
            self.check("logo_alt", policies.check_logo_described, alt, has_logo=has_logo)
        if new and self.errors and not self.has_error("logo"):
            self.ask_for_logo_again()
        return typed

    def ask_for_logo_again(self) -> None:
        """A browser does not send a file again by itself."""
        self.add_error("logo", "Select the logo again: it was not saved, since something else is "
            "not right yet")  # fmt: skip

    def printed(self) -> Printed:
        texts = {name: self.cleaned_data[name] for name in TEXTS}
        keeps_logo = not self.cleaned_data.get("removes_logo", False)
        return Printed(**texts, logo=self.cleaned_data["logo"], keeps_logo=keeps_logo)

    def other_than(self, theirs: Letterhead) -> Iterator[tuple[str, str]]:
        """What is saved otherwise than it was typed here: the label, and what is saved."""
        for name in TEXTS:
            saved = getattr(theirs, name)
            if saved != self.cleaned_data[name]:
                said = Shape(saved).label if name == "shape" else saved
                yield str(self.fields[name].label), said or "Nothing"


class SignatureForm(GovForm):
    """The picture of a person's own signature."""

    mark_optional: ClassVar = False
    called: ClassVar = {"signature": "the picture of your signature"}
    submit_label: ClassVar = "Put it under my letters"

    signature = PictureField(
        label="Picture of your signature",
        hint="Sign on white paper, and cut the photograph or scan close around it. ",
        required=True,
    )
