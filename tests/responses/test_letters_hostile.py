"""A letter takes in nothing from anywhere but its own fonts and the pictures it is given."""

import sys
from contextlib import contextmanager

import pytest
from django.conf import settings
from weasyprint import HTML
from weasyprint.urls import URLFetchingError

from responses import letters
from responses.letters.fetching import Fetcher, Refusal, fonts_folder
from responses.letters.fonts import printable
from tests.pdfs import Pdf
from tests.pictures import png, svg
from tests.responses.contents import answer, content, figure, letter, letterhead
from tests.work import times_as_long

LOGO, OTHER = "a" * 64, "b" * 64
SECRET = "root:x:0:0"
PLACES = (
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file://localhost/etc/passwd",
    "http://127.0.0.1:9/x",
    "https://127.0.0.1:9/x",
    "ftp://127.0.0.1:9/x",
    "//127.0.0.1:9/x",
    "data:text/plain;base64,cm9vdDp4OjA6MA==",
    "javascript:alert(1)",
    "jar:file:///etc/passwd!/x",
    "/etc/passwd",
    "../../../../etc/passwd",
    "font:../../../../../etc/passwd",
    "font:/etc/passwd",
    "font:..",
    "font:",
    "image:/etc/passwd",
    "image:../" + LOGO,
    "image:" + OTHER,
    "Image:" + LOGO,
    "image:" + LOGO + "?x",
    "",
)
# What people can write in HTML and CSS to have a file taken in.
WAYS = (
    '<link rel="attachment" href="{}">',
    '<link rel="stylesheet" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<img alt="x" src="{}">',
    '<img alt="x" srcset="{} 2x">',
    '<object data="{}">x</object>',
    '<embed src="{}">',
    '<iframe src="{}"></iframe>',
    '<base href="{}"><img alt="x" src="y">',
    '<input type="image" src="{}">',
    "<style>@import url('{}');</style>",
    "<style>@font-face {{ font-family: X; src: url('{}') }} p {{ font-family: X }}</style>",
    "<style>p {{ background: url('{}') }}</style>",
    "<style>p::before {{ content: url('{}') }}</style>",
    "<style>li {{ list-style-image: url('{}') }}</style>",
    "<style>p {{ border-image: url('{}') 1 }}</style>",
    "<style>@page {{ background: url('{}') }}</style>",
    "<svg xmlns='http://www.w3.org/2000/svg'><title>x</title><image href='{}'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><title>x</title><use href='{}#x'/></svg>",
)
LOGOS = (
    '<image href="{}" width="9" height="9"/>',
    '<image xlink:href="{}" width="9" height="9"/>',
    '<use href="{}#x"/>',
    "<style>@import url('{}');</style>",
    "<style>rect {{ fill: url('{}') }}</style><rect width='9' height='9'/>",
    '<rect width="9" height="9" style="fill: url({}#x)" filter="url({}#f)" mask="url({}#m)"/>',
    '<text><textPath href="{}#p">x</textPath></text>',
)

watched = []


def _watch(event, details):
    if watched and event in {"open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"}:
        watched[-1].append((event, str(details[0] if event != "socket.connect" else details[1])))


sys.addaudithook(_watch)


@contextmanager
def watching():
    """Every file opened, address asked for and program started meanwhile."""
    watched.append([])
    try:
        yield watched[-1]
    finally:
        watched.pop()


def strangers(seen):
    """What was opened that is neither a font, nor a style sheet, nor part of a program."""
    own = (str(fonts_folder()), str(settings.BASE_DIR / "static" / "letters"), sys.prefix)
    own += (sys.base_prefix, "/tmp/weasyprint-")  # noqa: S108  # where WeasyPrint puts the fonts
    return [each for each in seen if each[0] != "open" or not each[1].startswith(own)]


def made(html, pictures=None):
    """A letter, and what was opened while it was made."""
    with watching() as seen:
        pdf = letters.to_pdf(html, pictures or {})
    return Pdf(pdf), strangers(seen)


@pytest.mark.parametrize("place", PLACES)
def test_the_fetcher_refuses(place):
    fetch = Fetcher({LOGO: letters.Picture("image/png", png(), png(), 60, 30)})

    with pytest.raises(Refusal, match="nothing but its fonts and its pictures"):
        fetch(place)


@pytest.mark.parametrize("place", PLACES)
def test_html_that_was_not_cleaned_takes_nothing_in(place):
    hostile = "".join(way.format(place) for way in WAYS)

    pdf, opened = made(
        f'<html lang="en"><title>x</title><h1>x</h1>{hostile}<p>Last</p><ul><li>y</li></ul></html>'
    )

    assert opened == []
    assert pdf.reader.attachments == {}
    assert SECRET not in pdf.text()
    assert "Last" in pdf.text()


def test_a_letter_that_asks_for_colours_of_its_own_is_not_made():
    html = "<title>x</title><style>@color-profile --x { src: url('file:///etc/passwd') }</style>"

    with watching() as seen, pytest.raises(URLFetchingError, match="nothing but its fonts"):
        letters.to_pdf(html)

    assert strangers(seen) == []


def test_an_answer_stays_words():
    typed = [*WAYS, "![x]({})", "<{}>", "[x][1]\n\n[1]: {}"]
    text = "\n\n".join(f"Before. {way.format('file:///etc/passwd')} After." for way in typed)

    pdf, opened = made(letters.to_html(content(answers=[answer(text=text)])))

    assert opened == []
    assert pdf.reader.attachments == {}
    assert pdf.text().count("Before.") == len(typed)


def test_a_link_leads_to_whole_public_addresses_only():
    typed = "\n\n".join(f"[this]({place})" for place in PLACES)

    pdf, opened = made(letters.to_html(content(answers=[answer(text=typed)])))

    links = [each.get_object() for page in pdf.reader.pages for each in page.get("/Annots", [])]
    assert opened == []
    assert {link["/A"]["/URI"] for link in links} == {
        "http://127.0.0.1:9/x",
        "https://127.0.0.1:9/x",
        "https://inspectorate.example/rape",
    }
    assert all(link["/A"]["/S"] == "/URI" for link in links)


@pytest.mark.parametrize("place", PLACES)
def test_a_logo_takes_nothing_in(place):
    names = [f"{number:064}" for number in range(len(LOGOS))]
    logos = [svg(inside.format(*[place] * inside.count("{}"))) for inside in LOGOS]
    html = "".join(f'<p><img alt="Sign" src="image:{name}"></p>' for name in names)

    pdf, opened = made(
        f'<html lang="en"><title>x</title><h1>x</h1>{html}<p>Last</p></html>',
        {
            name: letters.Picture("image/svg+xml", logo, png(), 100, 50)
            for name, logo in zip(names, logos, strict=True)
        },
    )

    assert opened == []
    assert len(pdf.tree.all("Figure")) == len(LOGOS)
    assert SECRET not in pdf.text()
    assert "Last" in pdf.text()


@pytest.mark.parametrize(
    "logo",
    [
        svg(before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>', inside="&x;"),
        svg("<script>alert(1)</script>"),
        b"\x1f\x8b not a picture",
        png()[:40],
        b"",
    ],
    ids=["entity", "script", "packed", "cut", "empty"],
)
@pytest.mark.parametrize("kind", ["image/svg+xml", "image/png"])
def test_a_logo_that_is_no_picture_leaves_the_letter_whole(kind, logo):
    head = letterhead(logo=LOGO, logo_alt="Sign of the office")
    html = letters.to_html(content(letter=letter("letter", letterhead=head)))

    pdf, opened = made(html, {LOGO: letters.Picture(kind, logo, png(), 100, 50)})

    assert opened == []
    assert SECRET not in pdf.text()
    assert "Work on 1 has begun." in pdf.text()


def test_a_long_address_beside_a_rare_character_holds_nothing_up():
    rare, long = "\U0001f600", "a" * 20_000
    in_a_tag = letters.to_html(
        content(answers=[answer(text=f"[x](https://a.example/{long}) {rare}")])
    )
    in_a_text = letters.to_html(content(answers=[answer(text=f"{long} {rare}")]))

    assert f"{rare}\ufe0e" in printable(in_a_tag).html
    assert times_as_long(lambda: printable(in_a_tag), lambda: printable(in_a_text)) < 100


LONG = "Counted anew. " * 150


def letter_of(text, **more):
    return letters.to_html(content(answers=[answer(text=text, **more)], letter=letter("briefing")))


def test_a_long_note_in_a_table_of_figures_holds_nothing_up():
    in_a_table = letter_of("Paid.", figures=[figure(note=LONG)])
    in_a_text = letter_of(LONG, figures=[figure(note="Paid.")])

    pdf, _ = made(in_a_table)

    assert pdf.text().count("Counted anew.") == 150
    assert times_as_long(lambda: made(in_a_table), lambda: made(in_a_text)) < 8


def test_a_long_text_in_one_of_many_columns_holds_nothing_up():
    table = "|".join("a" * 12) + "\n" + "|-" * 12 + "\n" + "b|" * 11
    in_a_column = letter_of(f"{table}{LONG}")
    in_a_text = letter_of(f"{table}b\n\n{LONG}")

    pdf, _ = made(in_a_column)

    assert pdf.text().count("Counted") == 150
    assert times_as_long(lambda: made(in_a_column), lambda: made(in_a_text)) < 20


def test_the_watch_sees_what_a_fetcher_of_weasyprint_would_open():
    with watching() as seen:
        HTML(string='<link rel="attachment" href="file:///etc/passwd"><p>x').write_pdf()

    assert ("open", "/etc/passwd") in strangers(seen)
