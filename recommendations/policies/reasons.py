from __future__ import annotations

from forces.policies import Refused


def check_reason(reason: str) -> None:
    """What is changed, declined, withdrawn or reopened is so for a reason, in words."""
    if not reason.strip():
        raise Refused("Enter the reason.")
