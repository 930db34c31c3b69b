"""What the pages of a response read of it: queries that are written once (forces.prepared)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.prepared import prepared
from responses.models import (
    Change,
    CommentsMail,
    DraftLetter,
    DueChange,
    Response,
    SignedVersion,
    Unsaved,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forces.actors import Actor

COMMENTS_MAILS_SHOWN = 20


@prepared
def response_of_office(actor: Actor, response: int) -> QuerySet[Response]:
    """A response of the person's own body, with what most of its pages show."""
    found = (
        Response.objects.visible_to(actor)
        .select_related("inspection", "body__force", "published_version", "chief_officer", "old")
        .select_related("letter_choice", "body__letterhead__logo")
        .defer("published_version__content", "published_version__html")
        .defer("body__letterhead__logo__content", "body__letterhead__logo__png")
    )
    return found.filter(pk=response)


@prepared
def changes_of(response: int) -> QuerySet[Change]:
    """The steps of its life, the newest first."""
    return Change.objects.filter(response=response).select_related("by").order_by("-at", "-pk")


@prepared
def due_changes_of(response: int) -> QuerySet[DueChange]:
    """How its last day moved, the newest first."""
    return DueChange.objects.filter(response=response).order_by("-at", "-pk")


@prepared
def versions_of(response: int) -> QuerySet[SignedVersion]:
    """What was signed, the newest first, without its words."""
    rows = SignedVersion.objects.filter(response=response)
    return rows.defer("content", "html").newest_first()


@prepared
def newest_version(response: int) -> QuerySet[SignedVersion]:
    """What was signed last, with its words, without its letter."""
    return SignedVersion.objects.filter(response=response).defer("html").newest_first()[:1]


@prepared
def unsaved_in(actor: Actor, response: int) -> QuerySet[Unsaved]:
    """What the person typed in it and could not save; the words are read on a page of their own."""
    rows = Unsaved.objects.visible_to(actor).filter(response=response)
    return rows.defer("typed").order_by("at", "pk")


@prepared
def unsaved_of_colleagues(actor: Actor, response: int) -> QuerySet[Unsaved]:
    """What others of the office set aside in it: who and where, without the words."""
    rows = Unsaved.objects.of_colleagues(actor).filter(response=response)
    return rows.select_related("by").order_by("at", "pk")


@prepared
def unsaved_at(response: int, place: str, person: int) -> QuerySet[Unsaved]:
    """What one person set aside of one place of it: one row, if any."""
    return Unsaved.objects.filter(response=response, place=place, by=person)


@prepared
def drafts_of(response: int) -> QuerySet[DraftLetter]:
    """The files of the draft that were asked for, the last first, without their bytes."""
    rows = DraftLetter.objects.filter(response=response).listed()
    return rows.select_related("asked_by").order_by("-asked_at", "-pk")


@prepared
def comments_mails_of(response: int) -> QuerySet[CommentsMail]:
    """The last mails about the chief officer’s comments, as many as a page shows."""
    mails = CommentsMail.objects.filter(response=response).select_related("recipient")
    return mails.newest_first()[:COMMENTS_MAILS_SHOWN]
