from itertools import product

import pytest

from responses.differences import Kind, Piece, differences
from tests.work import at_most

# Lines of Python that run for each character of both texts: 14 where it takes most.
FOR_EACH = 30


def quickly(old, new):
    """The pieces, found in a time that grows no faster than the texts do."""
    with at_most(lines=FOR_EACH * len(old + new)):
        return differences(old, new)


def marked(old, new):
    """The pieces in one line: [removed] and {added}."""
    around = {Kind.SAME: "%s", Kind.REMOVED: "[%s]", Kind.ADDED: "{%s}"}
    return "".join(around[piece.kind] % piece.text for piece in differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("", "Trained.", "{Trained.}"),
        ("Trained.", "", "[Trained.]"),
        ("It is in place.", "It is in place.", "It is in place."),
        ("34 investigators", "41 investigators", "[34]{41} investigators"),
        ("All are trained", "All officers are trained", "All {officers }are trained"),
        ("by March", "by March 2022", "by March{ 2022}"),
        ("the victims' code", "the victims’ code", "the victims[']{’} code"),
        ("one two", "one\ntwo", "one[ ]{\n}two"),
        ("It is done", "It is done.", "It is done{.}"),
    ],
)
def test_differences_are_whole_words(old, new, shown):
    assert marked(old, new) == shown


def test_differences_set_a_new_paragraph_apart():
    old = "The force trains.\n\nThe force pays.\n"

    shown = marked(old, "The force trains.\n\nThe body asks.\n\nThe force pays.\n")

    assert shown == "The force trains.\n\n{The body asks.\n\n}The force pays.\n"


def test_differences_show_a_rewritten_stretch_as_one_change():
    shown = marked("We trained a lot of them in May.", "They pay most of him in May.")

    assert shown == "[We trained a lot of them]{They pay most of him} in May."


def test_differences_leave_out_how_lines_end():
    assert differences("one\r\ntwo\rthree", "one\ntwo\nthree") == [
        Piece(Kind.SAME, "one\ntwo\nthree")
    ]


@pytest.mark.parametrize("word", ["", "the", "\n", "\n\n", "  ", "."])
def test_differences_lose_nothing_of_either_text(word):
    """Short texts with shorter ones, each as the older, all ending alike or in the word twice."""
    of_three, of_two = (
        ["".join(each) + word for each in product(["the ", "34%", "\n", " ", "."], repeat=parts)]
        for parts in (3, 2)
    )
    shorter = [*of_two, word, word * 2]

    for old, new in [*product(of_three, shorter), *product(shorter, of_three)]:
        pieces = differences(old, new)
        kept = [piece.text for piece in pieces if piece.kind != Kind.ADDED]
        now = [piece.text for piece in pieces if piece.kind != Kind.REMOVED]

        assert ("".join(kept), "".join(now)) == (old, new)


@pytest.mark.parametrize("gap", [" ", ". ", ".\n\n"])
def test_differences_in_a_long_text_are_quick(gap):
    words = [f"word{place * place * place % 2503}" for place in range(13_000)]
    edited = ["changed" if place % 40 == 0 else word for place, word in enumerate(words)]

    pieces = quickly(
        " ".join(word + gap * (place % 20 == 0) for place, word in enumerate(words)),
        " ".join(word + gap * (place % 20 == 0) for place, word in enumerate(edited)),
    )

    assert sum(piece.kind == Kind.ADDED for piece in pieces) == 325


def test_differences_of_two_long_texts_without_a_sentence_are_quick():
    old = " ".join(f"word{place * place * place % 307}" for place in range(40_000))
    new = " ".join(f"word{place * place % 311}" for place in range(40_000))

    pieces = quickly(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != Kind.ADDED) == old


@pytest.mark.parametrize(("end", "least"), [(" ", 4_000), ("\n", 4_000)])
def test_differences_of_a_long_list_with_every_third_word_changed_are_quick(end, least):
    old = end.join(f"word{place}" for place in range(13_000))
    new = end.join(f"word{place}" if place % 3 else f"other{place}" for place in range(13_000))

    pieces = quickly(old, new)

    assert sum(piece.kind == Kind.ADDED for piece in pieces) > least


def test_differences_of_a_long_text_whose_words_all_changed_places_are_quick():
    old = " ".join(f"word{place} word{place + 1}" for place in range(6_500))
    new = " ".join(f"word{place + 1} word{place}" for place in range(6_500))

    pieces = quickly(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != Kind.REMOVED) == new
