"""The draft of a letter as a file: asked for by its office, made by a worker, gone when signed."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from PIL import Image
from pypdf import PdfReader

from responses import letters
from responses.choices import Format, LetterState, Shape, Status
from responses.content import content_of
from responses.models import DraftLetter, LetterChoice, Letterhead, LetterImage, Response
from responses.models.made_files import ANOTHER_REASON, REASONS
from responses.tasks import render_draft, retry_letters
from responses.views.drafts import to_draft
from tests import factories as make
from tests.responses.pages import words


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )


@pytest.fixture
def address(response):
    return f"/responses/{response.pk}/drafts/"


@pytest.fixture
def ask(sign_in, cheshire, address, django_capture_on_commit_callbacks, eager_celery):
    """Ask for a draft, which a worker makes at once."""

    def _ask(person=None, **typed):
        with django_capture_on_commit_callbacks(execute=True):
            return sign_in(person or cheshire.drafter).post(address, typed)

    return _ask


@pytest.fixture
def draft(response):
    """A draft that waits for a worker."""
    return make.DraftLetterFactory(response=response, html=to_html_of(response))


def to_html_of(response):
    return to_draft(content_of(Response.objects.get(pk=response.pk), shape=Shape.REPORT))


def text_of(pdf):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def page_words(client, address):
    return words(client.get(address).content.decode())


def test_draft_is_made_in_the_shape_and_format_that_were_asked_for(ask, response, address):
    page = ask(shape="form", pdf="Make the PDF")

    draft = DraftLetter.objects.get()
    assert page.url == address
    assert (draft.shape, draft.format, draft.state) == (Shape.FORM, Format.PDF, LetterState.READY)
    assert "Work on 1 has begun." in text_of(bytes(draft.content))
    assert "Draft, not signed" in text_of(bytes(draft.content))


def test_page_says_that_a_draft_was_asked_for(sign_in, cheshire, ask, response, address):
    ask(shape="form", pdf="Make the PDF")

    page = page_words(sign_in(cheshire.drafter), address)

    assert "Form (PDF) is being made. It is below as soon as it is ready" in page


def test_draft_is_made_as_a_word_file(ask, response):
    ask(shape="report", docx="Make the Word file")

    draft = DraftLetter.objects.get()
    text = "\n".join(each.text for each in Document(BytesIO(bytes(draft.content))).paragraphs)
    assert draft.format == Format.DOCX
    assert "Work on 1 has begun." in text


def test_draft_is_what_stood_when_it_was_asked_for(draft, response):
    response.answers.update(text="Written afterwards.")

    render_draft(draft_id=draft.pk)

    draft.refresh_from_db()
    assert "Work on 1 has begun." in text_of(bytes(draft.content))
    assert "Written afterwards." not in text_of(bytes(draft.content))


def test_asking_again_puts_a_new_file_in_the_place_of_the_old_one(ask, response):
    ask(shape="form", pdf="yes")
    first = DraftLetter.objects.get()
    response.answers.update(text="Written afterwards.")
    ask(shape="form", pdf="yes")

    second = DraftLetter.objects.get()
    assert second.pk != first.pk
    assert "Written afterwards." in text_of(bytes(second.content))


def test_each_shape_and_format_is_kept_beside_the_others(ask, response):
    ask(shape="form", pdf="yes")
    ask(shape="form", docx="yes")
    ask(shape="report", pdf="yes")

    assert DraftLetter.objects.count() == 3


def test_a_shape_that_is_none_is_refused(ask, response):
    page = ask(shape="poster", pdf="yes")

    assert b"Select the shape from the list" in page.content
    assert not DraftLetter.objects.exists()


def test_page_offers_the_shape_that_is_in_use_first(sign_in, cheshire, response, address):
    Letterhead.objects.create(body=response.body, shape=Shape.FORM)
    of_body = sign_in(cheshire.drafter).get(address).content.decode()
    LetterChoice.objects.create(response=response, shape=Shape.BRIEFING)

    of_response = sign_in(cheshire.drafter).get(address).content.decode()

    assert '<option value="form" selected' in of_body
    assert '<option value="briefing" selected' in of_response


def test_page_says_when_a_draft_is_older_than_the_text(sign_in, cheshire, ask, response, address):
    ask(shape="form", pdf="yes")
    client = sign_in(cheshire.drafter)
    before = page_words(client, address)

    response.answers.update(text="Written afterwards.")

    assert "Made before the last change" not in before
    assert "Made before the last change" in page_words(client, address)
    assert "Make it again" in page_words(client, address)


def test_page_says_how_far_each_draft_is(sign_in, cheshire, draft, address):
    client = sign_in(cheshire.drafter)
    queued = page_words(client, address)
    draft.claim(at=make.NOON)
    rendering = page_words(client, address)
    draft.issue(b"%PDF-1.7" * 256, at=make.NOON)

    ready = client.get(address).content.decode()

    assert "Report (PDF): waiting to be made" in queued
    assert "Check whether it is ready" in queued
    assert "Report (PDF): being made" in rendering
    assert f'href="{address}report/letter.pdf">Report (PDF)</a>, 2.0' in ready
    assert "hx-get" not in ready


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("OSError: [Errno 28] No space left on device: '/srv/x'", REASONS["OSError"]),
        ("KeyError: 'Chief Constable Jo Ray'", ANOTHER_REASON),
    ],
)
def test_page_says_why_one_failed_in_plain_words(sign_in, cheshire, draft, address, error, reason):
    draft.claim(at=make.NOON)
    draft.fail(error, at=make.NOON)

    html = sign_in(cheshire.drafter).get(address).content.decode()

    assert reason in html
    assert "Try again now" in html
    assert "Error" not in words(html)
    assert "Jo Ray" not in html
    assert DraftLetter.objects.get().error == error


def test_a_worker_that_still_makes_a_draft_asked_for_again_writes_nowhere(draft, ask, response):
    draft.claim(at=make.NOON)
    ask(shape="report", pdf="yes")

    assert draft.issue(b"%PDF-1.7 of the old one", at=make.NOON) is False
    assert bytes(DraftLetter.objects.get().content) != b"%PDF-1.7 of the old one"


def test_a_draft_that_is_gone_is_nothing_to_a_worker(draft):
    DraftLetter.objects.all().delete()

    render_draft(draft_id=draft.pk)

    assert not DraftLetter.objects.exists()


def test_drafts_go_when_the_response_is_signed(draft, response, cheshire):
    response.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=make.NOON)

    make.sign(response, make.actor(cheshire.signatory))

    assert not DraftLetter.objects.exists()


def test_no_draft_of_what_is_signed(ask, sign_in, cheshire, response, address):
    make.sign_version(response)

    page = ask(shape="form", pdf="yes")

    assert page.status_code == 403
    assert "Its letter is on the page of the signed version" in page.content.decode()
    assert sign_in(cheshire.drafter).get(address).url == f"/responses/{response.pk}/"


def test_draft_of_what_waits_for_the_commissioner_is_made(ask, cheshire, response):
    Response.objects.update(status=Status.WITH_COMMISSIONER)

    ask(cheshire.signatory, shape="letter", pdf="yes")

    assert DraftLetter.objects.get().state == LetterState.READY


def test_a_draft_is_its_own_offices(sign_in, cheshire, cumbria, inspector, draft, address):
    draft.claim(at=make.NOON)
    draft.issue(b"%PDF-1.7", at=make.NOON)
    file = f"{address}report/letter.pdf"

    ours = sign_in(cheshire.signatory).get(file)

    assert (ours.content, ours["Cache-Control"]) == (b"%PDF-1.7", "private, no-store")
    assert ours["Content-Disposition"] == 'inline; filename="rape-cheshire-draft-report.pdf"'
    for person in (cumbria.drafter, cheshire.contact, inspector):
        assert sign_in(person).get(file).status_code == 404
        assert sign_in(person).get(address).status_code == 404
        assert sign_in(person).get(f"{address}states/").status_code == 404
        assert sign_in(person).post(address, {"shape": "form", "pdf": "yes"}).status_code == 404


@pytest.mark.parametrize(("minutes", "state"), [(9, "rendering"), (11, "ready")])
def test_a_draft_lost_with_its_worker_is_taken_up_again(draft, eager_celery, minutes, state):
    draft.claim(at=make.NOON - timedelta(minutes=minutes))

    retry_letters()

    draft.refresh_from_db()
    assert draft.state == state


def test_a_draft_shows_the_pictures_of_its_body(draft, cheshire):
    picture = make_logo(cheshire)
    draft.html = f'<p>Draft</p><img src="image:{picture.sha256}" alt="Logo">'
    draft.save()

    found = letters.pictures_in(draft.html, draft.response.body_id)
    render_draft(draft_id=draft.pk)

    draft.refresh_from_db()
    assert set(found) == {picture.sha256}
    assert draft.state == LetterState.READY
    assert b"/Subtype /Image" in bytes(draft.content)


def make_logo(people):
    file = BytesIO()
    Image.new("RGB", (40, 20), (180, 20, 20)).save(file, "PNG")
    content = file.getvalue()
    return LetterImage.objects.create(
        body=people.body,
        purpose="logo",
        media_type="image/png",
        content=content,
        png=content,
        width=40,
        height=20,
        sha256=sha256(content).hexdigest(),
        added_by=people.drafter,
        added_at=make.NOON,
    )


def test_command_writes_the_draft_in_another_shape(response, tmp_path):
    out = tmp_path / "letter.pdf"

    call_command(
        "letter", inspection="rape", force_slug="cheshire", out=out, shape="home_secretary"
    )

    assert "The Home Secretary" in text_of(out.read_bytes())


def test_command_keeps_the_shape_of_what_is_signed(response, tmp_path):
    make.sign_version(response)
    out = tmp_path / "letter.pdf"

    with pytest.raises(CommandError, match="Version 1 is signed as: Report") as stopped:
        call_command("letter", inspection="rape", force_slug="cheshire", out=out, shape="form")
    call_command("letter", inspection="rape", force_slug="cheshire", out=out, shape="report")

    assert stopped.value.returncode == 2
    assert out.exists()


def test_command_shows_the_pictures_of_the_body(response, cheshire, tmp_path):
    logo = make_logo(cheshire)
    Letterhead.objects.create(
        body=cheshire.body, shape=Shape.LETTER, logo=logo, logo_alt="Logo of Cheshire"
    )
    out = tmp_path / "letter.pdf"

    call_command("letter", inspection="rape", force_slug="cheshire", out=out)

    assert b"/Subtype /Image" in out.read_bytes()


@pytest.mark.parametrize("is_ready", [False, True])
def test_page_asks_as_little_for_three_drafts_as_for_one(
    sign_in, cheshire, draft, address, is_ready
):
    client = sign_in(cheshire.drafter)
    finish([draft], is_ready=is_ready)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    shapes = [Shape.LETTER, Shape.HOME_SECRETARY]
    more = [make.DraftLetterFactory(response=draft.response, shape=shape) for shape in shapes]
    finish(more, is_ready=is_ready)

    with CaptureQueriesContext(connection) as some:
        client.get(address)

    assert len(some) == len(one)


def finish(drafts, *, is_ready):
    for each in drafts if is_ready else []:
        each.issue(b"%PDF-1.7", at=make.NOON)
