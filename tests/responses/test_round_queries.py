from datetime import timedelta
from itertools import product

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from responses.models import ChiefOfficerComments, Mail, NoticeChoice, Reminder, Response
from responses.models.planning import make_round, post, reserve
from tests import factories as make
from tests.responses.conftest import seven


def on(day):
    return make.DUE_ON + timedelta(days=day)


def do_round(day):
    make_round(on=on(day), at=seven(day))


def do_sweep(day):
    post(on=on(day), at=seven(day) + timedelta(hours=1))


def do_one(day):
    one = Response.objects.filter(pk=Response.objects.latest("pk").pk)
    with transaction.atomic():
        reserve(one, on=on(day), at=seven(day))


def send(day):
    at = seven(day)
    Mail.objects.update(state="sent", sent_at=at, attempts=1, claimed_at=at)
    Reminder.objects.reserved().update(state="sent", sent_at=at)


WEEK = [
    ("the first round, when all are late", do_round, 1),
    ("the same once more", do_round, 1),
    ("everything goes out", send, 1),
    ("a day with nothing new", do_round, 2),
    ("a sweep", do_sweep, 2),
    ("a day with something new", do_round, 8),
    ("a day on which what was not sent is overtaken", do_round, 15),
    ("one response", do_one, 15),
]


def queries_of_a_week():
    """How many queries each step makes; nothing of it stays."""
    found = {}
    with transaction.atomic():
        for title, step, day in WEEK:
            with CaptureQueriesContext(connection) as queries:
                step(day)
            found[title] = len(queries)
        transaction.set_rollback(True)
    return found


@pytest.fixture
def world():
    """Makes inspections that bodies are late to answer, each body with people of its own."""

    def _world(inspections, bodies):
        offices = [make.PolicingBodyFactory() for _ in range(bodies)]
        for body in offices:
            make.MembershipFactory(signatory=True, body=body)
            quiet = make.MembershipFactory(drafter=True, body=body).user
            NoticeChoice.objects.create(user=quiet, only_pressing=True)
        reports = [make.InspectionFactory(released_at=seven(-56)) for _ in range(inspections)]
        for inspection, body in product(reports, offices):
            response = make.ResponseFactory(inspection=inspection, body=body, drafting=True)
            ChiefOfficerComments.objects.create(response=response, wanted_by=on(-20))

    return _world


def test_rounds_make_as_many_queries_for_30_responses_as_for_3(administrator, world):
    world(inspections=1, bodies=3)
    for_few = queries_of_a_week()
    world(inspections=9, bodies=3)

    for_many = queries_of_a_week()

    assert Response.objects.count() == 30
    assert for_many == for_few
    assert max(for_few.values()) < 60
