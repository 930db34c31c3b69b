"""What a body answered to an earlier inspection, carried into the answer to a later one."""

import pytest

from responses.choices import Position
from tests import factories as make


@pytest.fixture
def response(cheshire):
    """Of an inspection whose recommendation 1 takes up one that Cheshire answered and signed."""
    earlier = make.RecommendationFactory(inspection__short_title="The first inspection")
    old = make.ResponseFactory(inspection=earlier.inspection, body=cheshire.body)
    make.AnswerFactory(
        response=old,
        recommendation=earlier,
        position=Position.IN_PLACE,
        text="Said in the first year.",
    )
    make.sign_version(old)
    inspection = make.InspectionFactory(follows_up=earlier.inspection)
    make.RecommendationFactory(inspection=inspection, follows_up=earlier)
    make.RecommendationFactory(inspection=inspection)
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def page_of(client, response, query=""):
    return client.get(f"/responses/{response.pk}/answers/1/{query}")


def test_earlier_answer_is_shown_and_nothing_is_filled_in(sign_in, cheshire, response):
    page = page_of(sign_in(cheshire.drafter), response)

    html = page.content.decode()
    assert "recommendation 1 of The first inspection" in html
    assert "Said in the first year." in html
    assert "version 1 of that response" in html
    assert not page.context["form"]["text"].value()


def test_earlier_answer_is_carried_over_and_not_saved(sign_in, cheshire, response):
    page = page_of(sign_in(cheshire.drafter), response, "?carry_over=yes")

    form = page.context["form"]
    assert form["text"].value() == "Said in the first year."
    assert form["position"].value() == Position.IN_PLACE
    assert not response.answers.exists()


def test_earlier_answer_does_not_replace_what_is_written(sign_in, cheshire, response):
    recommendation = response.inspection.recommendations.get(number="1")
    make.AnswerFactory(response=response, recommendation=recommendation, text="Today's")

    page = page_of(sign_in(cheshire.drafter), response, "?carry_over=yes")

    assert page.context["form"]["text"].value() == "Today's"
    assert "There is an answer already" in page.content.decode()


def test_recommendation_that_takes_up_nothing_has_no_earlier_answer(sign_in, cheshire, response):
    html = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/answers/2/").content.decode()

    assert "Said in the first year." not in html


def test_earlier_answer_of_another_body_is_not_shown(sign_in, cumbria, response):
    theirs = make.ResponseFactory(inspection=response.inspection, body=cumbria.body)

    html = page_of(sign_in(cumbria.drafter), theirs).content.decode()

    assert "Said in the first year." not in html
