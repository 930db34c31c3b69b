"""What a body said of a recommendation that a later inspection takes up again."""

import pytest

from responses.models import Answer
from responses.models.earlier import earlier_answer
from tests import factories as make


@pytest.fixture
def asked(inspection):
    """The recommendation that is taken up again."""
    return inspection.recommendations.get(number="2")


@pytest.fixture
def earlier(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def again(asked):
    later = make.InspectionFactory(follows_up=asked.inspection)
    return make.RecommendationFactory(inspection=later, follows_up=asked)


@pytest.fixture
def response(cheshire, again):
    return make.ResponseFactory(inspection=again.inspection, body=cheshire.body)


def test_earlier_answer_is_what_was_last_signed(response, again, earlier, asked):
    answer = make.AnswerFactory(response=earlier, recommendation=asked, text="First")
    make.publish_version(earlier, make.TODAY)
    earlier.reopen(by=make.UserFactory(), at=make.NOON, reason="A slip")
    answer.text, answer.position, answer.planned_on = "Second", "planned", make.DUE_ON
    answer.save()
    make.sign_version(earlier)
    answer.text = "Third, being written"
    answer.save()

    found = earlier_answer(response, again)

    assert (found.text, found.position_words) == ("Second", "Action planned")
    assert (found.version, found.dated_on, found.planned_on) == (2, make.TODAY, make.DUE_ON)
    assert found.recommendation.inspection.short_title == "Rape inspection"


def test_earlier_answer_is_what_was_being_written_where_nothing_was_signed(
    response, again, earlier, asked
):
    make.AnswerFactory(
        response=earlier, recommendation=asked, position="no_action", text="", reason="No need."
    )

    found = earlier_answer(response, again)

    assert (found.version, found.dated_on) == (None, None)
    assert (found.position, found.reason) == ("no_action", "No need.")


def test_earlier_answer_given_together_tells_what_the_other_says(
    response, again, earlier, asked, inspection
):
    first = inspection.recommendations.get(number="1")
    make.AnswerFactory(response=earlier, recommendation=first, text="Both are done.")
    make.AnswerFactory(
        response=earlier,
        recommendation=asked,
        position="answered_with",
        answered_with=first,
        text="",
    )
    make.sign_version(earlier)

    found = earlier_answer(response, again)

    assert (found.position, found.text) == ("answered_with", "Both are done.")
    assert found.answered_with == first


def test_earlier_answer_of_another_body_is_not_told(response, again, asked, cumbria, inspection):
    theirs = make.ResponseFactory(inspection=inspection, body=cumbria.body)
    make.AnswerFactory(response=theirs, recommendation=asked, text="Zebra")
    make.sign_version(theirs)
    make.AnswerFactory(
        response=make.ResponseFactory(body=cumbria.body, inspection=again.inspection),
        recommendation=again,
    )

    assert earlier_answer(response, again) is None


def test_earlier_answer_of_an_earlier_body_of_the_force_is_told(
    response, again, asked, cheshire, inspection
):
    authority = make.PolicingBodyFactory(
        force=make.ForceFactory(), name="Cheshire Police Authority"
    )
    earlier = make.ResponseFactory(inspection=inspection, body=authority)
    make.AnswerFactory(response=earlier, recommendation=asked, text="As before.")
    assert earlier_answer(response, again) is None

    response.body.force = authority.force

    assert earlier_answer(response, again).text == "As before."


@pytest.mark.parametrize("is_linked", [True, False])
def test_nothing_earlier_is_told_where_nothing_was_said(response, again, earlier, asked, is_linked):
    make.AnswerFactory(
        response=earlier, recommendation=asked, position="", text="" if is_linked else "Zebra"
    )
    if not is_linked:
        again.follows_up = None

    assert earlier_answer(response, again) is None


@pytest.mark.parametrize("is_signed", [True, False])
def test_earlier_answer_asks_the_database_twice_at_most(
    response, again, earlier, asked, django_assert_max_num_queries, is_signed
):
    first = asked.inspection.recommendations.get(number="1")
    make.AnswerFactory(response=earlier, recommendation=first)
    make.AnswerFactory(
        response=earlier, recommendation=asked, position="answered_with", answered_with=first
    )
    if is_signed:
        make.sign_version(earlier)
        Answer.objects.all().delete()

    with django_assert_max_num_queries(2):
        found = earlier_answer(response, again)
        said = (found.recommendation.inspection.short_title, found.answered_with.number)

    assert said == ("Rape inspection", "1")
