"""Rounds make as many queries for many rows of progress as for one."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from recommendations.models import Correction
from responses.models import NoticeChoice, ProgressReminder, SavedView, ViewChange
from responses.models.planning import drop_what_is_not_owed, make_round, post
from tests import factories as make
from tests import oversight
from tests.responses.progress_reminders.conftest import NEXT, seven

DAY = timedelta(days=1)


def queries_of_a_week():
    """How many queries each step makes; nothing of it stays."""
    found = {}
    with transaction.atomic():
        for title, step in (
            ("the first round", lambda: make_round(on=NEXT, at=seven(NEXT))),
            ("the same once more", lambda: make_round(on=NEXT, at=seven(NEXT))),
            ("a sweep", lambda: post(on=NEXT, at=seven(NEXT, 8))),
            ("a mail", lambda: drop_what_is_not_owed(a_mail(), on=NEXT)),
            ("a later round", lambda: make_round(on=NEXT + 11 * DAY, at=seven(NEXT + 11 * DAY))),
        ):
            with CaptureQueriesContext(connection) as queries:
                step()
            found[title] = len(queries)
        transaction.set_rollback(True)
    return found


def a_mail():
    return ProgressReminder.objects.filter(kind="next_date", mail__isnull=False).first().mail


@pytest.fixture
def world(inspector):
    """Adds inspections with everything that people are told of, for a force of its own each."""

    def _world(count):
        for _ in range(count):
            body = make.PolicingBodyFactory()
            quiet = make.MembershipFactory(drafter=True, body=body).user
            NoticeChoice.objects.create(user=quiet, only_pressing=True)
            contact = make.MembershipFactory(force_contact=True, force=body.force).user
            inspection = make.InspectionFactory(
                released_at=seven(NEXT - 100 * DAY), forces=[body.force]
            )
            first, second, third, fourth = (
                make.RecommendationFactory(inspection=inspection) for _ in range(4)
            )
            make.MeasureFactory(recommendation=first)
            update = make.ProgressUpdateFactory(
                recommendation=first, force=body.force, next_on=NEXT
            )
            question = oversight.question(
                update=update, asked_by=inspector, asked_at=seven(NEXT - DAY)
            )
            oversight.reply(question, at=seven(NEXT - DAY))
            oversight.question(update=update, asked_at=seven(NEXT - DAY))
            oversight.request(
                force=body.force, recommendation=second, person=contact, asked_at=seven(NEXT - DAY)
            )
            oversight.closure(
                force=body.force,
                recommendation=second,
                authorised=False,
                proposed_by=contact,
                decided_by=contact,
            )
            reopened = oversight.closure(force=body.force, recommendation=third)
            reopened.reopen(make.actor(inspector), reason="Undone.", at=seven(NEXT - DAY))
            oversight.closure(force=body.force, recommendation=fourth, decided_at=seven(NEXT - DAY))
            Correction.objects.create(
                inspection=inspection,
                changes=[{"what": "Title", "old": "Old", "new": "New"}],
                reason="A slip.",
                by=contact,
                at=seven(NEXT - DAY),
            )
            view = SavedView.objects.create(
                owner=contact, name="Late", address="/", is_weekly=True, created_at=make.NOON
            )
            ViewChange.objects.create(view=view, on=NEXT, lines=["One"], at=seven(NEXT, 6))

    return _world


def test_rounds_make_as_many_queries_for_3_forces_as_for_1(world):
    world(1)
    for_one = queries_of_a_week()
    world(2)

    for_three = queries_of_a_week()

    assert for_three == for_one
    assert max(for_one.values()) < 75
