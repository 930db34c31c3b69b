from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from forces.govuk.forms import GovForm, GovFormMixin
from forces.govuk.widgets import Checkboxes, Radios
from forces.policies import Refused
from recommendations import policies
from recommendations.choices import Kind, Wording
from recommendations.models import Addressee, PartText, Recommendation
from recommendations.models.recommendations import NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

# A number is the end of an address, where these words lead to pages of their own.
RESERVED = frozenset({"new", "submit"})


class PartForm(GovForm):
    """One part of a recommendation, among those that its form holds."""

    label_size: ClassVar = "s"
    mark_optional: ClassVar = False

    text = forms.CharField(
        label="Text of this part",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Word for word from the text above. Leave it empty where this is the only part.",
    )
    addressees = forms.ModelMultipleChoiceField(
        label="Addressed to",
        queryset=Addressee.objects.order_by("-is_police_forces", "name"),
        widget=Checkboxes(small=True),
        required=False,
    )
    timescale = forms.CharField(
        label="Timescale (optional)",
        required=False,
        max_length=120,
        help_text="As the report says it, such as: Immediately",
    )
    remove = forms.BooleanField(label="Remove this part", required=False)

    def __init__(self, *args: Any, place: int, **kwargs: Any) -> None:
        self.place = place
        super().__init__(*args, prefix=f"part{place}", **kwargs)

    def name_of(self, field: str) -> str:
        names = {"addressees": f"who part {self.place} is addressed to"}
        return names.get(field, f"the {field} of part {self.place}")

    @property
    def is_empty(self) -> bool:
        """Nothing was typed or chosen."""
        typed = ("text", "addressees", "timescale")
        return not self.errors and not any(self.cleaned_data.get(name) for name in typed)

    @property
    def is_kept(self) -> bool:
        return not self.is_empty and not self.cleaned_data.get("remove")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("remove"):
            self.errors.clear()
        elif any(typed.get(name) for name in ("text", "timescale")) and not typed["addressees"]:
            self.add_error("addressees", f"Select who part {self.place} is addressed to")
        return typed

    def check_quotes(self, whole: str, *, is_only: bool) -> None:
        """A part quotes the recommendation; the only part may be empty, for all of it."""
        text = self.cleaned_data.get("text")
        if not text and not is_only:
            self.add_error("text", f"Enter the text of part {self.place}")
        try:
            policies.check_part(text or "", whole)
        except Refused as refusal:
            self.add_error("text", f"Part {self.place}: {refusal}")


class RecommendationForm(GovFormMixin, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A recommendation with its parts, which are forms `within` this one."""

    called: ClassVar = {
        "text": "the text of the recommendation",
        "kind": "what it is",
        "wording": "whether the wording is official",
        "place": "the place in the report",
    }

    kind = forms.ChoiceField(label="What it is", choices=Kind.choices, widget=Radios(inline=True))
    wording = forms.ChoiceField(
        label="Wording held here", choices=Wording.choices, widget=Radios(inline=True)
    )
    place = forms.TypedChoiceField(label="Place in the report", coerce=int)

    class Meta:
        model = Recommendation
        fields = ("number", "heading", "kind", "wording", "text")
        help_texts: ClassVar = {
            "number": "As the report writes it, such as: 4, or AFI 2",
            "text": "A line that starts with a hyphen becomes a bullet.",
        }
        widgets: ClassVar = {
            "number": forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            "text": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args: Any, extra_parts: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inspection = self.instance.inspection
        self.others = list(inspection.recommendations.exclude(pk=self.instance.pk).in_order())
        self.fields["place"].choices = self._places()  # type: ignore[attr-defined]  # a choice field
        self.initial.setdefault("place", self._place())
        self.parts = self._parts(extra_parts)

    def _places(self) -> list[tuple[int, str]]:
        after = [(n, f"After {r.title}") for n, r in enumerate(self.others, start=2)]
        return [(1, "First"), *after]

    def _place(self) -> int:
        """Where it stands; a new one stands last."""
        if not self.instance.pk:
            return len(self.others) + 1
        before = [other for other in self.others if other.position < self.instance.position]
        return len(before) + 1

    def _parts(self, extra: int) -> list[PartForm]:
        stored = list(self.instance.parts.order_by("position")) if self.instance.pk else []
        count = max(len(stored) + extra, 1)
        if self.is_bound:
            posted = self.data.get("parts", "")
            count = min(int(posted), 100) if re.fullmatch(r"[1-9][0-9]{0,2}", posted) else 1
        return [
            PartForm(
                self.data if self.is_bound else None,
                place=place,
                initial=_initial(stored[place - 1]) if place <= len(stored) else None,
            )
            for place in range(1, count + 1)
        ]

    @property
    def within(self) -> Sequence[forms.BaseForm]:
        return self.parts

    @property
    def kept(self) -> list[PartForm]:
        return [part for part in self.parts if part.is_kept]

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if not re.match(NUMBER, number) or number.lower() in RESERVED:
            raise ValidationError(
                "The number must begin with a letter or a digit, and have only letters, digits, "
                "spaces, full stops and hyphens"
            )
        if number in {other.number for other in self.others}:
            raise ValidationError("This inspection already has a recommendation with that number")
        return number

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not self.kept:
            self._ask_for_a_part()
        elif "text" in typed:
            for part in self.kept:
                part.check_quotes(typed["text"], is_only=len(self.kept) == 1)
        return typed

    def _ask_for_a_part(self) -> None:
        first = self.parts[0]
        if first.cleaned_data.get("remove"):
            first.add_error("remove", "A recommendation has at least one part")
        else:
            first.add_error("addressees", "Select who this recommendation is addressed to")

    @property
    def part_texts(self) -> list[PartText]:
        """The parts as typed; the only one may stand for the whole text."""
        return [
            PartText(
                part.cleaned_data["text"] or self.cleaned_data["text"],
                list(part.cleaned_data["addressees"]),
                part.cleaned_data["timescale"],
            )
            for part in self.kept
        ]


def _initial(part: Any) -> dict[str, Any]:
    return {
        "text": part.text,
        "addressees": [addressee.pk for addressee in part.addressees.all()],
        "timescale": part.timescale,
    }
