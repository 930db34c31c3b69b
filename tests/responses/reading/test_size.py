"""How much a letter may hold: what is refused with a sentence, and what passes."""

import pytest

from responses.reading import Unreadable, check_size, read
from responses.reading.size import LONGEST_TEXT, MOST_LINES
from responses.reading.words import abbreviations_in
from tests.responses.reading.asked import OFFICIALS, TEXTS, TITLE

PARAGRAPH = "The force has trained its officers, and looks at what they do each month. "


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a" * (LONGEST_TEXT + 1), "more than 500,000 characters"),
        ("a\n" * (MOST_LINES + 1), "more than 20,000 lines"),
        ("a\r" * (MOST_LINES + 1), "more than 20,000 lines"),
        ("a\f" * (MOST_LINES + 1), "more than 20,000 lines"),
        ("a\u2028" * (MOST_LINES + 1), "more than 20,000 lines"),
        ("a<br>" * (MOST_LINES + 1), "more than 20,000 lines"),
        ("a\t" * (MOST_LINES + 1), "more than 20,000 lines"),
        ("|" + "a|" * (MOST_LINES + 1), "more than 20,000 lines"),
    ],
)
def test_check_size_refuses_more_than_a_letter_holds(text, sentence):
    with pytest.raises(Unreadable, match=sentence):
        check_size(text)


def test_check_size_lets_a_report_of_200_pages_pass():
    page = "\n".join(["A line of the report, as wide as they are.", ""] * 28)

    check_size("\f".join([page] * 200))


def test_check_size_counts_the_end_of_a_line_once():
    text = f"{'a' * 49}\r\n" * (LONGEST_TEXT // 50)

    check_size(text)


def test_read_reads_a_sentence_that_quotes_without_end():
    beginning = " ".join(TEXTS["1"].split()[:14])
    letter = "Recommendation 1\n\n" + f"“{beginning}” " * 500

    proposal = read(letter, OFFICIALS, inspection_title=TITLE)

    assert proposal.answers[0].quoted.startswith(f"“{beginning}”")


def test_abbreviations_in_keeps_the_most_used_of_very_many():
    letters = "ABCDEFGHIJKLMNOPQRST"
    rare = " ".join(f"{a}{b}X" for a in letters for b in letters)

    found = abbreviations_in([rare, "NPCC, NPCC"])

    assert len(found) == 200
    assert "npcc" in found
