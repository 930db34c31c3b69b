from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import count
from threading import Barrier

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from config.celery import app as celery
from forces.models import Membership
from responses.models import ChiefOfficerComments, DueChange, Reminder, ReminderRound
from responses.models.planning import make_round
from responses.tasks import retry_reminders, send_reminders
from tests import factories as make
from tests.responses.conftest import seven, states


def round_of(day):
    return make_round(on=make.DUE_ON + timedelta(days=day), at=seven(day))


# Who is told, and when


@pytest.mark.parametrize("milestone", [-28, -14, -7, -3, -1, 0, 1, 8, 15, 22])
def test_round_tells_the_drafter_on_the_day_of_a_milestone(cheshire, owing, morning, milestone):
    drafter = cheshire.drafter.email
    morning(milestone - 1)

    assert drafter in morning(milestone)
    assert (milestone, drafter, "sent") in states(owing)


@pytest.mark.parametrize("milestone", [-28, -14, -7, -3, 1, 8, 15, 22])
def test_round_is_silent_the_day_before_and_the_day_after(owing, morning, milestone):
    morning(milestone - 2)

    assert (morning(milestone - 1) == []) is (milestone != 1)
    assert morning(milestone)
    assert morning(milestone + 1) == []


def test_round_tells_nobody_before_the_first_milestone(owing, morning):
    assert morning(-29) == []
    assert states(owing) == []


@pytest.mark.parametrize(("day", "told"), [(-14, False), (-7, True), (0, True), (8, True)])
def test_round_tells_whoever_signs_from_7_days_before(cheshire, owing, morning, day, told):
    assert (cheshire.signatory.email in morning(day)) is told


@pytest.mark.parametrize(("day", "told"), [(-1, False), (0, False), (1, True), (8, True)])
def test_round_tells_administrators_from_the_day_after(administrator, owing, morning, day, told):
    assert (administrator.email in morning(day)) is told


def test_round_tells_whoever_signs_from_the_first_where_nobody_drafts(cheshire, owing, morning):
    Membership.objects.filter(user=cheshire.drafter).update(
        valid_to=make.DUE_ON - timedelta(days=29)
    )

    assert morning(-28) == [cheshire.signatory.email]


def test_round_tells_administrators_of_the_reports_own_inspectorates(owing, morning):
    other = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    stranger = make.MembershipFactory(administrator=True, inspectorate=other).user

    told = morning(1)

    assert told
    assert stranger.email not in told


def test_round_tells_no_inspector_no_contact_and_no_other_body(
    cheshire, cumbria, inspector, owing, morning
):
    assert morning(8) == sorted([cheshire.drafter.email, cheshire.signatory.email])


def test_round_tells_the_office_of_the_body_that_followed(cheshire, owing, morning):
    cheshire.body.valid_to = make.DUE_ON - timedelta(days=4)
    cheshire.body.save()
    mayor = make.PolicingBodyFactory(
        force=cheshire.force, name="Mayor", valid_from=make.DUE_ON - timedelta(days=3)
    )
    new = make.MembershipFactory(drafter=True, body=mayor, valid_from=mayor.valid_from).user

    assert morning(-3) == [new.email]


def test_round_tells_a_person_with_two_roles_once(cheshire, owing, morning):
    make.MembershipFactory(signatory=True, user=cheshire.drafter, body=cheshire.body)

    assert morning(-7).count(cheshire.drafter.email) == 1


@pytest.mark.parametrize(("ended", "told"), [(-8, False), (-7, True)])
def test_round_tells_nobody_whose_role_has_ended(cheshire, owing, morning, ended, told):
    Membership.objects.filter(user=cheshire.drafter).update(
        valid_to=make.DUE_ON + timedelta(days=ended)
    )

    assert (cheshire.drafter.email in morning(-7)) is told


def test_round_tells_nobody_who_may_not_sign_in(cheshire, owing, morning):
    cheshire.drafter.is_active = False
    cheshire.drafter.save()

    assert cheshire.drafter.email not in morning(-14)
    assert cheshire.drafter.email not in morning(1)


def test_round_catches_up_once_with_whoever_may_sign_in_again(cheshire, owing, morning):
    cheshire.drafter.is_active = False
    cheshire.drafter.save()
    for day in (-28, -14):
        morning(day)
    cheshire.drafter.is_active = True
    cheshire.drafter.save()

    assert [morning(day).count(cheshire.drafter.email) for day in (-13, -12)] == [1, 0]
    assert (-28, cheshire.drafter.email, "overtaken") in states(owing)
    assert (-14, cheshire.drafter.email, "sent") in states(owing)


@pytest.mark.parametrize(("began", "told"), [(-7, True), (-6, False)])
def test_round_owes_nothing_from_before_a_role_began(cheshire, owing, morning, began, told):
    new = make.MembershipFactory(
        drafter=True, body=cheshire.body, valid_from=make.DUE_ON + timedelta(days=began)
    ).user

    assert (new.email in morning(-5)) is told
    assert owing.reminders.filter(recipient=new).exists() is told


@pytest.mark.parametrize(("opened", "milestone"), [(-27, -28), (-6, -7), (2, 1), (10, 8)])
def test_round_tells_of_a_response_that_is_opened_late_the_next_morning(
    cheshire, owing, morning, opened, milestone
):
    owing.inspection.released_at = seven(opened) + timedelta(hours=3)
    owing.inspection.save()

    assert cheshire.drafter.email in morning(opened + 1)
    assert [row for row in states(owing) if row[1] == cheshire.drafter.email] == [
        (milestone, cheshire.drafter.email, "sent")
    ]
    assert morning(opened + 2) == []


# What is reminded of


def test_round_says_nothing_of_a_published_response(owing, morning):
    make.publish_version(owing, make.TODAY)

    assert morning(1) == []
    assert states(owing) == []


def test_round_says_nothing_of_a_published_response_reopened(owing, morning):
    make.publish_version(owing, make.TODAY)
    owing.reopen(by=make.UserFactory(), at=make.NOON, reason="A figure was wrong.")

    assert morning(1) == []


def test_round_goes_on_when_a_response_is_signed_and_not_published(cheshire, owing, morning):
    make.sign_version(owing)

    assert cheshire.drafter.email in morning(1)


def test_round_says_nothing_where_there_is_no_last_day(owing, morning):
    owing.due_on = None
    owing.save()

    assert morning(1) == []


@pytest.mark.parametrize("typed", [date.min, date.max])
def test_round_reminds_everybody_else_of_their_last_day_whatever_date_one_office_typed(
    cheshire, cumbria, owing, morning, typed
):
    other = make.ResponseFactory(inspection=owing.inspection, body=cumbria.body, due_on=date.max)
    ChiefOfficerComments.objects.create(response=other, wanted_by=typed)

    assert morning(-28) == [cheshire.drafter.email]


def test_round_says_nothing_of_a_recorded_response(owing, morning):
    owing.is_recorded = True
    owing.save()

    assert morning(1) == []


# Once, and only once


def test_round_run_twice_tells_each_person_once(cheshire, owing, morning):
    assert morning(-14) == [cheshire.drafter.email]
    assert morning(-14) == []
    assert states(owing).count((-14, cheshire.drafter.email, "sent")) == 1


def test_round_run_twice_makes_rows_and_mails_once(owing):
    first, second = round_of(-7), round_of(-7)

    assert len(first) == 2
    assert second == []
    assert owing.reminders.filter(milestone=-7).count() == 2


def test_ledger_refuses_a_second_row_for_the_same_response_milestone_and_person(owing):
    round_of(-14)
    row = Reminder.objects.get(milestone=-14)
    row.pk = None

    with pytest.raises(IntegrityError, match="reminder_once_each"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_make_rows_and_mails_once(owing):
    people = [make.MembershipFactory(drafter=True, body=owing.body).user for _ in range(10)]
    together = Barrier(2)

    def round_of_its_own():
        try:
            together.wait(timeout=10)
            return round_of(-7)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        rounds = [pool.submit(round_of_its_own) for _ in range(2)]
        found = [round_.result(timeout=30) for round_ in rounds]

    assert owing.reminders.filter(milestone=-7).count() == 12
    assert sorted(map(len, found)) == [0, 12]
    assert all(person.mails.count() == 1 for person in people)
    assert ReminderRound.objects.count() == 1


# After an outage


def test_round_catches_up_once_with_the_most_urgent(cheshire, owing, morning):
    drafter, signatory = cheshire.drafter.email, cheshire.signatory.email

    assert morning(-2) == sorted([drafter, signatory])
    assert [row for row in states(owing) if row[1] == drafter] == [
        (-28, drafter, "overtaken"),
        (-14, drafter, "overtaken"),
        (-7, drafter, "overtaken"),
        (-3, drafter, "sent"),
    ]
    assert [row for row in states(owing) if row[1] == signatory] == [
        (-7, signatory, "overtaken"),
        (-3, signatory, "sent"),
    ]
    assert morning(-2) == []


def test_round_keeps_what_was_sent_before_the_outage(cheshire, owing, morning):
    morning(-28)
    morning(0)

    drafter = cheshire.drafter.email
    assert [row[2] for row in states(owing) if row[1] == drafter] == [
        "sent", "overtaken", "overtaken", "overtaken", "overtaken", "sent",
    ]  # fmt: skip


def test_round_goes_on_weekly_after_a_long_outage(cheshire, owing, morning):
    assert cheshire.drafter.email in morning(50)
    assert (50, cheshire.drafter.email, "sent") in states(owing)
    assert morning(56) == []
    assert cheshire.drafter.email in morning(57)


def test_round_follows_the_setting(settings, cheshire, owing, morning):
    settings.REMINDER_DAYS = [-10]

    assert [morning(day) for day in (-11, -10, 0, 7)] == [[], [cheshire.drafter.email], [], []]
    assert cheshire.drafter.email in morning(8)


def test_round_does_not_go_back_to_what_was_overtaken(settings, cheshire, owing, morning):
    morning(-14)
    morning(-7)
    settings.REMINDER_DAYS = [-28, -14]
    owing.reminders.filter(milestone=-28).update(state="overtaken")

    assert morning(-6) == []


# A round that was missed


def test_sweep_makes_the_round_that_was_missed(cheshire, owing, sweep):
    assert sweep(-14, minutes=10) == [cheshire.drafter.email]
    assert ReminderRound.objects.get().on == make.DUE_ON - timedelta(days=14)
    assert sweep(-14, minutes=20) == []


def test_sweep_sends_nothing_before_seven(cheshire, owing, sweep):
    assert sweep(-14, minutes=-1) == []
    assert not owing.reminders.exists()
    assert sweep(-14, minutes=0) == [cheshire.drafter.email]


def test_round_that_waited_for_a_worker_sends_nothing_at_night(owing, mailbox, worker):
    with time_machine.travel(seven(-14) - timedelta(hours=5), tick=False):
        send_reminders()

    assert mailbox.mails == []
    assert not owing.reminders.exists()


@pytest.mark.parametrize(("day", "hour"), [(date(2021, 10, 30), 6), (date(2021, 10, 31), 7)])
def test_seven_is_by_the_clock_in_london(owing, sweep, day, hour, mailbox):
    """30 October 2021 is in summer time, when seven in London is six in UTC; the 31st is not."""
    owing.due_on = day
    owing.save()
    seven_in_utc = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    for moment, expected in ((seven_in_utc - timedelta(minutes=1), 0), (seven_in_utc, 2)):
        with time_machine.travel(moment, tick=False):
            retry_reminders()
        assert len(mailbox.mails) == expected


# How it is done


def another(number):
    membership = make.MembershipFactory(drafter=True)
    make.MembershipFactory(signatory=True, body=membership.body)
    response = make.ResponseFactory(
        inspection__released_at=seven(-56),
        inspection__slug=f"inspection-{number}",
        body=membership.body,
        drafting=True,
    )
    ChiefOfficerComments.objects.create(response=response, wanted_by=make.DUE_ON)
    DueChange.objects.create(
        response=response,
        old=make.DUE_ON,
        new=make.TODAY,
        reason="A slip",
        by=membership.user,
        at=seven(0),
    )


def test_round_takes_as_many_queries_for_3_responses_as_for_1(
    administrator, django_assert_num_queries
):
    numbers = count(1)
    another(next(numbers))
    round_of(1)
    with CaptureQueriesContext(connection) as queries:
        first = round_of(8)
    another(next(numbers))
    another(next(numbers))

    with django_assert_num_queries(len(queries)):
        second = round_of(15)

    assert (len(first), len(second)) == (3, 7)
    assert len(queries) < 40


def test_command_does_the_round_by_hand(cheshire, owing, mailbox, worker, capsys):
    with time_machine.travel(seven(-14), tick=False):
        call_command("send_reminders")

    assert [mail["To"] for mail in mailbox.mails] == [cheshire.drafter.email]
    assert "handed to the worker" in capsys.readouterr().out


def test_command_does_nothing_before_seven(owing):
    early = time_machine.travel(seven(-14) - timedelta(minutes=1), tick=False)

    with early, pytest.raises(CommandError, match="Nothing goes out before 7"):
        call_command("send_reminders")

    assert not owing.reminders.exists()


def test_round_and_sweep_are_what_beat_calls(settings):
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    daily = settings.CELERY_BEAT_SCHEDULE["send-reminders"]

    assert {"responses.tasks.send_reminders", "responses.tasks.retry_reminders"} <= tasks
    assert send_reminders.name == daily["task"]
    assert (daily["schedule"].hour, daily["schedule"].minute) == ({7}, {0})
    assert settings.CELERY_TIMEZONE == "Europe/London"


@pytest.mark.parametrize(
    ("midnight", "starts"),
    [
        (datetime(2021, 8, 20, tzinfo=UTC), datetime(2021, 8, 20, 6, tzinfo=UTC)),
        (datetime(2021, 12, 20, tzinfo=UTC), datetime(2021, 12, 20, 7, tzinfo=UTC)),
        (datetime(2021, 10, 31, tzinfo=UTC), datetime(2021, 10, 31, 7, tzinfo=UTC)),
        (datetime(2022, 3, 27, tzinfo=UTC), datetime(2022, 3, 27, 6, tzinfo=UTC)),
    ],
)
def test_beat_starts_the_round_at_seven_in_london(midnight, starts):
    schedule = celery.conf.beat_schedule["send-reminders"]["schedule"]
    before = starts - timedelta(seconds=1)

    for moment, is_due in ((before, False), (starts, True)):
        with time_machine.travel(moment, tick=False):
            assert schedule.is_due(midnight).is_due is is_due
