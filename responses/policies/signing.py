"""Who sends a response, signs it, returns it and reopens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

from forces.policies import Refused
from forces.prepared import prepared
from responses.choices import SETTLED, STANDS, Status
from responses.policies.publishing import check_office
from responses.policies.writing import check_draft

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor
    from responses.models import Contribution, Response


def check_send(actor: Actor, response: Response) -> None:
    """Office staff send a draft to the commissioner. What it must have in it: `gaps`."""
    check_draft(actor, response)


def check_signs(actor: Actor, response: Response) -> None:
    """Whose it is to decide: who holds an office today in which they may sign for the body."""
    if response.body.force_id not in actor.signs_for:
        raise Refused("Only someone who may sign for this body may do that.")


def check_decide(actor: Actor, response: Response) -> None:
    """Whoever may sign for the body today decides on what was sent to them."""
    check_signs(actor, response)
    if response.status != Status.WITH_COMMISSIONER:
        raise Refused(
            f"This response {STANDS[Status(response.status)]}: there is nothing to sign or return."
        )


def check_sign(actor: Actor, response: Response) -> None:
    """A signatory of the body signs, but never what they wrote in, in any version of it."""
    check_decide(actor, response)
    if _contributions_by(actor.person.pk, response.pk):
        raise Refused("Someone else must sign what you drafted.")


@prepared
def _contributions_by(person: int, response: int) -> QuerySet[Contribution, int]:
    contribution: type[Contribution] = apps.get_model("responses", "Contribution")
    rows = contribution.objects.filter(by=person, response=response)
    return rows.values_list("pk", flat=True)[:1]


def check_signs_as(actor: Actor, response: Response, office: str) -> None:
    """Under the signature stands an office that the signer holds today, and no other."""
    if office not in actor.offices_for(response.body.force_id):
        raise Refused("You do not hold that office today. Open the page again to see which.")


def check_printed(shown: str, now: str) -> None:
    """Nobody declares that they sign by one name, in one office, and has another one printed."""
    if shown != now:
        raise Refused(
            "Your name, your office, your signature’s picture or the day is another one since you "
            "opened this page. Read the response again before you sign."
        )


def check_same_day(shown_on: date, now_on: date) -> None:
    """A signature bears the day on which its signer holds the office: the one they were shown."""
    if shown_on != now_on:
        raise Refused("A new day has begun since you pressed the button. Read it again to sign.")


def check_reopen(actor: Actor, response: Response) -> None:
    check_office(actor, response)
    if response.is_recorded:
        raise Refused("A response recorded from an old paper cannot be reopened here.")
    if response.status not in SETTLED:
        raise Refused(
            f"This response {STANDS[Status(response.status)]}: there is nothing to reopen."
        )
