"""Moving last days: who keeps theirs, who is told, and what happens to two at once."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forces.policies import Refused
from recommendations.choices import CountingRule
from recommendations.models import Inspection, Redating
from responses.choices import ReminderKind
from responses.models import DueChange, Reminder, Response
from responses.models.redating import (
    dates_mark,
    foresee,
    last_day_mark,
    redate,
    set_last_day,
)
from responses.models.saving import EditedMeanwhile
from tests import factories as make

NEXT_DAY = date(2021, 9, 10)
OWN = date(2021, 10, 1)


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def change(inspection, administrator):
    """Counts the inspection's days from the day after publication, or changes other dates."""

    def _change(seen=None, reason="As the inspectorate announced.", **dates):
        dates = dates or {"counting_rule": CountingRule.DAY_AFTER, "rule_reason": "Announced."}
        current = Inspection.objects.get(pk=inspection.pk)
        return redate(
            current,
            replace(current.dates, **dates),
            seen=seen or dates_mark(current),
            reason=reason,
            by=administrator,
            at=make.NOON,
        )

    return _change


@pytest.fixture
def give(administrator):
    """Gives a response a last day of its own."""

    def _give(response, due_on, seen=None, reason="They asked for more time.", who=None):
        current = Response.objects.get(pk=response.pk)
        return set_last_day(
            current,
            make.actor(who or administrator),
            due_on=due_on,
            seen=seen or last_day_mark(current),
            reason=reason,
            at=make.NOON,
        )

    return _give


def last_days():
    return dict(Response.objects.values_list("pk", "due_on"))


def told():
    """Who is told that a last day was moved, by the response."""
    rows = Reminder.objects.filter(kind=ReminderKind.DATE_MOVED)
    return sorted(rows.values_list("response", "recipient"))


def special(name="Civil Nuclear Constabulary"):
    force = make.ForceFactory(name=name, has_deadline=False, is_territorial=False, ons_code="")
    return make.PolicingBodyFactory(force=force)


# The dates of the inspection


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


# One body's own last day


def test_set_last_day_sets_it_with_its_reason(give, response, administrator):
    assert give(response, OWN)

    response.refresh_from_db()
    change = response.due_changes.get()
    assert (response.due_on, response.due_reason) == (OWN, "They asked for more time.")
    assert (change.old, change.new, change.reason) == (make.DUE_ON, OWN, response.due_reason)
    assert (change.by, change.at) == (administrator, make.NOON)


def test_set_last_day_gives_a_body_without_one_a_last_day_and_takes_it_away(give, inspection):
    body = special()
    drafter = make.MembershipFactory(drafter=True, body=body).user
    free = make.ResponseFactory(inspection=inspection, body=body, due_on=None)

    give(free, OWN, reason="It agreed to answer.")
    free.refresh_from_db()
    assert (free.due_on, free.due_reason) == (OWN, "It agreed to answer.")
    assert str(free.lateness(make.TODAY)) == "42 days left"
    assert told() == [(free.pk, drafter.pk)]

    give(free, None, reason="It withdrew.")
    free.refresh_from_db()
    assert (free.due_on, free.due_reason) == (None, "")
    assert list(free.due_changes.order_by("pk").values_list("old", "new", "reason")) == [
        (None, OWN, "It agreed to answer."),
        (OWN, None, "It withdrew."),
    ]


def test_set_last_day_back_takes_the_inspections_day_as_it_is_by_then(give, change, response):
    give(response, OWN)
    change()

    give(response, None, reason="No longer needed.")

    response.refresh_from_db()
    assert (response.due_on, response.due_reason) == (NEXT_DAY, "")


def test_set_last_day_back_to_the_same_day_only_follows_again(give, change, response):
    give(response, NEXT_DAY)
    change()
    before = told()

    assert not give(response, None, reason="The same by now.")

    response.refresh_from_db()
    assert (response.due_on, response.due_reason) == (NEXT_DAY, "")
    assert response.due_changes.count() == 1
    assert told() == before
    change(counting_rule=CountingRule.ACT, rule_reason="")
    assert last_days() == {response.pk: make.DUE_ON}


def test_set_last_day_tells_the_bodys_staff_once_and_nobody_else(
    give, cheshire, cumbria, inspection, response
):
    make.ResponseFactory(inspection=inspection, body=cumbria.body)

    give(response, OWN)

    assert told() == sorted(
        [(response.pk, cheshire.drafter.pk), (response.pk, cheshire.signatory.pk)]
    )


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [
        (make.DUE_ON, "The last day is 9 September 2021 already"),
        (date(2021, 7, 15), "must be the date of publication or later"),
        (None, "has no last day of its own"),
    ],
)
def test_set_last_day_is_refused_for_a_day_that_cannot_be(give, response, due_on, sentence):
    with pytest.raises(Refused, match=sentence):
        give(response, due_on)

    response.refresh_from_db()
    assert (response.due_on, response.due_reason) == (make.DUE_ON, "")
    assert not DueChange.objects.exists()


@pytest.mark.parametrize("due_on", [make.PUBLISHED_ON, date(2021, 8, 19)])
def test_set_last_day_may_lie_behind(give, response, due_on):
    give(response, due_on)

    assert last_days() == {response.pk: due_on}


@pytest.mark.parametrize("reason", ["", "  "])
def test_set_last_day_is_refused_without_a_reason(give, response, reason):
    with pytest.raises(Refused, match="Enter the reason for the change"):
        give(response, OWN, reason=reason)


@pytest.mark.parametrize("state", ["published", "recorded"])
def test_set_last_day_is_refused_for_what_is_not_owed_any_more(give, cheshire, inspection, state):
    traits = {"published": {"published": True}, "recorded": {"is_recorded": True}}[state]
    closed = make.ResponseFactory(inspection=inspection, body=cheshire.body, **traits)

    with pytest.raises(Refused, match=r"it keeps (the|its) last day"):
        give(closed, OWN)

    assert last_days() == {closed.pk: make.DUE_ON}


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact", "inspector"])
def test_set_last_day_is_for_administrators(give, people, response, who):
    with pytest.raises(Refused, match="Only an inspectorate administrator"):
        give(response, OWN, who=people[who])

    assert last_days() == {response.pk: make.DUE_ON}


def test_set_last_day_is_refused_to_someone_who_saw_another_day(give, change, response):
    seen = last_day_mark(response)
    change()

    with pytest.raises(EditedMeanwhile):
        give(response, OWN, seen=seen)

    assert last_days() == {response.pk: NEXT_DAY}


# Two at once


def at_once(*jobs):
    """Run jobs in threads of their own; what each returned or raised."""
    barrier, outcomes = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        try:
            barrier.wait(timeout=10)
            outcomes[place] = job()
        except Exception as error:  # noqa: BLE001  # the test looks at it
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_dates_at_once_one_is_asked_to_look_again(
    change, inspection, response
):
    seen = dates_mark(inspection)

    outcomes = at_once(
        lambda: change(seen),
        lambda: change(seen, published_on=date(2021, 7, 1)),
    )

    done = [outcome for outcome in outcomes if outcome == 1]
    assert len(done) == 1, outcomes
    assert [type(o) for o in outcomes if o != 1] == [EditedMeanwhile]
    assert Redating.objects.count() == DueChange.objects.count() == 1
    response.refresh_from_db()
    assert response.due_on == Inspection.objects.get().due_on


@pytest.mark.django_db(transaction=True)
def test_a_last_day_set_while_the_dates_change_is_not_lost(change, give, inspection, response):
    seen, seen_dates = last_day_mark(response), dates_mark(inspection)

    outcomes = at_once(lambda: change(seen_dates), lambda: give(response, OWN, seen=seen))

    response.refresh_from_db()
    if isinstance(outcomes[1], EditedMeanwhile):
        assert (response.due_on, response.due_reason) == (NEXT_DAY, "")
        assert outcomes[0] == 1
    else:
        assert outcomes == [0, True]
        assert (response.due_on, bool(response.due_reason)) == (OWN, True)
    assert DueChange.objects.count() == 1
