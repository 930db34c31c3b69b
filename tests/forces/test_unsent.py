"""What is typed outside a response, on a page whose session ended: docs/decisions/0036."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forces.models import Unsent
from forces.models.unsent import set_aside
from forces.notes import address_of
from recommendations.models import ProgressUpdate, Reply
from tests import factories as make
from tests import oversight
from tests.page_forms import Forms, note_on
from tests.recommendations.progress.conftest import day

MINE = "Forty cases, and this took me an hour."


@pytest.fixture
def question(inspection, cheshire):
    inspection.forces.add(cheshire.force)
    return oversight.question(
        recommendation=inspection.recommendations.get(number="1"), force=cheshire.force
    )


@pytest.fixture
def address(question):
    return f"/questions/{question.pk}/reply/"


@pytest.fixture
def note(sign_in, cheshire, address, client):
    """That of a page that Cheshire's drafter opened before their session ended."""
    note = note_on(sign_in(cheshire.drafter).get(address))
    client.logout()
    return note


def typed(note, **fields):
    return {"text": MINE, "submit": "Send the reply", "unsent_note": note, **fields}


def kept(by, address="/questions/1/reply/", page="a", text=MINE, at=make.NOON, **fields):
    about = {"title": "Reply to a question", "had_files": False, **fields}
    set_aside(by, {"text": [text]}, address=address, page=page, at=at, **about)
    return Unsent.objects.get(by=by, address=address, page=page)


def follow_to_sign_in(client, user, page):
    """Sign in on the page to which somebody was led, and go where that leads."""
    return client.post(page.url, {"login": user.email, "password": make.PASSWORD}, follow=True)


# A session that ended


def test_what_is_typed_comes_back_and_is_gone_once_it_is_sent(client, cheshire, address, note):
    page = client.post(address, typed(note))
    assert page.url == f"/accounts/login/?next={address}"

    back = follow_to_sign_in(client, cheshire.drafter, page)

    assert back.redirect_chain[-1][0] == address
    assert f">\n{MINE}</textarea>" in back.text
    assert "You were signed out while you were writing." in back.text
    assert "is kept. <a" not in back.text
    assert not Reply.objects.exists()

    done = client.post(address, typed(note_on(back)))

    assert done.status_code == 302
    assert Reply.objects.get().text == MINE
    assert not Unsent.objects.exists()
    assert client.session["unsent"] == []


def test_what_is_kept_says_when_by_whom_and_where(client, cheshire, address, note):
    client.post(address, typed(note))

    row = Unsent.objects.get()

    assert (row.by, row.address, row.at) == (cheshire.drafter, address, make.NOON)
    assert row.typed == {"text": [MINE], "submit": ["Send the reply"]}
    assert row.title.startswith("Reply")
    assert "&" not in row.title


def test_the_same_page_that_is_sent_twice_is_kept_once(client, cheshire, address, note):
    client.post(address, typed(note))
    client.post(address, typed(note, text="Better"))

    assert Unsent.objects.get().typed["text"] == ["Better"]


def test_what_is_wrong_with_it_is_said_when_it_comes_back(client, cheshire, address, note):
    client.post(address, typed(note, text=" "))
    client.force_login(cheshire.drafter)

    page = client.get(address)

    assert "Error: " in page.text
    assert "Not saved yet" in page.text


def test_a_page_that_nothing_is_kept_of_asks_nothing_more(sign_in, cheshire, address):
    client = sign_in(cheshire.drafter)
    kept(cheshire.signatory, address)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)

    assert page.status_code == 200
    assert not [each for each in queries if "forces_unsent" in str(each["sql"])]


def test_two_windows_hold_two_texts_and_sending_one_leaves_the_other(
    sign_in, client, cheshire, address
):
    sign_in(cheshire.drafter)
    notes = [note_on(client.get(address)) for _ in range(2)]
    client.logout()
    client.post(address, typed(notes[0], text="The first"))
    with time_machine.travel(make.NOON + timedelta(minutes=1), tick=False):
        client.post(address, typed(notes[1], text="The second"))
    client.force_login(cheshire.drafter)

    back = client.get(address)
    client.post(address, typed(note_on(back), text="The second"))

    assert "The second</textarea>" in back.text
    assert "Look at what else you typed on this page" in back.text
    assert Unsent.objects.get().typed["text"] == ["The first"]
    assert client.session["unsent"] == [address]


def test_a_page_that_is_sent_by_another_window_leaves_what_is_kept(
    sign_in, client, cheshire, address, note
):
    client.post(address, typed(note))
    client.force_login(cheshire.drafter)

    client.post(address, {"text": "Typed afresh"})

    assert Unsent.objects.get().typed["text"] == [MINE]


def test_what_is_kept_stays_until_it_is_sent_without_an_error(client, cheshire, address, note):
    client.post(address, typed(note))
    client.force_login(cheshire.drafter)
    back = client.get(address)

    page = client.post(address, typed(note_on(back), text=" "))

    assert page.status_code == 200
    assert note_on(page)
    assert Unsent.objects.get().typed["text"] == [MINE]


def test_a_page_with_errors_is_still_the_same_page(sign_in, client, cheshire, address):
    sign_in(cheshire.drafter)
    page = client.post(address, typed(note_on(client.get(address)), text=" "))
    client.logout()

    client.post(address, typed(note_on(page)))

    assert Unsent.objects.get().address == address


def test_a_page_narrowed_by_its_address_leads_back_to_just_that(sign_in, client, cheshire, address):
    sign_in(cheshire.drafter)
    narrowed = f"{address}?from=%2Fa&page=2"
    note = note_on(client.get(narrowed))
    client.logout()

    client.post(narrowed, typed(note))
    client.force_login(cheshire.drafter)

    assert Unsent.objects.get().address == narrowed
    assert MINE in client.get(narrowed).text


# Signed in again in another tab


def test_a_page_with_an_old_token_is_kept_and_comes_back_at_once(cheshire, address, note):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cheshire.drafter)

    page = client.post(address, typed(note))

    assert page.url == address
    assert MINE in client.get(address).text


def test_a_page_with_an_old_token_and_no_session_leads_to_signing_in(address, note):
    page = Client(enforce_csrf_checks=True).post(address, typed(note))

    assert page.url == f"/accounts/login/?next={address}"
    assert Unsent.objects.get().typed["text"] == [MINE]


def test_a_page_with_an_old_token_without_a_note_is_refused(cheshire, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cheshire.drafter)

    page = client.post(address, {"text": MINE})

    assert page.status_code == 403
    assert not Unsent.objects.exists()


@pytest.mark.parametrize("checks", [False, True])
def test_what_somebody_else_typed_is_kept_for_them_and_saved_by_nobody(
    cheshire, address, note, checks
):
    client = Client(enforce_csrf_checks=checks)
    client.force_login(cheshire.contact)

    page = client.post(address, typed(note))

    assert page.status_code == 403
    assert "What was typed is kept for them." in page.text
    assert not Reply.objects.exists()
    assert Unsent.objects.get().by == cheshire.drafter
    assert MINE not in client.get(address).text
    assert MINE not in client.get("/account/typed/").text


# Notes that are not good


def forged(by, address, **changes):
    parts = {"by": by, "address": address, "page": "a", "title": "T", "sent_to": [], **changes}
    return list(parts.values())


@pytest.mark.parametrize("bad", ["", "no-note", "WzEsMl0:1abc:def", "\x00"])
def test_without_a_note_of_ours_nothing_is_kept(client, address, question, bad):
    page = client.post(address, typed(bad))

    assert page.url == f"/accounts/login/?next={address}"
    assert not Unsent.objects.exists()


def test_a_note_that_is_signed_for_something_else_is_none(client, cheshire, address):
    about = forged(cheshire.drafter.pk, address)

    client.post(address, typed(signing.dumps(about, salt="responses.writer")))

    assert not Unsent.objects.exists()


def test_a_note_is_of_one_address(client, cheshire, address, note):
    client.post(f"{address[:-6]}withdraw/", typed(note))
    client.post("/accounts/login/", typed(note))

    assert not Unsent.objects.exists()


def test_a_note_is_good_for_seven_days(client, address, note):
    with time_machine.travel(make.NOON + timedelta(days=7, minutes=-1), tick=False):
        client.post(address, typed(note))
    assert Unsent.objects.exists()
    Unsent.objects.all().delete()

    with time_machine.travel(make.NOON + timedelta(days=7, minutes=1), tick=False):
        client.post(address, typed(note))

    assert not Unsent.objects.exists()


def test_a_note_of_somebody_who_may_no_longer_sign_in_keeps_nothing(
    client, cheshire, address, note
):
    type(cheshire.drafter).objects.filter(pk=cheshire.drafter.pk).update(is_active=False)

    client.post(address, typed(note))
    client.force_login(cheshire.contact)
    page = client.post(address, typed(note))

    assert page.status_code == 403
    assert "Somebody else opened this page. Open it again" in page.text
    assert not Unsent.objects.exists()
    assert not Reply.objects.exists()


@pytest.mark.parametrize("elsewhere", ["//evil.example/a/", "https://evil.example/", "a/"])
def test_what_is_kept_is_of_a_page_of_this_service(cheshire, elsewhere):
    with pytest.raises(IntegrityError, match="unsent_is_of_a_page_here"), transaction.atomic():
        kept(cheshire.drafter, elsewhere)


def test_an_address_that_looks_like_another_host_is_none(rf):
    request = rf.get("/")
    request.path = "//evil.example/a/"

    assert address_of(request) == "/evil.example/a/"


def test_an_endless_address_is_kept_without_what_it_asks_for(rf):
    assert address_of(rf.get(f"/account/?a={'b' * 2000}")) == "/account/"


# What is typed


def test_characters_that_no_database_keeps_are_left_out(client, cheshire, address, note):
    client.post(address, typed(note, **{"text": "a\x00b", "n\x00": "c"}))

    row = Unsent.objects.get()

    assert (row.typed["text"], row.typed["n"]) == (["ab"], ["c"])


def test_two_megabytes_are_kept_whole(client, cheshire, address, note):
    long = "Forty cases. " * 160_000

    client.post(address, typed(note, text=long))
    client.force_login(cheshire.drafter)

    assert Unsent.objects.get().typed["text"] == [long]
    assert client.get("/account/typed/").status_code == 200


def test_a_password_is_not_kept(client, address, note):
    client.post(address, typed(note, password="hunter2 hunter2"))

    assert "hunter2" not in str(Unsent.objects.get().typed)


def test_a_page_that_asks_for_a_password_carries_no_note(sign_in, cheshire, world):
    client = sign_in(cheshire.signatory)
    pk = world["sent"].pk
    read = client.get(f"/responses/{pk}/read/")
    link = next(part for part in read.text.split('"') if f"/responses/{pk}/sign/?" in part)

    page = client.get(link.replace("&amp;", "&"))

    assert 'type="password"' in page.text
    assert "unsent_note" not in page.text


def test_files_that_were_chosen_are_asked_for_again(sign_in, client, cheshire, tmp_path):
    sign_in(cheshire.drafter)
    address = "/letterheads/cheshire/"
    (form,) = [f for f in Forms(client.get(address).text).all if "unsent_note" in f.rest]
    client.logout()
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"not looked at")

    with logo.open("rb") as file:
        client.post(address, {**form.data, "logo": file})
    client.force_login(cheshire.drafter)

    assert "Files cannot be kept: choose them again." in client.get(address).text


# Pages that do not open any more


def test_a_page_that_is_closed_meanwhile_leads_to_what_was_typed(
    client, cheshire, address, note, question
):
    client.post(address, typed(note))
    oversight.reply(question)
    client.force_login(cheshire.drafter)

    page = client.get(address)

    assert page.status_code == 403
    assert 'href="/account/typed/">Look at it</a>' in page.text
    assert MINE in client.get("/account/typed/").text


def test_who_lost_the_right_to_the_page_still_finds_what_they_typed(
    client, cheshire, address, note
):
    cheshire.drafter.memberships.update(valid_to=make.PUBLISHED_ON)

    client.post(address, typed(note))
    client.force_login(cheshire.drafter)

    assert client.get(address).status_code == 404
    assert 'href="/account/typed/">Look at it</a>' in client.get(address).text
    assert MINE in client.get("/account/typed/").text


def test_what_is_sent_to_a_page_that_is_theirs_no_longer_is_kept(
    sign_in, client, cheshire, address
):
    note = note_on(sign_in(cheshire.drafter).get(address))
    cheshire.drafter.memberships.update(valid_to=make.PUBLISHED_ON)

    page = client.post(address, typed(note))

    assert page.status_code == 404
    assert 'href="/account/typed/">Look at it</a>' in page.text
    assert MINE in client.get("/account/typed/").text


def test_a_page_that_moved_says_that_something_is_kept(sign_in, client, cheshire, inspection):
    inspection.forces.add(cheshire.force)
    kept(cheshire.drafter, "/progress/rape/cheshire/submit/")
    sign_in(cheshire.drafter)

    page = client.get("/progress/rape/cheshire/submit/", follow=True)

    assert "What you typed there was not sent, and is kept." in page.text


def test_a_page_that_has_no_form_for_them_any_more_says_so(sign_in, cheshire, inspection):
    inspection.forces.add(cheshire.force)
    kept(cheshire.signatory, "/progress/rape/cheshire/")

    page = sign_in(cheshire.signatory).get("/progress/rape/cheshire/")

    assert "What you typed on this page could not be sent, and is kept." in page.text
    assert MINE not in page.text


# Signing in elsewhere


def test_signing_in_says_what_is_kept_unless_it_leads_there(client, cheshire):
    kept(cheshire.drafter, "/account/tokens/")
    sign_in = {"login": cheshire.drafter.email, "password": make.PASSWORD}

    page = client.post("/accounts/login/", sign_in, follow=True)

    assert "What you typed on “Reply to a question” was not sent, and is kept." in page.text
    assert 'href="/account/tokens/">Go back to it</a>' in page.text
    client.logout()
    there = {"next": "/account/tokens/"}
    assert "Go back to it" not in client.post("/accounts/login/", sign_in | there, follow=True).text


def test_signing_in_leads_to_all_of_it_where_there_is_more(client, cheshire):
    kept(cheshire.drafter, "/account/tokens/")
    kept(cheshire.drafter, "/account/")

    page = client.post(
        "/accounts/login/",
        {"login": cheshire.drafter.email, "password": make.PASSWORD},
        follow=True,
    )

    assert "What you typed on 2 pages was not sent, and is kept." in page.text
    assert 'href="/account/typed/">Look at it</a>' in page.text


def test_signing_in_says_nothing_where_nothing_is_kept(client, cheshire):
    kept(cheshire.contact)

    page = client.post(
        "/accounts/login/",
        {"login": cheshire.drafter.email, "password": make.PASSWORD},
        follow=True,
    )

    assert "is kept" not in page.text
    assert "unsent" not in client.session


# The list


def test_the_list_shows_ones_own_and_nobody_elses(sign_in, cheshire):
    kept(cheshire.drafter)
    kept(cheshire.contact, text="A secret of the contact")

    page = sign_in(cheshire.drafter).get("/account/typed/")

    assert MINE in page.text
    assert "secret" not in page.text


def test_the_list_asks_the_database_the_same_for_any_number(sign_in, cheshire):
    client = sign_in(cheshire.drafter)
    for count in (1, 3):
        for number in range(count):
            kept(cheshire.drafter, page=str(number))
        client.get("/account/typed/")  # the session learns of what another one kept
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/account/typed/")
        assert page.text.count(MINE) == count
        assert len([each for each in queries if "forces_unsent" in str(each["sql"])]) == 1


def test_the_list_says_that_there_is_nothing(sign_in, cheshire):
    assert "There is nothing." in sign_in(cheshire.drafter).get("/account/typed/").text


def test_what_is_listed_is_what_was_worded(cheshire):
    row = kept(cheshire.drafter)
    row.typed = {
        "r12-seen": ["3f2a"], "r12-state": ["in_progress"], "r12-text": ["Done"],
        "r12-next_on_day": ["3"], "about": ["update-7"], "sure": ["on"], "name": ["", "7a"],
        "seen": ["a mark of words"],
    }  # fmt: skip

    assert row.texts == ["Done", "7a"]


def test_what_is_removed_is_gone(sign_in, client, cheshire):
    row = kept(cheshire.drafter)
    sign_in(cheshire.drafter)

    page = client.post(f"/account/typed/{row.pk}/remove/", follow=True)

    assert "What you typed there is removed" in page.text
    assert not Unsent.objects.exists()
    assert client.session["unsent"] == []


def test_what_is_removed_on_its_page_leads_back_there(sign_in, client, cheshire, address):
    row = kept(cheshire.drafter, address)
    back = sign_in(cheshire.drafter).get(address)

    page = client.post(f"/account/typed/{row.pk}/remove/", {"to_its_page": "yes"}, follow=True)

    assert MINE in back.text
    assert page.redirect_chain[-1][0] == address
    assert MINE not in page.text


def test_what_another_typed_is_not_removed(sign_in, cheshire):
    row = kept(cheshire.contact)

    page = sign_in(cheshire.drafter).post(f"/account/typed/{row.pk}/remove/")

    assert page.status_code == 404
    assert Unsent.objects.exists()


def test_what_another_session_removed_is_shown_no_more(sign_in, client, cheshire, address):
    kept(cheshire.drafter, address)
    sign_in(cheshire.drafter)
    Unsent.objects.all().delete()

    page = client.get(address)

    assert "Not saved yet" not in page.text
    assert client.session["unsent"] == []


# Pages that are sent elsewhere


@pytest.mark.parametrize("path", ["/progress/rape/cheshire/", "/progress/round/cheshire/"])
@pytest.mark.parametrize("button", ["", "submit/"])
def test_an_update_comes_back_on_the_page_with_the_form(
    sign_in, client, cheshire, inspection, path, button
):
    inspection.forces.add(cheshire.force)
    first, second = inspection.recommendations.filter(number__in="12").in_order()
    address = f"{path}?inspection=rape" if "round" in path else path
    sign_in(cheshire.drafter)
    (form,) = [f for f in Forms(client.get(address).text).all if "unsent_note" in f.rest]
    client.logout()
    typed = {
        f"r{first.pk}-text": MINE,
        f"r{first.pk}-state": "in_progress",
        f"r{second.pk}-text": "Nothing new.",
    }

    page = client.post(address.replace(path, path + button), form.data | typed)
    back = follow_to_sign_in(client, cheshire.drafter, page)

    assert back.redirect_chain[-1][0] == address
    (form,) = [f for f in Forms(back.text).all if "unsent_note" in f.rest]
    assert form.words[f"r{first.pk}-text"] == MINE
    assert form.words[f"r{second.pk}-text"] == "Nothing new."
    assert form.rest[f"r{first.pk}-state"] == ["in_progress"]
    assert not ProgressUpdate.objects.exists()

    done = client.post(path + button, form.data | {f"r{second.pk}-state": "complete"})

    assert done.status_code == 302
    assert ProgressUpdate.objects.count() == 2
    assert not Unsent.objects.exists()


def test_what_would_be_done_is_asked_again_with_what_was_typed(
    sign_in, client, administrator, inspection
):
    sign_in(administrator)
    address = "/inspections/rape/dates/"
    (form,) = [f for f in Forms(client.get(address).text).all if "unsent_note" in f.rest]
    typed = form.data | {"reason": MINE} | day("published_on", make.PUBLISHED_ON + timedelta(1))
    (check,) = [f for f in Forms(client.post(address, typed).text).all if "unsent_note" in f.rest]
    client.logout()

    page = client.post(address, check.data | {"confirm": "yes"})
    back = follow_to_sign_in(client, administrator, page)

    assert f">\n{MINE}</textarea>" in back.text
    inspection.refresh_from_db()
    assert inspection.published_on == make.PUBLISHED_ON


def test_a_number_that_was_corrected_meanwhile_keeps_what_was_typed(
    sign_in, client, cheshire, administrator, inspection
):
    inspection.forces.add(cheshire.force)
    first = inspection.recommendations.get(number="1")
    address = "/progress/rape/cheshire/1/assess/"
    inspector = make.MembershipFactory(
        inspector=True, inspectorate=inspection.inspectorates.get()
    ).user
    note = note_on(sign_in(inspector).get(address))
    client.logout()
    renumber(first, administrator)
    page = client.post(address, {"reason": MINE, "unsent_note": note})

    back = follow_to_sign_in(client, inspector, page)

    assert back.redirect_chain[-1][0] == "/progress/rape/cheshire/1A/assess/"
    assert "What you typed there was not sent, and is kept." in back.text

    again = client.post(address, {"reason": MINE, "unsent_note": note})
    (form,) = [f for f in Forms(again.text).all if "unsent_note" in f.rest]
    client.logout()
    client.post("/progress/rape/cheshire/1A/assess/", form.data)
    client.force_login(inspector)

    assert MINE in client.get("/progress/rape/cheshire/1A/assess/").text


def renumber(recommendation, by):
    """Its number is corrected to 1A."""
    client = Client()
    client.force_login(by)
    at = f"/inspections/{recommendation.inspection.slug}/recommendations/1/correct/"
    (form,) = [f for f in Forms(client.get(at).text).all if "unsent_note" in f.rest]
    page = client.post(at, form.data | {"number": "1A", "reason": "A slip"})
    assert page.status_code == 302, page.text
