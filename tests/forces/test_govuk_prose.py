import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from forces.templatetags.prose import prose


def inside(text):
    """What `prose` makes of a text, without the frame around it."""
    html = prose(text)
    assert html.startswith('<div class="app-prose">')
    return html.removeprefix('<div class="app-prose">').removesuffix("</div>")


def test_prose_draws_paragraphs_with_their_line_breaks():
    html = inside("One\ntwo\n\nThree")

    assert html.replace("\n", "") == (
        '<p class="govuk-body">One<br>two</p><p class="govuk-body">Three</p>'
    )


def test_prose_draws_lists():
    html = inside("* one\n* two").replace("\n", "")

    assert html == '<ul class="govuk-list govuk-list--bullet"><li>one</li><li>two</li></ul>'


def test_prose_keeps_the_number_that_a_list_begins_with():
    html = inside("12. twelve\n13. thirteen")

    assert '<ol start="12" class="govuk-list govuk-list--number">' in html


def test_prose_draws_emphasis():
    html = inside("**firm** and *soft*")

    assert "<strong>firm</strong> and <em>soft</em>" in html


@pytest.mark.parametrize(
    "address", ["https://example.com/a?b=1", "http://example.com", "mailto:a@example.com"]
)
def test_prose_links_to_whole_addresses(address):
    html = inside(f"[there]({address})")

    assert f'href="{address}"' in html
    assert 'rel="nofollow noopener"' in html
    assert 'class="govuk-link"' in html


@pytest.mark.parametrize(
    "text",
    ["# Heading", "Heading\n=======", "> quoted", "    indented", "---", "`code`", "| a | b |"],
)
def test_prose_leaves_other_marks_as_typed(text):
    html = inside(text)

    assert html.count("<p ") == 1
    assert all(tag not in html for tag in ("<h1", "<h2", "<blockquote", "<pre", "<hr", "<code"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.com/x.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](file:///etc/passwd)",
        "[x](/accounts/logout/)",
        "[x](//example.com)",
        "[x](#main-content)",
        "<javascript:alert(1)>",
        '[x](https://example.com "onmouseover=alert(1)")',
        '<a href="https://example.com" onclick="alert(1)">x</a>',
        "<style>body{display:none}</style>",
        '<p style="position:fixed" class="govuk-panel">x</p>',
        "<iframe src=https://example.com></iframe>",
        "<form action=https://example.com><input name=password></form>",
        "<svg/onload=alert(1)>",
        "<!-- <script>alert(1)</script> -->",
        "</div></main><h1>Signed</h1>",
    ],
)
def test_prose_makes_hostile_text_harmless(text):
    html = inside(text).lower()

    tags = {piece.split(">")[0].split()[0].strip("/") for piece in html.split("<")[1:]}
    assert tags <= {"p", "a", "br", "li"}
    attributes = " ".join(piece.split(">")[0] for piece in html.split("<")[1:])
    for word in ("onclick", "onerror", "style=", "script:", "data:", "file:", "/accounts", "#main"):
        assert word not in attributes


@pytest.mark.parametrize("text", [None, "", " \n "])
def test_prose_of_nothing_is_nothing(text):
    assert prose(text) == ""


def test_prose_is_not_escaped_again_in_a_template():
    template = Template("{% load prose %}{{ text|prose }}")

    assert "<strong>" in template.render(Context({"text": "**firm**"}))
    assert isinstance(prose("x"), SafeString)


def test_prose_writes_ampersands_once():
    assert "A &amp; E" in inside("A & E")


@pytest.mark.parametrize("bullet", ["• ", "•\t", "·\t", "\uf0b7\t", "o\t", "▪ "])
def test_prose_takes_pasted_bullets_for_a_list(bullet):
    html = prose(f"They should:\n{bullet}review files\n{bullet}publish figures")

    assert html.count("<li>") == 2
    assert "<li>review files</li>" in html


def test_prose_leaves_a_word_that_begins_with_o():
    assert "<li>" not in prose("on the whole\no clock")
