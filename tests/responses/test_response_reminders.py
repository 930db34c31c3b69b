"""What was sent to whom, and what comes next: on a response's page and on a page of its own."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from responses.choices import ReminderKind, ReminderState
from responses.models import ChiefOfficerComments, ReminderRound
from tests import factories as make
from tests.responses.conftest import seven
from tests.responses.pages import words


@pytest.fixture
def panel(sign_in, cheshire, owing):
    """The words about reminders on the response's page, some days from the last.

    With the part that comes when the page is there.
    """

    def _panel(day=-20, person=cheshire.drafter, hours=5):
        with time_machine.travel(seven(day) + timedelta(hours=hours), tick=False):
            client = sign_in(person)
            page = client.get(f"/responses/{owing.pk}/")
            html = (
                page.content.decode().partition(">Reminders</h2>")[2].partition(">History</h2>")[0]
            )
            (address,) = re.findall(r'hx-get="([^"]+)" hx-trigger="load"', html)
            short = client.get(address, headers={"HX-Request": "true"})
        return words(html + short.content.decode())

    return _panel


@pytest.fixture
def story(sign_in, cheshire, owing):
    """The words of the page of all reminders about the response."""

    def _story(day=-20, person=cheshire.drafter, **query):
        with time_machine.travel(seven(day) + timedelta(hours=5), tick=False):
            page = sign_in(person).get(f"/responses/{owing.pk}/reminders/", query)
        return words(page.content.decode().partition("<main")[2].partition("</main>")[0])

    return _story


def fill(response, people, count):
    """Reminders that were sent, of one day after the other."""
    first = response.reminders.count()
    for number in range(first, first + count):
        make.ReminderFactory(
            response=response,
            recipient=people.drafter,
            milestone=-100 + number,
            falls_on=make.PUBLISHED_ON + timedelta(days=number),
            sent=True,
            mail__on=make.PUBLISHED_ON + timedelta(days=number),
        )


def name(person, new):
    person.name = new
    person.save()


# On the page of the response


def test_panel_says_that_nothing_was_sent_and_what_comes_next(panel):
    assert "Nothing has been sent yet." in panel()
    assert "Thursday 26 August 2021: 14 days before the last day, to office staff" in panel()


def test_panel_says_what_was_sent_last_to_whom_and_when(panel, cheshire, administrator, morning):
    name(cheshire.drafter, "Dana Drafter")
    name(cheshire.signatory, "Sam Signatory")
    morning(0)
    morning(1)

    told = panel(1)

    assert (
        "1 day late. Sent on 10 September 2021 at 7am to Dana Drafter, Sam Signatory and "
        "1 inspectorate administrator." in told
    )
    assert administrator.name not in told
    assert (
        "Friday 17 September 2021: 8 days late, to office staff, people who may sign and "
        "inspectorate administrators" in told
    )


def test_panel_counts_todays_among_what_comes_until_the_morning(panel, morning):
    before = panel(-14, hours=-1)
    morning(-14)

    assert "Thursday 26 August 2021: 14 days before" in before
    assert "26 August 2021: 14 days before" not in panel(-14, hours=1)
    assert "Thursday 2 September 2021: 7 days before" in panel(-14, hours=1)


def test_panel_tells_of_the_chief_officers_date(panel, owing):
    owing.status = "drafting"
    owing.save()
    ChiefOfficerComments.objects.create(
        response=owing, invited_on=make.TODAY, wanted_by=make.DUE_ON - timedelta(days=15)
    )

    assert (
        "Sunday 22 August 2021: 3 days before the date given to the chief officer, to office staff"
        in panel()
    )


def test_panel_says_what_failed_and_why(panel, cheshire, morning, mailbox):
    name(cheshire.drafter, "Dana Drafter")
    mailbox.refusal = "451 The box is full"
    morning(-14)

    told = panel(-14)

    assert "Failed: nothing could be sent to Dana Drafter." in told
    assert "The box is full" in told
    assert "It is tried again on 26 August 2021 at 7:10am." in told


def test_panel_quotes_no_error_about_somebody_outside_the_office(panel, administrator, owing):
    row = make.ReminderFactory(response=owing, recipient=administrator, failed=True)
    row.mail.error = f"550 <{administrator.email}>: no such person"
    row.mail.save()

    told = panel()

    assert "1 inspectorate administrator" in told
    assert "The mail server did not take it." in told
    assert administrator.email not in told


def test_panel_names_those_whose_mails_failed_alike_together(panel, owing, cheshire):
    for person in (cheshire.drafter, cheshire.signatory):
        make.ReminderFactory(response=owing, recipient=person, failed=True)

    told = panel()

    assert told.count("SMTPDataError") == 1
    assert f"{cheshire.drafter.name} and {cheshire.signatory.name}" in told


def test_panel_says_that_nothing_more_comes_once_it_is_published(panel, owing):
    make.publish_version(owing, make.TODAY)

    assert "No more reminders: it is published." in panel()


def test_panel_says_why_the_last_day_is_not_reminded_of_after_reopening(panel, owing):
    make.publish_version(owing, make.TODAY)
    owing.reopen(by=make.UserFactory(), at=make.NOON, reason="A figure was wrong.")

    assert "A version of it is published, so nobody is reminded" in panel()


def test_panel_says_that_a_recorded_response_has_none(panel, owing):
    owing.is_recorded = True
    owing.save()

    assert "No reminders: this response came before this service." in panel()


def test_panel_says_that_none_is_planned_without_a_last_day(panel, owing):
    owing.due_on = None
    owing.save()

    assert "No reminder is planned." in panel()


@pytest.mark.parametrize("part", ["", "reminders/short/"])
def test_panel_asks_the_database_as_often_for_30_reminders_as_for_1(
    sign_in, cheshire, owing, django_assert_num_queries, part
):
    ReminderRound.objects.create(on=make.TODAY, at=make.NOON, reserved=0, mails=0)
    address = f"/responses/{owing.pk}/{part}"
    fill(owing, cheshire, 1)
    client = sign_in(cheshire.drafter)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address)
    fill(owing, cheshire, 29)

    with django_assert_num_queries(len(for_one)):
        client.get(address)


# On a page of its own


def test_story_is_by_milestone_the_newest_first(story, cheshire, owing):
    for milestone in (-28, -14, -7):
        make.ReminderFactory(
            response=owing,
            recipient=cheshire.drafter,
            milestone=milestone,
            falls_on=make.DUE_ON + timedelta(days=milestone),
            sent=True,
            mail__on=make.DUE_ON + timedelta(days=milestone),
        )

    told = story()

    places = [told.index(f": {days} days before the last day Sent on") for days in (7, 14, 28)]
    assert places == sorted(places)


def test_story_says_what_became_of_it_for_each_person(story, cheshire, administrator, owing):
    name(cheshire.drafter, "Dana Drafter")
    name(cheshire.signatory, "Sam Signatory")
    quiet = make.MembershipFactory(drafter=True, body=cheshire.body, user__name="Quentin Quiet")
    late = make.MembershipFactory(drafter=True, body=cheshire.body, user__name="Lara Late")
    of = {"response": owing, "milestone": 1}
    make.ReminderFactory(recipient=cheshire.drafter, failed=True, **of)
    make.ReminderFactory(recipient=cheshire.signatory, sent=True, **of)
    make.ReminderFactory(recipient=administrator, sent=True, **of)
    make.ReminderFactory(recipient=quiet.user, state=ReminderState.MUTED, **of)
    make.ReminderFactory(recipient=late.user, state=ReminderState.OVERTAKEN, **of)

    told = story()

    assert "Failed : Dana Drafter Reason: SMTPDataError: the box is full" in told
    assert (
        "Sent on 20 August 2021 at midday: Sam Signatory and 1 inspectorate administrator" in told
    )
    assert "Not sent: they asked for less mail: Quentin Quiet" in told
    assert "Overtaken by a later one: Lara Late" in told
    assert administrator.name not in told
    assert told.index("Failed") < told.index("Sent on")


def test_story_offers_to_send_again_each_mail_that_failed(sign_in, cheshire, owing):
    rows = [
        make.ReminderFactory(response=owing, recipient=person, failed=True)
        for person in (cheshire.drafter, cheshire.signatory)
    ]
    make.ReminderFactory(response=owing, sent=True)

    html = sign_in(cheshire.drafter).get(f"/responses/{owing.pk}/reminders/").content.decode()

    for row in rows:
        assert f'action="/reminders/mails/{row.mail_id}/again/"' in html
    assert html.count("/again/") == 2


def test_story_tells_the_office_who_waits_to_sign(story, cheshire, owing):
    make.ReminderFactory(
        response=owing,
        recipient=cheshire.signatory,
        kind=ReminderKind.TO_SIGN,
        milestone=0,
        sent=True,
    )

    assert "Friday 20 August 2021: waiting to be signed" in story()


def test_story_is_in_pages(story, cheshire, owing):
    fill(owing, cheshire, 31)

    assert story().count("before the last day Sent on") == 30
    assert story(page=2).count("before the last day Sent on") == 1


def test_story_asks_the_database_as_often_for_30_reminders_as_for_1(
    sign_in, cheshire, owing, django_assert_num_queries
):
    address = f"/responses/{owing.pk}/reminders/"
    fill(owing, cheshire, 1)
    client = sign_in(cheshire.drafter)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address)
    fill(owing, cheshire, 29)

    with django_assert_num_queries(len(for_one)):
        page = client.get(address)

    assert page.content.decode().count("Sent on") == 30


def test_story_of_another_body_is_not_found(sign_in, cumbria, administrator, owing):
    for person in (cumbria.drafter, administrator):
        assert sign_in(person).get(f"/responses/{owing.pk}/reminders/").status_code == 404


def test_story_asks_a_stranger_to_sign_in(client, owing):
    page = client.get(f"/responses/{owing.pk}/reminders/")

    assert page.url.startswith("/accounts/login/")
