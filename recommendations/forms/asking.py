from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.forms import Filter, GovForm
from forces.govuk.widgets import Checkboxes, Select
from recommendations import policies
from recommendations.deadlines import quarter_end
from recommendations.models.asking import updaters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from forces.models import Force, User
    from recommendations.models.standings import Standing

NOBODY = "nobody"


class RoundFilter(Filter):
    """Narrows a round to one inspection, and to what the person is asked to update."""

    inspection = forms.ChoiceField(label="Inspection", required=False, widget=Select)
    asked = forms.ChoiceField(
        label="Who is asked to update it",
        required=False,
        widget=Select,
        choices=[("", "Anyone, or nobody"), ("me", "You"), (NOBODY, "Nobody yet")],
    )

    def __init__(self, *args: Any, inspections: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("inspection", inspections, everything="All")


class AskForm(GovForm):
    """Who is asked to update which recommendations, and by when."""

    called: ClassVar = {
        "chosen": "at least one recommendation",
        "person": "who is asked",
        "wanted_by": "the day to update by",
    }
    mark_optional: ClassVar = False
    submit_label = "Ask for these updates"

    chosen = forms.MultipleChoiceField(
        label="Recommendations", required=False, widget=Checkboxes(small=True)
    )
    everything = forms.BooleanField(required=False)
    person = forms.ChoiceField(label="Who is asked", widget=Select)
    wanted_by = DateField(
        label="To be updated by", help_text="The end of the quarter, unless you change it."
    )

    def __init__(
        self,
        *args: Any,
        force: Force,
        standings: Sequence[Standing],
        count: int,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"wanted_by": quarter_end(on)}, **kwargs)
        self.on = on
        self.people = {str(each.pk): each for each in updaters(force, on)}
        choices = [(pk, str(person)) for pk, person in self.people.items()]
        self._choose("person", [("", "Choose"), *choices, (NOBODY, "Nobody: ask no longer")])
        self._choose("chosen", _grouped(standings))
        hints = {str(row.recommendation.pk): _hint(row) for row in standings}
        self.fields["chosen"].widget.hints = hints
        if count > len(standings):
            self.fields["everything"].label = f"All {count} recommendations, on every page"
        else:
            del self.fields["everything"]

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def person_asked(self) -> User | None:
        """Who is asked; None where nobody is any longer."""
        return self.people.get(self.cleaned_data["person"])

    @property
    def is_for_all(self) -> bool:
        return bool(self.cleaned_data.get("everything"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if "chosen" not in self.errors and not (typed.get("chosen") or typed.get("everything")):
            self.add_error("chosen", "Select at least one recommendation")
        if "wanted_by" in typed and typed.get("person") != NOBODY:
            self.check("wanted_by", policies.check_wanted_by, typed["wanted_by"], self.on)
        return typed


def _grouped(standings: Sequence[Standing]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The recommendations as choices, under their inspections."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in standings:
        each = row.recommendation
        groups.setdefault(each.inspection.short_title, []).append((str(each.pk), each.title))
    return list(groups.items())


def _hint(row: Standing) -> str:
    """How it stands, and who is asked now."""
    said = "No update yet"
    if row.current:
        said = f"{row.current.get_state_display()}, as at {uk_date(row.current.as_at)}"
    if row.asked is None:
        return f"{said}. Nobody is asked."
    return f"{said}. {row.asked.person} is asked, by {uk_date(row.asked.wanted_by)}."
