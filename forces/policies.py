"""May this person do this, now? Each `check_` raises Refused with a sentence for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from collections.abc import Callable

    from forces.actors import Actor

TOKENS_EACH = 10


class Refused(PermissionDenied):
    """A refusal, with the sentence shown to the person."""


def may(check: Callable[..., None], *args: Any, **kwargs: Any) -> bool:
    """Whether a check lets pass: for a button that is shown or not."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True


def check_make_token(actor: Actor) -> None:
    """A person has ten tokens at most that open anything: more are forgotten about."""
    if actor.person.api_tokens.good(actor.on).count() >= TOKENS_EACH:
        raise Refused("You have as many tokens as one person can have. Revoke one first.")
