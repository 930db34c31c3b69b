"""Who may sign on a day, in which office, and what the page for it shows."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine

from responses.content import content_of, digest
from tests import factories as make
from tests.responses.pages import words

DECLARED = {
    "has_read": "on",
    "is_ours": "on",
    "will_lock": "on",
    "password": make.PASSWORD,
}


def sign(client, response, **changes):
    hidden = {
        "seen": digest(content_of(response)),
        "printed": printed_on(page_of(client, response)),
    }
    return client.post(f"/responses/{response.pk}/sign/", {**DECLARED, **hidden, **changes})


def page_of(client, response):
    seen = digest(content_of(response))
    return unescape(client.get(f"/responses/{response.pk}/sign/?seen={seen}").content.decode())


def printed_on(page):
    """What a page says that will be printed; nothing where a person may not sign."""
    found = re.search(r'name="printed"[^>]*value="([^"]*)"', page)
    return found[1] if found else ""


def signatory(body, *, begins=-1, ends=None, **fields):
    return make.MembershipFactory(
        signatory=True,
        body=body,
        valid_from=make.TODAY + timedelta(days=begins),
        valid_to=make.TODAY + timedelta(days=ends) if ends is not None else None,
        **fields,
    ).user


@pytest.mark.parametrize(
    ("begins", "ends", "status"),
    [
        pytest.param(0, None, 302, id="begins_today"),
        pytest.param(1, None, 404, id="begins_tomorrow"),
        pytest.param(-9, 0, 302, id="ends_today"),
        pytest.param(-9, -1, 404, id="ended_yesterday"),
    ],
)
def test_who_signs_is_who_holds_the_office_that_day(sign_in, cheshire, sent, begins, ends, status):
    someone = signatory(cheshire.body, begins=begins, ends=ends)

    page = sign(sign_in(someone), sent)

    assert page.status_code == status
    assert sent.versions.count() == (status == 302)


def test_who_read_it_in_office_cannot_sign_the_day_after_leaving_it(sign_in, cheshire, sent):
    someone = signatory(cheshire.body, ends=0)
    client = sign_in(someone)
    assert client.get(f"/responses/{sent.pk}/read/").status_code == 200

    with time_machine.travel(make.NOON + timedelta(days=1), tick=False):
        client.force_login(someone)
        page = sign(client, sent)

    assert page.status_code == 404
    assert not sent.versions.exists()


def test_a_deputy_mayor_signs_under_that_name_of_office(sign_in, cheshire, sent):
    deputy = signatory(cheshire.body, office="Deputy Mayor for Policing and Crime")
    client = sign_in(deputy)

    shown = words(page_of(client, sent))
    sign(client, sent)

    version = sent.versions.get()
    assert f"{deputy.name} Deputy Mayor for Policing and Crime 20 August 2021" in shown
    assert version.signer_office == "Deputy Mayor for Policing and Crime"
    assert "Deputy Mayor for Policing and Crime" in version.html


def test_who_drafts_and_may_sign_does_not_sign_what_they_drafted(sign_in, cheshire, sent):
    make.MembershipFactory(signatory=True, body=cheshire.body, user=cheshire.drafter)

    page = sign(sign_in(cheshire.drafter), sent)

    assert page.status_code == 403
    assert "Someone else must sign what you drafted." in page.content.decode()
    assert not sent.versions.exists()


@pytest.fixture
def twice(cheshire):
    """Somebody who may sign for Cheshire in two offices today, and held a third before."""
    person = signatory(cheshire.body, office="Mayor")
    signatory(cheshire.body, user=person, office="Deputy Mayor")
    signatory(cheshire.body, user=person, begins=-9, ends=-1, office="Commissioner")
    return person


def test_of_two_offices_one_is_chosen_and_none_beforehand(sign_in, twice, sent):
    html = page_of(sign_in(twice), sent)

    assert html.count('type="radio"') == 2
    assert "checked" not in html
    assert "Commissioner</label>" not in html


def test_one_office_is_not_asked_for(sign_in, cheshire, sent):
    assert 'type="radio"' not in page_of(sign_in(cheshire.signatory), sent)


def test_the_chosen_office_is_the_one_that_is_printed(sign_in, twice, sent):
    sign(sign_in(twice), sent, office="Deputy Mayor")

    version = sent.versions.get()
    assert version.signer_office == "Deputy Mayor"
    assert version.content["signature"]["office"] == "Deputy Mayor"


@pytest.mark.parametrize("office", ["", "Commissioner"])
def test_an_office_must_be_one_that_is_held(sign_in, twice, sent, office):
    page = sign(sign_in(twice), sent, office=office)

    assert page.content.decode().count("Choose the office in which you sign") == 2
    assert not sent.versions.exists()


def test_a_wrong_password_leaves_what_was_ticked(sign_in, twice, sent):
    page = sign(sign_in(twice), sent, office="Mayor", password="wrong")

    html = page.content.decode()
    assert html.count("checked") == 4
    assert "This is not your password" in html
    assert "wrong" not in html.partition("<form")[2].partition("</form>")[0].replace("wrongly", "")


def test_each_statement_stays_for_itself(sign_in, cheshire, sent):
    page = sign(sign_in(cheshire.signatory), sent, is_ours="")

    html = page.content.decode()
    assert html.count("checked") == 2
    assert "Confirm whose comments they are" in html
