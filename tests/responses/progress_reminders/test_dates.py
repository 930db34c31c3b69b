"""When people are told of what dates bring: next dates, silence, figures of the year."""

from datetime import date, timedelta

import pytest

from forces.models import Membership
from recommendations.choices import Standing, State, Verdict
from tests import factories as make
from tests import oversight
from tests.responses.progress_reminders.conftest import NEXT, rows, seven

DAY = timedelta(days=1)
SILENT_ON = date(2021, 10, 14)  # 90 days after 16 July
FIGURES_ON = date(2022, 4, 30)  # 30 days after the twelve months to 31 March 2022


# Next dates


def test_next_date_is_told_to_office_staff_and_force_contacts(said, updaters, morning):
    assert morning(NEXT) == updaters


def test_next_date_is_told_to_whoever_signs_where_nobody_drafts(cheshire, said, morning):
    Membership.objects.filter(user=cheshire.drafter).update(valid_to=NEXT - DAY)

    assert morning(NEXT) == sorted([cheshire.signatory.email, cheshire.contact.email])


def test_next_date_is_told_no_more_once_an_update_is_submitted(asked, said, morning):
    make.ProgressUpdateFactory(
        recommendation=asked.recommendation, force=asked.force, as_at=NEXT, submitted_at=seven(NEXT)
    )

    assert morning(NEXT + DAY) == []


def test_next_date_that_is_moved_is_told_anew(asked, said, morning):
    morning(NEXT - 7 * DAY)
    make.ProgressUpdateFactory(
        recommendation=asked.recommendation,
        force=asked.force,
        as_at=NEXT - 5 * DAY,
        next_on=NEXT + 14 * DAY,
        moved_reason="The trainer left.",
        submitted_at=seven(NEXT - 5 * DAY),
    )

    assert [bool(morning(NEXT + day * DAY)) for day in (0, 7, 8, 14)] == [False, True, False, True]


def test_next_date_is_not_told_of_what_is_closed_for_the_force(asked, said, morning):
    oversight.closure(update=said, decided_at=seven(date(2021, 7, 20)))

    assert morning(NEXT) == []


def test_next_date_is_not_told_of_what_is_for_others(asked, said, morning):
    asked.recommendation.parts.get().addressees.set([make.AddresseeFactory(slug="home-office")])

    assert morning(NEXT) == []


def test_next_date_is_not_told_under_embargo(asked, said, morning):
    asked.inspection.released_at = asked.inspection.released_by = None
    asked.inspection.save()

    assert morning(NEXT) == []


def test_next_date_is_not_told_once_the_inspection_is_not_of_the_force(asked, said, morning):
    asked.inspection.forces.clear()

    assert morning(NEXT) == []


def test_next_dates_of_one_day_are_one_row_for_each_person(asked, said, updaters, morning):
    other = make.RecommendationFactory(inspection=asked.inspection)
    make.ProgressUpdateFactory(recommendation=other, force=asked.force, next_on=NEXT)

    assert morning(NEXT) == updaters
    assert [row for row in rows("next_date") if row[2] == "sent"] == [
        (NEXT, person, "sent") for person in updaters
    ]


@pytest.mark.parametrize("typed", [date.min, date.max])
def test_next_date_at_the_end_of_the_calendar_stops_nobody_elses(
    asked, said, updaters, morning, typed
):
    other = make.RecommendationFactory(inspection=asked.inspection)
    update = make.ProgressUpdateFactory(
        draft=True, recommendation=other, force=asked.force, as_at=date.min, next_on=typed
    )
    update.submit(by=update.written_by, at=make.NOON)

    assert morning(NEXT) == updaters


# Silence


def test_silence_is_told_once_90_days_after_the_report_came_out(asked, updaters, morning):
    assert [morning(SILENT_ON + day * DAY) for day in (-1, 0, 1)] == [[], updaters, []]


def test_silence_is_counted_from_the_newest_update(asked, morning):
    make.ProgressUpdateFactory(recommendation=asked.recommendation, force=asked.force)

    assert morning(SILENT_ON) == []
    assert morning(make.TODAY + 90 * DAY)


@pytest.mark.parametrize("state", [State.COMPLETE, State.OVERTAKEN, State.NOT_FOR_US])
def test_silence_is_no_silence_once_a_force_says_it_has_finished(asked, morning, state):
    make.ProgressUpdateFactory(recommendation=asked.recommendation, force=asked.force, state=state)

    assert morning(make.TODAY + 90 * DAY) == []


@pytest.mark.parametrize(
    ("verdict", "told"), [(Verdict.MORE_EVIDENCE, True), (Verdict.ACCEPTED, False)]
)
def test_silence_is_told_where_an_inspector_does_not_accept_that_it_has(
    asked, morning, verdict, told
):
    update = make.ProgressUpdateFactory(
        recommendation=asked.recommendation, force=asked.force, state=State.COMPLETE
    )
    oversight.assessment(update=update, verdict=verdict)

    assert bool(morning(make.TODAY + 90 * DAY)) is told


# Figures of the year


@pytest.fixture
def measure(asked):
    """A measure of a recommendation on which the force has said that it is done."""
    make.ProgressUpdateFactory(
        recommendation=asked.recommendation, force=asked.force, state=State.COMPLETE
    )
    return make.MeasureFactory(recommendation=asked.recommendation)


@pytest.mark.parametrize(("day", "told"), [(-1, False), (0, True)])
def test_figures_are_wanted_30_days_after_the_next_twelve_months(measure, morning, day, told):
    assert bool(morning(FIGURES_ON + day * DAY)) is told


def test_figures_that_are_awaited_are_still_wanted(asked, measure, morning):
    make.FigureFactory(
        measure=measure,
        force=asked.force,
        period_ends_on=date(2022, 3, 31),
        standing=Standing.AWAITED,
        value=None,
    )

    assert morning(FIGURES_ON)


def test_figures_of_what_is_closed_are_not_wanted(asked, measure, morning):
    oversight.closure(force=asked.force, recommendation=asked.recommendation)

    assert morning(FIGURES_ON) == []


def test_figures_of_a_leap_day_are_wanted_the_year_after(asked, measure, morning):
    make.FigureFactory(measure=measure, force=asked.force, period_ends_on=date(2020, 2, 29))

    assert morning(date(2021, 8, 2)) != []
