from datetime import timedelta

import pytest

from forces.policies import Refused
from responses.models.comments import comments_mark, save_comments
from responses.models.saving import Seen
from tests import factories as make


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def comments_form(response, **changes):
    first = response.inspection.recommendations.get(number="1")
    return {
        "seen": comments_mark(response),
        "outcome": "received",
        "received_from": "Chief Constable A. Example",
        "received_on_day": "18",
        "received_on_month": "8",
        "received_on_year": "2021",
        "text": "We accept the report.",
        f"on_{first.pk}": "We record all nine.",
        **changes,
    }


def test_comments_are_saved_in_general_and_on_a_recommendation(sign_in, cheshire, response):
    sign_in(cheshire.drafter).post(f"/responses/{response.pk}/comments/", comments_form(response))

    response.refresh_from_db()
    assert response.chief_officer.text == "We accept the report."
    assert response.officer_comments.get().text == "We record all nine."


def test_comments_that_are_emptied_go(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    first = response.inspection.recommendations.get(number="1")
    client.post(f"/responses/{response.pk}/comments/", comments_form(response))

    client.post(
        f"/responses/{response.pk}/comments/",
        comments_form(response, **{f"on_{first.pk}": ""}),
    )

    assert not response.officer_comments.exists()


def test_comments_on_single_recommendations_are_enough(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    client.post(f"/responses/{response.pk}/comments/", comments_form(response, text=""))

    html = client.get(f"/responses/{response.pk}/check/").content.decode()

    assert response.officer_comments.exists()
    assert "There are none yet" not in html
    assert "and stand with the recommendations." in html


def test_comments_that_never_came_are_recorded(sign_in, cheshire, response):
    sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/comments/",
        {"outcome": "none", "seen": comments_mark(response)},
    )

    assert response.chief_officer.none_received is True


def test_comments_typed_but_said_not_to_have_come_are_not_lost(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/comments/", comments_form(response, outcome="none")
    )

    html = page.content.decode()
    assert "There are comments below" in html
    assert "We accept the report." in html
    assert not hasattr(response, "chief_officer")


def test_comments_cannot_have_come_tomorrow(sign_in, cheshire, response):
    when = {"received_on_day": "21", "received_on_month": "8", "received_on_year": "2021"}

    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/comments/", comments_form(response, **when)
    )

    assert "must be today or in the past" in page.content.decode()
    assert not response.officer_comments.exists()


def test_save_comments_is_refused_for_a_day_to_come(cheshire, response):
    first = response.inspection.recommendations.get(number="1")

    with pytest.raises(Refused, match="must be today or in the past"):
        save_comments(
            response,
            seen=Seen(comments_mark(response)),
            by=cheshire.drafter,
            at=make.NOON,
            on_recommendations={first.pk: "We record all nine."},
            received_from="Chief Constable A. Example",
            received_on=make.TODAY + timedelta(days=1),
        )

    assert not response.officer_comments.exists()


def test_comments_say_when_they_came(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/comments/", comments_form(response, received_on_day="")
    )

    assert "must include a day" in page.content.decode()
    nothing = dict.fromkeys(("received_on_day", "received_on_month", "received_on_year"), "")
    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/comments/", comments_form(response, **nothing)
    )
    assert "Enter the date the comments were received" in page.content.decode()
    assert not hasattr(response, "chief_officer")
