"""What is told of a date that was moved: the same wherever it is told."""

import csv
from datetime import date

import pytest

from recommendations.models import CurrentProgress

NOVEMBER, DECEMBER = date(2021, 11, 27), date(2021, 12, 13)
WORDS = "First said 27 November 2021, moved once"


@pytest.fixture
def gone_on(asked, say):
    """Put off after a claim that nothing was left to do."""
    say(asked[0], next_on=NOVEMBER)
    say(asked[0], state="overtaken")
    say(asked[0], next_on=DECEMBER, moved_reason="It was not overtaken.")
    return asked[0]


@pytest.fixture
def taken_up(asked, say):
    """Put off from the date in the published answer, with the first word."""
    say(
        asked[0],
        answer_promised_on=NOVEMBER,
        next_on=DECEMBER,
        moved_reason="It was not overtaken.",
    )
    return asked[0]


@pytest.fixture(params=["gone_on", "taken_up"])
def moved(request, db):
    return request.getfixturevalue(request.param)


def history_of(moved):
    return f"/progress/{moved.inspection.slug}/cheshire/{moved.number}/"


def test_pages_say_that_it_was_moved_once_and_why(sign_in, cheshire, moved):
    client = sign_in(cheshire.contact)

    history = client.get(history_of(moved)).text
    listed = client.get("/forces/cheshire/open/", {"show": "slipped"}).text
    round_page = client.get("/progress/round/cheshire/").text

    assert WORDS in history
    assert "moved from 27 November 2021" in history
    assert "It was not overtaken." in history
    assert WORDS in listed
    assert "27 November 2021 became 13 December 2021: It was not overtaken." in listed
    assert WORDS in round_page


def test_tables_count_that_it_was_moved_once(sign_in, cheshire, moved):
    client = sign_in(cheshire.contact)

    table = client.get("/forces/cheshire/open.csv", {"show": "slipped"})

    lines = b"".join(table.streaming_content).decode("utf-8-sig").splitlines()
    (row,) = csv.DictReader(lines)
    assert (row["Times moved"], row["First said"]) == ("1", "2021-11-27")


def test_current_progress_knows_that_it_was_moved(moved):
    assert CurrentProgress.objects.get().is_moved
