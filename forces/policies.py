"""May this person do this, now? Each `check_` raises Refused with a sentence for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from collections.abc import Callable


class Refused(PermissionDenied):
    """A refusal, with the sentence shown to the person."""


def may(check: Callable[..., None], *args: Any, **kwargs: Any) -> bool:
    """Whether a check lets pass: for a button that is shown or not."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True
