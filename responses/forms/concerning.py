from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.widgets import Checkboxes
from forces.models import Force
from recommendations import policies
from recommendations.forms.inspections import grouped
from responses.forms.dates import ReasonedForm
from responses.models.concerning import forces_mark

if TYPE_CHECKING:
    from recommendations.models import Inspection


class ForcesForm(ReasonedForm):
    """The forces that a published inspection concerns."""

    called: ClassVar = {"forces": "at least one force"}

    forces = forms.ModelMultipleChoiceField(
        label="Forces concerned",
        queryset=Force.objects.all(),
        widget=Checkboxes(small=True),
        help_text="Each force’s policing body has a response to publish.",
    )
    field_order = ("forces", "reason", "seen")

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        field = self.fields["forces"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = grouped(list(Force.objects.all()))

    @staticmethod
    def initial_of(inspection: Inspection) -> dict[str, Any]:
        return {"forces": list(inspection.forces.all()), "seen": forces_mark(inspection)}

    @staticmethod
    def in_words(inspection: Inspection) -> list[tuple[str, str]]:
        names = inspection.forces.order_by("name").values_list("name", flat=True)
        return [("The forces now", ", ".join(names))]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if "forces" in typed:
            scope, count = self.inspection.scope, len(typed["forces"])
            self.check("forces", policies.check_concerned, scope, count)
        return typed
