"""What anyone may know of every response: that it is owed, by when, and what is published of it.

What is downloaded and what programs are sent is read from here.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.urls import reverse

from responses.models import Copy, Response, SignedVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from responses.querysets import SignedVersionQuerySet


class Stands(models.TextChoices):
    """Whether a response is published, for programs: beside its lateness."""

    PUBLISHED = "published", "Published"
    NOT_PUBLISHED = "not_published", "Not yet published"
    NOT_HELD = "not_held", "No response is held here"


def stands(response: Response) -> Stands:
    if response.is_published:
        return Stands.PUBLISHED
    return Stands.NOT_PUBLISHED if response.is_held else Stands.NOT_HELD


def facts(inspection: str = "") -> QuerySet[Response]:
    """The public facts of responses to released inspections, or to one that has this slug.

    The newest inspection first, in it by the names of forces. What is published now comes with
    them, without its words.
    """
    current = SignedVersion.objects.published().defer("content", "html")
    responses = Response.objects.public_facts()
    if inspection:
        responses = responses.filter(inspection__slug=inspection)
    return (
        responses.select_related("inspection", "body__force")
        .prefetch_related(
            Prefetch(
                "published_version",
                current.select_related("publication").prefetch_related("copies"),
            )
        )
        .order_by(*_order(""))
    )


def current_versions(inspection: str = "") -> QuerySet[SignedVersion]:
    """The versions that are published now, with their words, in the order of `facts`."""
    versions = SignedVersion.objects.published().filter(published_of__isnull=False)
    if inspection:
        versions = versions.filter(response__inspection__slug=inspection)
    return (
        versions.select_related(
            "publication", "response__inspection", "response__body__force", "response__old"
        )
        .defer("html", "response__introduction", "response__conclusion")
        .order_by(*_order("response__"))
    )


def publications() -> SignedVersionQuerySet:
    """All that was ever published here, the newest first, without its words."""
    return (
        SignedVersion.objects.published()
        .select_related("publication", "response__inspection", "response__body__force")
        .prefetch_related("copies")
        .defer("content", "html", "response__introduction", "response__conclusion")
        .order_by("-publication__at", "-pk")
    )


def _order(response: str) -> list[str]:
    names = ("inspection__title", "inspection_id", "body__force__name", "body_id")
    return [f"-{response}inspection__published_on", *(f"{response}{name}" for name in names)]


MARKED = (
    "inspection__slug", "inspection__title", "inspection__published_on",
    "inspection__is_demonstration", "body__name", "body__force__name", "body__force__slug",
    "body__force__ons_code", "due_on", "published_on", "not_before", "is_recorded",
    "published_version", "published_version__sha256", "published_version__publication__url",
    "published_version__publication__published_on", "old__is_retold",
)  # fmt: skip


def mark_of_facts(inspection: str, *others: object) -> str:
    """A mark of all that a table of the facts shows, and of what else it is made of.

    It is made of what is public alone, and tells of nothing else.
    """
    responses: QuerySet[Any] = Response.objects.public_facts()
    copies = Copy.objects.filter(version__published_of__inspection__released_at__isnull=False)
    if inspection:
        responses = responses.filter(inspection__slug=inspection)
        copies = copies.filter(version__published_of__inspection__slug=inspection)
    shown = [
        (settings.SITE_URL, *others),
        *responses.order_by(*_order("")).values_list(*MARKED),
        *copies.order_by("pk").values_list("version", "to", "sent_on"),
    ]
    return sha256(repr(shown).encode()).hexdigest()


def page_of(response: Response) -> str:
    """The whole address of a response in the register."""
    path = reverse("register_response", args=[response.inspection.slug, response.force.slug])
    return f"{settings.SITE_URL}{path}"
