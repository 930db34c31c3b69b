"""Dates promised one after another: which was put off, and which is held to."""

from datetime import date

import pytest

from recommendations.models import ProgressUpdate
from recommendations.promises import in_succession, trail

MARCH, JUNE, SEPTEMBER = date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30)
GOES_ON, DONE, OVERTAKEN = "in_progress", "complete", "overtaken"


def told(*said, answer=None):
    updates = [ProgressUpdate(state=state, next_on=next_on) for state, next_on in said]
    if answer:
        updates[0].answer_promised_on = answer
    return in_succession(updates)


@pytest.mark.parametrize(
    ("said", "put_off_from", "held_to"),
    [
        ([(GOES_ON, MARCH), (GOES_ON, JUNE)], [None, MARCH], JUNE),
        ([(GOES_ON, JUNE), (GOES_ON, MARCH)], [None, None], MARCH),
        ([(GOES_ON, MARCH), (GOES_ON, None)], [None, MARCH], None),
        ([(GOES_ON, MARCH), (DONE, None)], [None, None], MARCH),
        ([(GOES_ON, MARCH), (DONE, JUNE)], [None, None], MARCH),
        ([(DONE, MARCH), (GOES_ON, JUNE)], [None, None], JUNE),
        ([(GOES_ON, MARCH), (GOES_ON, None), (GOES_ON, JUNE)], [None, MARCH, None], JUNE),
        ([(GOES_ON, MARCH), (OVERTAKEN, None), (GOES_ON, JUNE)], [None, None, MARCH], JUNE),
        ([(GOES_ON, MARCH), (DONE, None), (GOES_ON, MARCH)], [None, None, None], MARCH),
        ([(GOES_ON, MARCH), (DONE, None), (GOES_ON, None)], [None, None, MARCH], None),
        (
            [(GOES_ON, MARCH), (DONE, None), (OVERTAKEN, None), (GOES_ON, JUNE)],
            [None, None, None, MARCH],
            JUNE,
        ),
    ],
)
def test_in_succession_tells_which_updates_put_a_promised_date_off(said, put_off_from, held_to):
    found = told(*said)

    assert [(each.update.state, each.update.next_on) for each in found] == said
    assert [each.put_off_from for each in found] == put_off_from
    assert found[-1].held_to == held_to


@pytest.mark.parametrize(
    ("said", "put_off_from"),
    [
        ([(GOES_ON, MARCH)], [None]),
        ([(GOES_ON, JUNE)], [MARCH]),
        ([(GOES_ON, None)], [MARCH]),
        ([(DONE, None), (GOES_ON, JUNE)], [None, MARCH]),
        ([(GOES_ON, None), (GOES_ON, JUNE)], [MARCH, None]),
    ],
)
def test_in_succession_begins_with_the_date_in_the_published_answer(said, put_off_from):
    assert [each.put_off_from for each in told(*said, answer=MARCH)] == put_off_from


@pytest.mark.parametrize(
    ("said", "answer", "brought_forward_from"),
    [
        ([(GOES_ON, JUNE), (GOES_ON, MARCH)], None, [None, JUNE]),
        ([(GOES_ON, MARCH), (GOES_ON, JUNE)], JUNE, [JUNE, None]),
        ([(GOES_ON, JUNE), (DONE, MARCH), (GOES_ON, MARCH)], None, [None, None, JUNE]),
        ([(GOES_ON, MARCH), (GOES_ON, MARCH), (GOES_ON, None)], None, [None, None, None]),
        ([(GOES_ON, None), (GOES_ON, MARCH)], None, [None, None]),
    ],
)
def test_in_succession_tells_which_dates_were_brought_forward(said, answer, brought_forward_from):
    found = told(*said, answer=answer)

    assert [each.brought_forward_from for each in found] == brought_forward_from


@pytest.mark.parametrize(
    ("said", "answer", "words", "last"),
    [
        ([(GOES_ON, MARCH)], None, "First said 31 March 2022, never moved", MARCH),
        ([(GOES_ON, JUNE), (GOES_ON, MARCH)], None, "First said 30 June 2022, never moved", MARCH),
        (
            [(GOES_ON, MARCH), (DONE, None), (GOES_ON, JUNE), (GOES_ON, SEPTEMBER)],
            None,
            "First said 31 March 2022, moved twice",
            SEPTEMBER,
        ),
        (
            [(GOES_ON, MARCH), (GOES_ON, None), (GOES_ON, JUNE), (GOES_ON, SEPTEMBER)],
            None,
            "First said 31 March 2022, moved twice",
            SEPTEMBER,
        ),
        (
            [(GOES_ON, MARCH), (GOES_ON, None)],
            None,
            "First said 31 March 2022, moved once",
            None,
        ),
        ([(GOES_ON, MARCH)], JUNE, "First said 30 June 2022, never moved", MARCH),
        ([(GOES_ON, JUNE)], MARCH, "First said 31 March 2022, moved once", JUNE),
        ([(DONE, None)], MARCH, "First said 31 March 2022, never moved", MARCH),
    ],
)
def test_trail_counts_the_updates_that_put_a_date_off(said, answer, words, last):
    found = trail(told(*said, answer=answer))

    assert (str(found), found.last) == (words, last)


@pytest.mark.parametrize("said", [[], [(GOES_ON, None)], [(DONE, MARCH)]])
def test_trail_is_nothing_where_no_date_was_promised(said):
    assert trail(told(*said)) is None
