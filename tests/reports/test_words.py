import pytest
from django.utils.safestring import SafeString

from reports.words import Words


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("train", "Training has begun", True),
        ("rain", "Training has begun", False),
        ("begun training", "Training has begun", True),
        ('"begun training"', "Training has begun", False),
        ('"training has"', "Training\nhas begun", True),
        ("“training has”", "Training has begun", True),
        ("training zebra", "Training has begun", False),
        ("c++ (new)", "We teach C++ (new)", True),
        ("", "Training has begun", True),
        ('"', "Training has begun", True),
    ],
)
def test_words_are_beginnings_unless_they_are_kept_together(typed, text, found):
    assert Words.of(typed).are_in([text]) is found


def test_words_may_stand_in_several_texts():
    assert Words.of("one two").are_in(["Number one.", "Number two."])


@pytest.mark.parametrize(
    ("typed", "html", "marked"),
    [
        ("train", "<p>Training</p>", "<p><mark>Training</mark></p>"),
        ("p class", '<p class="p">P</p>', '<p class="p"><mark>P</mark></p>'),
        ("amp lt", "A &amp; B &lt; C", "A &amp; B &lt; C"),
        ("r&d", "Our R&amp;D team", "Our <mark>R&amp;D</mark> team"),
        ("", "<p>Training</p>", "<p>Training</p>"),
    ],
)
def test_words_are_marked_in_the_text_alone(typed, html, marked):
    assert Words.of(typed).marked(SafeString(html)) == marked
