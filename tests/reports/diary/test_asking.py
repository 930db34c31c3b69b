"""What a force's people are asked for is in their calendars, and nobody else's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.diary import KEPT
from tests import factories as make
from tests import oversight
from tests.reports.diary.conftest import LATER, days_of, entries_of

QUESTION = "questions"
DAY = timedelta(days=1)


@pytest.fixture
def asked(cheshire, inspection):
    """The recommendation that Cheshire is asked about."""
    inspection.forces.add(cheshire.force)
    return inspection.recommendations.get(number="1")


def found(user, key, on=make.TODAY):
    return [entry for name, entry in entries_of(user, on).items() if name.startswith(key)]


def test_question_is_in_the_calendars_of_those_who_reply(cheshire, cumbria, inspector, asked):
    question = oversight.question(force=cheshire.force, recommendation=asked)

    for person in (cheshire.drafter, cheshire.contact):
        (entry,) = found(person, QUESTION)
        assert (entry.on, entry.is_over) == (question.reply_by, False)
        assert entry.summary == "Reply to a question: Rape inspection, Cheshire Constabulary"
    for person in (cheshire.signatory, cumbria.drafter, inspector):
        assert found(person, QUESTION) == []


def test_question_is_over_once_it_has_a_reply(cheshire, asked):
    question = oversight.question(force=cheshire.force, recommendation=asked)
    (before,) = found(cheshire.drafter, QUESTION)

    oversight.reply(question, at=LATER)

    (after,) = found(cheshire.drafter, QUESTION)
    assert (before.is_over, after.is_over) == (False, True)
    assert after.sequence > before.sequence
    assert found(cheshire.drafter, QUESTION, LATER.date() + KEPT + DAY) == []


def test_request_is_in_the_calendar_of_the_person_alone(cheshire, asked):
    request = oversight.request(force=cheshire.force, recommendation=asked, person=cheshire.contact)

    assert [entry.on for entry in found(cheshire.contact, "requests")] == [request.wanted_by]
    assert found(cheshire.drafter, "requests") == []


def test_request_that_has_ended_is_over(cheshire, asked):
    request = oversight.request(force=cheshire.force, recommendation=asked, person=cheshire.contact)
    (before,) = found(cheshire.contact, "requests")
    request.ended_at = LATER
    request.save()

    (after,) = found(cheshire.contact, "requests")

    assert (after.is_over, after.sequence > before.sequence) == (True, True)


def test_next_date_of_what_is_closed_is_over(cheshire, asked):
    update = make.ProgressUpdateFactory(
        recommendation=asked, force=cheshire.force, next_on=date(2021, 9, 30)
    )
    (before,) = found(cheshire.drafter, "progress")

    oversight.closure(update=update, decided_at=LATER)

    (after,) = found(cheshire.drafter, "progress")
    assert (before.is_over, after.is_over) == (False, True)
    assert after.sequence > before.sequence


def test_diary_makes_as_many_queries_for_3_questions_as_for_1(cheshire, asked):
    def queries():
        with CaptureQueriesContext(connection) as made:
            days_of(cheshire.contact)
        return len(made)

    def ask(recommendation):
        oversight.question(force=cheshire.force, recommendation=recommendation)
        oversight.request(
            force=cheshire.force, recommendation=recommendation, person=cheshire.contact
        )

    ask(asked)
    for_one = queries()
    for _ in range(2):
        inspection = make.InspectionFactory(forces=[cheshire.force])
        ask(make.RecommendationFactory(inspection=inspection))

    assert queries() == for_one
