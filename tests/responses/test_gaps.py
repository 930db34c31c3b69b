from datetime import date

import pytest

from responses.choices import Position
from responses.gaps import gaps

TODAY = date(2021, 8, 20)


def answer(number="1", **changes):
    return {
        "number": number,
        "heading": "Heading",
        "is_for_police": True,
        "position": "",
        "text": "",
        "reason": "",
        "planned_on": None,
        "answered_with": None,
        "answered_with_words": "",
        **changes,
    }


NONE_CAME = {"none_received": True, "received_from": "", "text": ""}


def missing_in(*answers, introduction="We welcome it.", chief_officer=NONE_CAME):
    content = {
        "answers": list(answers),
        "introduction": introduction,
        "chief_officer": chief_officer,
    }
    return gaps(content, on=TODAY)


def blocking(*answers):
    return [gap.number for gap in missing_in(*answers) if gap.blocks]


@pytest.mark.parametrize("position", ["in_place", "under_way", "planned"])
def test_an_action_with_its_text_is_enough(position):
    assert blocking(answer(position=position, text="Done.")) == []


@pytest.mark.parametrize("position", ["in_place", "under_way", "planned"])
def test_an_action_without_a_word_of_it_blocks(position):
    assert blocking(answer(position=position, text="  ")) == ["1"]


@pytest.mark.parametrize("position", Position)
def test_a_reason_is_enough_in_any_position(position):
    assert blocking(answer(position=position, reason="No need here.")) == []


@pytest.mark.parametrize("position", ["", "considered", "no_action", "elsewhere"])
def test_neither_action_nor_reason_blocks_whatever_the_text(position):
    assert blocking(answer(position=position, text="We are thinking of it.")) == ["1"]


def test_a_reason_without_a_position_is_not_an_answer():
    missing = missing_in(answer(reason="No need here."))

    assert [(gap.blocks, gap.sentence) for gap in missing] == [(True, "Choose the position.")]


def test_what_is_addressed_to_others_never_blocks():
    missing = missing_in(answer(is_for_police=False))

    assert [(gap.blocks, gap.sentence) for gap in missing] == [
        (False, "Not answered. It is addressed to others, so it may stay so.")
    ]


@pytest.mark.parametrize(("text", "found"), [("Done.", []), ("", ["1", "2"])])
def test_answered_with_another_stands_or_falls_with_it(text, found):
    first = answer("1", position="in_place", text=text)
    second = answer("2", position="answered_with", answered_with="1", text="See 1.")

    assert blocking(first, second) == found


def test_a_plan_without_a_date_is_worth_a_look():
    missing = missing_in(answer(position="planned", text="We will."))

    assert [(gap.blocks, gap.sentence) for gap in missing] == [
        (False, "The planned action has no date.")
    ]


@pytest.mark.parametrize(("planned_on", "warns"), [("2021-08-19", True), ("2021-08-20", False)])
def test_a_plan_for_a_day_that_has_passed_is_worth_a_look(planned_on, warns):
    plan = answer(position="planned", text="We will.", planned_on=planned_on)

    missing = missing_in(plan)

    assert (
        [gap.sentence for gap in missing] == ["The date of the planned action has passed."]
    ) is warns


@pytest.mark.parametrize(
    ("officer", "page"),
    [
        (None, ["comments"]),
        ({**NONE_CAME, "none_received": False}, ["comments"]),
        ({**NONE_CAME, "none_received": False, "text": " "}, ["comments"]),
        ({**NONE_CAME, "none_received": False, "text": "We accept it."}, []),
        ({**NONE_CAME, "none_received": False, "received_from": "Chief Constable"}, []),
        (NONE_CAME, []),
    ],
)
def test_comments_that_neither_came_nor_failed_to_come_are_worth_a_look(officer, page):
    missing = missing_in(chief_officer=officer)

    assert [gap.page for gap in missing] == page
    assert not any(gap.blocks for gap in missing)


@pytest.mark.parametrize("introduction", ["", " \n"])
def test_an_empty_introduction_is_worth_a_look(introduction):
    [gap] = missing_in(introduction=introduction)

    assert (gap.title, gap.page, gap.blocks) == ("Introduction", "introduction", False)
