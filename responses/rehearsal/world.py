"""The made-up world of a rehearsal: an inspection, the bodies that answer it, and their people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from forces import reference
from forces.choices import Role
from forces.models import Force, Inspectorate, Membership, PolicingBody, User
from recommendations import reference as addressees
from recommendations.choices import Decision
from recommendations.models import Addressee, Closure, Inspection, Recommendation
from recommendations.models.recommendations import PartText
from responses.choices import Pace
from responses.models import NoticeChoice, Response
from responses.models.opening import open_responses
from responses.rehearsal.facts import Case, LastDay, Post
from responses.rehearsal.people import Staff

if TYPE_CHECKING:
    from random import Random

PUBLISHED_ON = date(2021, 7, 16)
WITHOUT_LAST_DAY = 2  # of the forces
LONG_BEFORE = timedelta(days=365)  # so that it is no news that somebody is told
OPENED_AFTER = (0, 0, 0, 1, 30)  # days; one of these
CLOSED_BEFORE = 0.2  # of what forces have to carry out


def moment(on: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in London."""
    return timezone.make_aware(datetime.combine(on, time(hour, minute)))


@dataclass
class World:
    """What is rehearsed on. People are known by their ids.

    The inspection is published here at `opened_at`. `quiet` want only what is pressing, `at_once`
    a mail for each response; the accounts of `leaving` are closed on some day.
    """

    opened_at: datetime
    inspection: Inspection
    recommendations: list[Recommendation]
    administrators: list[User]
    cases: list[Case]
    people: dict[int, User]
    quiet: frozenset[int]
    at_once: frozenset[int]
    leaving: list[int]


def make(*, bodies: int, days: int, rng: Random) -> World:
    """Set the world up, and publish its inspection. Raises ValueError for too many bodies."""
    reference.load()
    addressees.load()
    territorial = list(Force.objects.territorial().order_by("slug"))
    forces = rng.sample(territorial, bodies)
    for force in forces[: min(WITHOUT_LAST_DAY, bodies // 4)]:
        force.has_deadline = False
        force.save()
    inspectorate = Inspectorate.objects.get(slug="hmicfrs")
    staff = Staff(rng, PUBLISHED_ON, days)
    administrators = [staff.person("administrator") for _ in range(2)]
    for person in administrators:
        staff.give(person, Role.ADMINISTRATOR, inspectorate)
    in_office = PolicingBody.objects.in_office(PUBLISHED_ON).filter(force__in=forces)
    in_office = in_office.select_related("force")
    served = list(in_office.order_by("force__slug"))
    for body in served:
        staff.office(body)
        staff.contacts(body.force)
    staff.inspectors(inspectorate)
    staff.share(served)
    Membership.objects.bulk_create(staff.roles)

    quiet, at_once = _choose(staff, rng)
    inspection = _inspection(inspectorate, forces, rng)
    at = moment(PUBLISHED_ON + timedelta(days=rng.choice(OPENED_AFTER)), 9, 30)
    opened = open_responses(inspection, by=administrators[0], at=at)
    asked = list(inspection.recommendations.in_order())
    closed = _close(asked, forces, administrators, at - LONG_BEFORE, rng)
    return World(
        opened_at=at,
        inspection=inspection,
        recommendations=asked,
        administrators=administrators,
        cases=[_case(response, asked, closed, staff, at) for response in opened],
        people={person.pk: person for person in staff.everybody},
        quiet=quiet,
        at_once=at_once,
        leaving=staff.some_who_only_draft(1 + bodies // 10),
    )


def _inspection(inspectorate: Inspectorate, forces: list[Force], rng: Random) -> Inspection:
    inspection = Inspection(
        title="An inspection that was made up to rehearse reminders",
        short_title="Rehearsed inspection",
        slug="rehearsed",
        url="https://inspectorate.example/rehearsed",
        published_on=PUBLISHED_ON,
    )
    inspection.set_up(inspectorates=[inspectorate], forces=forces)
    police = Addressee.objects.get(is_police_forces=True)
    for place in range(1, rng.randint(1, 3) + 1):
        text = f"Forces should do thing {place}."
        made = Recommendation(
            inspection=inspection, number=str(place), heading=f"Thing {place}", text=text
        )
        made.set_up(place=place, parts=[PartText(text, [police])])
    return inspection


def _close(
    asked: list[Recommendation],
    forces: list[Force],
    administrators: list[User],
    at: datetime,
    rng: Random,
) -> set[tuple[int, int]]:
    """Some of it was closed so long ago that it is no news: by force and recommendation."""
    one, another = administrators
    made = Closure.objects.bulk_create(
        Closure(
            recommendation=each,
            force=force,
            reason="It was carried out before it was asked for.",
            proposed_by=one,
            proposed_at=at,
            decision=Decision.AUTHORISED,
            decided_by=another,
            decided_at=at,
        )
        for force in forces
        for each in asked
        if rng.random() < CLOSED_BEFORE
    )
    return {(closure.force_id, closure.recommendation_id) for closure in made}


def _choose(staff: Staff, rng: Random) -> tuple[frozenset[int], frozenset[int]]:
    """A tenth of the people want only what is pressing; another tenth, a mail for each response."""
    order = rng.sample(staff.everybody, len(staff.everybody))
    tenth = 1 + len(order) // 10
    quiet, at_once = order[:tenth], order[tenth : 2 * tenth]
    NoticeChoice.objects.bulk_create(NoticeChoice(user=each, only_pressing=True) for each in quiet)
    NoticeChoice.objects.bulk_create(NoticeChoice(user=each, pace=Pace.AT_ONCE) for each in at_once)
    return frozenset(each.pk for each in quiet), frozenset(each.pk for each in at_once)


def _case(
    response: Response,
    asked: list[Recommendation],
    closed: set[tuple[int, int]],
    staff: Staff,
    at: datetime,
) -> Case:
    force = response.body.force
    posts = [
        Post(role.user_id, Role(role.role), role.valid_from, role.valid_to)
        for role in staff.roles
        if role.inspectorate or role.body == response.body or role.force == force
    ]
    return Case(
        force.pk,
        response.pk,
        names=(response.body.force.name, response.body.name),
        opened_on=timezone.localdate(at),
        posts=posts,
        facts=[LastDay(at, response.due_on)],
        open=[each.pk for each in asked if (force.pk, each.pk) not in closed],
    )
