"""Who is told of what was asked, replied and corrected, and when."""

from datetime import date, timedelta

import pytest

from forces.models import Membership
from recommendations.models import Correction
from tests import factories as make
from tests import oversight
from tests.responses.progress_reminders.conftest import rows, seven

DAY = timedelta(days=1)
TODAY = make.TODAY  # what is asked in these tests is asked at noon of it, a Friday
BY = TODAY + 28 * DAY


@pytest.fixture
def question(asked, inspector):
    return oversight.question(
        force=asked.force, recommendation=asked.recommendation, asked_by=inspector
    )


def request_of(asked, person, **values):
    return oversight.request(
        force=asked.force, recommendation=asked.recommendation, person=person, **values
    )


def correct(asked, **values):
    return Correction.objects.create(
        inspection=asked.inspection,
        changes=[{"what": "Heading", "old": "Old", "new": "New"}],
        reason="A slip.",
        by=make.UserFactory(),
        at=make.NOON,
        **values,
    )


# Questions


def test_question_is_told_at_once_to_office_staff_and_contacts(question, updaters, sweep):
    assert sweep(TODAY, 13) == updaters


@pytest.mark.parametrize("day", [-7, 0, 10])
def test_question_is_told_again_a_week_before_on_the_day_and_on_mondays(
    question, updaters, morning, day
):
    morning(BY + (day - 1) * DAY)

    assert morning(BY + day * DAY) == updaters
    assert morning(BY + (day + 1) * DAY) == []


def test_question_is_told_to_whoever_signs_where_nobody_drafts(cheshire, question, morning):
    Membership.objects.filter(user=cheshire.drafter).update(valid_to=TODAY - DAY)

    assert morning(BY) == sorted([cheshire.signatory.email, cheshire.contact.email])


def test_question_is_told_to_whoever_comes_while_it_waits(question, cheshire, morning):
    morning(BY)
    new = make.MembershipFactory(force_contact=True, force=cheshire.force, valid_from=BY + DAY).user

    assert morning(BY + DAY) == [new.email]


def test_question_with_a_reply_is_told_no_more(question, inspector, morning):
    oversight.reply(question, at=seven(BY - 8 * DAY))

    assert [morning(BY - day * DAY) for day in (8, 7)] == [[inspector.email], []]
    assert rows("question") == []


def test_question_that_is_withdrawn_is_told_no_more(question, inspector, morning):
    question.withdrawn_reason, question.withdrawn_by = "Asked twice.", inspector
    question.withdrawn_at = make.NOON
    question.save()

    assert morning(BY) == []


def test_questions_do_not_overtake_one_another(asked, question, updaters, sweep):
    oversight.question(force=asked.force, recommendation=asked.recommendation)

    sweep(TODAY, 13)

    assert len(rows("question", state="sent")) == 2 * len(updaters)


def test_reply_is_told_to_whoever_asked(question, inspector, colleague, sweep):
    oversight.reply(question)

    assert sweep(TODAY, 13) == [inspector.email]


def test_reply_is_not_told_to_whoever_no_longer_inspects(question, inspector, sweep):
    Membership.objects.filter(user=inspector).update(valid_to=TODAY - DAY)
    oversight.reply(question)

    assert sweep(TODAY, 13) == []


# Requests


def test_request_is_told_to_the_person_alone_at_once(asked, cheshire, sweep):
    request_of(asked, cheshire.contact)

    assert sweep(TODAY, 13) == [cheshire.contact.email]


@pytest.mark.parametrize("day", [-7, 0, 10])
def test_request_is_told_again_until_it_has_ended(asked, cheshire, morning, day):
    request = request_of(asked, cheshire.contact)
    by = request.wanted_by
    morning(by + (day - 1) * DAY)

    assert morning(by + day * DAY) == [cheshire.contact.email]


def test_request_that_has_ended_is_told_no_more(asked, cheshire, morning):
    request = request_of(asked, cheshire.contact, ended_at=make.NOON)

    assert morning(request.wanted_by) == []


def test_request_is_not_told_to_a_person_who_has_left(asked, cheshire, morning):
    request = request_of(asked, cheshire.contact)
    Membership.objects.filter(user=cheshire.contact).update(valid_to=TODAY)

    assert morning(request.wanted_by) == []


# Corrections


def test_correction_is_told_to_all_people_of_the_forces_and_to_nobody_else(
    asked, cheshire, cumbria, inspector, sweep
):
    correct(asked, recommendation=asked.recommendation)

    assert sweep(TODAY, 13) == sorted(
        person.email for person in (cheshire.drafter, cheshire.signatory, cheshire.contact)
    )


def test_correction_of_long_ago_is_told_to_nobody(asked, morning):
    correct(asked)

    assert morning(TODAY + 61 * DAY) != []
    assert not rows("corrected")


def test_nothing_is_told_under_embargo(asked, cheshire, question, morning):
    request_of(asked, cheshire.contact)
    correct(asked)
    oversight.closure(force=asked.force, recommendation=asked.recommendation)
    asked.inspection.released_at = asked.inspection.released_by = None
    asked.inspection.save()

    assert [morning(TODAY + n * DAY) for n in (0, 28, 90)] == [[], [], []]
    assert rows() == []


def test_what_came_before_a_role_is_not_told(asked, cheshire, sweep):
    Membership.objects.filter(user=cheshire.signatory).update(valid_from=date(2021, 8, 21))
    correct(asked)

    assert cheshire.signatory.email not in sweep(date(2021, 8, 21), 13)
