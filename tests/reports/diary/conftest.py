"""The calendars of people."""

from datetime import date, timedelta

import pytest

from reports.calendars import to_ical
from reports.diary import diary
from responses.models import ChiefOfficerComments, DueChange
from tests import factories as make

LATER = make.NOON + timedelta(days=2)


def entries_of(user, on=make.TODAY):
    return {entry.name: entry for entry in diary(make.actor(user, on))}


def days_of(user, on=make.TODAY):
    return {name: entry.on for name, entry in entries_of(user, on).items()}


def written(user, on=make.TODAY):
    return to_ical(diary(make.actor(user, on)), title="Dates", site="https://x.example").decode()


def move(response, due_on, at=make.NOON):
    """The last day of a response goes to another day, or to none."""
    by = make.UserFactory()
    DueChange.objects.create(
        response=response, old=response.due_on, new=due_on, reason="Why", by=by, at=at
    )
    response.due_on = due_on
    response.save()


@pytest.fixture
def owing(cheshire, inspection):
    """A response due on 9 September 2021, whose chief officer is asked for comments."""
    inspection.forces.add(cheshire.force)
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    ChiefOfficerComments.objects.create(
        response=response, invited_on=make.TODAY, wanted_by=date(2021, 8, 27)
    )
    return response


@pytest.fixture
def promised(cheshire, inspection):
    """Progress on recommendations 1 and 2, with next dates."""
    inspection.forces.add(cheshire.force)
    first, second = inspection.recommendations.in_order()[:2]
    for recommendation, day in ((first, date(2021, 12, 1)), (second, date(2021, 10, 4))):
        make.ProgressUpdateFactory(
            recommendation=recommendation, force=cheshire.force, next_on=day, written_by__name="W"
        )
    return f"progress.{inspection.pk}.{cheshire.force.pk}"
