"""What an office chooses for its letter: numbers, quotation, what is left out."""

import pytest

from responses.choices import SELECTS, Shape
from tests.responses.contents import answer, shaped
from tests.responses.shapes import headings, page_of, said, words

EVERY = pytest.mark.parametrize("shape", Shape)
LONG = (
    "Immediately, police forces should record things. The “Home Office” should too.\n\n"
    "- first\n- second"
)


def quotations(made):
    return [words(each) for each in page_of(made).iter("blockquote")]


@EVERY
def test_own_numbers_stand_with_those_of_the_report(shape):
    made = shaped(shape, choices={"numbers": "local"})

    titles = " | ".join(title for _, title in headings(page_of(made)))

    assert "3 (recommendation 12 of the report): Heading of 12" in titles
    assert "Recommendation 1 of the report: Heading of 1" in titles
    assert "by this office" not in said(made)


@EVERY
def test_the_reports_numbers_stand_with_the_offices_own(shape):
    text = said(shaped(shape))

    assert "Recommendation 12: Heading of 12" in text
    assert text.count("Numbered 3 by this office.") == 1


def test_answers_together_are_named_as_the_letter_names_them():
    together = answer(
        "12", position="answered_with", answered_with="1", answered_with_words="recommendation 1"
    )
    answers = [answer("1", local_number="5"), together]

    text = said(shaped("letter", choices={"numbers": "local"}, answers=answers))

    assert "answered together with 5 (recommendation 1 of the report)." in text


@EVERY
def test_a_shortened_quotation_is_the_first_sentence_and_says_so(shape):
    made = shaped(shape, choices={"quotation": "short"}, answers=[answer(asked=LONG)])

    assert quotations(made) == ["Immediately, police forces should record things. […] Shortened."]


@pytest.mark.parametrize(
    ("asked", "quoted"),
    [
        ("One sentence only.", "One sentence only."),
        ("As of 1.5 km. and e.g. this, all one.", "As of 1.5 km. and e.g. this, all one."),
        ("Say “stop.” Then go.", "Say “stop.” […] Shortened."),
        ("Do **this at once. Then** that.", "Do this at once. […] Shortened."),
        ("Read <b> & [it](https://a.example/). Then act.", "Read <b> & it. […] Shortened."),
        ("word " * 40, ("word " * 40).strip()),
        ("word " * 41, "word " * 40 + "[…] Shortened."),
        ("Do at least:\n\n- one\n- two", "Do at least: one two"),
    ],
)
def test_shortening_cuts_between_sentences_or_words_and_breaks_no_mark(asked, quoted):
    made = shaped("letter", choices={"quotation": "short"}, answers=[answer(asked=asked)])

    assert quotations(made) == [quoted]


def test_a_shortened_summary_says_both():
    made = shaped(
        "letter", choices={"quotation": "short"}, answers=[answer(asked=LONG, is_summary=True)]
    )

    [quoted] = quotations(made)
    assert quoted.endswith("[…] This is a summary, not the official wording. Shortened.")


@pytest.mark.parametrize("shape", sorted(SELECTS))
def test_what_is_left_out_is_named_with_the_reason(shape):
    choices = {"left_out": ["1", "12"], "why_left_out": "They were told of in *May*."}

    made = shaped(shape, choices=choices)

    text = said(made)
    assert "This letter does not set out recommendations 1 and 12 of the report." in text
    assert "They were told of in May." in text
    assert "Work on 1 has begun." not in text
    assert "do thing 12" not in text
    assert "We welcome 7." in text


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        (["7"], "recommendation 7 of the report"),
        (["1", "7", "12"], "recommendations 1, 7 and 12 of the report"),
        (["12", "AFI 2"], "recommendation 12 and area for improvement AFI 2 of the report"),
    ],
)
def test_what_is_left_out_is_named_as_the_report_names_it(left_out, named):
    answers = [
        answer("1"),
        answer("7"),
        answer("12"),
        answer("AFI 2", kind="Area for improvement"),
    ]
    choices = {"left_out": left_out, "why_left_out": "Why."}

    assert f"does not set out {named}. The" in said(
        shaped("letter", choices=choices, answers=answers)
    )


@EVERY
def test_a_letter_that_leaves_nothing_out_says_nothing_of_it(shape):
    assert "does not set out" not in said(shaped(shape))
