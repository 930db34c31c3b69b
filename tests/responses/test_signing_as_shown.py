"""What the page said would be printed under the signature is what is printed, or nothing is."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine

from responses.content import content_of, digest
from tests import factories as make
from tests.responses.letterheads import with_signature
from tests.responses.test_signing_offices import DECLARED, printed_on

SAYS = "Your name, your office, your signature’s picture or the day is another one since you"


@pytest.fixture
def opened(sign_in, cheshire, sent):
    """Signs with what the page for it held when it was opened."""
    address, seen = f"/responses/{sent.pk}/sign/", digest(content_of(sent))
    client = sign_in(cheshire.signatory)
    page = client.get(address, {"seen": seen}).text
    printed = printed_on(unescape(page))

    def sign():
        client.force_login(cheshire.signatory)
        return client.post(address, {**DECLARED, "seen": seen, "printed": printed})

    return sign


def test_what_was_shown_is_signed(opened, sent):
    assert opened().status_code == 302
    assert sent.versions.exists()


def test_nobody_signs_without_having_been_shown_what_is_printed(sign_in, cheshire, sent):
    declared = {**DECLARED, "seen": digest(content_of(sent))}

    refused = sign_in(cheshire.signatory).post(f"/responses/{sent.pk}/sign/", declared)

    assert SAYS in refused.text
    assert not sent.versions.exists()


def test_nobody_signs_by_another_name_than_was_shown(opened, sent, cheshire):
    cheshire.signatory.name = "Another Name"
    cheshire.signatory.save()

    assert SAYS in opened().text
    assert not sent.versions.exists()


def test_nobody_signs_in_another_office_than_was_shown(opened, sent, cheshire):
    cheshire.signatory.memberships.update(office="Deputy Mayor")

    assert SAYS in opened().text
    assert not sent.versions.exists()


def test_an_office_that_was_chosen_is_not_replaced_by_the_one_that_is_left(sign_in, cheshire, sent):
    deputy = make.MembershipFactory(
        signatory=True, body=cheshire.body, user=cheshire.signatory, office="Deputy Mayor"
    )
    client, seen = sign_in(cheshire.signatory), digest(content_of(sent))
    page = client.get(f"/responses/{sent.pk}/sign/", {"seen": seen}).text
    printed = printed_on(unescape(page))
    deputy.delete()

    refused = client.post(
        f"/responses/{sent.pk}/sign/",
        {**DECLARED, "seen": seen, "printed": printed, "office": "Deputy Mayor"},
    )

    assert SAYS in refused.text
    assert not sent.versions.exists()


def test_nobody_signs_on_another_day_than_was_shown(opened, sent):
    with time_machine.travel(make.NOON + timedelta(days=1), tick=False):
        refused = opened()

    assert SAYS in refused.text
    assert not sent.versions.exists()


def test_nobody_signs_with_another_picture_of_their_signature_than_was_shown(
    opened, sent, cheshire
):
    with_signature(cheshire)

    assert SAYS in opened().text
    assert not sent.versions.exists()


def test_the_picture_that_was_shown_is_signed(sign_in, cheshire, sent):
    held = with_signature(cheshire)
    address, seen = f"/responses/{sent.pk}/sign/", digest(content_of(sent))
    client = sign_in(cheshire.signatory)
    printed = printed_on(unescape(client.get(address, {"seen": seen}).text))

    client.post(address, {**DECLARED, "seen": seen, "printed": printed})

    version = sent.versions.get()
    assert version.content["signature"]["image"] == held.image.sha256
    assert f"image:{held.image.sha256}" in version.html
