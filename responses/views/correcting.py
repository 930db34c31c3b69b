"""Putting right a recommendation that is published, and what bodies and forces said of it stays."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from forces.unsent import sent
from recommendations.models import Recommendation
from recommendations.policies import check_correct
from recommendations.renumbering import find_numbered
from recommendations.views.correcting import SAVED
from responses.forms.correcting import CorrectAnsweredForm
from responses.models.correcting import correct_answered
from responses.views.dates import crumbs


@login_required
def recommendation_correct(request: Request, slug: str, number: str) -> HttpResponse:
    visible = Recommendation.objects.visible_to(request.actor).select_related("inspection")
    found = find_numbered(visible.filter(inspection__slug=slug), number)
    check_correct(request.actor, found.inspection)
    # Checking the form puts what was typed into the row, so what the page says is taken before.
    title = found.in_a_sentence
    form = CorrectAnsweredForm(sent(request), instance=found)
    if "add_part" in request.POST:
        form = form.with_another("parts")
    elif "add_measure" in request.POST:
        form = form.with_another("measures")
    elif request.method == "POST" and form.is_valid():
        try:
            correct_answered(
                found,
                form.part_texts,
                form.measures_typed,
                is_sure=form.cleaned_data["sure"],
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
                by=request.actor.person,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, SAVED)
            return redirect(found.inspection)
    context = {
        "form": form,
        "inspection": found.inspection,
        "title": title,
        "corrections": found.corrections.newest_first(),
        "crumbs": crumbs(found.inspection),
    }
    return render(request, "responses/recommendation_correct.html", context)
