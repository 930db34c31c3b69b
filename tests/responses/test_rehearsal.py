"""The simulated year. That each of its checks can fail: test_rehearsal_checks."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone

from forces.models import Force, User
from recommendations.models import RecommendationForce
from responses.choices import ProgressReminderKind
from responses.rehearsal import checks
from responses.rehearsal.mishaps import LONGEST_OUTAGE, Mishaps
from responses.rehearsal.run import live, rehearse
from responses.rehearsal.workers import Killed, killed_at, twice_at_once
from tests import factories as make
from tests.pairs import amiss


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_nothing_that_must_not_happen_does_in_a_small_year():
    days, seen = live(seed=29, bodies=6, days=100, say=lambda _: None)

    assert {title: found for title, found in checks.failures(seen).items() if found} == {}
    # A year in which nothing went wrong would prove nothing.
    total = sum((day.counts for day in days), Counter())
    assert all(total[name] for name in ("steps", "reserved", "sent", "failed", "killed"))
    assert any(mail.is_lost for mail in seen.record.accepted)
    assert any("twice" in day.round for day in days)
    assert seen.record.back_on
    assert seen.record.sweeps
    assert all(timezone.localtime(at).hour >= 7 for at in seen.record.sweeps)
    told = {row.kind for row in seen.ever}
    assert {"next_date", "silence", "question", "replied"} <= told
    assert len(told - {*ProgressReminderKind}) >= 5
    # What is kept of each recommendation of a force follows from all that happened.
    assert {True, False} <= set(RecommendationForce.objects.values_list("is_closed", flat=True))
    assert not amiss()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.django_db(transaction=True)
def test_nothing_that_must_not_happen_does_in_a_year_of_43_bodies(seed):
    lines = []

    is_well = rehearse(seed=seed, bodies=43, days=365, say=lines.append)

    assert is_well, "\n".join(lines)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_command_rehearses_beside_the_database_and_leaves_no_trace(capsys):
    call_command("rehearse_reminders", "--bodies=2", "--days=60")

    out = capsys.readouterr().out
    assert "2 bodies" in out
    assert out.endswith("All went well.\n")
    assert not Force.objects.exists()
    assert databases("%rehearsal") == []


def databases(pattern):
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])
        return cursor.fetchall()


@pytest.mark.django_db
def test_command_says_when_it_may_not_make_a_database():
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE without_databases")
        cursor.execute("SET LOCAL ROLE without_databases")

    with pytest.raises(CommandError, match="may not create one") as refused:
        call_command("rehearse_reminders")

    assert refused.value.returncode == 2


@pytest.mark.parametrize("wrong", ["--bodies=0", "--bodies=44", "--days=59", "--days=many"])
def test_command_refuses_what_it_cannot_rehearse(wrong):
    with pytest.raises(CommandError, match="a number from"):
        call_command("rehearse_reminders", wrong)


def dice():
    return Random(1)  # noqa: S311  # a story, not a secret


def test_outages_last_up_to_nine_days():
    first = date(2021, 7, 16)

    away = Mishaps(dice()).outages(first, 5000)

    days = [first + timedelta(days=n) in away for n in range(5000)]
    longest = max(len(run) for run in "".join("x" if day else " " for day in days).split())
    assert longest == LONGEST_OUTAGE
    assert set(away.values()) == {"no scheduler", "down", "no mail server"}


def test_nothing_goes_wrong_while_it_is_quiet():
    quiet = Mishaps(dice(), is_quiet=True)

    assert not any(quiet.happens(0.9) for _ in range(100))
    assert {quiet.last_statement() for _ in range(100)} == {None}


@pytest.mark.django_db(transaction=True)
def test_who_is_killed_at_a_statement_leaves_nothing_of_the_transaction():
    @transaction.atomic
    def make_two():
        make.UserFactory()
        make.ForceFactory()

    with pytest.raises(Killed), killed_at(2):
        make_two()

    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_each_have_a_connection_of_their_own():
    def backend():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return cursor.fetchone()[0]

    assert len({*twice_at_once(backend), backend()}) == 3
