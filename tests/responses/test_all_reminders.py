"""Whether reminders reach the people they are for, and sending again what did not."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from responses.choices import MailState, ReminderKind
from responses.models import Mail, ReminderRound
from tests import factories as make
from tests.responses.conftest import seven
from tests.responses.pages import words


@pytest.fixture
def overview(sign_in, administrator):
    """The words of the administrators' page, at noon on 20 August 2021."""

    def _overview(person=administrator, **query):
        page = sign_in(person).get("/reminders/", query)
        return words(page.content.decode().partition("<main")[2].partition("</main>")[0])

    return _overview


def failing(response, people, **row):
    """A reminder of a response that could not be sent to its drafter."""
    return make.ReminderFactory(response=response, recipient=people.drafter, failed=True, **row)


# The state of things


def test_overview_warns_that_todays_round_is_missing(overview, settings):
    settings.CONTACT_EMAIL = "help@service.example"

    told = overview()

    assert "No reminders have gone out today." in told
    assert "help@service.example" in told
    assert "No morning round has been made yet." in told


@pytest.mark.parametrize(("days_ago", "warns"), [(0, False), (1, True)])
def test_overview_says_when_the_last_round_was_made(overview, days_ago, warns):
    before = timedelta(days=days_ago)
    ReminderRound.objects.create(
        on=make.TODAY - before, at=make.NOON - before, reserved=98, mails=97
    )

    told = overview()

    assert ("No reminders have gone out today." in told) is warns
    assert f"was made on {20 - days_ago} August 2021 at midday" in told
    assert "98" not in told


@pytest.mark.parametrize(("minutes", "warns"), [(-1, False), (0, True)])
def test_overview_does_not_warn_before_the_hour(sign_in, administrator, minutes, warns):
    with time_machine.travel(seven(-20) + timedelta(minutes=minutes), tick=False):
        html = sign_in(administrator).get("/reminders/").content.decode()

    assert ("No reminders have gone out today." in html) is warns
    assert ("have not gone out yet" in html) is not warns


# What failed, what waits, what was sent


def test_overview_lists_what_failed_first(overview, cheshire, cumbria, inspection):
    own = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    other = make.ResponseFactory(inspection=inspection, body=cumbria.body)
    make.ReminderFactory(response=other, recipient=cumbria.drafter, in_mail=True)
    failing(own, cheshire)

    told = overview()

    row = told[told.index("Failed") : told.index("Waiting to")]
    assert cheshire.drafter.name in row
    assert cheshire.body.name in row
    assert f"Tried 1 time. Address: {cheshire.drafter.email} Reason: SMTPDataError: the box" in row
    assert "It is tried again on 20 August 2021 at 12:10pm." in row
    assert "Rape inspection" in row
    assert cumbria.drafter.name not in row
    assert cumbria.drafter.name in told
    assert "Waiting to be sent, since 20 August 2021 at midday" in told


def test_overview_counts_the_responses_of_one_inspection(
    overview, cheshire, cumbria, administrator, inspection
):
    mail = make.MailFactory(recipient=administrator, failed=True)
    for people in (cheshire, cumbria):
        make.ReminderFactory(
            response__inspection=inspection,
            response__body=people.body,
            recipient=administrator,
            mail=mail,
        )

    told = overview()

    assert "Ada Administrator HMICFRS Rape inspection: 2 responses" in told


def test_overview_counts_what_waits_for_the_morning(overview, cheshire, inspection):
    own = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    make.ReminderFactory(response=own, recipient=cheshire.drafter)
    failing(own, cheshire, milestone=-8, mail__on=make.TODAY - timedelta(days=1))

    assert "1 reminder waits for the next morning" in overview()


def test_overview_counts_what_was_sent_by_day(overview, cheshire, inspection):
    own = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    for days_ago, milestone in [(0, -7), (0, -8), (13, -9), (14, -10)]:
        at = make.NOON - timedelta(days=days_ago)
        make.ReminderFactory(
            response=own, recipient=make.UserFactory(), milestone=milestone, sent=True, sent_at=at
        )

    told = overview()

    assert "Friday 20 August 2021 2 2" in told
    assert "Saturday 7 August 2021 1 1" in told
    assert "6 August 2021 1 1" not in told


def test_overview_counts_a_mail_with_two_reminders_once(overview, cheshire, inspection):
    own = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    first = make.ReminderFactory(response=own, recipient=cheshire.drafter, sent=True)
    make.ReminderFactory(
        response=own, recipient=cheshire.drafter, milestone=-8, sent=True, mail=first.mail
    )

    assert "Friday 20 August 2021 1 2" in overview()


def test_overview_is_narrowed_to_an_inspection(overview, cheshire, cumbria, inspection):
    failing(make.ResponseFactory(inspection=inspection, body=cheshire.body), cheshire)
    failing(make.ResponseFactory(body=cumbria.body), cumbria)

    told = overview(inspection="rape")

    assert cheshire.drafter.name in told
    assert cumbria.drafter.name not in told


def test_overview_is_empty_in_words(overview):
    assert overview().count("None.") == 3


# Who sees it


@pytest.mark.parametrize(
    "kind", [ReminderKind.TO_SIGN, ReminderKind.RETURNED, ReminderKind.CHIEF_OFFICER]
)
def test_overview_does_not_tell_how_far_a_draft_is(overview, cheshire, inspection, kind):
    own = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    failing(own, cheshire, kind=kind, milestone=0)
    make.ReminderFactory(response=own, recipient=cheshire.drafter, kind=kind, milestone=3)
    make.ReminderFactory(response=own, recipient=cheshire.signatory, kind=kind, sent=True)

    assert overview().count("None.") == 3


def test_overview_is_of_the_inspectorates_own_inspections(overview, cheshire, inspection):
    other = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    stranger = make.MembershipFactory(administrator=True, inspectorate=other).user
    failing(make.ResponseFactory(inspection=inspection, body=cheshire.body), cheshire)

    told = overview(stranger)

    assert told.count("None.") == 3
    assert "Rape inspection" not in told


def test_overview_is_refused_to_offices_and_inspectors(sign_in, cheshire, inspector):
    for person in (cheshire.drafter, cheshire.signatory, cheshire.contact, inspector):
        page = sign_in(person).get("/reminders/")

        assert page.status_code == 403
        assert "Only an inspectorate administrator may see this." in page.content.decode()


def test_overview_asks_a_stranger_to_sign_in(client, db):
    assert client.get("/reminders/").url.startswith("/accounts/login/")


def test_overview_asks_the_database_as_often_for_30_mails_as_for_1(
    sign_in, administrator, inspection, django_assert_num_queries
):
    def another():
        member = make.MembershipFactory(drafter=True)
        response = make.ResponseFactory(inspection=inspection, body=member.body)
        make.ReminderFactory(response=response, recipient=member.user, failed=True)
        make.ReminderFactory(response=response, recipient=make.UserFactory(), in_mail=True)
        make.ReminderFactory(response=response, recipient=make.UserFactory(), sent=True)

    another()
    client = sign_in(administrator)
    with CaptureQueriesContext(connection) as for_one:
        client.get("/reminders/")
    for _ in range(29):
        another()

    with django_assert_num_queries(len(for_one)):
        page = client.get("/reminders/")

    assert page.content.decode().count("Send again now") == 30


def test_administrators_find_it_in_the_navigation_and_others_do_not(
    sign_in, administrator, inspector
):
    assert 'href="/reminders/"' in sign_in(administrator).get("/").content.decode()
    assert 'href="/reminders/"' not in sign_in(inspector).get("/").content.decode()


def test_home_tells_administrators_how_many_mails_failed(
    sign_in, administrator, cheshire, inspection
):
    own = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    failing(own, cheshire)
    failing(own, cheshire, kind=ReminderKind.TO_SIGN, milestone=0, mail__is_extra=True)

    told = words(sign_in(administrator).get("/").content.decode())

    assert "1 mail with reminders could not be sent" in told


# Send again by hand


@pytest.fixture
def failed(owing, cheshire, inspector):
    """A mail to Cheshire's drafter, two weeks before the last day, that could not be sent."""
    return failing(
        owing,
        cheshire,
        milestone=-14,
        falls_on=make.DUE_ON - timedelta(days=14),
        mail__on=make.DUE_ON - timedelta(days=14),
        mail__try_again_at=seven(-14) + timedelta(hours=3),
    ).mail


@pytest.fixture
def press(sign_in, mailbox, worker):
    """Press the button of a mail, on a day, an hour after the round: the page it leads to."""

    def _press(person, mail, day=-14):
        with time_machine.travel(seven(day) + timedelta(hours=1), tick=False):
            ReminderRound.objects.get_or_create(
                on=make.DUE_ON + timedelta(days=day),
                defaults={"at": seven(day), "reserved": 0, "mails": 0},
            )
            return sign_in(person).post(f"/reminders/mails/{mail.pk}/again/", follow=True)

    return _press


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["drafter", "signatory"])
def test_office_sends_again(cheshire, failed, press, mailbox, role):
    page = press(getattr(cheshire, role), failed)

    failed.refresh_from_db()
    assert failed.state == MailState.SENT
    assert [mail["To"] for mail in mailbox.mails] == [cheshire.drafter.email]
    assert page.redirect_chain == [
        (f"/responses/{failed.reminders.get().response_id}/reminders/", 302)
    ]
    assert "It is being sent again" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_administrator_sends_again(administrator, failed, press, mailbox):
    page = press(administrator, failed)

    assert len(mailbox.mails) == 1
    assert page.redirect_chain == [("/reminders/", 302)]


@pytest.mark.django_db(transaction=True)
def test_send_again_pressed_twice_sends_once(administrator, failed, press, mailbox):
    press(administrator, failed)

    page = press(administrator, failed)

    assert page.status_code == 403
    assert "This mail has been sent already." in page.content.decode()
    assert len(mailbox.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_send_again_says_that_it_waits_where_todays_mail_has_gone(cheshire, failed, press, mailbox):
    make.MailFactory(recipient=cheshire.drafter, on=make.DUE_ON - timedelta(days=13), sent=True)

    page = press(cheshire.drafter, failed, day=-13)

    assert "It goes out with their next morning’s mail" in page.content.decode()
    assert mailbox.mails == []


def test_send_again_is_kept_from_who_does_not_see_the_mail(
    sign_in, cumbria, cheshire, inspector, failed
):
    for person in (cumbria.drafter, cheshire.contact, inspector):
        page = sign_in(person).post(f"/reminders/mails/{failed.pk}/again/")
        assert page.status_code == 404

    assert Mail.objects.get().state == MailState.FAILED
    assert Mail.objects.get().try_again_at == failed.try_again_at


def test_send_again_of_what_tells_how_far_a_draft_is_is_kept_from_administrators(
    sign_in, administrator, cheshire, owing
):
    row = failing(owing, cheshire, kind=ReminderKind.TO_SIGN, milestone=0)

    page = sign_in(administrator).post(f"/reminders/mails/{row.mail_id}/again/")

    assert page.status_code == 404


def test_send_again_needs_a_post_and_someone_signed_in(client, sign_in, cheshire, failed):
    address = f"/reminders/mails/{failed.pk}/again/"

    assert client.post(address).url.startswith("/accounts/login/")
    assert sign_in(cheshire.drafter).get(address).status_code == 405
