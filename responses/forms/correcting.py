from __future__ import annotations

from django import forms

from forces.policies import Refused
from recommendations.forms.correcting import CorrectRecommendationForm
from responses import policies


class CorrectAnsweredForm(CorrectRecommendationForm):
    """A recommendation that forces may have answered: `left` counts those it would ask no more."""

    left = 0

    sure = forms.BooleanField(
        label="These answers and updates are no longer asked for", required=False
    )

    def refuse(self, refusal: Refused) -> None:
        """What is asked of nobody any more is asked about beside the box to tick."""
        if not isinstance(refusal, policies.NoLongerAsked):
            super().refuse(refusal)
            return
        self.left = refusal.count
        self.add_error("sure", str(refusal))
