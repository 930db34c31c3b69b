"""Nothing of a letter is lost or told twice, whatever it looks like."""

import random
import re
from collections import Counter

import pytest

from tests.responses.reading.asked import OFFICIALS, TITLE
from tests.responses.reading.conftest import LETTERS

NAMES = sorted(path.stem for path in LETTERS.glob("*.txt"))
# In these a passage speaks of several recommendations, or is a comment as well: it may be repeated.
IN_GROUPS = {"grouped", "in_prose", "spoken_of"}
BITS = (
    "\n", "\n\n", "\t", "|", "**", "“", "”", "\f", "\x00", "\ud800", "# ", "> ", "---", "- ", "1. ",
    "(i)", "<td>", "<br>", "&amp;", "²", "٣", "Dear", "Signed:", "Response:", "Yours sincerely",
    "Recommendation 3", "Recommendations 1-", "Recommendation 99999999999", "31/02/2021",
    "8 September 2021", "Page 2 of 3", "The Chief Constable said: “", "police ", "should ", "word ",
)  # fmt: skip


def words(text):
    return Counter(re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", " ", text)))


def everything(proposal):
    texts = [part for a in proposal.answers for part in (a.quoted, a.answer)]
    texts += [c.text for c in (proposal.chief_officer_comments, proposal.body_comments) if c]
    texts += [left.text for left in (*proposal.unplaced, *proposal.set_aside)]
    return words(" ".join(text for text in texts if text))


@pytest.mark.parametrize("name", NAMES)
def test_read_loses_no_word_and_tells_none_twice(reading, name):
    proposal = reading(name)

    source, told = words("\n".join(proposal.source)), everything(proposal)
    assert source - told == Counter()
    assert told - source == Counter() or name in IN_GROUPS


@pytest.mark.parametrize("seed", range(40))
def test_read_loses_no_word_of_a_letter_whose_lines_are_shuffled(reading, seed):
    rng = random.Random(seed)  # noqa: S311  # a test's own, to be the same each run
    lines = (LETTERS / f"{rng.choice(NAMES)}.txt").read_text(encoding="utf-8").split("\n")
    rng.shuffle(lines)

    proposal = reading(text="\n".join(lines))

    assert words("\n".join(proposal.source)) - everything(proposal) == Counter()


@pytest.mark.parametrize("seed", range(60))
def test_read_bears_any_text(reading, seed):
    rng = random.Random(seed)  # noqa: S311  # a test's own, to be the same each run
    text = "".join(rng.choice(BITS) for _ in range(rng.randint(0, 80)))

    proposal = reading(text=text)

    assert [a.number for a in proposal.answers] == [o.number for o in OFFICIALS]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x00", "x" * 50_000, "1. " * 5_000, "|" * 9_000])
def test_read_bears_a_text_that_is_no_letter(reading, text):
    proposal = reading(text=text)

    assert not any(a.answer or a.quoted for a in proposal.answers)


def test_read_bears_an_inspection_without_recommendations(reading):
    proposal = reading("shifted", officials=[], title="")

    assert proposal.answers == ()


@pytest.mark.parametrize("name", NAMES)
def test_read_proposes_the_same_each_time(reading, name):
    assert reading(name) == reading(name)


@pytest.mark.parametrize("name", NAMES)
def test_read_points_at_lines_that_hold_what_it_proposes(reading, name):
    proposal = reading(name)

    for answer in proposal.answers:
        stretches = (*answer.quoted_stretches, *answer.answer_stretches)
        lines = [n for first, last in stretches for n in range(first, last + 1)]
        there = words(" ".join(proposal.source[n] for n in lines))
        assert words(f"{answer.quoted or ''} {answer.answer or ''}") - there == Counter()


@pytest.mark.parametrize("bit", ["and-\ning ", "Report 1: a b c d e f\n", "to it\nPage of 1\n\f"])
def test_read_takes_time_in_step_with_the_length_of_any_text(reading, bit):
    ratio = calls(lambda: reading(text=bit * 400)) / calls(lambda: reading(text=bit * 100))

    assert ratio < 6


def test_read_takes_time_in_step_with_the_length_of_the_letter(reading):
    """Counted in calls, which are the same each run, and not in seconds, which are not."""
    letter = (LETTERS / "wrapped.txt").read_text(encoding="utf-8")
    short, long = letter * 10, letter * 40

    ratio = calls(lambda: reading(text=long)) / calls(lambda: reading(text=short))

    assert ratio < 6


def calls(work):
    import sys

    count = 0

    def counted(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_read_knows_its_own_title(reading):
    assert reading("shifted").title.value.casefold() == TITLE.casefold()
