"""What a force gives of measures: a number, nil, not held or awaited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios
from recommendations import policies
from recommendations.choices import Standing
from recommendations.models.yearly_figures import Given, mark_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from crispy_forms.helper import FormHelper

    from recommendations.models import Figure, Measure

    _Form = GovForm
else:
    _Form = object

QUESTIONS = {
    "standing": "what the force gives",
    "value": "the number",
    "period": "the end of the twelve months",
    "note": "the note",
}
TAKEN_AWAY = "taken_away"


# Thousands may be parted, by commas or spaces: 1,819. In 12,5 the comma may stand for a point, and
# 1,00 may be one as well as a hundred: neither is taken for a number.
PARTED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d*)?|-?\d{1,3}(?:\s\d{3})+(?:\.\d*)?")
PLAIN = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


class NumberField(forms.DecimalField):
    """A number that may be typed as people write it: 1,819."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs say int
        if isinstance(value, str):
            value = value.strip()
            if PARTED.fullmatch(value):
                value = re.sub(r"[,\s]", "", value)
            elif value and not PLAIN.fullmatch(value):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


def standing_field(measure: Measure, *more: tuple[str, str]) -> forms.Field:
    """What is given, and if it is a number, which: see `number_field`."""
    return forms.ChoiceField(
        label="What does the force give?",
        required=False,
        choices=[*Standing.choices, *more],
        widget=Radios(reveals={Standing.NUMBER: f"value_{measure.pk}"}),
        help_text=measure.definition,
    )


def number_field(measure: Measure) -> forms.Field:
    shorter = f"The number for {measure} must be shorter"
    invalid = f"The number for {measure} must be a number, like 30, 12.5 or 1,819"
    return NumberField(
        label=f"The number, in {measure.unit}",
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        error_messages={"invalid": invalid, "max_digits": shorter, "max_whole_digits": shorter},
    )


class AsksOfMeasures(_Form):
    """For a form with a standing, a number and a note for each of its `measures`, by their ids."""

    measures: dict[int, Measure]

    def measure_of(self, field: str) -> Measure | None:
        question, _, key = field.partition("_")
        return self.measures[int(key)] if question in QUESTIONS else None

    def name_of(self, field: str) -> str:
        measure = self.measure_of(field)
        if measure is None:
            return super().name_of(field)
        return f"{QUESTIONS[field.partition('_')[0]]} for {measure}"

    def laid_out(self, *questions: str) -> Layout:
        """These questions of each measure; the number stands below its radio button."""
        return Layout(
            *(
                Fieldset(
                    f"{measure} ({measure.recommendation.in_a_sentence})",
                    *(f"{question}_{key}" for question in questions),
                    css_id=f"figure-{place}",
                )
                for place, (key, measure) in enumerate(self.measures.items(), start=1)
            )
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for key in self.measures:
            if cleaned.get(f"standing_{key}"):
                self.check_figure(key, cleaned)
            elif cleaned.get(f"value_{key}") is not None or cleaned.get(f"note_{key}"):
                name = f"standing_{key}"
                self.add_error(name, f"Select {self.name_of(name)}")
        return cleaned

    def check_figure(self, key: int, cleaned: dict[str, Any]) -> None:
        """A number that is 0 is none; of what is no number, none is kept."""
        standing, value = f"standing_{key}", f"value_{key}"
        if cleaned[standing] == Standing.NUMBER and value not in self.errors:
            if cleaned[value] is None:
                self.add_error(value, f"Enter {self.name_of(value)}")
            elif not cleaned[value]:
                cleaned[standing] = Standing.NIL
            self.check(value, policies.check_share, self.measures[key], cleaned.get(value))
        if cleaned[standing] != Standing.NUMBER:
            self.errors.pop(value, None)
            cleaned[value] = None


class YearForm(AsksOfMeasures, GovForm):
    """What a force gives for the same twelve months."""

    mark_optional: ClassVar = False
    submit_label: ClassVar = "Save figures"

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, measures: Sequence[Measure], held: Mapping[int, Figure], **kwargs: Any
    ) -> None:
        """`held` are the figures that are saved for these months, by measure."""
        self.measures = {measure.pk: measure for measure in measures}
        self.mark = mark_of(held)
        initial: dict[str, Any] = {"seen": self.mark}
        for key, measure in self.measures.items():
            figure = held.get(key)
            more = [(TAKEN_AWAY, "Nothing: take away what was given")] if figure else []
            self.base_fields = {  # type: ignore[misc]  # this form's own
                **self.base_fields,
                f"standing_{key}": standing_field(measure, *more),
                f"value_{key}": number_field(measure),
                f"note_{key}": forms.CharField(
                    label="Note", required=False, widget=forms.Textarea(attrs={"rows": 2})
                ),
            }
            if figure:
                given = {"standing": figure.standing, "value": figure.value, "note": figure.note}
                initial.update({f"{name}_{key}": value for name, value in given.items()})
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = self.laid_out("standing", "note")
        return helper

    def say_that_others_saved(self, sentence: str) -> None:
        """What was typed stays; saving it once more is then saving it over what others saved."""
        self.add_error(None, sentence)
        self.data = {**{name: self.data[name] for name in self.data}, "seen": self.mark}

    @property
    def given(self) -> list[Given]:
        """What is said of each measure of which anything is said."""
        found = []
        for key, measure in self.measures.items():
            standing = self.cleaned_data[f"standing_{key}"]
            if standing == TAKEN_AWAY:
                found.append(Given(measure, ""))
            elif standing:
                value = self.cleaned_data[f"value_{key}"]
                found.append(Given(measure, standing, value, self.cleaned_data[f"note_{key}"]))
        return found


class MonthsForm(GovForm):
    """Which twelve months: a step on the way to their figures."""

    mark_optional: ClassVar = False
    submit_label: ClassVar = "Continue"
    called: ClassVar = {"ends_on": "the last day of the twelve months"}

    ends_on = DateField(label="Twelve months to another day")

    def __init__(self, *args: Any, on: date, published_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.published_on = on, published_on
        self.fields["ends_on"].help_text = f"For example, {uk_date(on.replace(month=3, day=31))}"

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.form_method = "get"
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if ends_on := cleaned.get("ends_on"):
            self.check("ends_on", policies.check_months_are_over, ends_on, self.on)
            self.check("ends_on", policies.check_months_are_asked, ends_on, self.published_on)
        return cleaned
