from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from forces.policies import Refused
from responses.choices import CopyTo, MailState, SentBy
from responses.models import Copy, CopyAddress, CopyMail, Letter
from responses.models.copying import copies_of, note_copy, set_copy_addresses
from responses.models.publishing import publish
from responses.tasks.copies import deliver_copy
from tests import factories as make

HOME = CopyTo.SECRETARY_OF_STATE


@pytest.fixture
def signed(cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    make.sign_version(response)
    return response


@pytest.fixture
def drafter(cheshire):
    return make.actor(cheshire.drafter)


def published(signed, drafter):
    return publish(signed, drafter, at=make.NOON).version


def note(version, actor, to=HOME, on=make.TODAY, how=SentBy.POST):
    note_copy(version, to, actor, sent_on=on, sent_how=how, at=make.NOON)
    return version.copies.get(to=to)


def test_publishing_owes_both_copies(signed, drafter):
    version = published(signed, drafter)

    assert set(version.copies.values_list("to", "sent_on", "sent_how")) == {
        ("inspectors", None, ""),
        ("secretary_of_state", None, ""),
    }
    assert not CopyMail.objects.exists()


def test_publishing_has_a_copy_mailed_where_there_is_an_address(signed, drafter):
    CopyAddress.objects.create(to=HOME, email="home@office.example")

    version = published(signed, drafter)

    mail = CopyMail.objects.get()
    assert (mail.copy, mail.address) == (version.copies.get(to=HOME), "home@office.example")
    assert (mail.state, mail.reserved_at) == (MailState.RESERVED, make.NOON)


def test_nobody_is_mailed_about_a_demonstration(signed, drafter):
    CopyAddress.objects.create(to=HOME, email="home@office.example")
    signed.inspection.is_demonstration = True
    signed.inspection.save()

    version = published(signed, drafter)

    assert version.copies.count() == 2
    assert not CopyMail.objects.exists()


def test_a_publication_that_fails_owes_no_copy(signed, drafter):
    CopyAddress.objects.create(to=HOME, email="home@office.example")

    with pytest.raises(Refused):
        publish(signed, drafter, at=make.NOON, published_on=make.TODAY)

    assert (Copy.objects.count(), CopyMail.objects.count()) == (0, 0)


def test_a_later_version_owes_copies_of_its_own(signed, drafter):
    first = published(signed, drafter)
    note(first, drafter)
    signed.reopen(by=drafter.person, at=make.NOON, reason="A mistake.")
    make.sign_version(signed)

    second = published(signed, drafter)

    assert [each.sent_on for each in copies_of(second)] == [None, None]
    assert [each.sent_on for each in copies_of(first)] == [None, make.TODAY]


def test_an_address_that_comes_later_is_for_later_publications(signed, drafter):
    published(signed, drafter)

    set_copy_addresses({CopyTo.INSPECTORS: "a@hmicfrs.example", HOME: ""})

    assert not CopyMail.objects.exists()
    assert list(CopyAddress.objects.values_list("to", "email")) == [
        ("inspectors", "a@hmicfrs.example")
    ]


@pytest.mark.parametrize(
    ("new", "state", "address"),
    [("right@hmicfrs.example", MailState.FAILED, "right@hmicfrs.example"),
     ("", MailState.REPLACED, "slip@hmicfrs.example")],
)  # fmt: skip
def test_a_change_of_address_reaches_what_failed(signed, drafter, new, state, address):
    set_copy_addresses({CopyTo.INSPECTORS: "slip@hmicfrs.example"})
    published(signed, drafter)
    mail = CopyMail.objects.get()
    mail.take(CopyMail.objects.all(), at=make.NOON)
    mail.fail("No such mailbox", at=make.NOON)

    set_copy_addresses({CopyTo.INSPECTORS: new})

    mail.refresh_from_db()
    assert (mail.state, mail.address) == (state, address)


def test_a_change_of_address_leaves_what_went_out(signed, drafter):
    set_copy_addresses({CopyTo.INSPECTORS: "a@hmicfrs.example"})
    published(signed, drafter)
    mail = CopyMail.objects.get()
    mail.take(CopyMail.objects.all(), at=make.NOON)
    mail.mark_sent(at=make.NOON)

    set_copy_addresses({CopyTo.INSPECTORS: "b@hmicfrs.example"})

    mail.refresh_from_db()
    assert (mail.state, mail.address) == (MailState.SENT, "a@hmicfrs.example")


def test_an_address_is_changed_and_taken_away(db):
    set_copy_addresses({CopyTo.INSPECTORS: "a@hmicfrs.example", HOME: "b@office.example"})

    set_copy_addresses({CopyTo.INSPECTORS: "c@hmicfrs.example", HOME: ""})

    assert dict(CopyAddress.objects.values_list("to", "email")) == {
        "inspectors": "c@hmicfrs.example"
    }
    steps = apps.get_model("responses", "CopyAddressEvent").objects.order_by("pgh_id")
    assert [step.pgh_label for step in steps] == ["insert", "insert", "update", "delete"]


def test_noting_a_copy_says_when_how_and_who(signed, drafter):
    copy = note(published(signed, drafter), drafter)

    assert (copy.sent_on, copy.sent_how) == (make.TODAY, "post")
    assert (copy.noted_by, copy.noted_at) == (drafter.person, make.NOON)


def test_a_copy_that_was_noted_can_be_put_right_and_keeps_its_history(signed, drafter):
    version = published(signed, drafter)
    note(version, drafter)

    copy = note(version, drafter, how=SentBy.PORTAL)

    assert copy.sent_how == SentBy.PORTAL
    hows = copy.events.order_by("pgh_id").values_list("sent_how", flat=True)
    assert list(hows) == ["", "post", "portal"]


def test_a_copy_that_was_not_sent_after_all_is_owed_again(signed, drafter):
    version = published(signed, drafter)
    note(version, drafter)

    copy = note(version, drafter, on=None, how="")

    assert (copy.sent_on, copy.sent_how, copy.noted_by) == (None, "", None)
    assert copy in Copy.objects.unsent()


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (make.TODAY - timedelta(days=1), "must be 20 August 2021 or later"),
        (make.TODAY, ""),
        (make.TODAY + timedelta(days=1), "must be today or in the past"),
    ],
)
def test_a_copy_is_sent_on_the_day_of_publication_or_later_and_not_in_future(
    signed, drafter, on, refused
):
    version = published(signed, drafter)

    if refused:
        with pytest.raises(Refused, match=refused):
            note(version, drafter, on=on)
    else:
        note(version, drafter, on=on)

    assert version.copies.get(to=HOME).sent_on == (None if refused else on)


def test_what_was_sent_from_here_cannot_be_noted_otherwise(signed, drafter, mailbox):
    CopyAddress.objects.create(to=HOME, email="home@office.example")
    version = published(signed, drafter)
    Letter.objects.create(version=version, changed_at=make.NOON).issue(b"%PDF", at=make.NOON)
    deliver_copy(CopyMail.objects.get(), at=make.NOON)

    with pytest.raises(Refused, match="was sent from here on 20 August 2021"):
        note(version, drafter)
    with pytest.raises(DatabaseError), transaction.atomic():
        Copy.objects.filter(to=HOME).update(sent_on=date(2021, 8, 21))

    assert version.copies.get(to=HOME).sent_how == SentBy.SERVICE


def test_what_is_being_sent_from_here_cannot_be_noted(signed, drafter):
    CopyAddress.objects.create(to=HOME, email="home@office.example")
    version = published(signed, drafter)
    Letter.objects.create(version=version, changed_at=make.NOON).issue(b"%PDF", at=make.NOON)
    CopyMail.objects.get().claim(at=make.NOON)

    with pytest.raises(Refused, match="is being sent from here at this moment"):
        note(version, drafter)

    assert version.copies.get(to=HOME).sent_on is None


def test_a_mail_does_not_go_out_once_the_office_sent_the_copy_itself(signed, drafter, mailbox):
    CopyAddress.objects.create(to=HOME, email="home@office.example")
    version = published(signed, drafter)
    Letter.objects.create(version=version, changed_at=make.NOON).issue(b"%PDF", at=make.NOON)

    note(version, drafter)
    deliver_copy(CopyMail.objects.get(), at=make.NOON)

    assert (CopyMail.objects.get().state, mailbox.mails) == (MailState.REPLACED, [])
    assert version.copies.get(to=HOME).sent_how == SentBy.POST


def test_what_was_published_before_copies_were_held_can_be_noted(signed, drafter):
    version = make.publish_version(signed, make.TODAY)

    copy = note(version, drafter)

    assert copy.sent_on == make.TODAY
    assert version.copies.count() == 1


def test_copies_of_a_recorded_response_are_not_the_offices_to_note(signed, drafter):
    version = make.publish_version(signed, make.TODAY)
    signed.is_recorded = True
    signed.save()
    version.refresh_from_db()

    with pytest.raises(Refused, match="came before this service"):
        note(version, drafter)


def test_copies_of_another_body_are_not_ours_to_note(signed, drafter, cumbria):
    version = published(signed, drafter)

    with pytest.raises(Refused, match="Only the office of this body"):
        note(version, make.actor(cumbria.drafter))


def test_copies_of_says_what_is_known_of_each(signed, drafter, django_assert_num_queries):
    version = published(signed, drafter)
    note(version, drafter)

    with django_assert_num_queries(1):
        known = copies_of(version)

    assert known == [("HM Inspectors of Constabulary", None), ("The Home Secretary", make.TODAY)]
