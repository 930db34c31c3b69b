from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from responses import letters
from responses.choices import Format, LetterState
from responses.content import content_of
from responses.models import Letter
from responses.models.signing import freeze
from responses.tasks import render_letters, retry_letters
from tests import factories as make

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def version(cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    return make.sign_version(response)


@pytest.fixture
def queued(version):
    """A letter in each format, by format."""
    Letter.queue([version], at=make.NOON)
    return {letter.format: letter for letter in version.letters.all()}


def page_of(version):
    return f"/responses/{version.response_id}/versions/{version.number}/"


def states(version):
    return dict(version.letters.values_list("format", "state"))


def test_queue_owes_each_format_once(version):
    Letter.queue([version], at=make.NOON)
    Letter.queue([version], at=make.NOON)

    assert states(version) == dict.fromkeys(Format, LetterState.QUEUED)


def test_every_format_is_made_from_the_signed_html(
    version, queued, eager_celery, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        render_letters(version)

    assert states(version) == dict.fromkeys(Format, LetterState.READY)
    for letter in version.letters.all():
        assert bytes(letter.content) == letters.to_file(version.html, letter.format)


def test_one_format_that_fails_leaves_the_other(
    version, queued, eager_celery, settings, tmp_path, django_capture_on_commit_callbacks
):
    letters.word.package.empty.cache_clear()
    letters.to_pdf("<title>Read already</title>")
    settings.BASE_DIR = tmp_path

    with django_capture_on_commit_callbacks(execute=True):
        render_letters(version)

    letters.word.package.empty.cache_clear()
    assert states(version) == {Format.PDF: LetterState.READY, Format.DOCX: LetterState.FAILED}


def test_the_sweep_queues_what_a_version_lacks_and_makes_it_next_time(
    version, eager_celery, time_machine
):
    pdf = Letter.objects.create(version=version, changed_at=make.NOON)
    pdf.issue(b"%PDF-1.7 as issued", at=make.NOON)

    time_machine.move_to(make.NOON)
    retry_letters()
    first = states(version)
    time_machine.move_to(make.NOON + timedelta(minutes=5))
    retry_letters()

    pdf.refresh_from_db()
    assert first == {Format.PDF: LetterState.READY, Format.DOCX: LetterState.QUEUED}
    assert states(version) == dict.fromkeys(Format, LetterState.READY)
    assert bytes(pdf.content) == b"%PDF-1.7 as issued"


def test_the_sweep_queues_nothing_for_an_old_response(cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    content = content_of(response)
    freeze(response, content, html="<p>Letter</p>", by=None, at=None, dated_on=None)

    retry_letters()

    assert not Letter.objects.exists()


@pytest.mark.parametrize("versions", [1, 3])
def test_the_sweep_asks_as_little_for_three_versions_as_for_one(
    version, versions, django_assert_num_queries
):
    for _ in range(versions - 1):
        make.sign_version(
            make.ResponseFactory(inspection=version.response.inspection, answers=True)
        )

    with django_assert_num_queries(8):
        retry_letters()

    assert Letter.objects.count() == versions * len(Format)


def test_the_page_of_a_version_offers_each_file_with_its_size(sign_in, cheshire, queued, version):
    queued[Format.PDF].issue(b"%PDF-1.7" * 256, at=make.NOON)
    queued[Format.DOCX].issue(b"PK" * 512, at=make.NOON)

    html = sign_in(cheshire.drafter).get(page_of(version)).content.decode()

    assert f'href="{page_of(version)}letter.pdf">Letter (PDF)</a>, 2.0\xa0KB' in html
    assert f'href="{page_of(version)}letter.docx">Letter (Word)</a>, 1.0\xa0KB' in html
    assert "Check whether" not in html
    assert "Try again now" not in html


def test_the_page_of_a_version_says_how_far_each_file_is(sign_in, cheshire, queued, version):
    queued[Format.DOCX].fail("OSError: no room", at=make.NOON)

    html = sign_in(cheshire.drafter).get(page_of(version)).content.decode()

    assert "PDF: waiting to be made" in html
    assert "Word: could not be made" in html
    assert "Check whether it is ready" in html
    assert "Try again now" in html


def test_try_again_makes_only_what_failed(
    sign_in, cheshire, queued, version, eager_celery, django_capture_on_commit_callbacks
):
    queued[Format.PDF].issue(b"%PDF-1.7 as issued", at=make.NOON)
    queued[Format.DOCX].fail("OSError: no room", at=make.NOON)

    with django_capture_on_commit_callbacks(execute=True):
        sign_in(cheshire.drafter).post(f"{page_of(version)}retry/")

    assert states(version) == dict.fromkeys(Format, LetterState.READY)
    assert bytes(version.letters.get(format=Format.PDF).content) == b"%PDF-1.7 as issued"


def test_the_word_file_is_the_offices_own(sign_in, cheshire, cumbria, queued, version):
    queued[Format.DOCX].issue(b"PK", at=make.NOON)
    address = f"{page_of(version)}letter.docx"

    theirs = sign_in(cumbria.drafter).get(address)
    ours = sign_in(cheshire.drafter).get(address)

    assert theirs.status_code == 404
    assert (ours.content, ours["Content-Type"]) == (b"PK", WORD)
    assert ours["Content-Disposition"] == 'inline; filename="rape-cheshire-version-1.docx"'
    assert ours["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("kind", ["pdf", "docx", "exe"])
def test_a_file_that_is_not_made_is_not_found(sign_in, cheshire, queued, version, kind):
    page = sign_in(cheshire.drafter).get(f"{page_of(version)}letter.{kind}")

    assert page.status_code == 404


def test_command_writes_the_draft_as_a_word_file(cheshire, inspection, tmp_path, capsys):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    out = tmp_path / "letter.DOCX"

    call_command("letter", inspection="rape", force_slug="cheshire", out=out)

    assert Document(out).paragraphs[0].text == "Draft, not signed"
    assert "the draft, marked as one" in capsys.readouterr().out


def test_command_writes_the_word_file_as_it_was_issued(queued, version, tmp_path):
    queued[Format.PDF].issue(b"%PDF-1.7", at=make.NOON)
    queued[Format.DOCX].issue(b"PK as issued", at=make.NOON)
    out = tmp_path / "letter.docx"

    call_command("letter", inspection="rape", force_slug="cheshire", out=out)

    assert out.read_bytes() == b"PK as issued"


def test_command_refuses_a_file_of_another_kind(db, tmp_path):
    with pytest.raises(CommandError, match=r"must end in .pdf or .docx") as stopped:
        call_command("letter", inspection="rape", force_slug="x", out=tmp_path / "letter.odt")

    assert stopped.value.returncode == 2
