"""The page of an inspection’s dates: the form, what it would do, and doing it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from kombu.exceptions import OperationalError

from config.celery import app as celery
from recommendations.models import Inspection, Redating
from responses.models import Mail, Reminder, Response
from responses.tasks import send_at_once
from tests import factories as make
from tests.responses.dates.conftest import DATES, NEXT_DAY, OWN, confirmed, day, hidden


def test_inspection_dates_starts_from_the_dates_as_they_are(ada, response):
    form = ada.get(DATES).context["form"]

    assert form["published_on"].value() == make.PUBLISHED_ON
    assert form["counting_rule"].value() == "act"
    assert form["explicit_due_on"].value() is None


def test_inspection_dates_shows_what_it_would_do_and_does_nothing_yet(ada, typed, cumbria):
    inspection = Inspection.objects.get()
    make.ResponseFactory(inspection=inspection)
    make.ResponseFactory(inspection=inspection, body=cumbria.body, published=date(2021, 8, 10))

    page = ada.post(DATES, typed())

    assert page.status_code == 200
    assert (
        "2 responses get the last day 10 September 2021 instead of 9 September 2021." in page.text
    )
    assert "1 published response keeps its own: it was judged by it." in page.text
    assert "has already passed" not in page.text
    assert Inspection.objects.get().due_on == make.DUE_ON
    assert not Redating.objects.exists()
    assert set(Response.objects.values_list("due_on", flat=True)) == {make.DUE_ON}


def test_inspection_dates_changes_them_once_confirmed(ada, typed, administrator):
    page = confirmed(ada, DATES, ada.post(DATES, typed()))

    inspection = Inspection.objects.get()
    assert (page.status_code, page.url) == (302, "/inspections/rape/")
    assert (inspection.counting_rule, inspection.due_on) == ("day_after", NEXT_DAY)
    assert inspection.rule_reason == "As the inspectorate announced."
    assert Response.objects.get().due_on == NEXT_DAY
    row = Redating.objects.get()
    assert (row.by, row.at, row.reason) == (
        administrator,
        timezone.now(),
        "The report came out in the evening.",
    )
    shown = ada.get(page.url).text
    assert "Dates changed. 1 response has another last day" in shown
    assert "the last day was changed from 9 September 2021 to 10 September 2021" in shown


def test_inspection_dates_sets_a_date(ada, typed):
    fields = typed(counting_rule="explicit", **day("explicit_due_on", OWN))

    confirmed(ada, DATES, ada.post(DATES, fields))

    assert Inspection.objects.get().explicit_due_on == OWN
    assert Response.objects.get().due_on == OWN


def test_inspection_dates_changes_the_date_of_publication(ada, typed):
    fields = typed(counting_rule="act", **day("published_on", date(2021, 7, 17)))

    confirmed(ada, DATES, ada.post(DATES, fields))

    inspection = Inspection.objects.get()
    assert (inspection.published_on, inspection.rule_reason) == (date(2021, 7, 17), "")


def test_inspection_dates_ignores_a_date_beside_another_rule(ada, typed):
    page = ada.post(DATES, typed(**day("explicit_due_on", OWN)))

    assert page.context["dates"].explicit_due_on is None


def test_inspection_dates_warns_of_responses_that_are_late_at_once(ada, typed):
    fields = typed(counting_rule="act", **day("published_on", date(2021, 6, 25)))

    page = ada.post(DATES, fields)

    assert "The new last day has already passed. 1 response is late at once" in page.text


def test_inspection_dates_says_when_nobody_is_told(ada, typed):
    fields = typed(counting_rule="explicit", **day("explicit_due_on", make.DUE_ON))

    page = ada.post(DATES, fields)

    assert "No response gets another last day, and nobody is told." in page.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "Enter the reason for the change"),
        ({"rule_reason": ""}, "Enter the reason for not counting as the Act does"),
        ({"counting_rule": "explicit"}, "Enter the last day for responses"),
        (
            {"counting_rule": "explicit", **day("explicit_due_on", date(2021, 7, 15))},
            "The last day must be the date of publication or later.",
        ),
        (
            {"counting_rule": "explicit", "explicit_due_on_day": "31", "explicit_due_on_month": "2",
             "explicit_due_on_year": "2022"},
            "The last day for responses must be a real date",
        ),
        ({"counting_rule": ""}, "Select how the last day is counted"),
        (day("published_on", None), "Enter the date of publication"),
        (day("published_on", date(2021, 8, 21)), "must be today or in the past"),
        (day("published_on", date(1996, 5, 21)), "must be 22 May 1996 or later"),
        ({"counting_rule": "act"}, "Change at least one of the dates"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("button", ["submit", "confirm"])
def test_inspection_dates_says_what_is_wrong_and_keeps_what_was_typed(
    ada, typed, changes, sentence, button
):
    page = ada.post(
        DATES, typed(**{"url": "x", "reason": "As <b>agreed</b>.", **changes, button: "x"})
    )

    assert page.status_code == 200
    assert sentence in page.text
    assert "There is a problem" in page.text
    if "reason" not in changes:
        assert "As &lt;b&gt;agreed&lt;/b&gt;." in page.text
    assert not Redating.objects.exists()


def test_inspection_dates_names_who_published_before_the_new_date(ada, typed, cumbria):
    make.ResponseFactory(
        inspection=Inspection.objects.get(), body=cumbria.body, published=date(2021, 8, 10)
    )

    page = ada.post(DATES, typed(**day("published_on", date(2021, 8, 11))))

    assert "must be 10 August 2021 or earlier" in page.text
    assert "Police and Crime Commissioner for Cumbria" in page.text
    assert "The report came out in the evening." in page.text


def test_inspection_dates_goes_back_to_what_was_typed(ada, typed):
    page = ada.post(DATES, typed())

    again = ada.post(DATES, {**dict(page.context["typed"]), "edit": "yes"})

    form = again.context["form"]
    assert form["counting_rule"].value() == "day_after"
    assert form["reason"].value() == "The report came out in the evening."
    assert "There is a problem" not in again.text
    assert not Redating.objects.exists()


@pytest.mark.parametrize("button", ["submit", "confirm"])
def test_inspection_dates_shows_dates_that_somebody_else_changed_meanwhile(ada, typed, button):
    ours = typed(**day("published_on", date(2021, 7, 1)))
    confirmed(ada, DATES, ada.post(DATES, typed(rule_reason="Theirs.")))

    page = ada.post(DATES, {**ours, button: "yes"})

    assert "Somebody else changed this since you opened the page." in page.text
    assert "Reason: Theirs." in page.text
    assert page.context["form"]["published_on"].value().day == "1"
    assert Redating.objects.count() == 1
    confirmed(ada, DATES, ada.post(DATES, {**ours, **hidden(page)}))
    assert Inspection.objects.get().published_on == date(2021, 7, 1)


def test_inspection_dates_sends_the_mails_after_the_change(
    ada, typed, cheshire, mailbox, worker, django_capture_on_commit_callbacks
):
    page = ada.post(DATES, typed())

    with django_capture_on_commit_callbacks(execute=True):
        confirmed(ada, DATES, page)

    assert sorted(mail["To"] for mail in mailbox.mails) == sorted(
        [cheshire.drafter.email, cheshire.signatory.email]
    )
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_inspection_dates_changes_them_while_the_broker_is_away(ada, typed, monkeypatch):
    page = ada.post(DATES, typed())
    monkeypatch.setitem(celery.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(celery, "_pool", None)
    monkeypatch.setattr(celery.amqp, "_producer_pool", None)
    with pytest.raises(OperationalError):
        send_at_once.delay()

    done = confirmed(ada, DATES, page)

    assert (done.status_code, Redating.objects.count()) == (302, 1)
    assert Reminder.objects.filter(kind="date_moved", state="reserved").count() == 2


def test_inspection_dates_makes_as_many_queries_for_three_bodies_as_for_one(ada, typed):
    fields = typed()
    ada.post(DATES, fields)
    with CaptureQueriesContext(connection) as for_one:
        ada.post(DATES, fields)
    for _ in range(2):
        make.ResponseFactory(inspection=Inspection.objects.get())

    with CaptureQueriesContext(connection) as for_three:
        page = ada.post(DATES, fields)

    assert "3 responses get" in page.text
    assert len(for_three) == len(for_one)
