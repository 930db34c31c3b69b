from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from forces.middleware import Request
from forces.unsent import sent
from recommendations import policies
from recommendations.forms.setting_up import SetUpRecommendationForm
from recommendations.models import Inspection, Recommendation
from recommendations.views.inspections import crumbs


@login_required
def recommendation_new(request: Request, slug: str) -> HttpResponse:
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), slug=slug)
    policies.check_set_up(request.actor, inspection)
    return _set_up(request, Recommendation(inspection=inspection))


@login_required
def recommendation_edit(request: Request, slug: str, number: str) -> HttpResponse:
    recommendation = _found(request, slug, number)
    policies.check_set_up(request.actor, recommendation.inspection)
    return _set_up(request, recommendation)


@login_required
def recommendation_delete(request: Request, slug: str, number: str) -> HttpResponse:
    recommendation = _found(request, slug, number)
    policies.check_set_up(request.actor, recommendation.inspection)
    inspection = recommendation.inspection
    if request.method == "POST":
        recommendation.take_out()
        messages.success(request, f"{recommendation} deleted")
        return redirect(inspection)
    context = {"recommendation": recommendation, "crumbs": _crumbs(inspection)}
    return render(request, "recommendations/recommendation_delete.html", context)


def _found(request: Request, slug: str, number: str) -> Recommendation:
    visible = Recommendation.objects.visible_to(request.actor).select_related("inspection")
    return get_object_or_404(visible, inspection__slug=slug, number=number)


def _crumbs(inspection: Inspection) -> list[tuple[str, str]]:
    return crumbs((inspection.short_title, inspection.get_absolute_url()))


def _set_up(request: Request, recommendation: Recommendation) -> HttpResponse:
    # Checking the form puts what was typed into the row, so what the page says is taken before.
    inspection = recommendation.inspection
    title = recommendation.in_a_sentence if recommendation.pk else ""
    number = recommendation.number
    form = SetUpRecommendationForm(
        sent(request),
        instance=recommendation,
    )
    if "add_part" in request.POST:
        form = form.with_another("parts")
    elif "add_measure" in request.POST:
        form = form.with_another("measures")
    elif request.method == "POST" and form.is_valid():
        recommendation.set_up(
            place=form.cleaned_data["place"],
            parts=form.part_texts,
            measures=form.measure_texts,
            themes=form.cleaned_data.get("themes"),
        )
        messages.success(request, f"{recommendation} saved")
        if "add_recommendation" in request.POST:
            return redirect("recommendation_new", inspection.slug)
        return redirect(inspection)
    context = {
        "form": form,
        "inspection": inspection,
        "title": title,
        "number": number,
        "crumbs": _crumbs(inspection),
    }
    return render(request, "recommendations/recommendation_edit.html", context)
