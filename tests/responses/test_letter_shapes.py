"""A response in all five shapes, before it is signed."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from responses.choices import SUITS, Shape, Status
from responses.content import content_of
from responses.letters import to_html
from responses.letters.screen import article_of, framed
from responses.models import LetterChoice, Letterhead, Response
from tests import factories as make
from tests.responses.pages import words


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(
        inspection=inspection,
        body=cheshire.body,
        drafting=True,
        answers=True,
        introduction="Only the office may read this yet.",
    )


@pytest.fixture
def address(response):
    return f"/responses/{response.pk}/shapes/"


def test_every_shape_says_what_it_suits():
    assert set(SUITS) == set(Shape)


def test_page_shows_all_five_and_says_which_is_in_use(sign_in, cheshire, response, address):
    Letterhead.objects.create(body=cheshire.body, shape=Shape.FORM)

    page = sign_in(cheshire.drafter).get(address)

    html = page.content.decode()
    said = words(html)
    assert all(f'src="{address}{shape}/paper/"' in html for shape in Shape)
    assert all(SUITS[shape] in html for shape in Shape)
    assert "In use As your letterhead says" in said
    assert said.count("In use") == 1
    assert said.count("Use this shape") == 4
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_button_takes_the_shape(sign_in, cheshire, response, address):
    page = sign_in(cheshire.drafter).post(f"{address}home_secretary/", follow=True)

    assert LetterChoice.objects.get().shape == Shape.HOME_SECRETARY
    assert "The letter has this shape now" in page.content.decode()


def test_button_keeps_all_else_that_was_chosen(sign_in, cheshire, response, address):
    LetterChoice.objects.create(response=response, quotation="short", why_left_out="It is old.")

    sign_in(cheshire.drafter).post(f"{address}form/")

    held = LetterChoice.objects.get()
    assert (held.shape, held.quotation, held.why_left_out) == (Shape.FORM, "short", "It is old.")


def test_signatory_looks_and_takes_none(sign_in, cheshire, response, address):
    client = sign_in(cheshire.signatory)

    html = client.get(address).content.decode()
    page = client.post(f"{address}form/")

    assert "Use this shape" not in html
    assert page.status_code == 403
    assert not LetterChoice.objects.exists()


def test_nothing_is_taken_once_it_was_sent(sign_in, cheshire, response, address):
    Response.objects.update(status=Status.WITH_COMMISSIONER)
    client = sign_in(cheshire.drafter)

    html = client.get(address).content.decode()
    page = client.post(f"{address}form/")

    assert "Use this shape" not in html
    assert page.status_code == 403


@pytest.mark.parametrize("part", ["", "form/", "form/paper/"])
def test_another_body_finds_nothing(sign_in, cumbria, response, address, part):
    page = sign_in(cumbria.drafter).get(f"{address}{part}")

    assert page.status_code == 404


@pytest.mark.parametrize("part", ["poster/", "poster/paper/"])
def test_a_shape_that_is_none_is_not_found(sign_in, cheshire, response, address, part):
    assert sign_in(cheshire.drafter).get(f"{address}{part}").status_code == 404


def test_what_is_signed_is_not_previewed(sign_in, cheshire, response, address):
    make.sign_version(response)
    client = sign_in(cheshire.drafter)

    assert client.get(address).url == f"/responses/{response.pk}/"
    assert client.get(f"{address}form/").url == f"/responses/{response.pk}/"
    assert client.get(f"{address}form/paper/").url == f"/responses/{response.pk}/"


def test_an_old_response_has_no_letter_to_arrange(sign_in, cheshire, response, address):
    Response.objects.update(is_recorded=True)

    assert sign_in(cheshire.drafter).get(address).status_code == 403


@pytest.mark.parametrize("shape", Shape)
def test_each_shape_is_read_whole_on_a_page(sign_in, cheshire, response, address, shape):
    html = sign_in(cheshire.drafter).get(f"{address}{shape}/").content.decode()

    assert html.count("<h1") == 1
    assert "Only the office may read this yet." in html
    assert "Work on 1 has begun." in html


@pytest.mark.parametrize("shape", Shape)
def test_paper_is_framed_by_our_own_pages_alone(sign_in, cheshire, response, address, shape):
    page = sign_in(cheshire.drafter).get(f"{address}{shape}/paper/")

    html, policy = page.content.decode(), page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "'unsafe-inline'" not in policy
    assert "private" in page["Cache-Control"] or "no-store" in page["Cache-Control"]
    assert '/letters/letter.css">' in html
    assert "Only the office may read this yet." in html
    assert f"shape-{shape}" in html


def test_colour_of_the_body_is_let_in_by_its_hash_and_no_other_style():
    html = (
        '<html><head></head><body class="draft" data-accent="#1d4f91">'
        '<p style="color: red">x</p><style>p { color: red }</style></body></html>'
    )

    paper = framed(html, ["/static/a.css"])

    style = ":root { --accent: #1d4f91 }"
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    link = '<link rel="stylesheet" href="/static/a.css">'
    assert f"style-src 'self' 'sha256-{hashed}';" in paper.policy
    assert f"{link}<style>{style}</style></head>" in paper.html


def test_pictures_come_from_where_pages_have_them():
    name = "a" * 64
    html = f'<body><h1>Letter</h1><img src="image:{name}" alt="Logo of Cheshire"></body>'

    assert f'src="/letter-images/{name}"' in framed(html, []).html
    assert f'src="/letter-images/{name}"' in article_of(html)
    assert 'alt="Logo of Cheshire"' in article_of(html)


def test_article_stands_below_the_heading_of_its_page():
    html = "<html><head><title>T</title><style>p{}</style></head><body><h1>A</h1><h6>B</h6></body>"

    assert article_of(html) == "<h2>A</h2><h6>B</h6>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)" style="position: fixed">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        '<img alt="x" src="https://example.org/x.png">',
        '<img alt="x" src="/responses/1/">',
        "<form action='/'><input name=x></form>",
        "<iframe src='/'></iframe>",
        "<svg><style>p{}</style></svg>",
    ],
)
def test_article_holds_nothing_that_acts_or_is_fetched(hostile):
    article = article_of(f"<body>{hostile}<p>Stays</p></body>")

    assert "<p>Stays</p>" in article
    assert not re.search(r"script|onclick|style|src=|form|iframe|input", article)


def test_article_has_no_table_of_contents(response):
    html = to_html(content_of(response))

    assert "letter-contents" in html
    assert "letter-contents" not in article_of(html)
    assert "Work on 1 has begun." in article_of(html)


def test_article_keeps_tables_and_lists():
    html = (
        '<body><table class="govuk-table"><caption>C</caption><thead><tr><th scope="col">H</th>'
        "</tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
        '<ol start="3"><li>x</li></ol></body>'
    )

    assert article_of(html) == html.removeprefix("<body>").removesuffix("</body>")
