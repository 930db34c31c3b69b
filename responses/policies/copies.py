"""The copies that s.55(6) asks for: who records them, and what may be said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.deadlines import written
from responses.choices import NOT_FAILED, MailState, SentBy
from responses.policies.publishing import check_office

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor
    from responses.models import Copy, CopyMail, Response


def check_copies(actor: Actor, response: Response) -> None:
    """The office records how it sent copies of what it published here."""
    check_office(actor, response)
    if response.is_recorded:
        raise Refused(
            "This response came before this service. What is known of its copies is entered by "
            "the inspectorate."
        )


def check_note_copy(copy: Copy, *, is_being_sent: bool) -> None:
    """What went out from here is final, and nobody sends what is being sent."""
    if copy.sent_how == SentBy.SERVICE and copy.sent_on:
        raise Refused(
            f"This copy was sent from here on {written(copy.sent_on)}, so there is nothing to "
            "record."
        )
    if is_being_sent:
        raise Refused(
            "This copy is being sent from here at this moment. Look again in some minutes."
        )


def check_copy_sent_on(sent_on: date, published_on: date | None, *, on: date) -> None:
    """Copies are of what is published: they are sent on that day or later."""
    if sent_on > on:
        raise Refused("The date it was sent must be today or in the past.")
    if published_on is not None and sent_on < published_on:
        raise Refused(
            f"The date it was sent must be {written(published_on)} or later: "
            "the response was published on that day."
        )


def check_copy_again(mail: CopyMail) -> None:
    """What failed is sent again by hand; nothing else is, so that nobody gets it twice."""
    if mail.state != MailState.FAILED:
        raise Refused(NOT_FAILED[MailState(mail.state)])


def check_copy_addresses(actor: Actor) -> None:
    """The inspectorates' administrators say where copies are mailed."""
    if not actor.is_administrator:
        raise Refused("Only an inspectorate administrator may see and change these addresses.")
