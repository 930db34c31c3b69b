"""The history of an answer: who changed what, and going back to what was saved before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.govuk.dates import uk_datetime
from forces.middleware import Request
from forces.policies import Refused, may
from recommendations.renumbering import find_numbered
from responses import policies
from responses.forms.history import RestoreForm
from responses.models.answer_history import (
    changed,
    fields_of,
    restore,
    saved,
    sittings,
    with_changes,
)
from responses.models.answers import answer_mark
from responses.models.saving import EditedMeanwhile, Seen
from responses.views.office import crumbs, find

if TYPE_CHECKING:
    from recommendations.models import Recommendation
    from responses.models import Response
    from responses.models.answer_history import Sitting

PER_PAGE = 10


@login_required
def answer_history(request: Request, pk: int, number: str) -> HttpResponse:
    """Who changed what in an answer; or, of one sitting, what each of its saves changed."""
    found = find(request, pk)
    recommendation = find_numbered(found.inspection.recommendations.all(), number)
    events = saved(found, recommendation)
    every = sittings(events)
    chosen = _chosen(request, every)
    page = Paginator(chosen.singly() if chosen else every, PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "response": found,
        "recommendation": recommendation,
        "crumbs": _crumbs(request, found, recommendation, is_below=chosen is not None),
        "chosen": chosen,
        "page": page,
        "entries": with_changes(events, page.object_list),
        "newest": every[0].last.pk if every else None,
    }
    return render(request, "responses/answer_history.html", context)


def _chosen(request: Request, every: list[Sitting]) -> Sitting | None:
    """The sitting that the address names by its last save, if it names one."""
    last = request.GET.get("saves")
    if last is None:
        return None
    chosen = next((each for each in every if str(each.last.pk) == last), None)
    if chosen is None:
        raise Http404
    return chosen


def _crumbs(
    request: Request, found: Response, recommendation: Recommendation, *, is_below: bool
) -> list[tuple[str, str]]:
    """The way here: over the page of the answer, for whoever may open that one."""
    above = crumbs(found)
    place = [found.pk, recommendation.number]
    if may(policies.check_draft, request.actor, found):
        above.append((str(recommendation), reverse("answer", args=place)))
    if is_below:
        above.append(("History of this answer", reverse("answer_history", args=place)))
    return above


@login_required
def answer_as_saved(request: Request, pk: int, number: str, save: int) -> HttpResponse:
    """An answer as it was at one save, beside what it says now; and going back to it."""
    found = find(request, pk)
    recommendation = find_numbered(found.inspection.recommendations.all(), number)
    then = get_object_or_404(saved(found, recommendation), pk=save)
    rows = found.answers.select_related("answered_with")
    now = rows.filter(recommendation=recommendation).first()
    form = RestoreForm(
        request.POST if request.method == "POST" else None, initial={"seen": answer_mark(now)}
    )
    if request.method == "POST":
        policies.check_draft(request.actor, found)
        if form.is_valid() and _is_settled(request, found, recommendation, then, form):
            return redirect("answer_history", found.pk, number)
    context = {
        "response": found,
        "recommendation": recommendation,
        "crumbs": _crumbs(request, found, recommendation, is_below=True),
        "then": then,
        "fields": [field for field in fields_of(then) if field.text],
        "changes": changed(now, then),
        "form": form,
        "may_restore": may(policies.check_draft, request.actor, found),
    }
    return render(request, "responses/answer_as_saved.html", context)


def _is_settled(
    request: Request, found: Response, recommendation: Recommendation, then: Any, form: RestoreForm
) -> bool:
    """Restore the answer as it was. Whether the page is done with: not when a rule forbids it."""
    try:
        restore(
            found,
            recommendation,
            then,
            seen=Seen(form.cleaned_data["seen"]),
            by=request.actor.person,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    except EditedMeanwhile as meanwhile:
        messages.warning(
            request,
            f"{meanwhile.theirs.saved_by} saved this answer while you were looking at it, so "
            "nothing was restored. What they changed comes first below",
        )
    else:
        messages.success(request, f"Answer restored as saved on {uk_datetime(then.saved_at)}")
    return True
