"""What letters call the recommendations."""

import pytest

from responses.reading.labels import Form, label_of, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Recommendation 3: Police forces should", ("3",)),
        ("Rec 3", ("3",)),
        ("R3 – Done", ("3",)),
        ("Recommendation Three", ("3",)),
        ("Recommendation (iii)", ("3",)),
        ("Recommendations 4 and 5", ("4", "5")),
        ("Recommendations 1-3", ("1", "2", "3")),
        ("Recommendation 8 -13 are not aimed at", ("8", "9", "10", "11", "12", "13")),
        ("Recommendations 1 to 3, 5 and recommendation 8", ("1", "2", "3", "5", "8")),
        ("Response to recommendation 4", ("4",)),
        ("Area for improvement 2: Training", ("2",)),
    ],
)
def test_label_of_reads_the_numbers(text, numbers):
    assert label_of(text).numbers == numbers


@pytest.mark.parametrize(
    "text",
    ["The recommendation is clear", "Recommendations", "We accept recommendation 3", "Record 3"],
)
def test_label_of_finds_none_where_there_is_none(text):
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Recommendation 3 asks forces to record", Form.PROSE),
        ("Recommendation 3 Police forces should", Form.LABEL),
        ("Recommendation 3", Form.LABEL),
    ],
)
def test_label_of_tells_a_label_from_a_sentence(text, form):
    assert label_of(text).form == form


def test_numbers_in_takes_no_range_that_runs_backwards():
    assert numbers_in("13-8") == ("13", "8")
