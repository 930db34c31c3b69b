"""The quarterly round: everything that is open of one force, over all inspections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from forces.middleware import Request
from forces.models import Force
from forces.policies import may
from forces.prepared import Listed, one_or_404
from forces.unsent import sent
from recommendations import policies
from recommendations.forms.asking import NOBODY, RoundFilter
from recommendations.forms.progress import RoundForm
from recommendations.models import Recommendation
from recommendations.models.standings import standings_of
from recommendations.rows_of_rounds import OpenReport, loaded, open_reports, own_force_called
from recommendations.views.pairs import progress_crumbs
from recommendations.views.saving import is_kept

if TYPE_CHECKING:
    from django.http import QueryDict

    from recommendations.querysets import RecommendationQuerySet

PAGE_SIZE = 25
SHOWN = re.compile(r"r([0-9]{1,9})-seen")


def own_force(request: Request, force_slug: str) -> Force:
    """A force of which the person is, or in whose body's office they work; otherwise 404."""
    return one_or_404(own_force_called(request.actor, force_slug))


class Listing:
    """What is open of a force, narrowed as the address says, and one page of it. Three queries."""

    def __init__(self, request: Request, force: Force) -> None:
        reports = open_reports(force.pk)
        inspections = [(report.slug, report.short_title) for report in reports]
        self.filter = RoundFilter(request.GET, inspections=inspections)
        you = request.actor.person.pk
        self.asked_of_you = sum(report.people.count(you) for report in reports)
        self.keys = self._chosen(reports, you)
        listed = Listed(
            lambda: len(self.keys), lambda shown: loaded(self.keys[shown.start : shown.stop])
        )
        self.page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
        self.numbers = self.page.paginator.get_elided_page_range(self.page.number, on_ends=1)

    @property
    def found(self) -> list[Recommendation]:
        """All of it, on every page."""
        return loaded(self.keys)

    def _chosen(self, reports: list[OpenReport], you: int) -> list[int]:
        if slug := self.filter.chosen("inspection"):
            reports = [report for report in reports if report.slug == slug]
        if not (asked := self.filter.chosen("asked")):
            return [key for report in reports for key in report.keys]
        wanted = None if asked == NOBODY else you
        return [
            key
            for report in reports
            for key, person in zip(report.keys, report.people, strict=True)
            if person == wanted
        ]


@login_required
def progress_round(request: Request, force_slug: str) -> HttpResponse:
    force = own_force(request, force_slug)
    if request.method == "POST":
        return _save(request, force, final=False)
    listing = Listing(request, force)
    actor = request.actor
    if not may(policies.check_updates_for, actor, force):
        told = standings_of(force, listing.page.object_list, drafts=True)
        return _page(request, force, listing, standings=told, form=None)
    typed = sent(request)
    shown = _shown(typed, force) if typed else listing.page.object_list
    told = standings_of(force, shown, drafts=True)
    form = RoundForm(typed, standings=told, on=actor.on, person=actor.person)
    return _page(request, force, listing, standings=told, form=form)


@login_required
def progress_round_submit(request: Request, force_slug: str) -> HttpResponse:
    force = own_force(request, force_slug)
    if request.method != "POST":  # the page was loaded again after errors
        return redirect(_address(request, force))
    return _save(request, force, final=True)


def _save(request: Request, force: Force, *, final: bool) -> HttpResponse:
    """Save what was typed, and go on to another page where one was asked for."""
    policies.check_updates_for(request.actor, force)
    told = standings_of(force, _shown(request.POST, force), drafts=True)
    actor = request.actor
    form = RoundForm(request.POST, standings=told, on=actor.on, person=actor.person, final=final)
    goes_on = request.POST.get("to", "")
    if (goes_on and form.is_untouched) or is_kept(request, form, force, final=final):
        return redirect(_address(request, force, page=goes_on))
    return _page(request, force, Listing(request, force), standings=told, form=form)


def _shown(typed: QueryDict, force: Force) -> RecommendationQuerySet:
    """The recommendations that were on the page, whatever became of them meanwhile."""
    ids = [int(found[1]) for name in typed if (found := SHOWN.fullmatch(name))]
    return Recommendation.objects.concerning(force.pk).filter(pk__in=ids).newest_report_first()


def _address(request: Request, force: Force, page: str = "") -> str:
    """The page of the round that the person is on, or another one, narrowed as it is."""
    query = request.GET.copy()
    if page:
        query["page"] = page
    address = reverse("progress_round", args=[force.slug])
    return f"{address}?{query.urlencode()}" if query else address


def _page(request: Request, force: Force, listing: Listing, **more: Any) -> HttpResponse:
    context = {
        "force": force,
        "listing": listing,
        "page": listing.page,
        "asked_of_you": listing.asked_of_you,
        "crumbs": progress_crumbs(),
        **more,
    }
    return render(request, "recommendations/progress_round.html", context)
