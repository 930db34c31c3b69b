"""One body gets a last day of its own, and loses it again."""

from datetime import date

import pytest

from forces.policies import Refused
from recommendations.choices import CountingRule
from responses.models import DueChange
from responses.models.redating import (
    last_day_mark,
)
from responses.models.saving import EditedMeanwhile
from tests import factories as make
from tests.responses.dates.conftest import NEXT_DAY, OWN, last_days, special, told


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
    with pytest.raises(Refused, match="Enter the reason"):
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
