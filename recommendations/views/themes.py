"""Themes: recommendations of several inspections that are about the same thing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from forces.middleware import Request
from forces.policies import may
from forces.unsent import sent
from recommendations import policies
from recommendations.follow_ups import chains
from recommendations.forms.themes import InspectionChoiceForm, ThemeForm, ThemeRecommendationsForm
from recommendations.models import Inspection, Recommendation, Theme

PAGE_SIZE = 25


def find_theme(request: Request, slug: str) -> Theme:
    """A theme, if any of it is for the person to read; otherwise 404."""
    return get_object_or_404(Theme.objects.visible_to(request.actor), slug=slug)


@login_required
def theme_list(request: Request) -> HttpResponse:
    themes = Theme.objects.visible_to(request.actor).with_counts(request.actor).by_name()
    context = {
        "page": Paginator(themes, PAGE_SIZE).get_page(request.GET.get("page")),
        "may_set": may(policies.check_set_themes, request.actor),
        "crumbs": [("Home", reverse("home"))],
    }
    return render(request, "recommendations/theme_list.html", context)


@login_required
def theme(request: Request, slug: str) -> HttpResponse:
    """What is asked about a theme, the newest inspections first, and what follows up what."""
    found = find_theme(request, slug)
    page = Paginator(found.seen_by(request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    rows: list[Recommendation] = list(page)
    chain = chains(rows, request.actor)
    context = {
        "theme": found,
        "page": page,
        "rows": [(each, chain[each.pk]) for each in rows],
        "may_set": may(policies.check_set_themes, request.actor),
        "crumbs": _crumbs(),
    }
    return render(request, "recommendations/theme.html", context)


@login_required
def theme_new(request: Request) -> HttpResponse:
    policies.check_set_themes(request.actor)
    form = ThemeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        made = Theme.named(form.cleaned_data["name"])
        made.save()
        messages.success(request, "Theme added")
        return redirect("theme_choose", made.slug)
    return render(request, "recommendations/theme_edit.html", {"form": form, "crumbs": _crumbs()})


@login_required
def theme_edit(request: Request, slug: str) -> HttpResponse:
    policies.check_set_themes(request.actor)
    found = find_theme(request, slug)
    form = ThemeForm(sent(request), initial={"name": found.name}, theme=found)
    if request.method == "POST" and form.is_valid():
        found.rename(form.cleaned_data["name"])
        messages.success(request, "Theme saved")
        return redirect(found)
    context = {"form": form, "theme": found, "crumbs": _crumbs(found)}
    return render(request, "recommendations/theme_edit.html", context)


@login_required
def theme_delete(request: Request, slug: str) -> HttpResponse:
    policies.check_set_themes(request.actor)
    found = find_theme(request, slug)
    if request.method == "POST":
        found.delete()
        messages.success(request, f"Theme “{found}” deleted")
        return redirect("theme_list")
    context = {"theme": found, "crumbs": _crumbs(found)}
    return render(request, "recommendations/theme_delete.html", context)


@login_required
def theme_choose(request: Request, slug: str) -> HttpResponse:
    """Choose an inspection, then which of its recommendations are about the theme."""
    policies.check_set_themes(request.actor)
    found = find_theme(request, slug)
    choice = InspectionChoiceForm(request.GET or None, actor=request.actor)
    if choice.is_valid():
        return redirect("theme_inspection", found.slug, choice.cleaned_data["inspection"].slug)
    context = {"form": choice, "theme": found, "crumbs": _crumbs(found)}
    return render(request, "recommendations/theme_choose.html", context)


@login_required
def theme_inspection(request: Request, slug: str, inspection_slug: str) -> HttpResponse:
    policies.check_set_themes(request.actor)
    found = find_theme(request, slug)
    visible = Inspection.objects.visible_to(request.actor)
    inspection = get_object_or_404(visible, slug=inspection_slug)
    form = ThemeRecommendationsForm(sent(request), theme=found, inspection=inspection)
    if request.method == "POST" and form.is_valid():
        found.choose(inspection, form.cleaned_data["recommendations"])
        messages.success(request, f"Recommendations of {inspection.short_title} saved")
        return redirect(found)
    context = {
        "form": form,
        "theme": found,
        "inspection": inspection,
        "crumbs": _crumbs(found),
    }
    return render(request, "recommendations/theme_inspection.html", context)


def _crumbs(below: Theme | None = None) -> list[tuple[str, str]]:
    above = [("Home", reverse("home")), ("Themes", reverse("theme_list"))]
    return [*above, (below.name, below.get_absolute_url())] if below else above
