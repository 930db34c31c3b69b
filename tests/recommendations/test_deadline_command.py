import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]


def run(*args):
    out = StringIO()
    call_command("deadline", *args, stdout=out)
    return out.getvalue()


def test_deadline_prints_the_last_day_with_its_working():
    assert run("2021-07-16") == (
        "2021-09-09\n"
        "Published 16 July 2021. Day 1 is 16 July, so day 56 is Thursday 9 September 2021 "
        "(section 55(5A) of the Police Act 1996). Offices that count from the next day write "
        "10 September 2021: that is day 57.\n"
    )


def test_deadline_counts_by_another_rule():
    assert run("2021-07-16", "--rule", "day_after") == (
        "2021-09-10\n"
        "Published 16 July 2021. This inspection counts 17 July 2021 as day 1, so day 56 is "
        "Friday 10 September 2021. Section 55(5A) of the Police Act 1996 counts the day of "
        "publication as day 1: its day 56 is Thursday 9 September 2021.\n"
    )


@pytest.mark.parametrize("typed", ["16/07/2021", "2021-02-29", "soon", "", "9999-12-31"])
def test_deadline_says_in_a_sentence_what_is_no_date(typed):
    with pytest.raises(CommandError, match="is not a date that can be counted from") as refused:
        run(typed)

    assert refused.value.returncode == 2


def test_deadline_says_in_a_sentence_what_is_no_rule():
    with pytest.raises(CommandError, match="must be act or day_after, not “explicit”") as refused:
        run("2021-07-16", "--rule", "explicit")

    assert refused.value.returncode == 2


def test_deadline_ends_without_a_traceback():
    ended = subprocess.run(
        [sys.executable, "manage.py", "deadline", "tomorrow"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert "“tomorrow” is not a date" in ended.stderr
    assert "Traceback" not in ended.stderr
