"""Who may have to be told something: people with the roles that they hold, and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from forces.choices import Role
from responses.milestones import Term

if TYPE_CHECKING:
    from forces.models import Membership

People = dict[int, list[Term]]


def term_of(membership: Membership) -> Term:
    """A role begins and ends with the body it is held for, at the latest."""
    starts, ends = membership.valid_from, membership.valid_to
    if membership.body:
        starts = max(starts, membership.body.valid_from or date.min)
        ends = min((day for day in (ends, membership.body.valid_to) if day), default=None)
    return Term(Role(membership.role), starts, ends)


def holders(people: People, role: Role, on: date) -> frozenset[int]:
    """Who holds a role on a day."""
    return frozenset(
        person
        for person, terms in people.items()
        if any(term.role == role and term.covers(on) for term in terms)
    )
