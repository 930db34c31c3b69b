from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from forces.models import Force
from responses.models import SignedAnswer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forces.actors import Actor

SAYS_NOTHING = Q(position="", text="", reason="", officer_comment="")


def forces_visible_to(actor: Actor) -> QuerySet[Force]:
    """The forces whose pages a person may read: inspectors all of them, others their own."""
    if actor.is_inspector:
        return Force.objects.all()
    return Force.objects.filter(pk__in=actor.office_of | actor.contact_of)


def published_answers() -> QuerySet[SignedAnswer]:
    """What published responses say; an entry that was left empty says nothing."""
    return SignedAnswer.objects.published().exclude(SAYS_NOTHING)
