"""The same button pressed twice, in two windows, or on an untouched page: nothing is lost by it."""

from datetime import timedelta

import pytest
import time_machine

from responses.models import Unsaved
from responses.models.saving import Seen
from tests import factories as make


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def address(response):
    return f"/responses/{response.pk}/introduction/"


@pytest.fixture
def clash(sign_in, cheshire, response, address):
    """The drafter's client, whose introduction was set aside; and the mark of the other one."""
    client = sign_in(cheshire.drafter)
    mine = {"introduction": "Mine", "conclusion": "End", "seen": response.words_mark}
    response.write(
        introduction="Theirs",
        conclusion="",
        seen=Seen(response.words_mark),
        by=make.MembershipFactory(drafter=True, body=response.body).user,
        at=make.NOON,
    )
    client.post(address, mine)
    return client, response.words_mark


def words(response):
    response.refresh_from_db()
    return response.introduction


def test_keeping_mine_twice_empties_nothing(clash, response, address):
    client, seen = clash
    client.post(address, {"keep_mine": "yes", "seen": seen})

    page = client.post(address, {"keep_mine": "yes", "seen": seen})

    assert page.url == address
    assert words(response) == "Mine"
    assert not Unsaved.objects.exists()


def test_keeping_mine_after_letting_it_go_in_another_window_empties_nothing(
    clash, response, address
):
    client, seen = clash
    client.post(address, {"let_go": "yes"})

    client.post(address, {"keep_mine": "yes", "seen": seen})

    assert words(response) == "Theirs"
    assert not Unsaved.objects.exists()


def test_untouched_text_saved_by_a_button_is_not_a_change(sign_in, cheshire, response):
    address = f"/responses/{response.pk}/answers/1/"
    client = sign_in(cheshire.drafter)
    client.post(address, {"text": "One\nTwo", "seen": "0", "autosave": "yes"})
    colleague = make.MembershipFactory(drafter=True, body=cheshire.body).user

    sign_in(colleague).post(address, {"text": "One\r\nTwo", "seen": "1", "save": ""})

    saved = response.answers.get()
    assert (saved.text, saved.revision, saved.saved_by) == ("One\nTwo", 1, cheshire.drafter)
    assert response.contributions.get().by == cheshire.drafter


@pytest.mark.parametrize(
    "odd", [{"tick": str(10**12)}, {"a\x00b": "c"}, {"introduction": "a\x00b"}]
)
def test_odd_things_in_what_was_sent_lose_no_text(sign_in, cheshire, address, odd):
    typed = {"introduction": "Mine", "conclusion": "Typed", "seen": "0", **odd}

    page = sign_in(cheshire.drafter).post(address, typed)

    assert page.status_code in {200, 302}
    assert Unsaved.objects.get().typed["conclusion"] == ["Typed"]


def test_odd_place_is_not_found(sign_in, cheshire, response):
    address = f"/responses/{response.pk}/unsaved/"

    assert sign_in(cheshire.drafter).post(address, {"place": "\x00"}).status_code == 404


def test_what_was_set_aside_is_shown_to_the_last_word_and_without_choices(
    sign_in, cheshire, response
):
    client = sign_in(cheshire.drafter)
    typed = {"position": "planned", "text": "Agreed", "local_number": "8b", "seen": "0"}
    date = {"planned_on_day": "31", "planned_on_month": "2", "planned_on_year": "2022"}
    pressed = {"next": "Save and go to the next"}

    client.post(f"/responses/{response.pk}/answers/1/", {**typed, **date, **pressed})

    assert Unsaved.objects.get().texts == ["Agreed", "8b"]


def sent_by(page, **typed):
    """What a page sends when it saves itself."""
    names = ("seen", "page", "writer")
    hidden = {name: page.context["form"][name].value() for name in names}
    return {"conclusion": "", "autosave": "yes", "tick": "1", **hidden, **typed}


def test_text_set_aside_on_another_page_outlives_a_save(sign_in, cheshire, response, address):
    client = sign_in(cheshire.drafter)
    desk, phone = client.get(address), client.get(address)
    client.logout()
    with time_machine.travel(make.NOON + timedelta(minutes=5), tick=False):
        client.post(address, sent_by(phone, introduction="An hour’s work"))
        sign_in(cheshire.drafter).post(address, sent_by(desk, introduction="A word"))

    html = client.get(address).content.decode()

    assert words(response) == "A word"
    assert Unsaved.objects.get().typed["introduction"] == ["An hour’s work"]
    assert "choose between two versions" in html


def test_page_that_failed_to_save_itself_and_then_does_leaves_nothing_aside(
    sign_in, cheshire, response
):
    address = f"/responses/{response.pk}/answers/1/"
    client = sign_in(cheshire.drafter)
    page = client.get(address)
    with time_machine.travel(make.NOON + timedelta(minutes=5), tick=False):
        client.post(address, sent_by(page, position="answered_with", text="Mine"))
        was_aside = Unsaved.objects.exists()
        client.post(address, sent_by(page, position="in_place", text="Mine"))

    assert (was_aside, Unsaved.objects.exists()) == (True, False)


def late(page="1" * 32, tick="1", **typed):
    """A save by itself that was on its way when a button was pressed."""
    return {"autosave": "yes", "page": page, "tick": tick, "seen": "0", **typed}


def test_late_save_does_not_bring_back_what_was_undone(sign_in, cheshire, response):
    address = f"/responses/{response.pk}/answers/1/"
    client, page = sign_in(cheshire.drafter), {"page": "1" * 32, "seen": "0"}
    client.post(address, {**late(text="First")})
    client.post(address, {**page, "text": "First", "tick": "3", "save": ""})

    client.post(address, late(text="First and undone", tick="2"))

    assert response.answers.get().text == "First"


def test_late_save_that_was_not_valid_is_not_set_aside(sign_in, cheshire, response):
    address = f"/responses/{response.pk}/answers/1/"
    client, page = sign_in(cheshire.drafter), {"page": "1" * 32, "seen": "0"}
    client.post(address, {**page, "text": "Whole", "tick": "2", "save": ""})

    client.post(address, late(text="Half", position="answered_with"))

    assert response.answers.get().text == "Whole"
    assert not Unsaved.objects.exists()
