"""Lateness in SQL and in Python: the same over every boundary."""

from datetime import date, timedelta

import pytest

from recommendations.deadlines import DUE_SOON_DAYS
from recommendations.templatetags.lateness import LATENESS_COLOURS
from responses.models import Response
from tests import factories as make

# Last days at which a count of days could go wrong.
LAST_DAYS = [
    date(2021, 9, 9),
    date(2021, 3, 28),  # the clocks go forward
    date(2021, 10, 31),  # and back
    date(2024, 2, 29),  # a leap day
    date(2024, 3, 1),
    date(2023, 3, 1),  # the day after 28 February
    date(2021, 12, 31),
    date(2022, 1, 1),
]
AROUND = (-DUE_SOON_DAYS - 1, -DUE_SOON_DAYS, -DUE_SOON_DAYS + 1, -1, 0, 1, 2, 56, 366)
NEAR = (-1, 0, 1)


def recorded(due_on, **fields):
    """A response of which a version is published, on a day that is not known."""
    response = make.ResponseFactory(due_on=due_on, published=make.TODAY)
    Response.objects.filter(pk=response.pk).update(is_recorded=True, published_on=None, **fields)


def reopened(due_on, published_on):
    response = make.ResponseFactory(due_on=due_on, published=published_on)
    response.reopen(by=make.UserFactory(), at=make.NOON, reason="A mistake")


def every_shape(due_on):
    """A response of every shape there is, with one last day."""
    make.ResponseFactory(due_on=due_on)
    make.ResponseFactory(due_on=due_on, signed=True)
    make.ResponseFactory(due_on=None)
    make.ResponseFactory(due_on=None, published=due_on)
    make.ResponseFactory(due_on=due_on, is_recorded=True)
    make.ResponseFactory(due_on=due_on, is_recorded=True, not_before=due_on + timedelta(days=1))
    recorded(due_on)
    recorded(None, not_before=due_on)
    for days in NEAR:
        day = due_on + timedelta(days=days)
        make.ResponseFactory(due_on=due_on, published=day)
        make.ResponseFactory(due_on=due_on, published=day, is_recorded=True)
        reopened(due_on, day)
        recorded(due_on, not_before=day)


@pytest.mark.parametrize("due_on", LAST_DAYS, ids=str)
def test_lateness_is_the_same_in_sql(db, due_on):
    every_shape(due_on)

    codes = set()
    for days in AROUND:
        on = due_on + timedelta(days=days)
        for response in Response.objects.with_lateness(on):
            known = response.lateness(on)
            codes.add(known.code)
            assert (response.lateness_code, response.lateness_days) == (known.code, known.days)

    assert codes == set(LATENESS_COLOURS)


@pytest.mark.parametrize(
    ("on", "code", "days"),
    [
        (date(2021, 8, 25), "on_time", 15),
        (date(2021, 8, 26), "due_soon", 14),
        (date(2021, 8, 27), "due_soon", 13),
        (date(2021, 9, 8), "due_soon", 1),
        (date(2021, 9, 9), "due_soon", 0),
        (date(2021, 9, 10), "late", 1),
    ],
)
def test_lateness_in_sql_counts_calendar_days(db, on, code, days):
    make.ResponseFactory(due_on=make.DUE_ON)

    found = Response.objects.with_lateness(on).get()

    assert (found.lateness_code, found.lateness_days) == (code, days)


@pytest.mark.parametrize(
    ("published_on", "code", "days"),
    [
        (date(2021, 9, 8), "published_on_time", 0),
        (date(2021, 9, 9), "published_on_time", 0),
        (date(2021, 9, 10), "published_late", 1),
        (date(2021, 10, 21), "published_late", 42),
    ],
)
@pytest.mark.parametrize("on", [date(2021, 9, 1), date(2031, 1, 1)])
def test_lateness_in_sql_of_what_is_published_stays(db, published_on, code, days, on):
    make.ResponseFactory(due_on=make.DUE_ON, published=published_on)

    found = Response.objects.with_lateness(on).get()

    assert (found.lateness_code, found.lateness_days) == (code, days)
