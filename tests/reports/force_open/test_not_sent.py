"""The page of a force says to which of its people no mail about progress could be sent."""

import pytest
from django.urls import reverse

from recommendations.models import InspectionForce
from responses.choices import ProgressReminderKind as K
from responses.models import ProgressReminder
from tests import factories as make
from tests.responses.pages import words

ADDRESS = "/forces/cheshire/open/"
FAILED = "Mails about progress that could not be sent"


@pytest.fixture
def told(cheshire, asked):
    """Enters a reminder of Cheshire's progress, in a mail that failed or as it is said."""
    pair = InspectionForce.objects.get(inspection=asked[0].inspection, force=cheshire.force)

    def _told(person=cheshire.drafter, kind=K.SILENCE, state="reserved", pair=pair, **mail):
        mail = make.MailFactory(recipient=person, **(mail or {"failed": True}))
        return ProgressReminder.objects.create(
            pair=pair,
            kind=kind,
            milestone=0,
            falls_on=make.TODAY,
            step=mail.pk,
            recipient=person,
            mail=mail,
            state=state,
            reserved_at=make.NOON,
        )

    return _told


@pytest.fixture
def page_of(sign_in):
    def _page_of(person):
        return words(sign_in(person).get(ADDRESS).text)

    return _page_of


@pytest.mark.parametrize("reader", ["drafter", "signatory", "contact"])
def test_own_people_read_to_whom_nothing_could_be_sent_and_why(cheshire, told, page_of, reader):
    told(cheshire.drafter)

    page = page_of(getattr(cheshire, reader))

    assert (
        f"Failed: the mail of 20 August 2021 to {cheshire.drafter.name}, tried 1 time. "
        "Reason: SMTPDataError: the box is full It is tried again on 20 August 2021 at 12:10pm."
    ) in page


def test_inspectors_read_nothing_of_it(inspector, administrator, told, page_of):
    told()

    assert FAILED not in page_of(inspector) + page_of(administrator)


def test_people_of_another_force_find_no_page_and_send_nothing_again(cumbria, told, sign_in):
    row = told()
    client = sign_in(cumbria.drafter)

    answers = [client.get(ADDRESS), client.post(reverse("mail_again", args=[row.mail_id]))]

    assert [answer.status_code for answer in answers] == [404, 404]
    row.mail.refresh_from_db()
    assert row.mail.state == "failed"


def test_mail_of_another_force_to_the_same_person_is_not_listed(cheshire, told, page_of):
    inspection = make.InspectionFactory(forces=[make.ForceFactory()])
    told(pair=InspectionForce.objects.get(inspection=inspection))

    assert FAILED not in page_of(cheshire.contact)


@pytest.mark.parametrize("kind", [K.PROPOSED, K.DECLINED, K.REPLIED])
def test_what_inspectors_are_told_is_not_listed(cheshire, inspector, told, page_of, kind):
    told(inspector, kind)

    page = page_of(cheshire.contact)

    assert FAILED not in page
    assert inspector.name not in page


@pytest.mark.parametrize(
    ("state", "mail"),
    [("unnecessary", {"failed": True}), ("reserved", {"sent": True}), ("reserved", {"on": None})],
)
def test_what_was_sent_waits_or_is_owed_no_more_is_not_listed(cheshire, told, page_of, state, mail):
    told(state=state, **({"on": make.TODAY} if "on" in mail else mail))

    assert FAILED not in page_of(cheshire.contact)


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_finds_all_that_was_not_sent(
    cheshire, told, sign_in, django_assert_num_queries, count
):
    for _ in range(count):
        told(make.MembershipFactory(force_contact=True, force=cheshire.force).user)
    client = sign_in(cheshire.contact)
    client.get(ADDRESS)

    with django_assert_num_queries(6):
        page = client.get(ADDRESS)

    assert page.text.count("Failed:") == count


def test_no_more_are_listed_than_fit_a_page(cheshire, told, page_of):
    for _ in range(26):
        told(make.MembershipFactory(force_contact=True, force=cheshire.force).user)

    assert page_of(cheshire.contact).count("Failed:") == 25


def test_own_people_send_it_again_and_come_back(cheshire, told, sign_in):
    row = told(cheshire.drafter)

    answer = sign_in(cheshire.contact).post(reverse("mail_again", args=[row.mail_id]))

    assert answer.url == ADDRESS
    row.mail.refresh_from_db()
    assert (row.mail.state, row.mail.try_again_at) != ("failed", make.NOON)
