from datetime import date, timedelta

import pytest

from recommendations.models import ProgressUpdate
from recommendations.models.rounds import in_succession
from reports.force_open import Show, counted, narrowed
from reports.force_open.counts import STATES
from reports.force_open.listing import put_off
from tests import factories as make
from tests import oversight


@pytest.mark.parametrize("show", Show)
def test_each_list_holds_what_it_says(cheshire, carried_out, show):
    found = narrowed(cheshire.force, make.TODAY, show=show)

    assert set(found) == carried_out[show]


@pytest.mark.parametrize("show", Show)
def test_each_count_is_the_length_of_its_list(cheshire, carried_out, show):
    counts = counted(cheshire.force, make.TODAY)

    assert counts.lists[show] == narrowed(cheshire.force, make.TODAY, show=show).count()


@pytest.mark.parametrize("state", STATES)
def test_each_state_counts_what_its_list_holds(cheshire, carried_out, state):
    counts = counted(cheshire.force, make.TODAY)

    found = narrowed(cheshire.force, make.TODAY, show="open", state=state)
    assert counts.states[state] == found.count()


def test_the_counts_add_up(cheshire, carried_out):
    counts = counted(cheshire.force, make.TODAY)

    assert sum(number for _, _, number in counts.claimed) == counts.open == 8
    assert counts.open + counts.closed == counts.all == 9


def test_nothing_is_counted_of_another_force(cheshire, cumbria, carried_out, inspection):
    inspection.forces.add(cumbria.force)

    counts = counted(cumbria.force, make.TODAY)

    assert (counts.open, counts.closed, counts.all) == (2, 0, 2)
    assert counts.states["none"] == 2


def test_what_two_inspectors_have_not_agreed_on_is_open(cheshire, asked, say):
    oversight.closure(update=say(asked[0]), authorised=False)

    counts = counted(cheshire.force, make.TODAY)

    assert (counts.open, counts.closed) == (9, 0)


@pytest.mark.parametrize(("day", "is_silent"), [(89, False), (90, True), (91, True)])
def test_silence_begins_ninety_days_after_the_last_word(cheshire, asked, say, day, is_silent):
    say(asked[0], as_at=make.TODAY - timedelta(days=day))

    silent = narrowed(cheshire.force, make.TODAY, show="silent")

    assert (asked[0] in silent) == is_silent


@pytest.mark.parametrize(("day", "is_silent"), [(89, False), (90, True)])
def test_silence_begins_ninety_days_after_release_without_a_word(cheshire, day, is_silent):
    inspection = make.InspectionFactory(
        released_at=make.NOON - timedelta(days=day), forces=[cheshire.force]
    )
    recommendation = make.RecommendationFactory(inspection=inspection)

    silent = narrowed(cheshire.force, make.TODAY, show="silent")

    assert (recommendation in silent) == is_silent


@pytest.mark.parametrize(("day", "has_passed"), [(19, True), (20, False), (21, False)])
def test_a_date_has_passed_the_day_after_it(cheshire, asked, say, day, has_passed):
    say(asked[0], as_at=date(2021, 8, 1), next_on=date(2021, 8, day))

    passed = narrowed(cheshire.force, make.TODAY, show="passed")

    assert (asked[0] in passed) == has_passed


PROMISES = [
    [(1, "in_progress"), (2, "in_progress")],
    [(2, "in_progress"), (1, "in_progress")],
    [(1, "in_progress"), (None, "in_progress")],
    [(1, "in_progress"), (None, "complete")],
    [(1, "in_progress"), (1, "complete"), (2, "in_progress")],
    [(1, "in_progress"), (2, "not_started"), (3, "in_progress")],
    [(None, "in_progress"), (2, "in_progress")],
]


@pytest.mark.parametrize("promises", PROMISES)
def test_what_slipped_is_what_the_history_says_slipped(cheshire, asked, say, promises):
    for day, (month, state) in enumerate(promises, start=1):
        next_on = date(2022, month, 1) if month else None
        as_at = date(2021, 8, day)
        say(asked[0], as_at=as_at, next_on=next_on, state=state, moved_reason="Why")

    told = in_succession(ProgressUpdate.objects.order_by("as_at"))
    assert set(put_off(cheshire.force).values_list("pk", flat=True)) == {
        each.update.pk for each in told if each.put_off_from
    }


def test_a_list_is_narrowed_to_an_inspection_a_claim_and_a_verdict(cheshire, carried_out, asked):
    inspection = make.InspectionFactory(slug="other", forces=[cheshire.force])
    other = make.RecommendationFactory(inspection=inspection)

    def found(**narrow):
        return set(narrowed(cheshire.force, make.TODAY, show="open", **narrow))

    assert found(inspection="other") == {other}
    assert found(state="complete") == carried_out["finished"]
    assert found(verdict="more_evidence") == carried_out["wanting"]


def test_the_newest_inspection_comes_first_and_its_order_is_kept(cheshire, asked):
    inspection = make.InspectionFactory(forces=[cheshire.force])
    newer = make.RecommendationFactory(inspection=inspection)

    found = narrowed(cheshire.force, make.TODAY, show="open")

    assert list(found) == [newer, *asked]
