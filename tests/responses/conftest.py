from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from forces.actors import Actor
from responses.choices import Status
from responses.tasks import retry_reminders, send_reminders
from tests import factories as make
from tests.completing import completing

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def owing(cheshire):
    """Cheshire's response to an inspection opened on 16 July 2021: due on 9 September 2021."""
    inspection = make.InspectionFactory(
        title="An inspection of the response to rape",
        short_title="Rape inspection",
        slug="rape",
        released_at=datetime(2021, 7, 16, 9, 0, tzinfo=LONDON),
    )
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def drafting(owing):
    """Cheshire's response is being drafted, and could be sent to be signed."""
    recommendation = make.RecommendationFactory(inspection=owing.inspection)
    make.AnswerFactory(response=owing, recommendation=recommendation)
    owing.status = Status.DRAFTING
    owing.save()
    return owing


@pytest.fixture
def sent(cheshire, inspection):
    """With the commissioner, everything answered, by somebody who is not the signatory."""
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )
    response.contributions.create(number=1, by=cheshire.drafter)
    response.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=make.NOON)
    return response


@pytest.fixture
def kent(inspection):
    """The response of Kent's body, which nobody has begun."""
    force = make.ForceFactory(name="Kent Police", slug="kent")
    with completing():
        inspection.forces.add(force)
    return make.ResponseFactory(inspection=inspection, body__force=force)


@pytest.fixture
def asked(inspection):
    """The ids of the recommendations, by number."""
    return {each.number: each.pk for each in inspection.recommendations.all()}


@pytest.fixture
def admin(sign_in, administrator):
    """The client, as an administrator of the inspectorate."""
    return sign_in(administrator)


@pytest.fixture
def morning(mailbox, worker):
    """Do the round at 7, some days from 9 September 2021: the addresses that got a mail."""

    def _morning(day):
        before = len(mailbox.mails)
        with time_machine.travel(seven(day), tick=False):
            send_reminders()
        return sorted(mail["To"] for mail in mailbox.mails[before:])

    return _morning


@pytest.fixture
def sweep(mailbox, worker):
    """Try again what is left behind, some minutes after a round: the addresses likewise."""

    def _sweep(day, minutes):
        before = len(mailbox.mails)
        with time_machine.travel(seven(day) + timedelta(minutes=minutes), tick=False):
            retry_reminders()
        return sorted(mail["To"] for mail in mailbox.mails[before:])

    return _sweep


def actor_of(person, at):
    return Actor.of(person, timezone.localdate(at))


def states(response):
    """The ledger of a response about its last day: (milestone, person, state)."""
    rows = response.reminders.filter(kind="last_day").order_by("milestone", "recipient")
    return list(rows.values_list("milestone", "recipient__email", "state"))


def seven(day):
    return datetime.combine(make.DUE_ON, time(7), tzinfo=LONDON) + timedelta(days=day)
