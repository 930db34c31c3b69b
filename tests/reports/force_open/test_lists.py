from datetime import date, timedelta

import pytest

from recommendations.models import ProgressUpdate, Recommendation
from recommendations.promises import in_succession
from reports.force_open import Show, Standings, counted
from reports.force_open.counts import STATES
from reports.force_open.listing import told_by
from tests import factories as make
from tests import oversight


def listed(force, **narrow):
    """The recommendations of a list of today, in its order."""
    points = Standings.of(force, make.TODAY).narrowed(**narrow)
    keys = [key for _, key in map(told_by, points)]
    found = Recommendation.objects.in_bulk(keys)
    return [found[key] for key in keys]


def count(force):
    return counted(Standings.of(force, make.TODAY))


@pytest.mark.parametrize("show", Show)
def test_each_list_holds_what_it_says(cheshire, carried_out, show):
    found = listed(cheshire.force, show=show)

    assert set(found) == carried_out[show]


@pytest.mark.parametrize("show", Show)
def test_each_count_is_the_length_of_its_list(cheshire, carried_out, show):
    counts = count(cheshire.force)

    assert counts.lists[show] == len(listed(cheshire.force, show=show))


@pytest.mark.parametrize("state", STATES)
def test_each_state_counts_what_its_list_holds(cheshire, carried_out, state):
    counts = count(cheshire.force)

    found = listed(cheshire.force, show="open", state=state)
    assert counts.states[state] == len(found)


def test_the_counts_add_up(cheshire, carried_out):
    counts = count(cheshire.force)

    assert sum(number for _, _, number in counts.claimed) == counts.open == 8
    assert counts.open + counts.closed == counts.all == 9


def test_nothing_is_counted_of_another_force(cheshire, cumbria, carried_out, inspection):
    inspection.forces.add(cumbria.force)

    counts = count(cumbria.force)

    assert (counts.open, counts.closed, counts.all) == (2, 0, 2)
    assert counts.states["none"] == 2


def test_what_two_inspectors_have_not_agreed_on_is_open(cheshire, asked, say):
    oversight.closure(update=say(asked[0]), authorised=False)

    counts = count(cheshire.force)

    assert (counts.open, counts.closed) == (9, 0)


@pytest.mark.parametrize(("day", "is_silent"), [(89, False), (90, True), (91, True)])
def test_silence_begins_ninety_days_after_the_last_word(cheshire, asked, say, day, is_silent):
    say(asked[0], submitted_at=make.NOON - timedelta(days=day))

    silent = listed(cheshire.force, show="silent")

    assert (asked[0] in silent) == is_silent


def test_word_of_today_about_long_ago_is_no_silence(cheshire, asked, say):
    say(asked[0], as_at=make.TODAY - timedelta(days=100))

    assert asked[0] not in listed(cheshire.force, show="silent")


@pytest.mark.parametrize(
    ("verdict", "is_silent"), [("accepted", False), ("more_evidence", True), ("not_accepted", True)]
)
def test_finished_claim_that_was_not_accepted_is_silent_again(
    cheshire, asked, say, verdict, is_silent
):
    long_ago = make.NOON - timedelta(days=90)
    claim = say(asked[0], state="complete", submitted_at=long_ago)
    oversight.assessment(update=claim, verdict=verdict)

    assert (asked[0] in listed(cheshire.force, show="silent")) == is_silent


def test_finished_claim_that_came_after_the_verdict_is_not_silent(cheshire, asked, say):
    long_ago = make.NOON - timedelta(days=90)
    oversight.assessment(update=say(asked[0], submitted_at=long_ago), verdict="not_accepted")
    say(asked[0], state="complete", submitted_at=long_ago)

    assert asked[0] not in listed(cheshire.force, show="silent")


@pytest.mark.parametrize(("day", "is_silent"), [(89, False), (90, True)])
def test_silence_begins_ninety_days_after_release_without_a_word(cheshire, day, is_silent):
    inspection = make.InspectionFactory(
        published_on=date(2020, 1, 15),  # what is counted is not the age of the report
        released_at=make.NOON - timedelta(days=day),
        forces=[cheshire.force],
    )
    recommendation = make.RecommendationFactory(inspection=inspection)

    silent = listed(cheshire.force, show="silent")

    assert (recommendation in silent) == is_silent


@pytest.mark.parametrize(("day", "has_passed"), [(19, True), (20, False), (21, False)])
def test_a_date_has_passed_the_day_after_it(cheshire, asked, say, day, has_passed):
    say(asked[0], as_at=date(2021, 8, 1), next_on=date(2021, 8, day))

    passed = listed(cheshire.force, show="passed")

    assert (asked[0] in passed) == has_passed


# What is said of the next date, as a month of 2022, and which of that needs a reason.
PROMISES = [
    ([(1, "in_progress"), (2, "in_progress")], {2}),
    ([(2, "in_progress"), (1, "in_progress")], set()),
    ([(1, "in_progress"), (None, "in_progress")], set()),
    ([(1, "in_progress"), (None, "complete")], set()),
    ([(1, "in_progress"), (1, "complete"), (2, "in_progress")], {3}),
    ([(1, "in_progress"), (None, "overtaken"), (2, "in_progress")], {3}),
    ([(1, "in_progress"), (None, "complete"), (None, "in_progress")], set()),
    ([(2, "in_progress"), (None, "not_for_us"), (1, "in_progress")], set()),
    ([(1, "in_progress"), (2, "not_started"), (3, "in_progress")], {2, 3}),
    ([(None, "in_progress"), (2, "in_progress")], set()),
]


@pytest.mark.parametrize(("promises", "needs_reason"), PROMISES)
def test_what_slipped_is_what_the_history_says(cheshire, asked, say, promises, needs_reason):
    for day, (month, state) in enumerate(promises, start=1):
        next_on = date(2022, month, 1) if month else None
        reason = "Why" if day in needs_reason else ""
        as_at = date(2021, 8, day)
        say(asked[0], as_at=as_at, next_on=next_on, state=state, moved_reason=reason)

    told = in_succession(ProgressUpdate.objects.order_by("as_at"))
    slipped = {each.update.as_at.day for each in told if each.put_off_from}
    assert slipped == needs_reason
    assert (asked[0] in listed(cheshire.force, show="slipped")) == bool(slipped)


def test_a_list_is_narrowed_to_an_inspection_a_claim_and_a_verdict(cheshire, carried_out, asked):
    inspection = make.InspectionFactory(slug="other", forces=[cheshire.force])
    other = make.RecommendationFactory(inspection=inspection)

    def found(**narrow):
        return set(listed(cheshire.force, show="open", **narrow))

    assert found(inspection="other") == {other}
    assert found(state="complete") == carried_out["finished"]
    assert found(verdict="more_evidence") == carried_out["wanting"]


def test_the_newest_inspection_comes_first_and_its_order_is_kept(cheshire, asked):
    inspection = make.InspectionFactory(forces=[cheshire.force])
    newer = make.RecommendationFactory(inspection=inspection)

    found = listed(cheshire.force, show="open")

    assert list(found) == [newer, *asked]
