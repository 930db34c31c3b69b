"""An inspection’s dates move: who keeps their last day, who is told, and what is foreseen of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forces.policies import Refused
from recommendations.choices import CountingRule
from recommendations.models import Inspection, Redating
from responses.choices import ReminderKind
from responses.models import DueChange, Reminder
from responses.models.redating import (
    dates_mark,
    foresee,
    redate,
)
from responses.models.saving import EditedMeanwhile
from tests import factories as make
from tests.responses.dates.conftest import NEXT_DAY, OWN, last_days, special, told


def test_redate_moves_the_last_day_of_every_open_response(
    change, cheshire, cumbria, inspection, administrator
):
    made = [
        make.ResponseFactory(inspection=inspection, body=cheshire.body),
        make.ResponseFactory(inspection=inspection, body=cumbria.body, with_commissioner=True),
        make.ResponseFactory(inspection=inspection, signed=True),
    ]

    moved = change()

    assert moved == 3
    assert last_days() == {response.pk: NEXT_DAY for response in made}
    rows = DueChange.objects.order_by("response")
    assert list(rows.values_list("response", "old", "new", "reason", "by", "at")) == [
        (
            response.pk,
            make.DUE_ON,
            NEXT_DAY,
            "As the inspectorate announced.",
            administrator.pk,
            make.NOON,
        )
        for response in made
    ]


def test_redate_follows_another_date_of_publication(change, response):
    change(published_on=date(2021, 7, 1))

    assert last_days() == {response.pk: date(2021, 8, 25)}


def test_redate_tells_each_bodys_staff_once(change, cheshire, cumbria, inspection):
    ours = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    theirs = make.ResponseFactory(inspection=inspection, body=cumbria.body)

    change()

    assert told() == sorted(
        [
            (ours.pk, cheshire.drafter.pk),
            (ours.pk, cheshire.signatory.pk),
            (theirs.pk, cumbria.drafter.pk),
            (theirs.pk, cumbria.signatory.pk),
        ]
    )


def test_redate_tells_of_a_second_move_again(change, cheshire, response):
    change()
    change(counting_rule=CountingRule.ACT, rule_reason="")

    rows = Reminder.objects.filter(kind=ReminderKind.DATE_MOVED, recipient=cheshire.drafter)
    assert sorted(rows.values_list("step", flat=True)) == sorted(
        DueChange.objects.values_list("pk", flat=True)
    )
    assert DueChange.objects.count() == 2


@pytest.mark.parametrize("reopened", [False, True])
def test_what_is_published_keeps_the_day_it_was_judged_by(change, cheshire, inspection, reopened):
    published = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, published=NEXT_DAY - timedelta(days=30)
    )
    if reopened:
        published.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake.")

    moved = change()

    assert moved == 0
    assert last_days() == {published.pk: make.DUE_ON}
    assert not DueChange.objects.exists()
    assert told() == []


def test_a_late_publication_does_not_come_to_be_in_time(change, cheshire, inspection):
    published = make.ResponseFactory(
        inspection=inspection,
        body=cheshire.body,
        due_on=date(2021, 8, 1),
        published=date(2021, 8, 2),
    )

    change()

    published.refresh_from_db()
    assert str(published.lateness(make.TODAY)) == "Published 1 day late"


def test_what_came_before_this_service_keeps_its_day(change, cheshire, inspection):
    old = make.ResponseFactory(inspection=inspection, body=cheshire.body, is_recorded=True)

    assert change() == 0
    assert last_days() == {old.pk: make.DUE_ON}


def test_a_body_without_a_last_day_gets_none(change, inspection):
    free = make.ResponseFactory(inspection=inspection, body=special(), due_on=None)

    assert change() == 0
    assert last_days() == {free.pk: None}


def test_a_last_day_of_its_own_stays(change, give, response):
    give(response, OWN)

    assert change() == 0
    assert last_days() == {response.pk: OWN}


def test_another_inspections_responses_stay(change, cheshire):
    other = make.ResponseFactory(body=cheshire.body)

    assert change() == 0
    assert last_days() == {other.pk: make.DUE_ON}


def test_redate_without_another_last_day_tells_nobody(change, response):
    moved = change(
        counting_rule=CountingRule.EXPLICIT,
        explicit_due_on=make.DUE_ON,
        rule_reason="Set by hand.",
    )

    assert moved == 0
    assert Redating.objects.count() == 1
    assert not DueChange.objects.exists()
    assert told() == []


def test_redate_may_make_a_response_late_at_once(change, response):
    change(published_on=date(2021, 6, 25))

    response.refresh_from_db()
    assert str(response.lateness(make.TODAY)) == "Late by 1 day"


@pytest.mark.parametrize(("day", "refused"), [(10, False), (11, True)])
def test_redate_is_refused_past_a_day_on_which_a_response_was_published(
    change, cheshire, inspection, day, refused
):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, published=date(2021, 8, 10))
    new = date(2021, 8, day)

    if refused:
        with pytest.raises(Refused, match="10 August 2021 or earlier: on that day the response"):
            change(published_on=new)
    else:
        change(published_on=new)

    assert (Inspection.objects.get().published_on == new) is not refused


def test_redate_names_the_body_that_published_first(change, cheshire, cumbria, inspection):
    for office, day in ((cheshire, 12), (cumbria, 11)):
        make.ResponseFactory(inspection=inspection, body=office.body, published=date(2021, 8, day))

    with pytest.raises(Refused, match=r"11 August 2021 or earlier.*for Cumbria"):
        change(published_on=date(2021, 8, 15))


@pytest.mark.parametrize(("day", "refused"), [(10, False), (11, True)])
def test_redate_is_refused_past_a_last_day_of_a_bodys_own(change, give, response, day, refused):
    give(response, date(2021, 8, 10))
    new = date(2021, 8, day)

    if refused:
        with pytest.raises(Refused, match=r"10 August 2021 or earlier.*set for .* Cheshire"):
            change(published_on=new)
    else:
        change(published_on=new)

    assert (Inspection.objects.get().published_on == new) is not refused


def test_redate_is_refused_to_someone_who_saw_other_dates(change, inspection, response):
    seen = dates_mark(inspection)
    change(seen)

    with pytest.raises(EditedMeanwhile):
        change(seen, published_on=date(2021, 7, 1))

    assert Redating.objects.count() == DueChange.objects.count() == 1
    assert last_days() == {response.pk: NEXT_DAY}


def test_redate_that_is_refused_moves_nothing(change, response):
    with pytest.raises(Refused, match="Enter the reason"):
        change(reason=" ")

    assert last_days() == {response.pk: make.DUE_ON}
    assert not Redating.objects.exists()


def open_responses_of(inspection, count):
    for _ in range(count):
        body = make.MembershipFactory(drafter=True).body
        make.MembershipFactory(signatory=True, body=body)
        make.ResponseFactory(inspection=inspection, body=body)


def test_redate_makes_as_many_queries_for_three_bodies_as_for_one(administrator):
    found = []
    for count in (1, 3):
        inspection = make.InspectionFactory()
        open_responses_of(inspection, count)
        dates = replace(inspection.dates, published_on=date(2021, 7, 15))
        seen = dates_mark(inspection)
        with CaptureQueriesContext(connection) as queries:
            redate(inspection, dates, seen=seen, reason="x", by=administrator, at=make.NOON)
        assert Reminder.objects.filter(response__inspection=inspection).count() == 2 * count
        found.append(len(queries))

    assert found[0] == found[1]


# What it would do


def test_foresee_counts_what_redate_would_do(cheshire, cumbria, inspection, give):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, published=date(2021, 8, 10))
    own = make.ResponseFactory(inspection=inspection, body=cumbria.body)
    give(own, OWN)
    make.ResponseFactory(inspection=inspection)
    make.ResponseFactory(inspection=inspection)
    make.ResponseFactory(inspection=inspection, due_on=None)
    make.ResponseFactory(inspection=inspection, body=special(), due_on=None)
    dates = replace(
        inspection.dates, counting_rule=CountingRule.DAY_AFTER, rule_reason="Announced."
    )

    effect = foresee(inspection, dates, on=make.TODAY, seen=dates_mark(inspection))

    assert effect.due_on == NEXT_DAY
    assert effect.moved == [(make.DUE_ON, 2), (None, 1)]
    assert (effect.published, effect.own, effect.late) == (1, 1, 0)


@pytest.mark.parametrize(("published", "late"), [(26, 0), (25, 1)])
def test_foresee_counts_those_that_would_be_late_at_once(inspection, response, published, late):
    dates = replace(inspection.dates, published_on=date(2021, 6, published))

    effect = foresee(inspection, dates, on=make.TODAY, seen=dates_mark(inspection))

    assert effect.late == late


def test_foresee_writes_nothing(inspection, response):
    dates = replace(inspection.dates, published_on=date(2021, 7, 1))

    foresee(inspection, dates, on=make.TODAY, seen=dates_mark(inspection))

    assert Inspection.objects.get().published_on == make.PUBLISHED_ON
    assert last_days() == {response.pk: make.DUE_ON}
