import time
from itertools import product

import pytest

from responses.differences import Kind, Piece, differences


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
    """All pairs of short texts that end alike, and of such with the word doubled."""
    texts = ["".join(each) + word for each in product(["the ", "34%", "\n", " ", "."], repeat=3)]

    for old, new in product([*texts, word, word * 2], texts):
        pieces = differences(old, new)
        kept = [piece.text for piece in pieces if piece.kind != Kind.ADDED]
        now = [piece.text for piece in pieces if piece.kind != Kind.REMOVED]

        assert ("".join(kept), "".join(now)) == (old, new)


@pytest.mark.parametrize("gap", [" ", ". ", ".\n\n"])
def test_differences_in_a_long_text_are_quick(gap):
    words = [f"word{place * place * place % 2503}" for place in range(13_000)]
    edited = ["changed" if place % 40 == 0 else word for place, word in enumerate(words)]
    began = time.process_time()

    pieces = differences(
        " ".join(word + gap * (place % 20 == 0) for place, word in enumerate(words)),
        " ".join(word + gap * (place % 20 == 0) for place, word in enumerate(edited)),
    )

    assert sum(piece.kind == Kind.ADDED for piece in pieces) == 325
    assert time.process_time() - began < 1


def test_differences_of_two_long_texts_without_a_sentence_are_quick():
    old = " ".join(f"word{place * place * place % 307}" for place in range(40_000))
    new = " ".join(f"word{place * place % 311}" for place in range(40_000))
    began = time.process_time()

    pieces = differences(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != Kind.ADDED) == old
    assert time.process_time() - began < 2


@pytest.mark.parametrize(("end", "least"), [(" ", 4_000), ("\n", 4_000)])
def test_differences_of_a_long_list_with_every_third_word_changed_are_quick(end, least):
    old = end.join(f"word{place}" for place in range(13_000))
    new = end.join(f"word{place}" if place % 3 else f"other{place}" for place in range(13_000))
    began = time.process_time()

    pieces = differences(old, new)

    assert sum(piece.kind == Kind.ADDED for piece in pieces) > least
    assert time.process_time() - began < 2


def test_differences_of_a_long_text_whose_words_all_changed_places_are_quick():
    old = " ".join(f"word{place} word{place + 1}" for place in range(6_500))
    new = " ".join(f"word{place + 1} word{place}" for place in range(6_500))
    began = time.process_time()

    pieces = differences(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != Kind.REMOVED) == new
    assert time.process_time() - began < 2
