"""Putting right what is wrong in an inspection that is published."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from recommendations import policies
from recommendations.forms.correcting import CorrectInspectionForm, CorrectRecommendationForm
from recommendations.models import Inspection, Recommendation
from recommendations.models.correcting import correct_inspection, correct_recommendation
from recommendations.renumbering import find_numbered
from recommendations.views.inspections import crumbs

SAVED = "Correction saved. The offices and forces concerned are told by e-mail"


@login_required
def inspection_correct(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(Inspection.objects.visible_to(request.actor), slug=slug)
    policies.check_correct(request.actor, found)
    # Checking the form puts what was typed into the row, so what the page says is taken before.
    above = crumbs((found.short_title, found.get_absolute_url()))
    name = found.short_title
    form = CorrectInspectionForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        try:
            correct_inspection(
                found,
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
                by=request.actor.person,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, SAVED)
            return redirect(found)
    corrections = found.corrections.of_the_inspection_itself().newest_first()
    context = {"form": form, "name": name, "corrections": corrections, "crumbs": above}
    return render(request, "recommendations/inspection_correct.html", context)


@login_required
def recommendation_correct(request: Request, slug: str, number: str) -> HttpResponse:
    visible = Recommendation.objects.visible_to(request.actor).select_related("inspection")
    found = find_numbered(visible.filter(inspection__slug=slug), number)
    policies.check_correct(request.actor, found.inspection)
    title = found.in_a_sentence
    posted = request.POST if request.method == "POST" else None
    form = CorrectRecommendationForm(posted, instance=found)
    if "add_part" in request.POST:
        form = form.with_another("parts")
    elif "add_measure" in request.POST:
        form = form.with_another("measures")
    elif form.is_valid():
        try:
            correct_recommendation(
                found,
                form.part_texts,
                form.measures_typed,
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
        "crumbs": crumbs((found.inspection.short_title, found.inspection.get_absolute_url())),
    }
    return render(request, "recommendations/recommendation_correct.html", context)
