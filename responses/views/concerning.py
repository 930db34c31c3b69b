"""Putting right which forces a published inspection concerns."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from forces.middleware import Request
from forces.unsent import sent
from recommendations.models import Inspection
from recommendations.policies import check_correct
from responses.forms.concerning import ForcesForm
from responses.models.concerning import concern, foresee_forces
from responses.views.asking_twice import ask_twice
from responses.views.dates import crumbs


@login_required
def inspection_forces(request: Request, slug: str) -> HttpResponse:
    """Correct which forces an inspection concerns."""
    found = get_object_or_404(Inspection.objects.visible_to(request.actor), slug=slug)
    check_correct(request.actor, found)
    form = ForcesForm(
        sent(request),
        initial=ForcesForm.initial_of(found),
        inspection=found,
    )

    def typed() -> dict[str, Any]:
        chosen = {name: form.cleaned_data[name] for name in ("forces", "seen", "reason")}
        return {**chosen, "by": request.actor.person, "at": timezone.now()}

    def effect() -> dict[str, Any]:
        is_late = found.due_on < request.actor.on
        return {"effect": foresee_forces(found, **typed()), "is_late": is_late}

    def change() -> HttpResponse:
        opened = concern(found, **typed()).opened
        count = "1 response was" if len(opened) == 1 else f"{len(opened)} responses were"
        messages.success(request, f"Forces concerned corrected. {count} opened")
        return redirect(found)

    context = {"inspection": found, "form": form, "crumbs": crumbs(found)}
    return ask_twice(request, "inspection_forces", form, context, effect=effect, change=change)
