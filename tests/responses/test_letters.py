import logging
import re
from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from responses import letters
from responses.choices import LetterState, Position
from responses.content import content_of
from responses.models import Letter
from responses.tasks import render_letter, retry_letters
from tests import factories as make


@pytest.fixture
def response(cheshire, inspection):
    response = make.ResponseFactory(
        inspection=inspection,
        body=cheshire.body,
        drafting=True,
        introduction="Rydym yn croesawu’r adroddiad: ŵ ŷ.",
        conclusion="I will return to it.",
    )
    for recommendation in inspection.recommendations.all():
        make.AnswerFactory(
            response=response,
            recommendation=recommendation,
            text=f"Answer of {recommendation.number}.\n\n- first\n- second",
        )
    return response


@pytest.fixture
def letter(response):
    return Letter.objects.create(version=make.sign_version(response), changed_at=make.NOON)


def pdf_of(content, **options):
    return letters.to_pdf(letters.to_html(content, **options))


def text_of(pdf):
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def elements(node):
    """The kinds of the structure tree's elements, in the order of reading."""
    node = node.get_object()
    if "/S" in node:
        yield str(node["/S"])
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid.get_object(), "get"):
            yield from elements(kid)


def test_pdf_is_tagged_with_language_title_and_headings_in_order(response):
    reader = PdfReader(BytesIO(pdf_of(content_of(response), is_draft=True)))

    kinds = list(elements(reader.trailer["/Root"]["/StructTreeRoot"]))
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert (
        reader.trailer["/Root"]["/MarkInfo"]["/Marked"] is True
        or str(reader.trailer["/Root"]["/MarkInfo"]["/Marked"]) == "True"
    )
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata.title == (
        "Response of the Police and Crime Commissioner for Cheshire "
        "to An inspection of the response to rape"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert kinds.count("/L") >= 3
    assert [item.title for item in reader.outline if not isinstance(item, list)]


def test_pdf_says_pdf_ua_1(response):
    metadata = PdfReader(BytesIO(pdf_of(content_of(response)))).xmp_metadata

    assert metadata.dc_title
    assert b"pdfuaid" in metadata.stream.get_data()


def test_pdf_is_made_without_a_warning(response, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf_of(content_of(response))

    assert [record.getMessage() for record in caplog.records] == []


def test_pdf_holds_every_answer_in_the_order_of_the_report(response):
    text = text_of(pdf_of(content_of(response)))

    places = [text.index(f"Answer of {number}.") for number in "123"]
    assert places == sorted(places)
    assert "ŵ ŷ" in text
    assert "section 55 of the Police Act 1996" in text
    assert "9 September 2021" in text


def test_pdf_is_the_same_to_the_byte(response):
    content = content_of(response)

    assert pdf_of(content) == pdf_of(content)


def test_pdf_of_a_draft_says_so_on_every_page(response):
    pdf = pdf_of(content_of(response), is_draft=True)

    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) > 1
    assert all("Draft, not signed" in page for page in pages)
    assert "Draft" not in text_of(pdf_of(content_of(response)))


@pytest.mark.parametrize(
    "hostile",
    [
        '<link rel="attachment" href="file:///etc/passwd">',
        '<img src="file:///etc/passwd">',
        "![picture](file:///etc/passwd)",
        "[link](file:///etc/passwd)",
        "<style>@import url(http://127.0.0.1:9/x.css);</style>",
        "<script>alert(1)</script>",
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_pdf_takes_nothing_in_from_hostile_content(response, hostile):
    response.answers.filter(recommendation__number="1").update(text=hostile)
    response.refresh_from_db()

    html = letters.to_html(content_of(response))
    reader = PdfReader(BytesIO(letters.to_pdf(html)))

    assert not re.search(r"<(link|img|style|script|object)", html)
    assert not re.search(r'<a[^>]*href="file:', html)
    assert reader.attachments == {}
    assert "root:x:" not in text_of(letters.to_pdf(html))


def test_pdf_follows_no_address_even_in_html_that_was_not_cleaned():
    html = (
        '<html lang="en"><title>x</title><link rel="attachment" href="file:///etc/passwd">'
        '<img alt="x" src="file:///etc/passwd"><h1>x</h1></html>'
    )

    pdf = letters.to_pdf(html)

    assert PdfReader(BytesIO(pdf)).attachments == {}
    assert b"root:x:" not in pdf


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (Position.IN_PLACE, "already in place."),
        (Position.CONSIDERED, "being considered."),
        (Position.ELSEWHERE, "this recommendation is addressed to others."),
        ("", "none is given."),
    ],
)
def test_letter_says_the_position_in_words(response, position, words):
    response.answers.filter(recommendation__number="1").update(position=position)
    response.refresh_from_db()

    html = " ".join(letters.to_html(content_of(response)).split())

    assert f"<strong>Response:</strong> {words}" in html


def test_letter_says_that_comments_were_invited_and_none_came(response, cheshire):
    response.chief_officer = response.__class__.chief_officer.related.related_model(
        response=response, none_received=True
    )
    response.chief_officer.save()

    assert "None were received." in letters.to_html(content_of(response))


def test_article_begins_below_the_heading_of_its_page(response):
    html = letters.to_article(content_of(response))

    assert "<h1" not in html
    assert "<h2" in html


def test_render_letter_issues_the_file_once(letter):
    render_letter(letter_id=letter.pk)
    letter.refresh_from_db()
    first = bytes(letter.content)
    render_letter(letter_id=letter.pk)

    letter.refresh_from_db()
    assert letter.state == LetterState.READY
    assert first.startswith(b"%PDF-")
    assert bytes(letter.content) == first
    assert letter.attempts == 1


def test_a_letter_that_another_worker_has_is_left_to_it(letter):
    assert letter.claim(at=make.NOON) is True

    render_letter(letter_id=letter.pk)

    letter.refresh_from_db()
    assert letter.state == LetterState.RENDERING


def test_a_letter_that_fails_keeps_the_reason_and_no_words(letter, settings, tmp_path):
    letters.pdf._stylesheet.cache_clear()
    settings.BASE_DIR = tmp_path

    render_letter(letter_id=letter.pk)

    letter.refresh_from_db()
    assert letter.state == LetterState.FAILED
    assert re.fullmatch(r"FileNotFoundError: [\w/.]+, line \d+", letter.error)
    assert str(tmp_path) not in letter.error


@pytest.mark.parametrize(("minutes", "state"), [(9, "rendering"), (11, "ready")])
def test_letters_lost_with_a_worker_are_taken_up_again(letter, eager_celery, minutes, state):
    letter.claim(at=make.NOON - timedelta(minutes=minutes))

    retry_letters()

    letter.refresh_from_db()
    assert letter.state == state


@pytest.mark.parametrize(("attempts", "state"), [(4, "ready"), (5, "failed")])
def test_letters_that_fail_are_tried_five_times(letter, eager_celery, attempts, state):
    Letter.objects.update(attempts=attempts)
    letter.refresh_from_db()
    letter.fail("OSError", at=make.NOON)

    retry_letters()

    letter.refresh_from_db()
    assert letter.state == state


def test_a_letter_that_takes_its_worker_down_is_not_tried_for_ever(letter, eager_celery):
    Letter.objects.update(attempts=5)
    Letter.objects.update(state=LetterState.RENDERING, changed_at=make.NOON - timedelta(hours=1))

    retry_letters()

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (LetterState.FAILED, 5)
    assert letter.reason == "The making of it was cut off, each time it was tried."


def test_command_writes_the_letter_of_a_draft(response, tmp_path, capsys):
    out = tmp_path / "letter.pdf"

    call_command("letter", inspection="rape", force_slug="cheshire", out=out)

    assert "Draft, not signed" in text_of(out.read_bytes())
    assert "the draft, marked as one" in capsys.readouterr().out


def test_command_writes_the_file_as_it_was_issued(letter, tmp_path):
    render_letter(letter_id=letter.pk)
    out = tmp_path / "letter.pdf"

    call_command("letter", inspection="rape", force_slug="cheshire", out=out)

    letter.refresh_from_db()
    assert out.read_bytes() == bytes(letter.content)


def test_command_says_what_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="There is no response of nowhere to rape") as stopped:
        call_command("letter", inspection="rape", force_slug="nowhere", out=tmp_path / "letter.pdf")

    assert stopped.value.returncode == 2
