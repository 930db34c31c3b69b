from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.forms import GovFormMixin
from forces.govuk.widgets import Checkboxes, Radios
from forces.models import Force, Inspectorate
from forces.policies import Refused
from recommendations import policies
from recommendations.choices import CountingRule, Scope
from recommendations.forms.long_texts import LongText
from recommendations.models import Inspection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crispy_forms.helper import FormHelper

ALL_TERRITORIAL = "territorial"
CHOSEN = "chosen"
# The Police Act 1996 asked for responses first; a report is not set up years before it is out.
EARLIEST = date(1996, 5, 22)
AHEAD = timedelta(days=2 * 365)


def grouped(forces: Sequence[Force]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Forces by region, the territorial ones first, as choices."""

    def region(force: Force) -> tuple[bool, str]:
        return (not force.is_territorial, force.region if force.is_territorial else "Other forces")

    by_region = sorted(forces, key=lambda force: (*region(force), force.name))
    return [
        (name, [(force.pk, force.name) for force in group])
        for (_, name), group in groupby(by_region, key=region)
    ]


class FollowsUp(GovFormMixin):
    """A form that says which inspection another one follows up."""

    instance: Inspection

    def clean_follows_up(self) -> Inspection | None:
        earlier: Inspection | None = self.cleaned_data["follows_up"]
        try:
            self.instance.check_no_circle(earlier)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return earlier


class InspectionForm(FollowsUp, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """What is set up of an inspection, beside its recommendations."""

    # Some fields are needed only with a choice, so the labels say themselves what is optional.
    mark_optional: ClassVar = False

    called: ClassVar = {
        "published_on": "the date of publication",
        "slug": "the name in addresses",
        "inspectorates": "at least one inspectorate",
        "forces": "at least one force",
        "concerned": "which forces are concerned",
        "explicit_due_on": "the last day for responses",
        "rule_reason": "the reason for not counting as the Act does",
    }

    published_on = DateField(
        label="Date of publication",
        help_text="The day the report is published, which may lie ahead. For example, 16 7 2021",
    )
    inspectorates = forms.ModelMultipleChoiceField(
        queryset=Inspectorate.objects.order_by("name"), widget=Checkboxes()
    )
    scope = forms.ChoiceField(choices=Scope.choices, widget=Radios(inline=True))
    concerned = forms.ChoiceField(
        label="Forces concerned",
        widget=Radios(reveals={CHOSEN: "forces"}),
        help_text="Each force’s policing body has a response to publish.",
    )
    forces = forms.ModelMultipleChoiceField(
        label="Choose the forces",
        queryset=Force.objects.all(),
        widget=Checkboxes(small=True),
        required=False,
    )
    counting_rule = forms.ChoiceField(
        label="How the last day is counted",
        choices=CountingRule.choices,
        widget=Radios(
            hints={
                CountingRule.ACT: "Section 55(5A) of the Police Act 1996. Use this unless the "
                "inspectorate has set something else.",
            },
            reveals={CountingRule.EXPLICIT: "explicit_due_on"},
        ),
    )
    explicit_due_on = DateField(label="Last day for responses", required=False)

    class Meta:
        model = Inspection
        fields = (
            "title", "short_title", "slug", "published_on", "url", "inspectorates", "scope",
            "counting_rule", "explicit_due_on", "rule_reason",
            "follows_up", "key_findings", "source", "licence",
        )  # fmt: skip
        labels: ClassVar = {
            "slug": "Name in addresses (optional)",
            "url": "Address of the report (optional)",
            "follows_up": "The inspection that this one follows up (optional)",
            "key_findings": "Key findings (optional)",
            "source": "Source of the wording (optional)",
            "licence": "Licence (optional)",
            "rule_reason": "Reason for not counting as the Act does",
        }
        help_texts: ClassVar = {
            "slug": "Lower-case letters, digits and hyphens. Leave it empty to have one made from "
            "the title.",
            "url": "Every response states it. Without it each office has to enter it for itself.",
            "rule_reason": "Everyone who reads the last day can read this. Needed for any other "
            "rule than the Act’s.",
            "key_findings": "In your words. A line that starts with a hyphen becomes a bullet.",
            "source": "Where the wording held here is from.",
            "licence": "Under which the wording may be used, such as: Crown copyright, Open "
            "Government Licence v3.0",
        }
        error_messages: ClassVar = {
            "slug": {
                "unique": "An inspection with this name in addresses is here already",
                "invalid": "The name in addresses must have only lower-case letters, digits and "
                "hyphens",
            },
        }
        field_classes: ClassVar = {"key_findings": LongText}
        widgets: ClassVar = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "key_findings": forms.Textarea(attrs={"rows": 10}),
            "source": forms.Textarea(attrs={"rows": 2}),
            "rule_reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        forces = list(Force.objects.all())
        self.territorial = [force for force in forces if force.is_territorial]
        everyone = f"All {len(self.territorial)} territorial forces"
        self.field("concerned").choices = [(ALL_TERRITORIAL, everyone), (CHOSEN, "Choose forces")]
        self.field("forces").choices = grouped(forces)
        others = Inspection.objects.exclude(pk=self.instance.pk).newest_first()
        self.fields["follows_up"].queryset = others  # type: ignore[attr-defined]  # a model choice
        self.fields["slug"].required = False
        if self.instance.pk:
            self._start_from(self.instance)

    def field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        return field

    def _start_from(self, inspection: Inspection) -> None:
        chosen = {force.pk for force in inspection.forces.all()}
        if chosen == {force.pk for force in self.territorial}:
            self.initial.setdefault("concerned", ALL_TERRITORIAL)
        elif chosen:
            self.initial.setdefault("concerned", CHOSEN)
            self.initial.setdefault("forces", chosen)

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = Layout(
            Fieldset("The report", "title", "short_title", "slug", "published_on", "url"),
            Fieldset("Who inspected whom", "inspectorates", "scope", "concerned", "follows_up"),
            Fieldset("The last day for responses", "counting_rule", "rule_reason"),
            Fieldset("What it found", "key_findings", "source", "licence"),
        )
        return helper

    def clean_title(self) -> str:
        """A title of one line, however it was typed."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).lower()

    def clean_published_on(self) -> date:
        day: date = self.cleaned_data["published_on"]
        latest = self.on + AHEAD
        if not EARLIEST <= day <= latest:
            raise ValidationError(
                f"The date of publication must be between {uk_date(EARLIEST)} and {uk_date(latest)}"
            )
        return day

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("counting_rule") != CountingRule.EXPLICIT:
            typed["explicit_due_on"] = None
            self.errors.pop("explicit_due_on", None)
        if typed.get("concerned") == ALL_TERRITORIAL:
            typed["forces"] = self.territorial
        elif typed.get("concerned") == CHOSEN and not typed.get("forces"):
            self.add_error("forces", "Select at least one force")
        if not typed.get("slug", "slug") and "title" in typed:
            self._name_after(typed["title"])
        self._check_scope(typed)
        return typed

    def _name_after(self, title: str) -> None:
        others = Inspection.objects.exclude(pk=self.instance.pk)
        self.cleaned_data["slug"] = others.free_slug(title)
        if not self.cleaned_data["slug"]:
            self.add_error("slug", "Enter the name in addresses: the title has no letters for one")

    def _check_scope(self, typed: dict[str, Any]) -> None:
        if "concerned" in typed and "forces" in typed and "scope" in typed:
            try:
                policies.check_forces(typed["scope"], len(typed["forces"]))
            except Refused as refusal:
                self.add_error("concerned", str(refusal))
