from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from forces.middleware import Request
from forces.unsent import sent
from recommendations import policies
from recommendations.forms.oversight import AssessmentForm
from recommendations.models import Assessment, Closure
from recommendations.models.assessments import assess
from recommendations.models.claims import claim_of
from recommendations.views.overseeing import find_subject, is_done, page


@login_required
def assessment_new(request: Request, slug: str, force_slug: str, number: str) -> HttpResponse:
    """What an inspector makes of what a force claims, beside the claim."""
    subject = find_subject(request, slug, force_slug, number)
    policies.check_oversees(request.actor, subject.inspection)
    about = (subject.force.pk, subject.recommendation.pk)
    if request.method != "POST":  # what is typed meets the same rule when it is saved
        policies.check_is_open(Closure.objects.live_of(*about))
    form = AssessmentForm(
        sent(request),
        recommendation=subject.recommendation,
        claim=claim_of(subject.recommendation, subject.force),
        on=request.actor.on,
    )
    act = partial(assess, subject.recommendation, subject.force, request.actor, at=timezone.now())
    if is_done(request, form, act):
        messages.success(request, "Assessment saved. The force and its body’s office can read it")
        return redirect(subject)
    context = {"assessment": Assessment.objects.standing_of(*about)}
    return page(request, "recommendations/assessment_new.html", subject, form, context)
