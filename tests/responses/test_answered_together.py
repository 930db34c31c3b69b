"""Two people at once: one writes an answer, the other says that another stands with it."""

import pytest
from django.test import Client

from responses.choices import Position
from tests import factories as make

PAGE = "1" * 32


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def first(sign_in, cheshire, response):
    """The drafter's page of recommendation 1: what it sends when it saves itself."""
    client, address = sign_in(cheshire.drafter), f"/responses/{response.pk}/answers/1/"
    page = client.get(address)
    shown = {"page": PAGE}
    names = ("seen", "ticked_before")
    shown |= {name: page.context["form"][name].value() for name in names}

    def save(tick, **changes):
        typed = {"position": "under_way", "autosave": "yes", "tick": tick, **shown, **changes}
        page = client.post(address, typed)
        if "Saved at" in page.content.decode():
            shown["ticked_before"] = page.context["form"].ticked
        return page

    return save


@pytest.fixture
def colleague(cheshire):
    client = Client()
    client.force_login(make.MembershipFactory(drafter=True, body=cheshire.body).user)
    return client


def number(response, number):
    return response.inspection.recommendations.get(number=number)


def answer_second_with_first(client, response):
    client.post(
        f"/responses/{response.pk}/answers/2/",
        {"position": "answered_with", "answered_with": number(response, "1").pk, "seen": "0"},
    )


def second(response):
    return response.answers.get(recommendation__number="2")


def test_page_left_open_does_not_undo_what_a_colleague_said(first, colleague, response):
    first(1, text="Begun")
    answer_second_with_first(colleague, response)

    page = first(2, text="Begun, and gone on")

    assert "Saved at" in page.content.decode()
    assert response.answers.get(recommendation__number="1").text == "Begun, and gone on"
    assert second(response).position == Position.ANSWERED_WITH


def test_answer_begun_after_another_was_pointed_at_it_keeps_that(first, colleague, response):
    answer_second_with_first(colleague, response)

    first(1, text="Begun")
    first(2, text="Begun, and gone on")

    assert second(response).answered_with == number(response, "1")


def test_box_that_was_ticked_and_unticked_on_one_page_says_nothing_in_the_end(first, response):
    first(1, text="Begun", also=[number(response, "2").pk])
    ticked = second(response).position

    first(2, text="Begun")

    assert (ticked, second(response).position) == (Position.ANSWERED_WITH, "")


def test_page_that_saves_itself_remembers_what_is_ticked(first, response):
    other = number(response, "2").pk

    html = first(1, text="Begun", also=[other]).content.decode()

    assert f'name="ticked_before" value="{other}" id="id_ticked_before" hx-swap-oob="true"' in html


def test_tick_of_one_that_a_colleague_has_answered_since_does_not_hold_the_text_up(
    first, colleague, response
):
    other = number(response, "2").pk
    first(1, text="Begun", also=[other])
    colleague.post(
        f"/responses/{response.pk}/answers/2/",
        {"position": "in_place", "text": "An answer of its own", "seen": "1"},
    )

    page = first(2, text="Begun, and gone on", also=[other])

    assert "Saved at" in page.content.decode()
    assert second(response).text == "An answer of its own"
    assert second(response).position == Position.IN_PLACE
