import pytest

from forces.policies import may
from recommendations.choices import FINISHED, UNFINISHED, State
from recommendations.policies import PartRefused, check_parts

WHOLE = "Forces should:\n\n- act; and\n- tell.\n\nOthers should help."


@pytest.mark.parametrize(
    "texts",
    [
        [WHOLE],
        ["Forces should: - act; and - tell.", "Others should help."],
        ["Forces should:\n- act; and", "- tell.", "  Others  should\r\nhelp.  "],
    ],
)
def test_check_parts_lets_pass_what_quotes_everything_however_it_is_broken(texts):
    assert may(check_parts, texts, WHOLE)


def test_check_parts_takes_a_sentence_that_comes_twice():
    assert may(check_parts, ["Do it.", "Do it."], "Do it. Do it.")
    assert not may(check_parts, ["Do it."], "Do it. Do it.")


@pytest.mark.parametrize(
    ("texts", "place", "stretch"),
    [
        (["Others should help."], 1, "“Forces should: - act; and - tell.”"),
        (["Forces should: - act; and", "Others should help."], 2, "“- tell.”"),
        (["Forces should: - act; and - tell.", "Others should"], 2, "“help.”"),
    ],
)
def test_check_parts_says_what_is_left_out_and_beside_which_part(texts, place, stretch):
    with pytest.raises(PartRefused) as refusal:
        check_parts(texts, WHOLE)

    assert refusal.value.place == place
    assert str(refusal.value).endswith(stretch)


def test_check_parts_cuts_short_a_long_stretch():
    with pytest.raises(PartRefused, match=r"left out: “(word )+…”$") as refusal:
        check_parts(["End."], "word " * 200 + "End.")

    assert len(str(refusal.value)) < 300


def test_every_state_is_either_finished_or_not():
    assert set(State) == FINISHED | UNFINISHED
    assert not FINISHED & UNFINISHED
    assert State.COMPLETE in FINISHED
