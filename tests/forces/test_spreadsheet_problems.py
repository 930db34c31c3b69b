"""What stands in the way of a file: in its order, and no more than one can put right."""

import pytest

from forces.spreadsheets import Cell, Place, Problems, told


def cell(row, letter, sheet=""):
    return Cell(Place(row, letter, "Heading", sheet), None, "s", is_plain=True)


def test_problems_are_in_the_order_of_the_file_however_they_were_found():
    problems = Problems()
    problems.say_of_the_file("The file lacks a row.")
    problems.refuse(cell(10, "A"), "is wrong.")
    problems.refuse(cell(2, "AA"), "is wrong.")
    problems.refuse(cell(2, "Z"), "is wrong.")
    problems.refuse(cell(2, "B"), "is wrong.")
    problems.say(2, "Row 2 is late.")

    assert [sentence.partition(" (")[0] for sentence in problems.in_order] == [
        "Row 2 is late.",
        "Row 2, column B",
        "Row 2, column Z",
        "Row 2, column AA",
        "Row 10, column A",
        "The file lacks a row.",
    ]
    assert len(problems) == 6


def test_problems_are_by_sheet_first():
    problems = Problems()
    for row, sheet in ((9, "Inspection"), (2, "Recommendations"), (4, "Inspection")):
        problems.refuse(cell(row, "B", sheet), "is wrong.")

    assert [sentence.partition(",")[0] for sentence in problems.in_order] == [
        "Sheet “Inspection”",
        "Sheet “Inspection”",
        "Sheet “Recommendations”",
    ]


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (0, []),
        (100, ["100"]),
        (101, ["100", "There is 1 more problem. It is shown when these are put right."]),
        (102, ["100", "There are 2 more problems. They are shown when these are put right."]),
        (1334, ["100", "There are 1,234 more problems. They are shown when these are put right."]),
    ],
)
def test_told_are_the_first_hundred_and_how_many_more(count, last):
    problems = [str(number) for number in range(1, count + 1)]

    assert told(problems)[:100] == problems[:100]
    assert told(problems)[99:] == last
