"""Every stage of oversight can be seen in the demonstration, on any day and for any seed."""

from datetime import date

import pytest
from django.db import transaction

import forces.reference
import recommendations.reference
from recommendations.choices import ClosureState, QuestionState, Verdict
from recommendations.models import Assessment, Closure, Question, RecommendationForce
from responses.demo import people, world
from tests.pairs import amiss

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module", autouse=True)
def _world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        forces.reference.load()
        recommendations.reference.load()
        world.make(seed=1, on=TODAY)
        yield
        transaction.set_rollback(True)


def test_two_inspectors_closed_one_recommendation_and_another_waits():
    closed = Closure.objects.standing().get()
    waiting = Closure.objects.proposed().get()

    assert (closed.proposed_by.email, closed.decided_by.email) == (
        people.INSPECTOR,
        people.SECOND_INSPECTOR,
    )
    assert waiting.state == ClosureState.PROPOSED
    assert closed.update.state == waiting.update.state == "complete"


def test_there_is_a_question_in_every_state_that_a_reader_meets():
    states = {question.state(TODAY) for question in Question.objects.all()}

    assert states == {QuestionState.OPEN, QuestionState.OVERDUE, QuestionState.ANSWERED}
    assert set(Question.objects.values_list("about", flat=True)) == {"answer", "update"}


def test_how_each_recommendation_stands_follows_from_what_was_said():
    assert RecommendationForce.objects.filter(is_closed=True).exists()
    assert RecommendationForce.objects.filter(is_asked=True).exists()
    assert not amiss()


def test_claims_are_accepted_doubted_and_refused():
    verdicts = set(Assessment.objects.values_list("verdict", flat=True))

    assert verdicts == set(Verdict) - {Verdict.SUPERSEDED}
    assert not Assessment.objects.filter(update=None).exists()


def test_the_reply_is_by_the_force_s_own_contact():
    answered = Question.objects.get(reply__isnull=False)

    assert answered.reply.by.email == people.FORCE_CONTACTS[answered.force.slug]
