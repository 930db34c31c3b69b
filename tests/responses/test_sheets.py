"""Nothing typed is lost: two people in one place, a page that saves itself, a session that ends."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from responses.choices import OFFICER, NotSaved, Status
from responses.models import Answer, Unsaved
from tests import factories as make

ONE = "1" * 32
TWO = "2" * 32


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def address(response):
    return f"/responses/{response.pk}/answers/1/"


@pytest.fixture
def colleague(cheshire):
    """A second drafter's client."""
    user = make.MembershipFactory(drafter=True, body=cheshire.body, user__name="Ann").user
    client = Client()
    client.force_login(user)
    return client


def typed(**changes):
    return {"position": "under_way", "text": "Mine", "seen": "0", **changes}


def by_itself(**changes):
    return typed(autosave="yes", page=ONE, tick="1", **changes)


def text_of(response):
    return response.answers.get(recommendation__number="1").text


@pytest.fixture
def clash(sign_in, cheshire, response, address, colleague):
    """The drafter's client, whose text was set aside because Ann's came first."""
    colleague.post(address, typed(text="Theirs stays"))
    client = sign_in(cheshire.drafter)
    client.post(address, typed(text="Mine stays", local_number="7"))
    return client


def test_second_save_is_set_aside_and_does_not_overwrite(clash, cheshire, response, address):
    html = clash.get(address).content.decode()

    kept = Unsaved.objects.get()
    assert text_of(response) == "Theirs stays"
    assert (kept.by, kept.why) == (cheshire.drafter, NotSaved.CONFLICT)
    assert "choose between two versions" in html
    assert "Ann saved another version on 20 August 2021 at midday" in html
    assert "<ins>" in html
    assert 'name="local_number" value="7"' in html


def test_what_became_of_a_save_is_told_to_screen_readers(clash, response, address):
    outcome = 'id="saving" role="status"'

    assert outcome in clash.get(address).content.decode()
    assert outcome in clash.get(f"/responses/{response.pk}/introduction/").content.decode()


def test_keeping_mine_overwrites_what_was_seen(clash, response, address):
    clash.post(address, {"keep_mine": "yes", "seen": "1"})

    assert text_of(response) == "Mine stays"
    assert not Unsaved.objects.exists()


def test_keeping_mine_does_not_overwrite_what_came_after(clash, colleague, response, address):
    colleague.post(address, typed(text="Theirs again", seen="1"))

    clash.post(address, {"keep_mine": "yes", "seen": "1"})

    assert text_of(response) == "Theirs again"
    assert Unsaved.objects.get().typed["text"] == ["Mine stays"]


def test_keeping_theirs_lets_mine_go(clash, response, address):
    page = clash.post(address, {"let_go": "yes"})

    assert page.url == address
    assert text_of(response) == "Theirs stays"
    assert not Unsaved.objects.exists()
    assert "choose between" not in clash.get(address).content.decode()


def test_both_are_brought_together(clash, response, address):
    clash.post(address, typed(text="Both", seen="1", save=""))

    assert text_of(response) == "Both"
    assert not Unsaved.objects.exists()


def test_nobody_else_sees_what_was_set_aside(clash, colleague, address, response):
    theirs = colleague.get(address).content.decode()
    page = colleague.get(f"/responses/{response.pk}/unsaved/")

    assert "Mine stays" not in theirs
    assert page.status_code == 404


def test_two_people_in_the_introduction_lose_nothing(sign_in, cheshire, response, colleague):
    address, seen = f"/responses/{response.pk}/introduction/", response.words_mark
    colleague.post(address, {"introduction": "Theirs", "conclusion": "", "seen": seen})
    client = sign_in(cheshire.drafter)

    page = client.post(address, {"introduction": "Mine", "conclusion": "End", "seen": seen})
    html = client.get(page.url).content.decode()
    response.refresh_from_db()
    client.post(address, {"introduction": "Both", "conclusion": "End", "seen": response.words_mark})

    response.refresh_from_db()
    assert "Theirs" in html
    assert "Mine" in html
    assert (response.introduction, response.conclusion) == ("Both", "End")


def test_page_saves_itself_and_says_when(sign_in, cheshire, response, address):
    page = sign_in(cheshire.drafter).post(address, by_itself(text="- one"))

    html = page.content.decode()
    response.refresh_from_db()
    assert page.status_code == 200
    assert "Saved at midday" in html
    assert "<li>one</li>" in html
    assert "<html" not in html
    assert (text_of(response), response.status) == ("- one", Status.DRAFTING)


def test_page_that_saved_itself_is_not_in_its_own_way(sign_in, cheshire, response, address):
    client = sign_in(cheshire.drafter)
    client.post(address, by_itself(text="First"))

    page = client.post(address, typed(text="Second", page=ONE, tick="2", save=""))

    assert page.url == f"/responses/{response.pk}/"
    assert text_of(response) == "Second"


def test_save_that_comes_late_does_not_undo_a_later_one(sign_in, cheshire, response, address):
    client = sign_in(cheshire.drafter)
    client.post(address, typed(text="Second", page=ONE, tick="2", save=""))

    page = client.post(address, by_itself(text="First"))

    assert "Saved at" in page.content.decode()
    assert text_of(response) == "Second"
    assert not Unsaved.objects.exists()


def test_page_does_not_overwrite_what_came_between_its_saves(
    sign_in, cheshire, response, address, colleague
):
    client = sign_in(cheshire.drafter)
    client.post(address, by_itself(text="First"))
    colleague.post(address, typed(text="Theirs", seen="1", page=TWO))

    page = client.post(address, {**by_itself(text="Second"), "tick": "2"})

    html = page.content.decode()
    assert "Ann saved this at midday" in html
    assert f'href="{address}"' in html
    assert text_of(response) == "Theirs"
    assert Unsaved.objects.get().typed["text"] == ["Second"]


def test_page_with_something_to_put_right_is_kept_and_comes_back(
    sign_in, cheshire, response, address
):
    client = sign_in(cheshire.drafter)
    wrong = {"planned_on_day": "31", "planned_on_month": "2", "planned_on_year": "2022"}

    page = client.post(address, by_itself(text="Half done", position="planned", **wrong))
    html = client.get(address).content.decode()

    assert "The date it will be done must be a real date. What you typed" in page.content.decode()
    assert not Answer.objects.exists()
    assert "Half done" in html
    assert 'value="31"' in html
    assert "Not saved yet" in html


def test_saving_what_came_back_leaves_nothing_aside(sign_in, cheshire, response, address):
    client = sign_in(cheshire.drafter)
    client.post(address, by_itself(position="answered_with"))

    client.post(address, typed(text="Whole", save=""))

    assert text_of(response) == "Whole"
    assert not Unsaved.objects.exists()


def test_text_typed_after_it_was_sent_is_kept_for_its_writer(sign_in, cheshire, response, address):
    make.AnswerFactory(response=response, recommendation__number="9")
    response.status = Status.WITH_COMMISSIONER
    response.save()
    client = sign_in(cheshire.drafter)

    page = client.post(address, by_itself())
    html = client.get(f"/responses/{response.pk}/unsaved/").content.decode()

    assert "is with the commissioner, so it cannot be changed now." in page.content.decode()
    assert Unsaved.objects.get().why == NotSaved.CLOSED
    assert "Mine" in html
    assert "Answer to recommendation 1" in html


def test_what_was_set_aside_can_be_removed(clash, response):
    place = Unsaved.objects.get().place

    page = clash.post(f"/responses/{response.pk}/unsaved/", {"place": place})

    assert page.url == "/"
    assert not Unsaved.objects.exists()


def note_on(page):
    """The signed note that a page carries."""
    return page.context["form"]["writer"].value()


@pytest.fixture
def note(sign_in, cheshire, address, client):
    note = note_on(sign_in(cheshire.drafter).get(address))
    client.logout()
    return note


def test_session_that_ended_loses_nothing(client, cheshire, address, note):
    page = client.post(address, typed(writer=note, save=""))
    client.force_login(cheshire.drafter)
    html = client.get(address).content.decode()

    assert page.url == f"/accounts/login/?next={address}"
    assert Unsaved.objects.get().why == NotSaved.SIGNED_OUT
    assert ">\nMine</textarea>" in html
    assert "You were signed out while you were writing." in html
    assert not Answer.objects.exists()


def test_page_that_saves_itself_says_that_the_session_ended(client, address, note):
    page = client.post(address, by_itself(writer=note))

    assert page.status_code == 200
    assert "You have been signed out." in page.content.decode()
    assert f"/accounts/login/?next={address}" in page.content.decode()
    assert Unsaved.objects.get().typed["text"] == ["Mine"]


def test_text_that_others_saved_meanwhile_is_beside_it_after_signing_in(
    client, cheshire, address, note, colleague
):
    client.post(address, typed(writer=note))
    colleague.post(address, typed(text="Theirs"))
    client.force_login(cheshire.drafter)

    html = client.get(address).content.decode()

    assert "choose between two versions" in html


@pytest.mark.parametrize("forged", ["", "no-note", "WzEsMl0:1abc:def"])
def test_without_a_note_of_ours_nothing_is_stored(client, address, response, forged):
    page = client.post(address, typed(writer=forged))

    assert page.status_code == 302
    assert not Unsaved.objects.exists()


def test_note_of_somebody_who_left_stores_nothing(client, cheshire, address, note):
    cheshire.drafter.memberships.update(valid_to=make.PUBLISHED_ON)

    client.post(address, typed(writer=note))

    assert not Unsaved.objects.exists()


def test_text_of_one_person_is_not_saved_as_another(client, cheshire, address, note, inspection):
    other = make.MembershipFactory(drafter=True, body=cheshire.body).user
    client.force_login(other)

    page = client.post(address, typed(writer=note, save=""))

    assert page.status_code == 403
    assert "Somebody else opened this page" in page.content.decode()
    assert not Answer.objects.exists()
    assert Unsaved.objects.get().by == cheshire.drafter


def test_page_whose_token_is_old_is_kept(cheshire, address, note):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cheshire.drafter)

    page = client.post(address, typed(writer=note, save=""))

    assert page.url == address
    assert Unsaved.objects.get().typed["text"] == ["Mine"]


def test_page_of_a_stranger_without_a_token_is_refused(cheshire, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cheshire.drafter)

    page = client.post(address, typed())

    assert page.status_code == 403
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_page_asks_the_database_the_same_for_any_number_of_recommendations(
    sign_in, cheshire, response, address, method
):
    client = sign_in(cheshire.drafter)
    client.post(address, typed(text="Begun"))
    before = _queries(client, method, address, text="First")
    for _ in range(5):
        make.AnswerFactory(response=response)

    after = _queries(client, method, address, text="Second")

    assert before == after


def _queries(client, method, address, **changes):
    with CaptureQueriesContext(connection) as found:
        if method == "get":
            client.get(address)
        else:
            seen = Answer.objects.filter(recommendation__number="1").first()
            client.post(address, typed(seen=str(seen.revision if seen else 0), **changes))
    return len(found)


def test_check_page_says_that_a_colleague_has_text_aside_and_not_what(
    clash, colleague, cumbria, response
):
    html = colleague.get(f"/responses/{response.pk}/check/").content.decode()

    person = response.unsaved.get().by
    assert f"{person} typed something there on 20 August 2021 at midday" in html
    assert "Mine stays" not in html


def test_check_page_says_nothing_of_what_the_force_has_aside(sign_in, cheshire, response):
    Unsaved.objects.create(
        response=response,
        place=OFFICER,
        by=cheshire.contact,
        title="Chief officer’s comments of the force",
        address="/",
        why=NotSaved.CONFLICT,
        typed={"text": ["Secret"]},
        at=make.NOON,
    )

    html = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/check/").content.decode()

    assert "typed something there" not in html
