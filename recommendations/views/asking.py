from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from forces.govuk.dates import uk_date
from forces.middleware import Request
from forces.models import Force
from forces.policies import Refused
from forces.unsent import sent
from recommendations import policies
from recommendations.forms.asking import AskForm
from recommendations.models import Recommendation
from recommendations.models.asking import ask_for_updates, ask_no_longer
from recommendations.models.standings import standings_of
from recommendations.views.pairs import progress_crumbs
from recommendations.views.rounds import Listing, own_force


@login_required
def progress_ask(request: Request, force_slug: str) -> HttpResponse:
    """Choose from what is open of a force, and ask somebody to update it by a day."""
    force = own_force(request, force_slug)
    policies.check_updates_for(request.actor, force)
    listing = Listing(request, force)
    form = AskForm(
        sent(request),
        force=force,
        standings=standings_of(force, listing.page.object_list, drafts=True),
        count=listing.page.paginator.count,
        on=request.actor.on,
    )
    if request.method == "POST" and form.is_valid() and _is_asked(request, force, listing, form):
        return redirect("progress_round", force.slug)
    context = {
        "force": force,
        "listing": listing,
        "page": listing.page,
        "form": form,
        "crumbs": [
            *progress_crumbs(),
            ("Everything open", reverse("progress_round", args=[force.slug])),
        ],
    }
    return render(request, "recommendations/progress_ask.html", context)


def _is_asked(request: Request, force: Force, listing: Listing, form: AskForm) -> bool:
    """Whether what was chosen is asked for now, or no longer; if not, the form says why."""
    chosen = list(listing.found)
    if not form.is_for_all:
        ids = set(form.cleaned_data["chosen"])
        chosen = [each for each in listing.page.object_list if str(each.pk) in ids]
    person, at = form.person_asked, timezone.now()
    if person is None:
        ask_no_longer(force, chosen, at=at)
        messages.success(request, "Nobody is asked for an update of these any more")
        return True
    wanted_by = form.cleaned_data["wanted_by"]
    try:
        ask_for_updates(
            force, chosen, person=person, wanted_by=wanted_by, by=request.actor.person, at=at
        )
    except Refused as refusal:  # closed a moment ago: what was chosen stays chosen
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _said(chosen, f"{person} is asked", f"by {uk_date(wanted_by)}"))
    return True


def _said(chosen: list[Recommendation], who: str, when: str) -> str:
    count = "1 recommendation" if len(chosen) == 1 else f"{len(chosen)} recommendations"
    return f"{who} to update {count} {when}"
