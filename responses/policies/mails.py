"""Who sees and chooses mails, and which may be sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from responses.choices import NOT_FAILED, MailState

if TYPE_CHECKING:
    from forces.actors import Actor
    from responses.models import Mail


def check_gets_mail(actor: Actor) -> None:
    """Whoever holds a role is told of what it brings; who holds none is told nothing."""
    if not actor.memberships:
        raise Refused("You hold no role, so you get no mails and there is nothing to choose.")


def check_try_again(mail: Mail) -> None:
    """What failed is sent again by hand; nothing else is, so that nobody gets it twice."""
    if mail.state != MailState.FAILED:
        raise Refused(NOT_FAILED[MailState(mail.state)])


def check_all_reminders(actor: Actor) -> None:
    """The inspectorates' administrators see whether reminders reach the offices they are for."""
    if not actor.is_administrator:
        raise Refused(
            "Only an inspectorate administrator may see this. "
            "What was sent about a response of your own body is on that response’s page."
        )
