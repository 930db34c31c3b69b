from datetime import date, timedelta

import pytest
import time_machine

from forces.policies import Refused
from responses.choices import CopyTo, Status
from responses.models import CopyAddress, CopyMail, Letter, Publication
from responses.models.publishing import publish
from tests import factories as make
from tests.responses.pages import words

SIGNED_ON = make.TODAY - timedelta(days=5)
OURS = "https://cheshire.example/response"


@pytest.fixture
def signed(cheshire, inspection):
    """Signed on 15 August 2021 by somebody, for Cheshire's body."""
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    make.sign_version(response, on=SIGNED_ON)
    return response


@pytest.fixture
def address(signed):
    return f"/responses/{signed.pk}/publish/"


def typed(url="", day=None, seen="1"):
    parts = {"day": "", "month": "", "year": ""}
    if day:
        parts = {"day": day.day, "month": day.month, "year": day.year}
    return {"url": url, "seen": seen, **{f"published_on_{k}": v for k, v in parts.items()}}


def test_the_page_says_what_will_happen(sign_in, cheshire, signed, address):
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email="copies@hmicfrs.example")

    page = words(sign_in(cheshire.drafter).get(address).content.decode())

    assert "Version 1, signed by Sam Signer, Police and Crime Commissioner, on 15 August" in page
    assert "/register/rape/cheshire/" in page
    assert "Last day: Thursday 9 September 2021" in page
    assert "Today is the day of publication that counts" in page
    assert "goes from here to HM Inspectors of Constabulary, copies@hmicfrs.example" in page
    assert "The copy for the Home Secretary is left to you" in page
    assert "It was signed on 15 August 2021, so not before then." in page


def test_the_page_of_a_demonstration_says_that_nobody_is_mailed(sign_in, cheshire, signed, address):
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email="copies@hmicfrs.example")
    signed.inspection.is_demonstration = True
    signed.inspection.save()

    page = words(sign_in(cheshire.drafter).get(address).content.decode())

    assert "This inspection is a demonstration, so nobody is mailed." in page
    assert "copies@hmicfrs.example" not in page


def test_the_page_of_a_later_version_says_what_stays(sign_in, cheshire, signed, address):
    publish(signed, make.actor(cheshire.drafter), at=make.NOON)
    signed.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")
    make.sign_version(signed)

    page = words(sign_in(cheshire.drafter).get(address).content.decode())

    assert "It takes the place of version 1" in page
    assert "The day that counts stays that of the first publication, 20 August 2021" in page
    assert "It was signed today, so leave this empty." in page


def test_the_page_of_a_later_version_does_not_say_that_its_day_counts(
    sign_in, cheshire, signed, address
):
    publish(signed, make.actor(cheshire.drafter), at=make.NOON)
    signed.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")
    make.sign_version(signed)

    with time_machine.travel(make.NOON + timedelta(days=1), tick=False):
        page = words(sign_in(cheshire.drafter).get(address).content.decode())

    assert "then the register gives that day for this version" in page
    assert "that day counts as the day of publication" not in page


def test_publishing_here_dates_it_today(sign_in, cheshire, signed, address):
    page = sign_in(cheshire.drafter).post(address, typed())

    publication = Publication.objects.get()
    assert page.url == f"/responses/{signed.pk}/"
    assert (publication.published_on, publication.url) == (make.TODAY, "")
    assert (publication.by, publication.at) == (cheshire.drafter, make.NOON)


def test_what_is_published_as_midnight_strikes_is_of_the_new_day(cheshire, signed):
    publish(signed, make.actor(cheshire.drafter), at=make.NOON + timedelta(hours=13))

    assert Publication.objects.get().published_on == make.TODAY + timedelta(days=1)


def test_publishing_with_an_address_alone_dates_it_today(sign_in, cheshire, signed, address):
    sign_in(cheshire.drafter).post(address, typed(OURS))

    publication = Publication.objects.get()
    assert (publication.published_on, publication.url) == (make.TODAY, OURS)


def test_what_was_on_the_bodys_own_website_first_counts_from_then(
    sign_in, cheshire, signed, address
):
    sign_in(cheshire.drafter).post(address, typed(OURS, SIGNED_ON))

    signed.refresh_from_db()
    publication = Publication.objects.get()
    assert (publication.published_on, publication.url) == (SIGNED_ON, OURS)
    assert publication.at == make.NOON
    assert (signed.status, signed.published_on) == (Status.PUBLISHED, SIGNED_ON)


@pytest.mark.parametrize(("day", "late"), [(9, "published_on_time"), (10, "published_late")])
def test_in_time_is_by_the_day_of_publication(cheshire, signed, day, late):
    publish(
        signed,
        make.actor(cheshire.drafter, on=date(2021, 9, 20)),
        at=make.NOON + timedelta(days=31),
        url=OURS,
        published_on=date(2021, 9, day),
    )

    assert signed.lateness(date(2021, 9, 20)).code == late


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": SIGNED_ON}, "Enter the address where it was published on that day."),
        (
            {"url": OURS, "day": SIGNED_ON - timedelta(days=1)},
            "must be 15 August 2021 or later: the response was signed on that day.",
        ),
        (
            {"url": OURS, "day": date(2021, 7, 15)},
            "must be 16 July 2021 or later: the report was published on that day.",
        ),
        (
            {"url": OURS, "day": make.TODAY + timedelta(days=1)},
            "The date it was published there must be today or in the past.",
        ),
        ({"url": "ftp://cheshire.example/r"}, "Enter a web address in the correct format"),
        ({"url": "javascript:alert(1)"}, "Enter a web address in the correct format"),
    ],
)
def test_a_place_or_day_that_cannot_be_is_said_beside_it_and_nothing_typed_is_lost(
    sign_in, cheshire, signed, address, changes, sentence
):
    page = sign_in(cheshire.drafter).post(address, typed(**changes)).content.decode()

    assert page.count(sentence) == 2
    assert changes.get("url", "") in page
    if day := changes.get("day"):
        assert f'value="{day.day}"' in page
    assert not Publication.objects.exists()


@pytest.mark.parametrize("days", [-1, 6])
def test_the_rules_hold_without_the_form_too(cheshire, signed, days):
    with pytest.raises(Refused):
        publish(
            signed,
            make.actor(cheshire.drafter),
            at=make.NOON,
            url=OURS,
            published_on=SIGNED_ON + timedelta(days=days),
        )

    assert not Publication.objects.exists()


def test_nobody_publishes_a_version_that_the_page_did_not_tell_of(
    sign_in, cheshire, signed, address
):
    signed.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")
    make.sign_version(signed)

    page = sign_in(cheshire.drafter).post(address, typed(seen="1"))

    assert page.status_code == 403
    assert "Version 2 was signed since you opened this page." in page.content.decode()
    assert not Publication.objects.exists()


def test_publishing_twice_publishes_once(sign_in, cheshire, signed, address):
    client = sign_in(cheshire.drafter)
    client.post(address, typed())

    page = client.post(address, typed())

    assert page.status_code == 403
    assert Publication.objects.count() == 1


def test_publishing_mails_the_copies_at_once(
    sign_in, cheshire, signed, address, mailbox, worker, django_capture_on_commit_callbacks
):
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email="copies@hmicfrs.example")
    letter = Letter.objects.create(version=signed.versions.get(), changed_at=make.NOON)
    letter.issue(b"%PDF", at=make.NOON)

    with django_capture_on_commit_callbacks(execute=True):
        sign_in(cheshire.signatory).post(address, typed())

    assert [mail["To"] for mail in mailbox.mails] == ["copies@hmicfrs.example"]
    assert CopyMail.objects.get().copy.sent_on == make.TODAY
