from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError

from forces.govuk.forms import GovForm, GovFormMixin
from forces.govuk.widgets import Checkboxes, Radios
from recommendations import policies
from recommendations.choices import Kind, Wording
from recommendations.forms.long_texts import LongText
from recommendations.models import Addressee, PartText, Recommendation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recommendations.models import Inspection

MOST_PARTS = 100


class EarlierField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A recommendation of the inspection that is followed up."""

    def label_from_instance(self, recommendation: Recommendation) -> str:
        return recommendation.title


def typed_in(form: forms.BaseForm) -> dict[str, Any]:
    """What was typed into each field, unchecked."""
    return {field.name: field.data for field in form}


def counted(posted: str) -> int:
    """How many forms a page had within its form; 0 for what is no number."""
    return min(int(posted), MOST_PARTS) if re.fullmatch(r"[1-9][0-9]{0,2}", posted) else 0


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

    def ask_for_text(self) -> None:
        if not self.errors.get("text") and not self.cleaned_data["text"]:
            self.add_error("text", f"Enter the text of part {self.place}")


class RecommendationForm(GovFormMixin, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A recommendation with its parts, which are forms `within` this one."""

    called: ClassVar = {
        "text": "the text of the recommendation",
        "kind": "what it is",
        "wording": "whether the wording is official",
        "place": "the place in the report",
        "follows_up": "the earlier recommendation",
    }

    kind = forms.ChoiceField(label="What it is", choices=Kind.choices, widget=Radios(inline=True))
    wording = forms.ChoiceField(
        label="Wording held here", choices=Wording.choices, widget=Radios(inline=True)
    )
    place = forms.TypedChoiceField(label="Place in the report", coerce=int)
    follows_up = EarlierField(
        label="The earlier recommendation that this one takes up again",
        queryset=Recommendation.objects.none(),
        required=False,
    )

    class Meta:
        model = Recommendation
        fields = ("number", "heading", "kind", "wording", "text", "follows_up")
        help_texts: ClassVar = {
            "number": "As the report writes it, such as: 4, or AFI 2",
            "text": "A line that starts with a hyphen becomes a bullet.",
        }
        field_classes: ClassVar = {"text": LongText}
        widgets: ClassVar = {
            "number": forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            "text": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args: Any, parts: Sequence[dict[str, Any]] = (), **kwargs: Any) -> None:
        """`parts` are what the parts start from, instead of those that are stored."""
        super().__init__(*args, **kwargs)
        inspection = self.instance.inspection
        self.others = list(inspection.recommendations.exclude(pk=self.instance.pk).in_order())
        self.fields["place"].choices = self._places()  # type: ignore[attr-defined]  # a choice field
        self.initial.setdefault("place", self._place())
        self._offer_earlier(inspection.follows_up)
        self.parts = self._parts(parts)

    def _offer_earlier(self, earlier: Inspection | None) -> None:
        """Asked only where the inspection follows up another."""
        if earlier is None:
            del self.fields["follows_up"]
            return
        field: EarlierField = self.fields["follows_up"]  # type: ignore[assignment]  # declared so above
        field.queryset = earlier.recommendations.in_order()
        field.help_text = f"Of {earlier.short_title}. Each body sees its earlier answer beside it."

    def _places(self) -> list[tuple[int, str]]:
        after = [(n, f"After {r.title}") for n, r in enumerate(self.others, start=2)]
        return [(1, "First"), *after]

    def _place(self) -> int:
        """Where it stands; a new one stands last."""
        if not self.instance.pk:
            return len(self.others) + 1
        before = [other for other in self.others if other.position < self.instance.position]
        return len(before) + 1

    def _parts(self, start: Sequence[dict[str, Any]]) -> list[PartForm]:
        if self.is_bound:
            count = counted(self.data.get("parts", "")) or 1
            return [PartForm(self.data, place=place) for place in range(1, count + 1)]
        if not start and self.instance.pk:
            start = self._parts_held()
        return [PartForm(place=n, initial=each) for n, each in enumerate(start or [{}], start=1)]

    def _parts_held(self) -> list[dict[str, Any]]:
        """Those that are stored; the text of an only part, which is all of it, stands above."""
        held = [_initial(part) for part in self.instance.parts.order_by("position")]
        if len(held) == 1:
            held[0]["text"] = ""
        return held

    def with_another(self, kind: str) -> Self:
        """What was typed, unchecked and not saved, with one more of `parts` to fill in."""
        rows = self.typed_rows()
        rows[kind] = [*rows[kind], {}][:MOST_PARTS]
        return type(self)(instance=self.instance, initial=typed_in(self), **rows)

    def typed_rows(self) -> dict[str, list[dict[str, Any]]]:
        """What was typed into the forms within this one, by their kind."""
        return {"parts": [typed_in(part) for part in self.parts]}

    @property
    def within(self) -> Sequence[forms.BaseForm]:
        return self.parts

    @property
    def kept(self) -> list[PartForm]:
        return [part for part in self.parts if part.is_kept]

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if number in {other.number for other in self.others}:
            raise ValidationError("This inspection already has a recommendation with that number")
        return number

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not self.kept:
            self._ask_for_a_part()
        elif "text" in typed:
            self._check_parts(typed["text"])
        return typed

    def _check_parts(self, whole: str) -> None:
        """The only part may be left empty, for all of the text."""
        kept = self.kept
        if len(kept) > 1:
            for part in kept:
                part.ask_for_text()
        if any("text" in part.errors for part in kept):
            return
        try:
            policies.check_parts([part.cleaned_data["text"] or whole for part in kept], whole)
        except policies.PartRefused as refusal:
            part = kept[refusal.place - 1]
            part.add_error("text", f"Part {part.place}: {refusal}")

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
