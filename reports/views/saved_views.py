"""Views that a person saves: pages with their filters, under a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from forces.unsent import sent
from reports import policies
from reports.tasks import look_at_saved_view
from reports.watching import rows_of
from responses.forms import SavedViewForm
from responses.models import SavedView

if TYPE_CHECKING:
    from django.http import HttpResponse

    from forces.middleware import Request

PAGE_SIZE = 25
CRUMBS = (("Home", "home"), ("Your account", "account"), ("Your saved views", "saved_views"))


def _crumbs(above: int) -> list[tuple[str, str]]:
    return [(text, reverse(name)) for text, name in CRUMBS[:above]]


@login_required
def saved_views(request: Request) -> HttpResponse:
    views = SavedView.objects.visible_to(request.actor).order_by("name", "pk")
    page = Paginator(views, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "reports/saved_views.html", {"page": page, "crumbs": _crumbs(2)})


@login_required
def saved_view_new(request: Request) -> HttpResponse:
    """Give a name to the page at `address`, as `query` has it; 404 where they see no such page."""
    address, query = request.GET.get("address", ""), request.GET.get("query", "")
    policies.check_save_view(address, query)
    view = SavedView(owner=request.actor.person, address=address, query=query)
    if rows_of(view, request.actor.on) is None:
        raise Http404
    views = SavedView.objects.visible_to(request.actor)
    policies.check_another_view(views.count())
    form = SavedViewForm(sent(request), others=views)
    if request.method == "POST" and form.is_valid():
        view = SavedView.keep(
            request.actor.person,
            **form.cleaned_data,
            address=address,
            query=query,
            at=timezone.now(),
        )
        _look_first(view)
        messages.success(request, "Saved. You find it under your account")
        return redirect(view.whole_address)
    return render(request, "reports/saved_view_new.html", {"form": form, "crumbs": _crumbs(3)})


@login_required
def saved_view_edit(request: Request, pk: int) -> HttpResponse:
    """Another name, and mail or none."""
    views = SavedView.objects.visible_to(request.actor)
    view = get_object_or_404(views, pk=pk)
    form = SavedViewForm(
        sent(request),
        initial={"name": view.name, "is_weekly": view.is_weekly},
        others=views.exclude(pk=pk),
    )
    if request.method == "POST" and form.is_valid():
        view.change(**form.cleaned_data)
        _look_first(view)
        messages.success(request, "Saved")
        return redirect("saved_views")
    context = {"form": form, "view": view, "crumbs": _crumbs(3)}
    return render(request, "reports/saved_view_edit.html", context)


def _look_first(view: SavedView) -> None:
    """Have it seen what a view shows now, so that next Monday there is something to compare."""
    if view.is_weekly and view.seen is None:
        transaction.on_commit(partial(look_at_saved_view.delay, view_id=view.pk), robust=True)


@require_POST
@login_required
def saved_view_stop(request: Request, pk: int) -> HttpResponse:
    """Take a view off the list, and tell of it no more."""
    view = get_object_or_404(SavedView.objects.visible_to(request.actor), pk=pk)
    view.stop(at=timezone.now())
    messages.success(request, f"{view.name} is removed")
    return redirect("saved_views")
