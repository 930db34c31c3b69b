from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q

from forces.govuk.forms import GovFormMixin
from forces.policies import Refused
from recommendations import policies
from recommendations.forms.inspections import FollowsUp
from recommendations.forms.long_texts import LongText
from recommendations.forms.setting_up import SetUpRecommendationForm
from recommendations.models import Inspection
from recommendations.models.correcting import (
    OF_A_RECOMMENDATION,
    OF_AN_INSPECTION,
    mark_of_inspection,
    mark_of_recommendation,
)

if TYPE_CHECKING:
    from recommendations.models import MeasureText

REASON_HELP = "Everybody who reads the correction can read this"


class Corrects(GovFormMixin):
    """A form that starts from what is published, and is `seen` as the mark of that."""

    def refuse(self, refusal: Refused) -> None:
        """Say why nothing was saved. The next try starts from how it is now."""
        self.add_error(None, str(refusal))
        if isinstance(refusal, policies.CorrectedMeanwhile):
            data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, once it is bound
            data["seen"] = refusal.now
            self.data = data


class CorrectInspectionForm(FollowsUp, Corrects, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """What may be put right of a published inspection, beside its dates and recommendations."""

    mark_optional: ClassVar = False
    submit_label = "Save the correction"
    called: ClassVar = {"reason": "the reason for the correction"}

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Reason for the correction",
        help_text=REASON_HELP,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Inspection
        fields = OF_AN_INSPECTION
        labels: ClassVar = {
            "url": "Address of the report (optional)",
            "follows_up": "The inspection that this one follows up (optional)",
            "key_findings": "Key findings (optional)",
            "source": "Source of the wording (optional)",
            "licence": "Licence (optional)",
        }
        field_classes: ClassVar = {"key_findings": LongText}
        widgets: ClassVar = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "key_findings": forms.Textarea(attrs={"rows": 10}),
            "source": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = mark_of_inspection(self.instance)
        released = Q(released_at__isnull=False) | Q(pk=self.instance.follows_up_id)
        earlier = Inspection.objects.filter(released).exclude(pk=self.instance.pk)
        self.fields["follows_up"].queryset = earlier.newest_first()  # type: ignore[attr-defined]  # a model choice

    def clean_title(self) -> str:
        """A title of one line, however it was typed."""
        return " ".join(self.cleaned_data["title"].split())


class CorrectRecommendationForm(Corrects, SetUpRecommendationForm):
    """What may be put right of a published recommendation: all but where it stands."""

    called: ClassVar = {**SetUpRecommendationForm.called, "reason": "the reason for the correction"}

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Reason for the correction",
        help_text=REASON_HELP,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta(SetUpRecommendationForm.Meta):
        fields = OF_A_RECOMMENDATION  # type: ignore[assignment]  # the same in a list

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("place", "themes"):
            self.fields.pop(name, None)
        self.initial.setdefault("seen", mark_of_recommendation(self.instance))

    @property
    def measures_typed(self) -> list[MeasureText | None]:
        """What each measure becomes, in their order: nothing where it is taken away."""
        return [each.measure if each.is_kept else None for each in self.measures]
