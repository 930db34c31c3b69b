"""The mails to an inspectorate's administrators: what anyone may know, by inspection."""

from datetime import date, timedelta

import pytest

from forces.models import Membership
from responses.models import Mail
from tests import factories as make
from tests.responses.conftest import seven
from tests.responses.emails.reading import NOTICES, html_of, links_of, words_of
from tests.responses.emails.scenes import (
    answered,
    part_done,
    returned,
    sent,
    signed,
    untouched,
    without_signatory,
)

INSPECTION = "http://127.0.0.1:8000/inspections/rape/"


def office(force, **response):
    """A body of a force, with someone who may sign, and its response."""
    body = make.PolicingBodyFactory(force=force)
    make.MembershipFactory(signatory=True, body=body)
    return make.ResponseFactory(body=body, **response)


@pytest.fixture
def dozen(cheshire, owing):
    """Cheshire and 11 others owe a response to the same inspection; one had a day of its own."""
    for number in range(11):
        force = make.ForceFactory(name=f"Force {number:02} Police")
        own = {"due_on": date(2021, 9, 6), "due_reason": "A slip."} if number == 7 else {}
        office(force, inspection=owing.inspection, **own)


@pytest.mark.parametrize("prepare", [untouched, part_done, sent, returned, signed])
def test_mail_is_the_same_however_far_the_response_is(
    cheshire, administrator, drafting, mail_to, prepare
):
    prepare(cheshire, drafting)

    mail = mail_to(administrator, 1)

    assert mail.subject == (
        "Response late by 1 day, due Thursday 9 September: Rape inspection, Cheshire Constabulary"
    )
    assert mail.body == (
        "Response late by 1 day, due Thursday 9 September\n\n"
        "An inspection of the response to rape\n\n"
        "What you need to do\n\n"
        "This response is not published. Ask the office when it will be.\n\n"
        f"Open the inspection:\n{INSPECTION}\n\n"
        "Late, 1 response:\n\n"
        "- Cheshire Constabulary (1 day)\n\n"
        "The last day\n\n"
        f"{drafting.inspection.working}\n\n"
        "Also told: office staff (1), people who may sign (1).\n\n"
        "You get this from Inspection Responses because of your role there. A reminder "
        "stops when what it asks for is done.\n\n"
        f"Choose which mails you get, and how often:\n{NOTICES}\n"
    )
    shown = mail.body.replace(f"\n{INSPECTION}", "").replace(f"\n{NOTICES}", "")
    assert words_of(html_of(mail)).split() == [
        word.rstrip(":") if word in {"inspection:", "response:", "often:"} else word
        for word in shown.split()
        if word != "-"
    ]
    assert links_of(mail) == [INSPECTION, NOTICES]


def test_mail_names_every_late_body_of_an_inspection_under_one_link(administrator, dozen, mail_to):
    mail = mail_to(administrator, 1)

    assert mail.subject == (
        "12 responses late by up to 4 days, the first due Monday 6 September: Rape inspection"
    )
    listed = mail.body.partition("Late, 12 responses:\n\n")[2].partition("\n\n")[0].splitlines()
    assert listed[:3] == [
        "- Force 07 Police (4 days; its last day was Monday 6 September 2021)",
        "- Cheshire Constabulary (1 day)",
        "- Force 00 Police (1 day)",
    ]
    assert len(listed) == 12
    assert html_of(mail).count("<li>") == 12
    assert links_of(mail) == [INSPECTION, NOTICES]
    assert "Also told: office staff (1), people who may sign (12)." in mail.body


def test_subject_of_several_late_by_the_same(administrator, cumbria, owing, mail_to):
    make.ResponseFactory(inspection=owing.inspection, body=cumbria.body)

    assert mail_to(administrator, 8).subject == (
        "2 responses late by 8 days, due Thursday 9 September: Rape inspection"
    )


def test_mail_about_two_inspections_has_the_later_one_first(
    administrator, cheshire, owing, mail_to
):
    other = make.InspectionFactory(
        title="A report on custody", short_title="Custody", slug="custody", released_at=seven(-50)
    )
    make.ResponseFactory(inspection=other, body=cheshire.body, due_on=date(2021, 9, 8))

    mail = mail_to(administrator, 1)

    assert mail.subject == (
        "Response late by 2 days, due Wednesday 8 September: Custody, Cheshire Constabulary "
        "and 1 more"
    )
    assert links_of(mail) == ["http://127.0.0.1:8000/inspections/custody/", INSPECTION, NOTICES]


@pytest.mark.parametrize("prepare", [untouched, answered, sent])
def test_mail_says_that_nobody_may_sign(cheshire, administrator, drafting, mail_to, prepare):
    prepare(cheshire, drafting)
    without_signatory(cheshire, drafting)

    mail = mail_to(administrator, -20)

    assert mail.subject == "Nobody may sign the response: Rape inspection, Cheshire Constabulary"
    for text in (mail.body, words_of(html_of(mail))):
        assert "Nobody may sign the response for Cheshire Constabulary. Ask the office" in text
        assert "sent" not in text
        assert "answered" not in text
    assert links_of(mail) == [INSPECTION, NOTICES]


def test_mail_that_nobody_may_sign_does_not_tell_which_response_is_signed(
    cheshire, cumbria, administrator, owing, mail_to
):
    make.ResponseFactory(inspection=owing.inspection, body=cumbria.body)
    make.sign_version(owing)
    for people in (cheshire, cumbria):
        Membership.objects.filter(user=people.signatory).update(valid_to=make.DUE_ON)

    mail = mail_to(administrator, 1)

    unsigned = mail.body.partition("Nobody may sign, 2 responses:\n\n")[2].partition("\n\n")[0]
    assert unsigned == "- Cheshire Constabulary\n- Cumbria Constabulary"


def test_mail_tells_of_those_late_and_those_nobody_may_sign_together(
    cheshire, administrator, dozen, mail_to
):
    two = Membership.objects.filter(body__force__name__in=["Force 01 Police", "Force 02 Police"])
    two.update(valid_to=make.DUE_ON)

    mail = mail_to(administrator, 1)

    assert mail.subject.startswith("12 responses late by up to 4 days")
    for text in (mail.body, words_of(html_of(mail))):
        assert "Nobody may sign 2 of the responses." in text
    unsigned = mail.body.partition("Nobody may sign, 2 responses:\n\n")[2].partition("\n\n")[0]
    assert unsigned == "- Force 01 Police\n- Force 02 Police"
    assert links_of(mail) == [INSPECTION, NOTICES]


def test_mail_says_late_where_only_the_missing_signatory_is_news(
    cheshire, administrator, owing, morning, mail_to
):
    morning(1)
    Membership.objects.filter(user=cheshire.signatory).update(
        valid_to=make.DUE_ON + timedelta(days=2)
    )

    mail = mail_to(administrator, 3)

    assert mail.subject.startswith("Response late by 3 days, due Thursday 9 September:")
    assert "Nobody may sign, 1 response:" in mail.body


def test_mail_to_someone_who_is_of_the_office_too_is_the_offices(cheshire, owing, mail_to):
    make.MembershipFactory(administrator=True, user=cheshire.drafter)

    assert "0 of 0 recommendations answered" in mail_to(cheshire.drafter, 1).body
    assert Mail.objects.filter(recipient=cheshire.drafter).count() == 1
