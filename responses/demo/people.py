"""The people of the demonstration: ten can sign in, the others fill the other offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from forces.actors import Actor
from forces.choices import BodyKind, Role
from forces.models import Force, Inspectorate, Membership, PolicingBody, User

if TYPE_CHECKING:
    from random import Random

    from responses.demo.words import Words

# Published, so that anyone can try the service: settings.DEMO must be on for it to exist.
PASSWORD = "demonstration-only"  # noqa: S105

IN_POST_FOR = timedelta(days=400)


@dataclass(frozen=True)
class Login:
    """Someone who can sign in to the demonstration. `place` is a force or an inspectorate."""

    name: str
    email: str
    role: Role | None
    place: str = ""

    @property
    def words(self) -> str:
        """What the person is, for the table of demonstration users."""
        return Role(self.role).label if self.role else "Technical administrator (admin site)"


LOGINS = [
    Login("Priya Anand", "drafter@cheshire.example", Role.DRAFTER, "cheshire"),
    Login("Helen Marsh", "signatory@cheshire.example", Role.SIGNATORY, "cheshire"),
    Login("Tom Okafor", "force@cheshire.example", Role.FORCE_CONTACT, "cheshire"),
    Login("Rhys Penrose", "drafter@devon.example", Role.DRAFTER, "devon-and-cornwall"),
    Login("Gwen Tregear", "signatory@devon.example", Role.SIGNATORY, "devon-and-cornwall"),
    Login("Sam Lyddon", "force@devon.example", Role.FORCE_CONTACT, "devon-and-cornwall"),
    Login("Iris Bell", "inspector@hmicfrs.example", Role.INSPECTOR, "hmicfrs"),
    Login("Omar Reyes", "second@hmicfrs.example", Role.INSPECTOR, "hmicfrs"),
    Login("Ada Quill", "administrator@hmicfrs.example", Role.ADMINISTRATOR, "hmicfrs"),
    Login("Theo Park", "technical@inspection-responses.example", None),
]
FORCE_CONTACTS = {x.place: x.email for x in LOGINS if x.role == Role.FORCE_CONTACT}
ADMINISTRATOR = "administrator@hmicfrs.example"
# Closing a recommendation takes two.
INSPECTOR, SECOND_INSPECTOR = "inspector@hmicfrs.example", "second@hmicfrs.example"


@dataclass(frozen=True)
class Office:
    """The two people in the office of a body that a response needs: one writes, another signs."""

    drafter: User
    signatory: User

    def writes(self, on: date) -> Actor:
        return Actor.of(self.drafter, on)

    def signs(self, on: date) -> Actor:
        return Actor.of(self.signatory, on)


def create(words: Words, rng: Random, on: date) -> dict[str, Office]:
    """Create everyone, and return the offices by the slug of their force."""
    since = on - IN_POST_FOR
    password = make_password(PASSWORD)
    people = {login.email: _person(login, password) for login in LOGINS}
    for login in LOGINS:
        _give_role(people[login.email], login, since, on)
    offices = {}
    for force in Force.objects.territorial().order_by("slug"):
        here = {x.role: people[x.email] for x in LOGINS if x.place == force.slug}
        offices[force.slug] = (
            Office(here[Role.DRAFTER], here[Role.SIGNATORY])
            if here
            else _staff_office(force, words, rng, since, on)
        )
    return offices


def _person(login: Login, password: str) -> User:
    is_technical = login.role is None
    return User.objects.create(
        email=login.email,
        name=login.name,
        password=password,
        is_staff=is_technical,
        is_superuser=is_technical,
    )


def _give_role(user: User, login: Login, since: date, on: date) -> None:
    if login.role in {Role.INSPECTOR, Role.ADMINISTRATOR}:
        inspectorate = Inspectorate.objects.get(slug=login.place)
        user.memberships.create(role=login.role, inspectorate=inspectorate, valid_from=since)
    elif login.role == Role.FORCE_CONTACT:
        force = Force.objects.get(slug=login.place)
        user.memberships.create(role=login.role, force=force, valid_from=since)
    elif login.role:
        _join(user, login.role, Force.objects.get(slug=login.place), since, on)


def _staff_office(force: Force, words: Words, rng: Random, since: date, on: date) -> Office:
    """An office whose people have no password, so that nobody can sign in as them."""
    drafter, signatory = (
        User.objects.create(
            email=f"{role}@{force.slug}.example",
            name=f"{words.one('first_names', rng)} {words.one('last_names', rng)}",
            password=make_password(None),
        )
        for role in (Role.DRAFTER, Role.SIGNATORY)
    )
    _join(drafter, Role.DRAFTER, force, since, on)
    _join(signatory, Role.SIGNATORY, force, since, on)
    return Office(drafter, signatory)


def _join(user: User, role: Role, force: Force, since: date, on: date) -> None:
    """A role in the body of a force, and in the one before it if it changed in that time."""
    bodies = force.bodies.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=since),
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
    )
    Membership.objects.bulk_create(
        Membership(
            user=user,
            role=role,
            body=body,
            office=_office(body) if role == Role.SIGNATORY else "",
            valid_from=since,
        )
        for body in bodies
    )


def _office(body: PolicingBody) -> str:
    """The office as printed under a signature."""
    if body.kind in {BodyKind.MAYOR, BodyKind.MOPAC}:
        return "Deputy Mayor for Policing and Crime"
    if body.kind == BodyKind.COMMON_COUNCIL:
        return "Chair of the Police Authority Board"
    return body.name
