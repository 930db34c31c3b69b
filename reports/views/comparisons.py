from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from forces.prepared import one_or_404
from recommendations.models import Inspection, Recommendation
from recommendations.models.standings import addressed_parts
from recommendations.renumbering import not_found
from recommendations.rows import (
    corrections_of_one,
    inspection_of_force,
    numbers_of,
    recommendation_numbered,
    taking_up,
)
from reports import policies
from reports.across import Entry, Sifted, across
from reports.across_entries import EntryPage
from reports.comparisons import ForceAnswers
from reports.exports import Table, across_rows, force_answer_rows, table_response
from reports.forms import AcrossFilter
from reports.matrix_cells import across_addresses
from reports.querysets import force_called
from reports.register import editions

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from forces.middleware import Request


def crumbs_to(inspection: Inspection) -> list[tuple[str, str]]:
    """The way to a page about one inspection."""
    return [
        ("Home", reverse("home")),
        ("Inspections", reverse("inspection_list")),
        (inspection.short_title, inspection.get_absolute_url()),
    ]


@dataclass(frozen=True)
class Compared:
    """One recommendation, what every force says of it, and the part that was asked for."""

    recommendation: Recommendation
    entries: list[Entry]
    form: AcrossFilter

    @cached_property
    def sifted(self) -> Sifted:
        return self.form.sieve.sift(self.entries)


def _compared(request: Request, slug: str, number: str) -> Compared:
    found = recommendation_numbered(request.actor, slug, number)
    if not found:
        visible = Recommendation.objects.visible_to(request.actor)
        raise not_found(visible.filter(inspection__slug=slug), number)
    recommendation = found[0]
    policies.check_compare(request.actor)
    entries = across(recommendation, request.actor)
    form = AcrossFilter(request.GET, forces=[entry.force for entry in entries])
    return Compared(recommendation, entries, form)


@login_required
def recommendation_across(request: Request, slug: str, number: str) -> HttpResponse:
    """One recommendation, and what every force's published response says of it."""
    compared = _compared(request, slug, number)
    inspection, sifted = compared.recommendation.inspection, compared.sifted
    page = EntryPage.of(compared.recommendation, sifted.words)
    numbers = numbers_of(inspection.pk)
    context = {
        "inspection": inspection,
        "recommendation": compared.recommendation,
        "parts": addressed_parts((compared.recommendation.pk,))[compared.recommendation.pk],
        "taken_up": taking_up(request.actor, compared.recommendation.pk),
        "corrections": corrections_of_one(compared.recommendation.pk),
        "numbers": zip(numbers, across_addresses(slug, numbers), strict=True),
        "form": compared.form,
        "words": sifted.words,
        "entries": sifted.entries,
        "drawn": page.drawn(sifted.entries),
        "all": compared.entries,
        "crumbs": [*crumbs_to(inspection), ("Matrix", reverse("matrix", args=[slug]))],
    }
    return render(request, "reports/recommendation_across.html", context)


@login_required
def recommendation_table(
    request: Request, slug: str, number: str, ending: str
) -> StreamingHttpResponse:
    """What the page of one recommendation shows with the same query string, as a table."""
    compared = _compared(request, slug, number)
    recommendation = compared.recommendation
    table = Table(
        f"{slug}-recommendation-{number}",
        f"{recommendation}: {recommendation.heading} ({recommendation.inspection.short_title})",
        across_rows(compared.sifted.entries),
        timezone.now(),
        compared.form.in_words(),
    )
    return table_response(table, ending)


def _answers_of(request: Request, slug: str, force: str) -> ForceAnswers:
    found = one_or_404(force_called(request.actor, force))
    inspection = one_or_404(inspection_of_force(request.actor, slug, found.pk))
    return ForceAnswers.of(inspection, found, request.actor)


@login_required
def force_answers(request: Request, slug: str, force: str) -> HttpResponse:
    """One force's published response to an inspection, with the progress claimed beside it."""
    answers = _answers_of(request, slug, force)
    response = answers.response
    context = {
        "force": answers.force,
        "inspection": answers.inspection,
        "response": response,
        "lateness": response.lateness(request.actor.on) if response else None,
        "content": answers.content,
        "editions": editions(response) if response else [],
        "items": answers.items,
        "crumbs": [
            *crumbs_to(answers.inspection),
            (answers.force.name, reverse("force", args=[answers.force.slug])),
        ],
    }
    return render(request, "reports/force_answers.html", context)


@login_required
def force_answers_table(
    request: Request, slug: str, force: str, ending: str
) -> StreamingHttpResponse:
    """What a force answers and claims, recommendation by recommendation, as a table."""
    answers = _answers_of(request, slug, force)
    table = Table(
        f"answers-{slug}-{force}",
        f"{answers.force}: {answers.inspection.short_title}",
        force_answer_rows(answers),
        timezone.now(),
    )
    return table_response(table, ending)
