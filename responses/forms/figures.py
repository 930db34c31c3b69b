from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms

from forces.govuk.fields import DateField
from forces.govuk.widgets import Radios
from recommendations.choices import Standing
from recommendations.deadlines import figures_to
from responses.forms.writing import WritingForm, long_text
from responses.models.figures import Given, figures_mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from crispy_forms.helper import FormHelper

    from recommendations.models import Figure, Measure
    from responses.forms.writing import Shown

QUESTIONS = ("standing", "value", "period", "note")


class NumberField(forms.DecimalField):
    """A number that may be typed as people write it: 1,819."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs say int
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


def _questions(measure: Measure) -> Iterator[tuple[str, forms.Field]]:
    """What is asked about one measure."""
    value = f"value_{measure.pk}"
    yield (
        f"standing_{measure.pk}",
        forms.ChoiceField(
            label="What does the force give?",
            required=False,
            choices=Standing.choices,
            widget=Radios(reveals={Standing.NUMBER: value}),
            help_text=measure.definition,
        ),
    )
    yield (
        value,
        NumberField(
            label=f"The number, in {measure.unit}",
            required=False,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            error_messages={
                "max_digits": f"The number for {measure} must be shorter",
                "max_whole_digits": f"The number for {measure} must be shorter",
            },
        ),
    )
    yield (
        f"period_{measure.pk}",
        DateField(
            label="For the twelve months to", required=False, help_text="For example, 31 3 2022"
        ),
    )
    yield f"note_{measure.pk}", long_text("Note, printed with the figure", rows=3)


class FiguresForm(WritingForm):
    """A figure of each measure of an inspection."""

    mark_optional: ClassVar = False

    def __init__(
        self,
        *args: Any,
        measures: Sequence[Measure],
        held: Mapping[int, Figure],
        published_on: date,
        on: date,
        **kwargs: Any,
    ) -> None:
        """`held` are the figures that are saved, by measure; `on` is today."""
        self.measures = {measure.pk: measure for measure in measures}
        self.today = on
        asked = {name: field for each in measures for name, field in _questions(each)}
        self.base_fields = {**self.base_fields, **asked}  # type: ignore[misc]  # this form's own
        super().__init__(*args, initial=self._initial(held, figures_to(published_on)), **kwargs)

    def _initial(self, held: Mapping[int, Figure], usual: date) -> dict[str, Any]:
        initial: dict[str, Any] = {"seen": figures_mark(dict(held))}
        for key in self.measures:
            figure = held.get(key)
            initial[f"period_{key}"] = figure.period_ends_on if figure else usual
            if figure:
                initial[f"standing_{key}"] = figure.standing
                initial[f"value_{key}"] = figure.value
                initial[f"note_{key}"] = figure.note
        return initial

    def _measure(self, field: str) -> Measure | None:
        question, _, key = field.partition("_")
        return self.measures[int(key)] if question in QUESTIONS else None

    def name_of(self, field: str) -> str:
        names = {"standing": "what the force gives", "value": "the number", "note": "the note"}
        measure = self._measure(field)
        if measure is None:
            return super().name_of(field)
        question = field.partition("_")[0]
        return f"{names.get(question, 'the end of the twelve months')} for {measure}"

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = Layout(
            *(
                Fieldset(
                    f"{measure} ({measure.recommendation.in_a_sentence})",
                    f"standing_{key}",
                    f"period_{key}",
                    f"note_{key}",
                    css_id=f"figure-{place}",
                )
                for place, (key, measure) in enumerate(self.measures.items(), start=1)
            )
        )
        return helper

    def shown(self) -> list[Shown]:
        return [
            each._replace(label=f"{self._measure(each.name)}: {each.label}")
            for each in super().shown()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for key in self.measures:
            if cleaned.get(f"standing_{key}"):
                self._check_figure(key, cleaned)
            elif cleaned.get(f"value_{key}") is not None or cleaned.get(f"note_{key}"):
                name = f"standing_{key}"
                self.add_error(name, f"Select {self.name_of(name)}")
        return cleaned

    def _check_figure(self, key: int, cleaned: dict[str, Any]) -> None:
        """A number that is 0 is none; of what is no number, none is kept."""
        standing, value, period = (f"{name}_{key}" for name in ("standing", "value", "period"))
        if cleaned[standing] == Standing.NUMBER and value not in self.errors:
            if cleaned[value] is None:
                self.add_error(value, f"Enter {self.name_of(value)}")
            elif not cleaned[value]:
                cleaned[standing] = Standing.NIL
        if cleaned[standing] != Standing.NUMBER:
            self.errors.pop(value, None)
            cleaned[value] = None
        if period not in self.errors:
            self._check_period(period, cleaned[period])

    def _check_period(self, name: str, ends_on: date | None) -> None:
        the = self.name_of(name)
        if ends_on is None:
            self.add_error(name, f"Enter {the}")
        elif ends_on > self.today:
            self.add_error(name, f"{the[:1].upper()}{the[1:]} must be today or in the past")

    def figures(self) -> list[Given]:
        """What is said of each measure. Of none whose standing is empty is anything else kept."""
        return [
            Given(
                measure,
                self.cleaned_data[f"standing_{key}"],
                self.cleaned_data[f"period_{key}"],
                self.cleaned_data[f"value_{key}"],
                self.cleaned_data[f"note_{key}"],
            )
            for key, measure in self.measures.items()
        ]
