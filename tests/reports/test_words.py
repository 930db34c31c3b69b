import pytest
from django.utils.safestring import SafeString

from reports.search import Asked
from reports.words import Words, look_in


@pytest.mark.parametrize(
    ("typed", "text", "written"),
    [
        ("train", "Training has begun", {"training"}),
        ("rain", "Training has begun", None),
        ("begun training", "Training has begun", {"training", "begun"}),
        ('"begun training"', "Training has begun", None),
        ('"training has begun"', "Training\nhas begun", {"training", "begun"}),
        ("training -zebra", "Training has begun", {"training"}),
        ("training -begun", "Training has begun", None),
        ("zebra or begun", "Training has begun", {"begun"}),
        ("c++ (new)", "We teach C++ (new)", {"c", "new"}),
    ],
)
@pytest.mark.django_db
def test_words_are_read_as_the_search_reads_them(typed, text, written):
    found = look_in(["Something else", text], Asked(typed, None))

    assert found.places == (frozenset() if written is None else {1})
    assert found.words.written == (written or set())


@pytest.mark.django_db
def test_words_are_looked_for_in_the_longest_texts():
    endless = " ".join(f"word{number}" for number in range(200_000))

    assert look_in([endless], Asked("word7", None)).places == {0}


@pytest.mark.parametrize(
    ("words", "html", "marked"),
    [
        ({"training"}, "<p>Training</p>", "<p><mark>Training</mark></p>"),
        ({"train"}, "<p>Training</p>", "<p>Training</p>"),
        ({"p", "class"}, '<p class="p">P</p>', '<p class="p"><mark>P</mark></p>'),
        ({"amp", "lt", "x27"}, "A &amp; B &lt; C &#x27;", "A &amp; B &lt; C &#x27;"),
        ({"in", "in-house"}, "In-house", "<mark>In-house</mark>"),
        ({"o'brien"}, "O&#x27;Brien", "<mark>O&#x27;Brien</mark>"),
        ({}, "<p>Training</p>", "<p>Training</p>"),
    ],
)
def test_words_are_marked_in_the_text_alone(words, html, marked):
    assert Words(frozenset(words)).marked(SafeString(html)) == marked
