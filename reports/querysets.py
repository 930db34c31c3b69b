from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from forces.models import Force
from forces.prepared import prepared
from responses.models import Response, SignedAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from forces.actors import Actor
    from recommendations.models import Inspection, Recommendation

SAYS_NOTHING = Q(position="", text="", reason="", officer_comment="")


def forces_visible_to(actor: Actor) -> QuerySet[Force]:
    """The forces whose pages a person may read: inspectors all of them, others their own."""
    if actor.is_inspector:
        return Force.objects.all()
    return Force.objects.filter(pk__in=actor.own_forces)


@prepared
def force_called(actor: Actor, slug: str) -> QuerySet[Force]:
    """The force of an address, if the person may read its page."""
    return forces_visible_to(actor).filter(slug=slug)


def published_answers() -> QuerySet[SignedAnswer]:
    """What published responses say; an entry that was left empty says nothing."""
    return SignedAnswer.objects.published().exclude(SAYS_NOTHING)


def published_answers_of(inspection: int) -> QuerySet[SignedAnswer]:
    """The same of one inspection."""
    return SignedAnswer.objects.published_of(inspection).exclude(SAYS_NOTHING)


def lead_together(
    answers: Iterable[SignedAnswer], recommendations: Iterable[Recommendation]
) -> None:
    """Give answers the recommendation that they are answered together with, of those loaded."""
    loaded = {each.pk: each for each in recommendations}
    for answer in answers:
        if answer.answered_with_id:
            answer.answered_with = loaded[answer.answered_with_id]


def facts_by_force(inspection: Inspection) -> dict[int, Response]:
    """What anyone may know of each response to an inspection, by the id of its force."""
    return {response.force_id: response for response in _facts(inspection.pk)}


@prepared
def _facts(inspection: int) -> QuerySet[Any]:
    facts = Response.objects.public_facts().filter(inspection=inspection)
    found: QuerySet[Any] = facts.annotate(force_id=F("body__force"))
    return found
