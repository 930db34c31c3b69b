"""The demonstration as a whole: two made-up inspections, and how far each body has come."""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from forces.models import User
from recommendations import inspection_file
from recommendations.models import Inspection
from responses.choices import Status
from responses.demo import letterheads, people
from responses.demo.figures import give_earlier_figures
from responses.demo.oversight import Oversight
from responses.demo.progress import Rounds
from responses.demo.stories import Ending, Pace, Story
from responses.demo.words import Words
from responses.models.opening import open_responses

if TYPE_CHECKING:
    from responses.demo.people import Office

IN_A_MONTH = Pace(start=(2, 7), comments=(9, 14), send=(15, 19), decide=(20, 24), publish=(25, 29))
IN_TIME = Pace(start=(5, 14), comments=(16, 25), send=(26, 34), decide=(36, 44), publish=(46, 55))
LATE = Pace(start=(20, 30), comments=(32, 42), send=(50, 58), decide=(59, 65), publish=(66, 90))

NOT_STARTED = Ending(Status.NOT_STARTED, IN_A_MONTH)
DRAFTING = Ending(Status.DRAFTING, IN_A_MONTH)
RETURNED = Ending(Status.DRAFTING, IN_A_MONTH, is_returned=True)
WITH_COMMISSIONER = Ending(Status.WITH_COMMISSIONER, IN_A_MONTH)
SIGNED = Ending(Status.SIGNED, IN_A_MONTH)
PUBLISHED = Ending(Status.PUBLISHED, IN_A_MONTH)

# The one that is old enough for inspectors to have looked at what came of it.
OVERSEEN = "demonstration-burglary"

# The two bodies whose people can sign in have something to do; the others share out the rest.
# The second inspection follows up the first.
ENDINGS: dict[str, tuple[dict[str, Ending], list[Ending]]] = {
    "demonstration-burglary.toml": (
        {
            "cheshire": Ending(Status.PUBLISHED, IN_TIME),
            "devon-and-cornwall": Ending(Status.DRAFTING, LATE),
        },
        [
            Ending(Status.NOT_STARTED, LATE),
            Ending(Status.SIGNED, LATE),
            Ending(Status.PUBLISHED, IN_TIME),
            Ending(Status.PUBLISHED, LATE),
            Ending(Status.PUBLISHED, LATE),
            Ending(Status.PUBLISHED, LATE, is_reopened=True),
        ],
    ),
    "demonstration.toml": (
        {"cheshire": DRAFTING, "devon-and-cornwall": WITH_COMMISSIONER},
        [NOT_STARTED] * 9
        + [DRAFTING] * 12
        + [RETURNED] * 4
        + [WITH_COMMISSIONER] * 6
        + [SIGNED] * 4
        + [PUBLISHED] * 6,
    ),
}


@transaction.atomic
def make(*, seed: int, on: date) -> bool:
    """Create the demonstration as it stands on a day. False when it is here already.

    The same seed and the same day make the same world.
    """
    if Inspection.objects.filter(is_demonstration=True).exists():
        return False
    rng = Random(f"{seed} {on}")  # noqa: S311  # a story, not a secret
    words = Words.read()
    offices = people.create(words, rng, on)
    letterheads.create(offices, on)
    for name, (given, shared) in ENDINGS.items():
        _make_inspection(name, given, shared, offices, words, rng, on)
    Oversight(Inspection.objects.get(slug=OVERSEEN), words, on).tell()
    return True


def _make_inspection(
    name: str,
    given: dict[str, Ending],
    shared: list[Ending],
    offices: dict[str, Office],
    words: Words,
    rng: Random,
    on: date,
) -> None:
    inspection = inspection_file.load(inspection_file.DATA / name, on=on)
    opened = open_responses(
        inspection,
        by=User.objects.get(email=people.ADMINISTRATOR),
        at=timezone.make_aware(datetime.combine(inspection.published_on, time(9, 30))),
    )
    left = rng.sample(shared, len(shared))
    for response in sorted(opened, key=lambda r: r.body.force.slug):
        force = response.body.force
        ending = given.get(force.slug) or left.pop()
        office = offices[force.slug]
        Story(response, ending, office, words, rng).tell()
        if ending.status != Status.NOT_STARTED:
            rounds = Rounds(inspection, force, office.drafter, words, rng, on)
            rounds.tell()
            if force.figures.of_inspection(inspection.pk).exists():
                give_earlier_figures(inspection, force, office.drafter)
            if force.slug in given:
                contact = User.objects.get(email=people.FORCE_CONTACTS[force.slug])
                rounds.leave_draft(contact)
                rounds.ask(contact)
