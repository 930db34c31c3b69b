from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from forces.govuk.fields import DateField
from recommendations import policies
from recommendations.deadlines import figures_to
from recommendations.forms.figures import AsksOfMeasures, number_field, standing_field
from responses.forms.writing import WritingForm, long_text
from responses.models.figures import Given, figures_mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from crispy_forms.helper import FormHelper
    from django import forms

    from recommendations.models import Figure, Measure
    from responses.forms.writing import Shown


def _questions(measure: Measure) -> Iterator[tuple[str, forms.Field]]:
    """What is asked about one measure."""
    yield f"standing_{measure.pk}", standing_field(measure)
    yield f"value_{measure.pk}", number_field(measure)
    yield (
        f"period_{measure.pk}",
        DateField(
            label="For the twelve months to", required=False, help_text="For example, 31 3 2022"
        ),
    )
    yield f"note_{measure.pk}", long_text("Note, printed with the figure", rows=3)


class FiguresForm(AsksOfMeasures, WritingForm):
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
        self.held, self.published_on, self.today = held, published_on, on
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

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = self.laid_out("standing", "period", "note")
        return helper

    def shown(self) -> list[Shown]:
        return [
            each._replace(label=f"{self.measure_of(each.name)}: {each.label}")
            for each in super().shown()
        ]

    def check_figure(self, key: int, cleaned: dict[str, Any]) -> None:
        super().check_figure(key, cleaned)
        period = f"period_{key}"
        if period not in self.errors:
            self._check_period(period, cleaned[period], self.held.get(key))

    def _check_period(self, name: str, ends_on: date | None, held: Figure | None) -> None:
        the = self.name_of(name)
        if ends_on is None:
            self.add_error(name, f"Enter {the}")
        elif ends_on > self.today:
            self.add_error(name, f"{the[:1].upper()}{the[1:]} must be today or in the past")
        elif held is None or ends_on != held.period_ends_on:
            self.check(name, policies.check_months_are_asked, ends_on, self.published_on)

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
