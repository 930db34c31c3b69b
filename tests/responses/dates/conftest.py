"""Changing the dates of an inspection, and the last day of one body."""

from dataclasses import replace
from datetime import date

import pytest

from recommendations.choices import CountingRule
from recommendations.models import Inspection
from responses.choices import ReminderKind
from responses.models import Reminder, Response
from responses.models.redating import (
    dates_mark,
    last_day_mark,
    redate,
    set_last_day,
)
from tests import factories as make

DATES = "/inspections/rape/dates/"
LIST = "/inspections/rape/last-days/"
ONE = "/inspections/rape/last-days/cheshire/"
NEXT_DAY = date(2021, 9, 10)
OWN = date(2021, 10, 1)
PAGES = [DATES, LIST, ONE]


@pytest.fixture
def ada(sign_in, administrator):
    """The browser of an inspectorate administrator."""
    return sign_in(administrator)


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def day(name, value):
    parts = ("", "", "") if value is None else (value.day, value.month, value.year)
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def hidden(page):
    """What the page brings back by itself."""
    return {"seen": page.context["form"]["seen"].value()}


@pytest.fixture
def typed(ada, response):
    """What is posted to count from the day after publication."""
    fields = {
        **hidden(ada.get(DATES)),
        **day("published_on", make.PUBLISHED_ON),
        "counting_rule": "day_after",
        "rule_reason": "As the inspectorate announced.",
        "reason": "The report came out in the evening.",
    }

    def _typed(**changes):
        return {**fields, **changes}

    return _typed


@pytest.fixture
def typed_day(ada, response):
    """What is posted to set Cheshire's last day."""

    def _typed_day(due_on=OWN, **changes):
        return {**hidden(ada.get(ONE)), **day("due_on", due_on), "reason": "More time.", **changes}

    return _typed_day


def confirmed(client, address, page):
    """Press the button of the page that shows what would be done."""
    return client.post(address, {**dict(page.context["typed"]), "confirm": "yes"})


@pytest.fixture
def change(inspection, administrator):
    """Counts the inspection's days from the day after publication, or changes other dates."""

    def _change(seen=None, reason="As the inspectorate announced.", **dates):
        dates = dates or {"counting_rule": CountingRule.DAY_AFTER, "rule_reason": "Announced."}
        current = Inspection.objects.get(pk=inspection.pk)
        return redate(
            current,
            replace(current.dates, **dates),
            seen=seen or dates_mark(current),
            reason=reason,
            by=administrator,
            at=make.NOON,
        )

    return _change


@pytest.fixture
def give(administrator):
    """Gives a response a last day of its own."""

    def _give(response, due_on, seen=None, reason="They asked for more time.", who=None):
        current = Response.objects.get(pk=response.pk)
        return set_last_day(
            current,
            make.actor(who or administrator),
            due_on=due_on,
            seen=seen or last_day_mark(current),
            reason=reason,
            at=make.NOON,
        )

    return _give


def last_days():
    return dict(Response.objects.values_list("pk", "due_on"))


def told():
    """Who is told that a last day was moved, by the response."""
    rows = Reminder.objects.filter(kind=ReminderKind.DATE_MOVED)
    return sorted(rows.values_list("response", "recipient"))


def special(name="Civil Nuclear Constabulary"):
    force = make.ForceFactory(name=name, has_deadline=False, is_territorial=False, ons_code="")
    return make.PolicingBodyFactory(force=force)
