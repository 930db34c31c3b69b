"""What is told beside the last day: who has it now, who is missing, what the chief officer owes."""

from datetime import date, datetime, time, timedelta

import pytest
from kombu.exceptions import OperationalError

from config.celery import app as celery
from forces.models import Membership
from forces.policies import Refused
from responses.choices import ReminderKind
from responses.models import ChiefOfficerComments, Contribution, DueChange, ReminderRound
from responses.models.planning import make_round, reserve
from responses.models.responses import Response
from responses.models.signing import send, send_back
from responses.tasks import send_at_once
from tests import factories as make
from tests.responses.conftest import LONDON, actor_of, seven

K = ReminderKind


def moment(day, hour=10):
    return datetime.combine(day, time(hour), tzinfo=LONDON)


SENT_ON = date(2021, 8, 26)  # a Thursday; 30 August is a bank holiday
SENT = moment(SENT_ON)


def ledger(response, kind):
    """(milestone, day, person, state) of one kind, the earliest first."""
    rows = response.reminders.filter(kind=kind).order_by("falls_on", "recipient")
    return list(rows.values_list("milestone", "falls_on", "recipient__email", "state"))


def round_on(day):
    make_round(on=day, at=moment(day, 7))


@pytest.fixture
def sent(cheshire, drafting):
    send(drafting, actor_of(cheshire.drafter, SENT), at=SENT)
    return drafting


# Waiting to be signed


def test_send_reserves_that_the_signatory_is_told(cheshire, sent):
    assert ledger(sent, K.TO_SIGN) == [(0, SENT_ON, cheshire.signatory.email, "reserved")]


def test_send_that_is_refused_reserves_nothing(cheshire, owing):
    make.RecommendationFactory(inspection=owing.inspection)
    owing.status = "drafting"
    owing.save()

    with pytest.raises(Refused, match="cannot be sent yet"):
        send(owing, actor_of(cheshire.drafter, SENT), at=SENT)

    assert not owing.reminders.exists()


@pytest.mark.parametrize(
    ("day", "milestones"), [(date(2021, 8, 31), [0]), (date(2021, 9, 1), [0, 3])]
)
def test_whoever_signs_is_told_again_after_three_working_days(cheshire, sent, day, milestones):
    round_on(day)

    assert [row[0] for row in ledger(sent, K.TO_SIGN)] == milestones


def test_nobody_is_told_again_once_it_is_signed(cheshire, sent):
    make.sign_version(sent)
    sent.changes.create(old="with_commissioner", new="signed", by=cheshire.signatory, at=SENT)

    round_on(date(2021, 9, 1))

    assert [row[0] for row in ledger(sent, K.TO_SIGN)] == [0]
    assert ledger(sent, K.TO_SIGN)[0][3] == "unnecessary"


def test_who_wrote_in_it_is_not_told_that_it_waits_for_them(cheshire, drafting):
    second = make.MembershipFactory(signatory=True, body=cheshire.body).user
    Contribution.objects.create(response=drafting, number=1, by=second)

    send(drafting, actor_of(cheshire.drafter, SENT), at=SENT)

    assert [row[2] for row in ledger(drafting, K.TO_SIGN)] == [cheshire.signatory.email]


def test_whoever_comes_into_office_is_told_what_waits_for_them(cheshire, sent):
    new = make.MembershipFactory(
        signatory=True, body=cheshire.body, valid_from=date(2021, 8, 28)
    ).user

    round_on(date(2021, 8, 28))

    assert (0, SENT_ON, new.email, "reserved") in ledger(sent, K.TO_SIGN)


def test_the_other_body_is_told_nothing(cheshire, cumbria, sent):
    round_on(date(2021, 9, 1))

    people = {row[2] for row in ledger(sent, K.TO_SIGN)}
    assert people == {cheshire.signatory.email}


# Returned


def test_send_back_reserves_that_the_drafters_are_told(cheshire, sent):
    at = SENT + timedelta(hours=2)

    send_back(sent, actor_of(cheshire.signatory, at), at=at, reason="Say more.")

    assert ledger(sent, K.RETURNED) == [(0, SENT_ON, cheshire.drafter.email, "reserved")]
    assert ledger(sent, K.TO_SIGN) == [(0, SENT_ON, cheshire.signatory.email, "unnecessary")]


def test_a_new_version_of_a_published_response_is_handed_over_too(cheshire, drafting):
    make.publish_version(drafting, make.TODAY)
    drafting.reopen(by=cheshire.drafter, at=make.NOON, reason="A figure was wrong.")

    send(drafting, actor_of(cheshire.drafter, SENT), at=SENT)
    round_on(date(2021, 9, 10))

    assert {row.kind for row in drafting.reminders.all()} == {K.TO_SIGN}


# Nobody may sign


def without_signatory(cheshire, last_day):
    Membership.objects.filter(user=cheshire.signatory).update(valid_to=last_day)


def test_drafters_and_administrators_are_told_that_nobody_may_sign(
    cheshire, administrator, owing, inspector
):
    without_signatory(cheshire, date(2021, 8, 1))

    round_on(date(2021, 8, 2))

    assert ledger(owing, K.NO_SIGNATORY) == [
        (0, date(2021, 8, 2), person.email, "reserved")
        for person in sorted([cheshire.drafter, administrator], key=lambda user: user.pk)
    ]


@pytest.mark.parametrize(("day", "told"), [(1, False), (2, True)])
def test_they_are_told_from_the_day_after_the_last_term(cheshire, owing, day, told):
    without_signatory(cheshire, date(2021, 8, 1))

    round_on(date(2021, 8, day))

    assert bool(ledger(owing, K.NO_SIGNATORY)) is told


def test_they_are_told_weekly_until_somebody_may(cheshire, owing):
    without_signatory(cheshire, date(2021, 8, 1))
    for day in range(2, 25):
        round_on(date(2021, 8, day))
        if day == 10:
            make.MembershipFactory(signatory=True, body=cheshire.body, valid_from=date(2021, 8, 12))

    assert [row[:2] for row in ledger(owing, K.NO_SIGNATORY)] == [
        (0, date(2021, 8, 2)),
        (7, date(2021, 8, 9)),
    ]


def test_the_sweep_finds_a_body_that_lost_its_signatory_during_the_day(
    cheshire, owing, morning, sweep
):
    morning(-28)
    morning(-20)
    cheshire.signatory.is_active = False
    cheshire.signatory.save()

    assert sweep(-20, minutes=60) == [cheshire.drafter.email]
    assert [row[3] for row in ledger(owing, K.NO_SIGNATORY)] == ["overtaken"] * (
        len(ledger(owing, K.NO_SIGNATORY)) - 1
    ) + ["sent"]


def test_that_all_who_may_sign_wrote_in_it_is_told_to_the_office_once_it_is_sent(
    cheshire, administrator, drafting
):
    Contribution.objects.create(response=drafting, number=1, by=cheshire.signatory)
    round_on(date(2021, 8, 20))
    before = ledger(drafting, K.ALL_WROTE)

    send(drafting, actor_of(cheshire.drafter, SENT), at=SENT)

    round_on(SENT_ON + timedelta(days=1))
    assert before == []
    assert ledger(drafting, K.TO_SIGN) == []
    assert ledger(drafting, K.NO_SIGNATORY) == []
    assert [row[:3] for row in ledger(drafting, K.ALL_WROTE)] == [
        (0, SENT_ON, cheshire.drafter.email)
    ]


def test_only_the_inspectorate_is_told_of_it_once_the_response_is_signed(
    cheshire, administrator, owing
):
    make.sign_version(owing)
    without_signatory(cheshire, date(2021, 8, 1))

    round_on(date(2021, 8, 2))

    assert ledger(owing, K.NO_SIGNATORY) == [(0, date(2021, 8, 2), administrator.email, "reserved")]


def test_nothing_is_said_of_it_once_the_response_is_published(cheshire, administrator, owing):
    make.publish_version(owing, date(2021, 7, 30))
    without_signatory(cheshire, date(2021, 8, 1))

    round_on(date(2021, 8, 2))

    assert ledger(owing, K.NO_SIGNATORY) == []


# The chief officer's date, and a last day that was moved


def wanted(response, **fields):
    comments = {"invited_on": date(2021, 7, 20), "wanted_by": date(2021, 8, 20), **fields}
    return ChiefOfficerComments.objects.create(response=response, **comments)


def test_drafters_are_told_of_the_date_given_to_the_chief_officer(cheshire, drafting):
    wanted(drafting)

    for day in range(15, 31):
        round_on(date(2021, 8, day))

    assert ledger(drafting, K.CHIEF_OFFICER) == [
        (days, date(2021, 8, 20 + days), cheshire.drafter.email, state)
        for days, state in ((-3, "overtaken"), (0, "overtaken"), (3, "reserved"))
    ]


@pytest.mark.parametrize(
    "came",
    [
        {"none_received": True},
        {"received_from": "The chief constable", "received_on": date(2021, 8, 1)},
        {"text": "We agree."},
    ],
)
def test_nothing_is_said_of_it_once_comments_came_or_never_will(drafting, came):
    wanted(drafting, **came)

    round_on(date(2021, 8, 20))

    assert ledger(drafting, K.CHIEF_OFFICER) == []


def test_a_new_date_is_told_anew(cheshire, drafting):
    comments = wanted(drafting)
    round_on(date(2021, 8, 17))
    comments.wanted_by = date(2021, 8, 27)
    comments.save()

    round_on(date(2021, 8, 24))

    assert [row[:2] for row in ledger(drafting, K.CHIEF_OFFICER)] == [
        (-3, date(2021, 8, 17)),
        (-3, date(2021, 8, 24)),
    ]


def test_the_office_is_told_once_that_the_last_day_was_moved(cheshire, administrator, owing):
    change = DueChange.objects.create(
        response=owing,
        old=make.DUE_ON,
        new=make.DUE_ON + timedelta(days=1),
        reason="The report came out a day later.",
        by=administrator,
        at=make.NOON,
    )

    reserve(Response.objects.filter(pk=owing.pk), on=make.TODAY, at=make.NOON)
    round_on(make.TODAY + timedelta(days=1))

    rows = owing.reminders.filter(kind=K.DATE_MOVED)
    assert set(rows.values_list("recipient", "step", "falls_on")) == {
        (cheshire.drafter.pk, change.pk, make.TODAY),
        (cheshire.signatory.pk, change.pk, make.TODAY),
    }


@pytest.mark.parametrize(
    ("days", "silent", "told"), [(3, [-13, -12], -11), (-3, [-13, -12, -11], -10)]
)
def test_milestones_count_from_the_moved_day(
    cheshire, owing, administrator, morning, days, silent, told
):
    morning(-14)
    new = make.DUE_ON + timedelta(days=days)
    DueChange.objects.create(
        response=owing,
        old=make.DUE_ON,
        new=new,
        reason="A slip.",
        by=administrator,
        at=seven(-14) + timedelta(hours=1),
    )
    owing.due_on = new
    owing.save()

    assert sorted(morning(-13)) == sorted([cheshire.drafter.email, cheshire.signatory.email])
    assert [morning(day) for day in silent[1:]] == [[] for _ in silent[1:]]
    assert cheshire.drafter.email in morning(told)


# What the pages do


def test_sending_on_the_page_mails_the_signatory_at_once(
    cheshire, drafting, sign_in, mailbox, worker, django_capture_on_commit_callbacks
):
    make_round(on=make.TODAY, at=make.NOON)

    with django_capture_on_commit_callbacks(execute=True):
        sign_in(cheshire.drafter).post(f"/responses/{drafting.pk}/send/")

    assert [mail["To"] for mail in mailbox.mails] == [cheshire.signatory.email]


def test_returning_on_the_page_mails_the_drafters_at_once(
    cheshire, drafting, sign_in, mailbox, worker, django_capture_on_commit_callbacks
):
    send(drafting, actor_of(cheshire.drafter, make.NOON), at=make.NOON)
    ReminderRound.objects.create(on=make.TODAY, at=make.NOON, reserved=0, mails=0)
    address = f"/responses/{drafting.pk}/return/"

    with django_capture_on_commit_callbacks(execute=True):
        sign_in(cheshire.signatory).post(address, {"reason": "Say more."})

    assert [mail["To"] for mail in mailbox.mails] == [cheshire.drafter.email]


@pytest.mark.django_db(transaction=True)
def test_sending_works_while_the_broker_is_away(cheshire, drafting, sign_in, monkeypatch):
    monkeypatch.setitem(celery.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setitem(celery.conf, "task_publish_retry", False)
    monkeypatch.setattr(celery, "_pool", None)
    monkeypatch.setattr(celery.amqp, "_producer_pool", None)
    with pytest.raises(OperationalError):
        send_at_once.delay()

    page = sign_in(cheshire.drafter).post(f"/responses/{drafting.pk}/send/")

    drafting.refresh_from_db()
    assert (page.status_code, drafting.status) == (302, "with_commissioner")
    assert ledger(drafting, K.TO_SIGN)[0][3] == "reserved"


def test_the_sweep_sends_what_the_broker_lost(cheshire, drafting, sweep, morning):
    morning(-21)
    at = seven(-21) + timedelta(minutes=5)
    send(drafting, actor_of(cheshire.drafter, at), at=at)

    assert sweep(-21, minutes=10) == [cheshire.signatory.email]
