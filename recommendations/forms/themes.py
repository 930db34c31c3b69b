from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from forces.govuk.forms import GovForm
from forces.govuk.widgets import Checkboxes
from recommendations.models import Inspection, Recommendation, Theme

if TYPE_CHECKING:
    from forces.actors import Actor


class ThemeForm(GovForm):
    """The name of a theme, which no other has."""

    called: ClassVar = {"name": "the name of the theme"}
    submit_label = "Save"

    name = forms.CharField(
        label="Name of the theme", max_length=80, help_text="Such as: Victims’ services"
    )

    def __init__(self, *args: Any, theme: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theme = theme

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not Theme.named(name).slug:
            raise ValidationError("The name must have letters or digits")
        other = Theme.objects.called(name)
        if other is not None and other != self.theme:
            raise ValidationError(f"There is a theme of this name already: {other}")
        return name


class InspectionChoiceForm(GovForm):
    """Of which inspection recommendations are to be chosen."""

    called: ClassVar = {"inspection": "an inspection"}
    submit_label = "Continue"

    inspection = forms.ModelChoiceField(
        queryset=Inspection.objects.none(), to_field_name="slug", empty_label="Select an inspection"
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = Inspection.objects.visible_to(actor).newest_first()
        self.fields["inspection"].queryset = visible  # type: ignore[attr-defined]  # a model choice


class TitledField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    def label_from_instance(self, recommendation: Recommendation) -> str:
        return recommendation.title


class ThemeRecommendationsForm(GovForm):
    """Which recommendations of an inspection are about a theme."""

    submit_label = "Save"

    recommendations = TitledField(
        label="Recommendations about this theme",
        queryset=Recommendation.objects.none(),
        widget=Checkboxes(small=True),
        required=False,
    )

    def __init__(self, *args: Any, theme: Theme, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: TitledField = self.fields["recommendations"]  # type: ignore[assignment]  # declared so
        field.queryset = inspection.recommendations.in_order()
        held = theme.recommendations.filter(inspection=inspection)
        self.initial["recommendations"] = list(held.values_list("pk", flat=True))
