"""What the pages about oversight share: whose progress it is, and doing what was typed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from forces.middleware import Request
from forces.policies import Refused
from recommendations.forms.oversight import ClaimForm
from recommendations.models.claims import claim_of
from recommendations.renumbering import not_found
from recommendations.rows import recommendations_in_full
from recommendations.views.pairs import find_pair, pair_crumbs

if TYPE_CHECKING:
    from collections.abc import Callable

    from forces.govuk.forms import GovForm
    from forces.models import Force
    from recommendations.models import Closure, Inspection, Question, Recommendation


@dataclass(frozen=True)
class Subject:
    """A recommendation, and the force whose progress on it is looked at."""

    recommendation: Recommendation
    force: Force

    @classmethod
    def of(cls, row: Closure | Question) -> Subject:
        return cls(row.recommendation, row.force)

    @property
    def inspection(self) -> Inspection:
        return self.recommendation.inspection

    def get_absolute_url(self) -> str:
        number = self.recommendation.number
        return reverse("progress_history", args=[self.inspection.slug, self.force.slug, number])


def find_subject(request: Request, slug: str, force_slug: str, number: str) -> Subject:
    """What the person may read of it; otherwise 404."""
    pair = find_pair(request, slug, force_slug)
    asked = recommendations_in_full(pair.inspection_id)
    recommendation = next((each for each in asked if each.number == number), None)
    if recommendation is None:
        raise not_found(pair.inspection.recommendations.all(), number)
    recommendation.inspection = pair.inspection
    return Subject(recommendation, pair.force)


def is_done(request: Request, form: GovForm, act: Callable[..., object]) -> bool:
    """Whether the form was sent, is valid, and what it says is done with what was typed.

    A refusal stands above what was typed, for nothing typed may be lost.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def page(
    request: Request,
    template: str,
    subject: Subject,
    form: GovForm,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """A page with one form about a subject; `form.claim` is what the force says now."""
    if isinstance(form, ClaimForm) and form.is_bound:
        form.show_claim(claim_of(subject.recommendation, subject.force))
    crumbs = pair_crumbs(request.actor, subject.inspection, subject.force)
    context = {
        "subject": subject,
        "recommendation": subject.recommendation,
        "form": form,
        "crumbs": [*crumbs, (str(subject.recommendation), subject.get_absolute_url())],
        **(context or {}),
    }
    return render(request, template, context)
