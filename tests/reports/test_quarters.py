from datetime import date, timedelta

import pytest

from reports.quarters import MOST, claimed_on, quarter_ends
from tests import factories as make

JUNE, SEPTEMBER, DECEMBER = date(2021, 6, 30), date(2021, 9, 30), date(2021, 12, 31)


@pytest.mark.parametrize(
    ("since", "on", "ends"),
    [
        (date(2021, 7, 16), date(2021, 8, 20), [date(2021, 8, 20)]),
        (date(2021, 7, 16), SEPTEMBER, [SEPTEMBER]),
        (date(2021, 7, 16), date(2021, 10, 1), [SEPTEMBER, date(2021, 10, 1)]),
        (JUNE, date(2022, 1, 1), [JUNE, SEPTEMBER, DECEMBER, date(2022, 1, 1)]),
        (date(2024, 2, 29), date(2024, 4, 1), [date(2024, 3, 31), date(2024, 4, 1)]),
    ],
)
def test_quarter_ends_are_last_days_and_then_today(since, on, ends):
    assert quarter_ends(since, on) == ends


def test_quarter_ends_are_the_newest_where_there_are_many():
    ends = quarter_ends(date(2015, 1, 1), date(2021, 8, 20))

    assert (len(ends), ends[-2:]) == (MOST, [JUNE, date(2021, 8, 20)])


@pytest.fixture
def recommendation(db):
    return make.RecommendationFactory()


def updates(recommendation, force, *told):
    for as_at, state in told:
        make.ProgressUpdateFactory(
            recommendation=recommendation, force=force, as_at=as_at, state=state
        )


def test_claims_stand_until_the_next_one(recommendation):
    force = make.ForceFactory()
    updates(recommendation, force, (JUNE, "not_started"), (SEPTEMBER, "complete"))
    days = [JUNE - timedelta(days=1), JUNE, SEPTEMBER - timedelta(days=1), SEPTEMBER, DECEMBER]

    found = claimed_on(days, [recommendation.pk])

    assert [dict(found[day]) for day in days] == [
        {},
        {"not_started": 1},
        {"not_started": 1},
        {"complete": 1},
        {"complete": 1},
    ]


def test_claims_of_one_day_count_once_as_the_last_one_says(recommendation):
    force = make.ForceFactory()
    updates(recommendation, force, (JUNE, "not_started"), (JUNE, "in_progress"))

    assert claimed_on([JUNE], [recommendation.pk])[JUNE] == {"in_progress": 1}


def test_claims_of_other_forces_add_up_and_drafts_and_other_recommendations_do_not(recommendation):
    for force in make.ForceFactory.create_batch(2):
        updates(recommendation, force, (JUNE, "complete"))
    make.ProgressUpdateFactory(draft=True, recommendation=recommendation, as_at=JUNE)
    make.ProgressUpdateFactory(as_at=JUNE)

    assert claimed_on([JUNE], [recommendation.pk])[JUNE] == {"complete": 2}
