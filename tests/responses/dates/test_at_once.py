"""Two people who change dates at once."""

from datetime import date

import pytest

from recommendations.models import Inspection, Redating
from responses.models import DueChange
from responses.models.redating import (
    dates_mark,
    last_day_mark,
)
from responses.models.saving import EditedMeanwhile
from tests.at_once import at_once
from tests.responses.dates.conftest import NEXT_DAY, OWN


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
