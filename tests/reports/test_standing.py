from datetime import date

import pytest

from reports.standing import Count, standing
from responses.models import Response
from tests import factories as make

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
    count = Count()

    count.add(Response(**{"due_on": DUE, **fields}), make.TODAY)

    assert count == Count(owed=1, **counted)
