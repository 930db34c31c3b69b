"""How far the files of a letter are: told on a page that asks again by itself, and to no other."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from responses.choices import Format, LetterState
from responses.content import content_of
from responses.models import Letter
from responses.models.signing import freeze
from responses.tasks import retry_letters
from tests import factories as make

HTMX = {"HX-Request": "true"}


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)


@pytest.fixture
def version(response):
    version = make.sign_version(response)
    Letter.queue([version], at=make.NOON)
    return version


@pytest.fixture
def address(version):
    return f"/responses/{version.response_id}/versions/{version.number}/"


@pytest.fixture
def pdf(version):
    return version.letters.get(format=Format.PDF)


@pytest.fixture
def client_of_drafter(sign_in, cheshire):
    return sign_in(cheshire.drafter)


def asks_again(html):
    """The address that a part of a page asks again, or nothing."""
    found = re.search(r'hx-get="([^"]+)" hx-trigger="every 2s" hx-swap="outerHTML"', html)
    return found[1] if found else ""


def test_page_asks_again_while_a_file_is_being_made(client_of_drafter, address, version):
    html = client_of_drafter.get(address).content.decode()

    assert asks_again(html).startswith(f"{address}states/?seen=")
    assert 'aria-live="polite"' in html
    assert "dist/htmx.min.js" in html
    assert "Check whether it is ready" in html


def test_nothing_is_swapped_while_nothing_changed(client_of_drafter, address, pdf):
    asked = asks_again(client_of_drafter.get(address).content.decode())

    same = client_of_drafter.get(asked, headers=HTMX)
    pdf.claim(at=make.NOON)
    changed = client_of_drafter.get(asked, headers=HTMX)

    assert (same.status_code, same.content) == (204, b"")
    assert changed.status_code == 200
    assert b"PDF: being made" in changed.content
    assert b"<html" not in changed.content


def test_page_stops_asking_when_all_is_made(client_of_drafter, address, version):
    asked = asks_again(client_of_drafter.get(address).content.decode())
    for letter in version.letters.all():
        letter.issue(b"%PDF-1.7", at=make.NOON)

    part = client_of_drafter.get(asked, headers=HTMX).content.decode()

    assert asks_again(part) == ""
    assert f'href="{address}letter.pdf">Letter (PDF)</a>' in part
    assert asks_again(client_of_drafter.get(address).content.decode()) == ""


def test_page_stops_asking_when_the_session_ends(address, version):
    part = Client().get(f"{address}states/", headers=HTMX)
    page = Client().get(f"{address}states/")

    assert part.status_code == 286
    assert b"You have been signed out." in part.content
    assert b"<html" not in part.content
    assert page.url.startswith("/accounts/login/")


def test_what_failed_is_said_in_plain_words_with_a_way_on(client_of_drafter, address, pdf):
    pdf.claim(at=make.NOON)
    pdf.fail("OSError: [Errno 28] /srv/letters", at=make.NOON)

    html = client_of_drafter.get(f"{address}states/").content.decode()

    assert "The service could not read or write something that it needs." in html
    assert "Try again now" in html
    assert "OSError" not in html


def test_states_are_the_offices_own(sign_in, cumbria, inspector, address, version):
    for person in (cumbria.drafter, inspector):
        assert sign_in(person).get(f"{address}states/").status_code == 404


def test_version_page_shows_what_was_signed_and_not_the_templates_of_today(
    client_of_drafter, response
):
    html = (
        '<html><head><title>Response</title></head><body class="issued"><h1>As it was signed</h1>'
        "<p>Said in a way that no template says today.</p></body></html>"
    )
    content = content_of(response)
    freeze(response, content, html=html, by=None, at=None, dated_on=None)

    page = client_of_drafter.get(f"/responses/{response.pk}/versions/1/").content.decode()

    assert "<h2>As it was signed</h2><p>Said in a way that no template says today.</p>" in page
    assert "Work on 1 has begun." not in page
    assert page.count("<title>") == 1


def test_a_late_worker_takes_down_nothing_over_the_head_of_the_one_that_has_it(pdf):
    late = Letter.objects.get(pk=pdf.pk)
    late.claim(at=make.NOON - timedelta(minutes=11))
    pdf.refresh_from_db()
    pdf.queue_again(at=make.NOON)
    pdf.claim(at=make.NOON)

    late.fail("OSError: too late", at=make.NOON)
    late.queue_again(at=make.NOON)
    is_kept = late.issue(b"%PDF-1.7 too late", at=make.NOON)

    pdf.refresh_from_db()
    assert is_kept is False
    assert (pdf.state, pdf.attempts, pdf.content) == (LetterState.RENDERING, 2, None)


def test_a_file_is_claimed_by_one_of_two_workers(pdf):
    other = Letter.objects.get(pk=pdf.pk)

    assert [pdf.claim(at=make.NOON), other.claim(at=make.NOON)] == [True, False]


def test_what_a_person_queued_is_taken_up_however_often_it_was_tried(version, pdf, eager_celery):
    Letter.objects.filter(pk=pdf.pk).update(attempts=9, state=LetterState.FAILED)
    Letter.queue_failed(version, at=make.NOON - timedelta(minutes=3))

    retry_letters()

    pdf.refresh_from_db()
    assert pdf.state == LetterState.READY
