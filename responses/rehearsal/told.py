"""One thing of which people are told, as the rules have it: what of, when, and in which roles."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from forces.choices import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

DRAFTERS = frozenset({Role.DRAFTER})
SIGNATORIES = frozenset({Role.SIGNATORY})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
OFFICE = DRAFTERS | SIGNATORIES
UPDATERS = DRAFTERS | {Role.FORCE_CONTACT}
INSPECTORATE = ADMINISTRATORS | {Role.INSPECTOR}


class Told(NamedTuple):
    """A reminder, and the roles in which people are told: of those, `only` one person, if any."""

    kind: str
    milestone: int
    falls_on: date
    roles: frozenset[Role]
    step: int = 0
    only: int | None = None


def days(first: date, last: date) -> Iterator[date]:
    """Every day from one to another, both included."""
    for each in range((last - first).days + 1):
        yield first + timedelta(days=each)
