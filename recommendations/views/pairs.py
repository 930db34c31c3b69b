"""An inspection and a force it concerns: where a person finds what that force does about it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse

from forces.middleware import Request
from recommendations.models import InspectionForce


def find_pair(request: Request, slug: str, force_slug: str) -> InspectionForce:
    """The pair, if the person may read the progress of that force; otherwise 404."""
    visible = InspectionForce.objects.visible_to(request.actor)
    return get_object_or_404(
        visible.select_related("inspection", "force"),
        inspection__slug=slug,
        force__slug=force_slug,
    )


def progress_crumbs() -> list[tuple[str, str]]:
    return [("Home", reverse("home")), ("Progress", reverse("progress_list"))]
