import pytest

from responses.finding import find


def answer(number, **changes):
    return {
        "number": number,
        "local_number": "",
        "heading": "Heading",
        "asked": "Police forces should act.",
        "text": "",
        "reason": "",
        **changes,
    }


def numbers(typed, *answers):
    return [each.number for each in find(answers, typed)]


def test_a_number_finds_the_reports_own_first_and_says_which_it_is():
    found = find(
        [
            answer("3", asked="The 8 regions should act."),
            answer("8"),
            answer("12", local_number="8"),
            answer("18"),
            answer("80", text="Since 2018."),
        ],
        "8",
    )

    assert [(each.number, each.where) for each in found] == [
        ("8", "Its number"),
        ("12", "Your own number 8"),
        ("3", "In its wording"),
    ]


@pytest.mark.parametrize(
    "typed", ["AFI 2", "afi2", " AFI-2. ", "recommendation AFI 2", "Rec. AFI2", "no afi 2"]
)
def test_a_number_is_found_however_it_is_written(typed):
    assert numbers(typed, answer("2"), answer("AFI 2")) == ["AFI 2"]


@pytest.mark.parametrize(
    ("field", "where"),
    [
        ("heading", "In its heading"),
        ("asked", "In its wording"),
        ("text", "In your answer"),
        ("reason", "In your answer"),
    ],
)
def test_words_are_found_in_each_text(field, where):
    found = find([answer("1"), answer("2", **{field: "Training of\nofficers"})], "officers TRAIN")

    assert [(each.number, each.where) for each in found] == [("2", where)]


def test_all_words_must_be_there_in_whichever_text():
    first = answer("1", heading="Training", text="Every officer.")
    second = answer("2", heading="Training")

    assert numbers("training officer", first, second) == ["1"]


def test_words_are_found_from_their_beginning_only():
    assert numbers("rain", answer("1", text="Training"), answer("2", text="Rainy")) == ["2"]


@pytest.mark.parametrize("typed", ["victims' right", "victims’ right", "Victims’ Right"])
def test_words_are_found_whichever_apostrophe_was_typed(typed):
    assert numbers(typed, answer("7", heading="Victims’ Right to Review")) == ["7"]


@pytest.mark.parametrize("typed", ["", "  ", "???", "(", "recommendation", "zebra"])
def test_what_is_nowhere_finds_nothing(typed):
    assert numbers(typed, answer("1"), answer("2", local_number="")) == []


def test_words_of_a_pattern_are_only_words():
    assert numbers("a.t (act", answer("1"), answer("2", text="A.T (act)")) == ["2"]
