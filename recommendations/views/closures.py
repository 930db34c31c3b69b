"""Closing a recommendation for a force: one inspector proposes it, another decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.middleware import Request
from forces.models import Force
from forces.policies import may
from forces.unsent import sent
from recommendations import policies
from recommendations.choices import Decision
from recommendations.forms.filters import ClosureFilter
from recommendations.forms.oversight import DecisionForm, ProposalForm, ReasonForm
from recommendations.models import Assessment, Closure, Inspection, Question
from recommendations.models.claims import claim_of
from recommendations.models.closures import propose_closure
from recommendations.views.overseeing import Subject, find_subject, is_done, page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from forces.actors import Actor
    from recommendations.querysets.oversight import ClosureQuerySet

PAGE_SIZE = 25


def closures_asked_for(request: Request) -> tuple[ClosureQuerySet, ClosureFilter]:
    """Closures and proposals as far as the form, which comes with them, asks for them."""
    policies.check_sees_proposals(request.actor)
    found = Closure.objects.visible_to(request.actor)
    about = Inspection.objects.filter(pk__in=found.values("recommendation__inspection"))
    forces = Force.objects.filter(pk__in=found.values("force"))
    form = ClosureFilter(
        request.GET,
        inspections=about.newest_first().values_list("slug", "short_title"),
        forces=forces.order_by("name").values_list("slug", "name"),
    )
    shown = found.of_pair(form.chosen("inspection"), form.chosen("force"))
    if state := form.chosen("state"):
        shown = shown.in_state(state)
    return shown.most_urgent_first(), form


@login_required
def closures(request: Request) -> HttpResponse:
    """What is proposed to be closed, what was closed, and what became of the rest."""
    shown, form = closures_asked_for(request)
    shown = shown.select_related("recommendation__inspection", "force", "proposed_by", "decided_by")
    listed = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": listed,
        "rows": _with_what_may_be_decided(listed, request.actor),
        "crumbs": [("Home", reverse("home"))],
    }
    return render(request, "recommendations/closures.html", context)


def _with_what_may_be_decided(found: Iterable[Closure], actor: Actor) -> list[tuple[Closure, bool]]:
    """Closures, each with whether the person may authorise or decline it."""
    listed = list(found)
    reports = {each.recommendation.inspection_id for each in listed}
    overseen = Inspection.objects.overseen_by(actor).filter(pk__in=reports)
    own = set(overseen.values_list("pk", flat=True))
    return [
        (
            each,
            each.recommendation.inspection_id in own and may(policies.check_decide, actor, each),
        )
        for each in listed
    ]


@login_required
def closure_propose(request: Request, slug: str, force_slug: str, number: str) -> HttpResponse:
    """Propose to close a recommendation for a force."""
    subject = find_subject(request, slug, force_slug, number)
    policies.check_oversees(request.actor, subject.inspection)
    about = (subject.force.pk, subject.recommendation.pk)
    if request.method != "POST":  # what is typed meets the same rule when it is saved
        policies.check_propose(subject.recommendation, Closure.objects.live_of(*about))
    form = ProposalForm(
        sent(request),
        claim=claim_of(subject.recommendation, subject.force),
    )

    def act(**typed: Any) -> None:
        propose_closure(
            subject.recommendation, subject.force, request.actor, at=timezone.now(), **typed
        )

    if is_done(request, form, act):
        messages.success(request, "Proposed. Another inspector has to authorise it")
        return redirect(subject)
    return page(request, "recommendations/closure_propose.html", subject, form, _around(subject))


@login_required
def closure_decide(request: Request, pk: int) -> HttpResponse:
    """Authorise or decline what another inspector proposed."""
    closure, subject = _find(request, pk)
    # What others typed stays in the form when they are refused; their own is not theirs to decide.
    if request.method != "POST" or policies.is_own_proposal(request.actor, closure):
        policies.check_decide(request.actor, closure)
    form = DecisionForm(
        sent(request),
        claim=claim_of(subject.recommendation, subject.force),
    )

    def act(*, decision: str, reason: str, seen: int | None) -> None:
        if decision == Decision.AUTHORISED:
            closure.authorise(request.actor, reason=reason, seen=seen, at=timezone.now())
        else:
            closure.decline(request.actor, reason=reason, at=timezone.now())

    if is_done(request, form, act):
        messages.success(request, _decided(closure))
        return redirect(subject)
    return page(
        request,
        "recommendations/closure_decide.html",
        subject,
        form,
        {"closure": closure, **_around(subject)},
    )


@login_required
def closure_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back one's own proposal."""
    closure, subject = _find(request, pk)
    # As with a decision: what is typed about one's own stays in the form.
    if request.method != "POST" or not policies.is_own_proposal(request.actor, closure):
        policies.check_withdraw(request.actor, closure)
    form = ReasonForm(
        sent(request),
        submit_label="Withdraw the proposal",
        hint="Only inspectors can read this",
        is_needed=False,
    )

    def act(reason: str) -> None:
        closure.withdraw(request.actor, reason=reason, at=timezone.now())

    if is_done(request, form, act):
        messages.success(request, "Withdrawn. The recommendation stays open for the force")
        return redirect(subject)
    return page(
        request, "recommendations/closure_withdraw.html", subject, form, {"closure": closure}
    )


@login_required
def closure_reopen(request: Request, pk: int) -> HttpResponse:
    """Open again what was closed."""
    closure, subject = _find(request, pk)
    if request.method != "POST":
        policies.check_reopen(closure)
    form = ReasonForm(
        sent(request),
        submit_label="Reopen it",
        hint="The force and its body’s office can read this",
    )

    def act(reason: str) -> None:
        closure.reopen(request.actor, reason=reason, at=timezone.now())

    if is_done(request, form, act):
        messages.success(request, "Reopened. The force can add updates again")
        return redirect(subject)
    return page(request, "recommendations/closure_reopen.html", subject, form, {"closure": closure})


def _find(request: Request, pk: int) -> tuple[Closure, Subject]:
    """A closure that the person may read, and may do something about."""
    found = Closure.objects.visible_to(request.actor).select_related(
        "recommendation__inspection", "force", "update", "proposed_by", "decided_by", "reopened_by"
    )
    closure: Closure = get_object_or_404(found, pk=pk)
    policies.check_oversees(request.actor, closure.recommendation.inspection)
    return closure, Subject.of(closure)


def _around(subject: Subject) -> dict[str, Any]:
    """What is good to know before a recommendation is closed."""
    about = (subject.force.pk, subject.recommendation.pk)
    return {
        "assessment": Assessment.objects.standing_of(*about),
        "waiting": Question.objects.open().of(*about).count(),
    }


def _decided(closure: Closure) -> str:
    if closure.decision == Decision.AUTHORISED:
        return "Authorised. The recommendation is closed for the force"
    return "Declined. The recommendation stays open for the force"
