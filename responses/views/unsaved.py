from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from forces.middleware import Request
from responses.models import Unsaved


@login_required
def unsaved(request: Request, pk: int) -> HttpResponse:
    """What a person typed of a response and could not save, in full, to copy or to remove."""
    rows = Unsaved.objects.visible_to(request.actor).filter(response=pk)
    if request.method == "POST":
        place = request.POST.get("place", "").replace("\x00", "")
        get_object_or_404(rows, place=place).delete()
        messages.success(request, "What you typed there is removed")
        return redirect(request.path if rows.exists() else "home")
    kept = list(rows.select_related("response__inspection").order_by("at", "pk"))
    if not kept:
        raise Http404
    context = {
        "kept": kept,
        "inspection": kept[0].response.inspection,
        "crumbs": [("Home", "/")],
    }
    return render(request, "responses/unsaved.html", context)
