"""Putting right what is wrong in an inspection that is published."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from forces.middleware import Request
from forces.policies import Refused
from forces.unsent import sent
from recommendations import policies
from recommendations.forms.correcting import CorrectInspectionForm
from recommendations.models import Inspection
from recommendations.models.correcting import correct_inspection
from recommendations.views.inspections import crumbs

SAVED = "Correction saved. The offices and forces concerned are told by e-mail"


@login_required
def inspection_correct(request: Request, slug: str) -> HttpResponse:
    found = get_object_or_404(Inspection.objects.visible_to(request.actor), slug=slug)
    policies.check_correct(request.actor, found)
    # Checking the form puts what was typed into the row, so what the page says is taken before.
    above = crumbs((found.short_title, found.get_absolute_url()))
    name = found.short_title
    form = CorrectInspectionForm(sent(request), instance=found)
    if request.method == "POST" and form.is_valid():
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
