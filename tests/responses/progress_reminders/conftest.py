from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine

from recommendations.models import InspectionForce
from responses.models import ProgressReminder
from responses.models.planning import make_round
from responses.tasks import retry_reminders, send_reminders
from tests import factories as make

LONDON = ZoneInfo("Europe/London")
NEXT = date(2021, 9, 30)  # a Thursday


def seven(on, hour=7):
    return datetime.combine(on, time(hour), tzinfo=LONDON)


def round_on(on, hour=7):
    return make_round(on=on, at=seven(on, hour))


@pytest.fixture
def asked(cheshire):
    """What Cheshire has to carry out: one recommendation, of an inspection of 16 July 2021."""
    inspection = make.InspectionFactory(
        title="An inspection of the response to rape",
        short_title="Rape inspection",
        slug="rape",
        released_at=seven(date(2021, 7, 16), 9),
        forces=[cheshire.force],
    )
    return SimpleNamespace(
        inspection=inspection,
        force=cheshire.force,
        recommendation=make.RecommendationFactory(inspection=inspection),
        pair=InspectionForce.objects.get(inspection=inspection),
    )


@pytest.fixture
def said(asked):
    """Cheshire's update of 20 August, which promises something by 30 September."""
    return make.ProgressUpdateFactory(
        recommendation=asked.recommendation, force=asked.force, next_on=NEXT
    )


@pytest.fixture
def updaters(cheshire):
    """The addresses of those who write Cheshire's updates."""
    return sorted([cheshire.drafter.email, cheshire.contact.email])


@pytest.fixture
def colleague():
    """Another inspector of the same inspectorate."""
    return make.MembershipFactory(inspector=True).user


@pytest.fixture
def morning(mailbox, worker):
    """Do the round at 7 on a day: the addresses that got a mail."""

    def _morning(on):
        before = len(mailbox.mails)
        with time_machine.travel(seven(on), tick=False):
            send_reminders()
        return sorted(mail["To"] for mail in mailbox.mails[before:])

    return _morning


@pytest.fixture
def sweep(mailbox, worker):
    """Do the sweep at an hour of a day: the addresses likewise."""

    def _sweep(on, hour=12):
        before = len(mailbox.mails)
        with time_machine.travel(seven(on, hour), tick=False):
            retry_reminders()
        return sorted(mail["To"] for mail in mailbox.mails[before:])

    return _sweep


def rows(kind=None, **found):
    """The ledger of progress: (the day, whom, state)."""
    rows = ProgressReminder.objects.filter(**({"kind": kind} if kind else {}), **found)
    columns = ("falls_on", "recipient__email", "state")
    return list(rows.order_by("falls_on", "recipient__email").values_list(*columns))
