"""An answer that somebody saved after the file was downloaded is not overwritten by it."""

from datetime import timedelta

import pytest

from responses.models.answers import NO_ANSWER, save_answer
from responses.models.saving import Seen
from responses.spreadsheets import compare
from tests import factories as make
from tests.responses.excel import edited, opened


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)


def asked(response, number):
    return response.inspection.recommendations.get(number=number)


def test_a_row_that_somebody_else_saved_since_is_refused_with_who_and_when(response):
    first = asked(response, "1")
    content = edited(response, {(2, "Answer"): "Mine", (3, "Answer"): "Mine too"})
    save_answer(
        response,
        first,
        by=make.UserFactory(name="Ann Drafter"),
        at=make.NOON + timedelta(hours=2, minutes=14),
        seen=NO_ANSWER,
        text="Theirs",
    )

    found = compare(response, opened(content))

    assert found.changes == []
    assert found.problems == [
        (
            "Recommendation 1, row 2: Ann Drafter changed this answer on 20 August 2021 at 2:14pm, "
            "after the file was downloaded. Download the answers again, and bring your change over."
        )
    ]


def test_a_row_that_nobody_touched_leaves_what_somebody_else_saved_since(response):
    content = edited(response, {(3, "Answer"): "Mine"})
    save_answer(
        response,
        asked(response, "1"),
        by=make.UserFactory(),
        at=make.NOON,
        seen=NO_ANSWER,
        text="Theirs",
    )

    found = compare(response, opened(content))

    assert found.problems == []
    assert [change.recommendation.number for change in found.changes] == ["2"]
    assert found.notes == [
        (
            "Recommendation 1, row 2: you did not change this row, and somebody saved the answer "
            "after the file was downloaded. Theirs stays."
        )
    ]


def test_the_same_change_made_in_both_places_changes_nothing(response):
    content = edited(response, {(2, "Answer"): "The same"})
    save_answer(
        response,
        asked(response, "1"),
        by=make.UserFactory(),
        at=make.NOON,
        seen=Seen("0"),
        text="The same",
    )

    found = compare(response, opened(content))

    assert (found.changes, found.problems) == ([], [])
