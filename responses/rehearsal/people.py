"""The people of a rehearsal, and the roles they hold: some join, some leave, terms have gaps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from forces.choices import Role
from forces.models import Force, Inspectorate, Membership, PolicingBody, User

if TYPE_CHECKING:
    from random import Random


SINCE = date(2021, 1, 4)


@dataclass
class Staff:
    """Everybody there is. `first` and `days` are the simulated year."""

    rng: Random
    first: date
    days: int
    everybody: list[User] = field(default_factory=list)
    roles: list[Membership] = field(default_factory=list)

    def person(self, name: str) -> User:
        email = f"{name}-{len(self.everybody) + 1}@rehearsal.example"
        user = User.objects.create(email=email, name=name, password=make_password(None))
        self.everybody.append(user)
        return user

    def give(
        self,
        user: User,
        role: Role,
        held_for: PolicingBody | Inspectorate | Force,
        first: date = SINCE,
        last: date | None = None,
    ) -> None:
        scopes = {PolicingBody: "body", Inspectorate: "inspectorate", Force: "force"}
        scope = {scopes[type(held_for)]: held_for}
        office = "Commissioner" if role == Role.SIGNATORY else ""
        self.roles.append(
            Membership(
                user=user, role=role, office=office, valid_from=first, valid_to=last, **scope
            )
        )

    def office(self, body: PolicingBody) -> None:
        """The people of a body: nobody to three who write, nobody to two who sign."""
        drafters = [self.person("drafter") for _ in range(self._one_of(0, 1, 1, 1, 2, 2, 2, 3))]
        for drafter in drafters:
            self.give(drafter, Role.DRAFTER, body, *self._tenure())
        for _ in range(self._one_of(0, 1, 1, 1, 1, 1, 2, 2)):
            self._signatories(body)
        if drafters and self.rng.random() < 0.1:
            self.give(drafters[0], Role.SIGNATORY, body)

    def contacts(self, force: Force) -> None:
        """Those who work for the force: nobody, one or two."""
        for _ in range(self._one_of(0, 1, 1, 2)):
            self.give(self.person("contact"), Role.FORCE_CONTACT, force, *self._tenure())

    def inspectors(self, inspectorate: Inspectorate) -> None:
        """Three who ask; of one the term ends."""
        for last in (None, None, self._day()):
            self.give(self.person("inspector"), Role.INSPECTOR, inspectorate, SINCE, last)

    def _signatories(self, body: PolicingBody) -> None:
        """One who signs; of some the term ends, and the next comes after a gap."""
        ends = self._day()
        if self.rng.random() < 0.75:
            self.give(self.person("signatory"), Role.SIGNATORY, body)
            return
        self.give(self.person("signatory"), Role.SIGNATORY, body, SINCE, ends)
        begins = ends + timedelta(days=self.rng.randint(2, 40))
        self.give(self.person("signatory"), Role.SIGNATORY, body, begins)

    def share(self, bodies: list[PolicingBody]) -> None:
        """Some who write for one body write for another, too."""
        drafting = [role for role in self.roles if role.role == Role.DRAFTER]
        for role in self.rng.sample(drafting, min(3, len(drafting))):
            others = [body for body in bodies if body != role.body]
            if others:
                self.give(role.user, Role.DRAFTER, self.rng.choice(others))

    def some_who_only_draft(self, count: int) -> list[int]:
        drafting = {role.user_id for role in self.roles if role.role == Role.DRAFTER}
        drafting -= {role.user_id for role in self.roles if role.role == Role.SIGNATORY}
        return self.rng.sample(sorted(drafting), min(count, len(drafting)))

    def _tenure(self) -> tuple[date, date | None]:
        kind = self.rng.random()
        if kind < 0.7:
            return SINCE, None
        return (self._day(), None) if kind < 0.85 else (SINCE, self._day())

    def _day(self) -> date:
        return self.first + timedelta(days=self.rng.randrange(self.days))

    def _one_of(self, *counts: int) -> int:
        return self.rng.choice(counts)
