"""A person on a day, and what they may do then."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from forces.choices import Role

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from forces.models import Membership, User


@dataclass(frozen=True)
class Actor:
    """Who acts, and on which day: every scope and every policy starts from one.

    Roles are held from a day to a day, so a person alone does not say what is allowed. The
    office of a body passes with its force: staff of today's mayor see what the commissioner
    before them wrote. So bodies are compared by their force.
    """

    user: User | AnonymousUser
    on: date
    memberships: tuple[Membership, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, user: User | AnonymousUser, on: date) -> Actor:
        if not user.is_authenticated:
            return cls(user, on)
        return cls(user, on, user.memberships_on(on))

    @property
    def person(self) -> User:
        """The signed-in person. Raises PermissionDenied when nobody is signed in."""
        if not self.user.is_authenticated:
            raise PermissionDenied("Sign in first.")
        return self.user

    def _forces(self, *roles: Role) -> frozenset[int]:
        held = (m for m in self.memberships if m.role in roles)
        ids = (m.body.force_id if m.body else m.force_id for m in held)
        return frozenset(pk for pk in ids if pk is not None)

    @cached_property
    def drafts_for(self) -> frozenset[int]:
        """Ids of the forces for whose body this person writes."""
        return self._forces(Role.DRAFTER)

    @cached_property
    def signs_for(self) -> frozenset[int]:
        """Ids of the forces for whose body this person may sign."""
        return self._forces(Role.SIGNATORY)

    @cached_property
    def office_of(self) -> frozenset[int]:
        """Ids of the forces in whose body's office this person works, or signs."""
        return self._forces(Role.DRAFTER, Role.SIGNATORY)

    @cached_property
    def contact_of(self) -> frozenset[int]:
        """Ids of the forces that this person works for."""
        return self._forces(Role.FORCE_CONTACT)

    @cached_property
    def own_forces(self) -> frozenset[int]:
        """Ids of the forces whose own people this person is of: theirs, or of their body's office.

        They read all that there is of such a force, drafts included.
        """
        return self.office_of | self.contact_of

    @cached_property
    def updates_for(self) -> frozenset[int]:
        """Ids of the forces for which this person may add progress updates."""
        return self._forces(Role.DRAFTER, Role.FORCE_CONTACT)

    @cached_property
    def is_inspector(self) -> bool:
        """Whether this person sees progress across forces."""
        return any(m.role in {Role.INSPECTOR, Role.ADMINISTRATOR} for m in self.memberships)

    @cached_property
    def is_administrator(self) -> bool:
        """Whether this person sets up inspections."""
        return any(m.role == Role.ADMINISTRATOR for m in self.memberships)

    @cached_property
    def inspects(self) -> frozenset[int]:
        """Ids of the inspectorates for which this person inspects, or which they administer."""
        roles = {Role.INSPECTOR, Role.ADMINISTRATOR}
        held = (m.inspectorate_id for m in self.memberships if m.role in roles)
        return frozenset(pk for pk in held if pk is not None)

    @cached_property
    def administers(self) -> frozenset[int]:
        """Ids of the inspectorates that this person administers."""
        held = (m.inspectorate_id for m in self.memberships if m.role == Role.ADMINISTRATOR)
        return frozenset(pk for pk in held if pk is not None)

    def offices_for(self, force_id: int) -> tuple[str, ...]:
        """The offices, as printed, in which this person may sign for a force's body: often one."""
        held = (
            m.office
            for m in self.memberships
            if m.role == Role.SIGNATORY and m.body and m.body.force_id == force_id
        )
        return tuple(dict.fromkeys(held))
