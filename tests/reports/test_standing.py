from datetime import date, timedelta

import pytest

from recommendations.models import Inspection
from reports.standing import Count, standing, tallies
from responses.models import Response
from tests import factories as make
from tests.responses.test_lateness import every_shape

DUE = date(2021, 9, 9)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"due_on": DUE}, "Not yet published, due 9 September 2021"),
        ({"due_on": None}, "Not yet published"),
        ({"due_on": DUE, "is_recorded": True}, "No response is held here"),
        (
            {"due_on": DUE, "published_version_id": 1, "published_on": date(2021, 9, 1)},
            "Published 1 September 2021",
        ),
        (
            {"due_on": DUE, "published_version_id": 1, "is_recorded": True},
            "Published, on a day that is not known",
        ),
    ],
)
def test_standing_is_said_in_words(fields, words):
    assert standing(Response(**fields)) == words


def test_standing_of_no_response_is_said_too():
    assert standing(None) == "No response is owed"


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({}, {"outstanding": 1}),
        ({"due_on": date(2021, 8, 19)}, {"outstanding": 1, "late": 1}),
        ({"due_on": make.TODAY}, {"outstanding": 1}),
        ({"due_on": None}, {"outstanding": 1}),
        ({"is_recorded": True}, {"not_held": 1, "cannot_be_told": 1}),
        ({"published_version_id": 1, "published_on": DUE}, {"published": 1, "in_time": 1}),
        (
            {"published_version_id": 1, "published_on": date(2021, 9, 10)},
            {"published": 1, "published_late": 1},
        ),
        (
            {"published_version_id": 1, "is_recorded": True},
            {"published": 1, "cannot_be_told": 1},
        ),
        (
            {"published_version_id": 1, "is_recorded": True, "not_before": date(2021, 9, 10)},
            {"published": 1, "published_late": 1},
        ),
        ({"due_on": None, "published_version_id": 1, "published_on": DUE}, {"published": 1}),
    ],
)
def test_a_response_is_counted_by_how_it_stands(fields, counted):
    count = Count.of([Response(**{"due_on": DUE, **fields})], make.TODAY)

    assert count == Count(owed=1, **counted)


@pytest.mark.parametrize("days", [-15, -14, -1, 0, 1])
def test_tallies_are_what_counting_one_by_one_gives(db, days):
    every_shape(DUE)
    on = DUE + timedelta(days=days)
    inspections = Inspection.objects.newest_first()

    found = tallies(inspections, on)

    assert [tally.inspection for tally in found] == list(inspections)
    assert [tally.count for tally in found] == [
        Count.of(inspection.responses.all(), on) for inspection in inspections
    ]


def test_tallies_add_up_the_responses_to_an_inspection(db, inspection):
    for published_on in (None, None, DUE, date(2021, 9, 10)):
        make.ResponseFactory(inspection=inspection, published=published_on)
    make.ResponseFactory(inspection=inspection, is_recorded=True)
    empty = make.InspectionFactory()

    found = tallies([inspection, empty], date(2021, 9, 10))

    assert [tally.count for tally in found] == [
        Count(
            owed=5,
            published=2,
            in_time=1,
            published_late=1,
            cannot_be_told=1,
            not_held=1,
            outstanding=2,
            late=2,
        ),
        Count(),
    ]


def test_tallies_ask_one_query_for_three_inspections_as_for_one(db, django_assert_num_queries):
    inspections = [make.ResponseFactory().inspection for _ in range(3)]

    with django_assert_num_queries(1):
        tallies(inspections[:1], make.TODAY)
    with django_assert_num_queries(1):
        tallies(inspections, make.TODAY)
