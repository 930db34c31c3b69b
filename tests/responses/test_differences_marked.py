from django.template import engines

from tests.responses.pages import words


def shown(source, **texts):
    return engines["django"].from_string("{% load differences %}" + source).render(texts)


def test_differences_shows_both_texts_in_one():
    html = shown("{% differences old new %}", old="34 officers", new="41 officers")

    assert words(html) == "removed: 34 , end of removed, added: 41 , end of added, officers"
    assert (html.count("<del>"), html.count("<ins>")) == (1, 1)


def test_removed_in_shows_the_old_text_only():
    html = shown("{{ old|removed_in:new }}", old="34 officers", new="41 officers")

    assert "41" not in html
    assert words(html) == "removed: 34 , end of removed, officers"


def test_added_in_shows_the_new_text_only():
    html = shown("{{ new|added_in:old }}", old="34 officers", new="41 officers")

    assert "34" not in html
    assert words(html) == "added: 41 , end of added, officers"


def test_differences_show_what_was_typed_as_text():
    html = shown("{% differences old new %}", old="<b>", new="<b><script>")

    assert "&lt;b&gt;<ins>" in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_differences_show_the_end_of_a_line():
    html = shown("{% differences old new %}", old="one two", new="one\ntwo")

    assert "added: ¶ end of line , end of added," in words(html)


def test_differences_can_leave_out_what_stayed_the_same():
    before, after = "kept " * 300 + "near ", " close" + " held" * 300
    texts = {"old": f"{before}34{after}", "new": f"{before}41{after}"}

    html = shown("{% differences old new shorten=True %}", **texts)

    assert html.count("unchanged text is left out here") == 2
    assert len(html) < 1000
    assert "kept near <del>" in html
    assert "</ins> close held" in html


def test_differences_that_are_shortened_leave_short_texts_whole():
    html = shown("{% differences old new shorten=True %}", old="kept 34", new="kept 41")

    assert "left out" not in html
