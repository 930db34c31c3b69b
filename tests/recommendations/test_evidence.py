"""Files with an update: what is taken, who adds and removes them, and who gets them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from forces.policies import Refused
from recommendations.file_kinds import OFFICE, OPEN, kind_of
from recommendations.models import Evidence
from recommendations.models.evidence import MOST_BYTES, MOST_FILES, add_evidence, file_name
from tests import factories as make
from tests import oversight

PDF = b"%PDF-1.7 minutes of a meeting"


def packed(parts):
    """A ZIP of named parts."""
    file = BytesIO()
    with ZipFile(file, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def office(part, **more):
    types = f'<Types><Override ContentType="{OFFICE}.{part}.main+xml"/></Types>'
    return packed({"[Content_Types].xml": types, **more})


def damaged():
    """A Word file of which the part that says what the others are cannot be unpacked."""
    name = "[Content_Types].xml"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr(name, f'<Types><Override ContentType="{OFFICE}"/></Types>')
    content = file.getvalue()
    packed_at = len(name) + 30  # after the head of the first part
    return content[:packed_at] + b"\xff\xff\xff" + content[packed_at + 3 :]


@pytest.fixture
def draft(inspection, cheshire):
    inspection.forces.add(cheshire.force)
    return make.ProgressUpdateFactory(
        draft=True,
        force=cheshire.force,
        recommendation=inspection.recommendations.get(number="1"),
        written_by=cheshire.contact,
    )


@pytest.fixture
def address(inspection):
    return f"/progress/{inspection.slug}/cheshire/1/evidence/"


def send(client, address, name="minutes.pdf", content=PDF):
    return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)


# What is taken


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0...", "image/jpeg"),
        ("a.docx", office("wordprocessingml.document"), f"{OFFICE}.wordprocessingml.document"),
        ("a.xlsx", office("spreadsheetml.sheet"), f"{OFFICE}.spreadsheetml.sheet"),
        (
            "a.pptx",
            office("presentationml.presentation"),
            f"{OFFICE}.presentationml.presentation",
        ),
        ("a.odt", packed({"mimetype": f"{OPEN}.text"}), f"{OPEN}.text"),
        ("a.ods", packed({"mimetype": f"{OPEN}.spreadsheet"}), f"{OPEN}.spreadsheet"),
        ("a.csv", "force,cases\nCheshire,40 £\n".encode(), "text/csv; charset=utf-8"),
        ("a.txt", b"Forty cases.\r\n", "text/plain; charset=utf-8"),
    ],
)
def test_file_is_taken_for_what_its_content_is(name, content, media_type):
    assert kind_of(name, content).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ", "must be one of these"),
        ("a.html", b"<script>", "must be one of these"),
        ("a.svg", b"<svg>", "must be one of these"),
        ("a.docm", office("wordprocessingml.document"), "must be one of these"),
        ("pdf", PDF, "must be one of these"),
        ("a.pdf", b"<html>%PDF-", "says that it is a PDF"),
        ("a.docx", office("spreadsheetml.sheet"), "says that it is a Word document"),
        ("a.docx", packed({"word/document.xml": "x"}), "says that it is a Word document"),
        ("a.docx", b"PK\x03\x04", "says that it is a Word document"),
        ("a.docx", damaged(), "says that it is a Word document"),
        (
            "a.xlsx",
            office("spreadsheetml.sheet", **{"xl/vbaProject.bin": "x"}),
            "has macros",
        ),
        ("a.odt", packed({"content.xml": "x"}), "says that it is an OpenDocument text"),
        ("a.odt", packed({"mimetype": f"{OPEN}.text", "Basic/a.xml": "x"}), "has macros"),
        ("a.txt", b"a\x00b", "says that it is plain text"),
        ("a.csv", b"\xff\xfe", "says that it is a CSV table"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
    ],
)
def test_file_that_is_something_else_is_refused(name, content, sentence):
    with pytest.raises(Refused, match=sentence):
        kind_of(name, content)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\cases\\minutes.pdf", "minutes.pdf"),
        ("../../etc/minutes.pdf", "minutes.pdf"),
        ("gpj.\u202efdp.exe", "gpj.fdp.exe"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("a\u061cb\u2028c\u200bd\x85.pdf", "abcd.pdf"),
        (f"{'a' * 200}.pdf", f"{'a' * 116}.pdf"),
    ],
)
def test_name_of_a_file_is_a_name_and_no_more(sent, kept):
    assert file_name(sent) == kept


def test_file_is_refused_when_it_is_empty_too_large_or_there(draft):
    by = draft.written_by
    add_evidence(draft, "a.pdf", PDF, by=by, at=make.NOON)

    for name, content, sentence in (
        ("b.pdf", b"", "empty"),
        ("b.pdf", PDF + b" " * MOST_BYTES, "10 MB or smaller"),
        ("b.pdf", PDF, "there already"),
        ("b.docx", PDF, "its content is something else"),
    ):
        with pytest.raises(Refused, match=sentence):
            add_evidence(draft, name, content, by=by, at=make.NOON)

    assert Evidence.objects.count() == 1


def test_file_is_refused_once_the_recommendation_is_closed(draft):
    oversight.closure(force=draft.force, recommendation=draft.recommendation)

    with pytest.raises(Refused, match="is closed for this force"):
        add_evidence(draft, "a.pdf", PDF, by=draft.written_by, at=make.NOON)


def test_update_takes_ten_files(draft):
    for number in range(MOST_FILES):
        oversight.evidence(draft, PDF + str(number).encode())

    with pytest.raises(Refused, match="at most 10 files"):
        add_evidence(draft, "a.pdf", PDF, by=draft.written_by, at=make.NOON)


# Adding and removing


@pytest.mark.parametrize("person", ["contact", "drafter"])
def test_file_is_added_to_a_draft(sign_in, cheshire, draft, address, person):
    page = send(sign_in(getattr(cheshire, person)), address)

    file = Evidence.objects.get()
    assert (file.update, bytes(file.content), file.name) == (draft, PDF, "minutes.pdf")
    assert (file.media_type, file.size) == ("application/pdf", len(PDF))
    assert "Added: minutes.pdf" in page.content.decode()


def test_refused_file_is_told_of_beside_the_field(sign_in, cheshire, draft, address):
    page = send(sign_in(cheshire.contact), address, "minutes.pdf", b"<html>")

    assert not Evidence.objects.exists()
    assert page.content.decode().count("says that it is a PDF") == 2  # and in the summary


def test_page_of_files_has_one_form_and_leads_back_to_the_update(
    sign_in, cheshire, inspection, draft, address
):
    drafter = sign_in(cheshire.drafter)

    page = drafter.get(address).content.decode()

    assert page.count('enctype="multipart/form-data"') == page.count('name="file"') == 1
    update, place = f"/progress/{inspection.slug}/cheshire/", draft.recommendation_id
    assert f'href="{update}#recommendation-{place}"' in page
    assert f'id="recommendation-{place}"' in drafter.get(update).content.decode()


def test_file_needs_a_draft(sign_in, cheshire, inspection, address):
    inspection.forces.add(cheshire.force)

    page = send(sign_in(cheshire.contact), address)

    assert not Evidence.objects.exists()
    assert "save it as a draft first" in page.content.decode()


@pytest.mark.parametrize(("person", "status"), [("signatory", 403), ("inspector", 403)])
def test_files_are_added_by_who_updates_alone(
    sign_in, cheshire, inspector, draft, address, person, status
):
    client = sign_in(inspector if person == "inspector" else cheshire.signatory)

    assert send(client, address).status_code == status
    assert not Evidence.objects.exists()


def test_file_is_removed_after_asking(sign_in, cheshire, draft):
    file = oversight.evidence(draft)
    client = sign_in(cheshire.drafter)

    asked = client.get(f"/evidence/{file.pk}/remove/")
    assert Evidence.objects.exists()
    done = client.post(f"/evidence/{file.pk}/remove/", follow=True)

    assert "Remove minutes.pdf?" in asked.content.decode()
    assert "Removed: minutes.pdf" in done.content.decode()
    assert not Evidence.objects.exists()


def test_file_of_a_submitted_update_stays(sign_in, cheshire, draft):
    file = oversight.evidence(draft)
    draft.submit(by=cheshire.drafter, at=make.NOON)

    page = sign_in(cheshire.drafter).post(f"/evidence/{file.pk}/remove/")

    assert page.status_code == 403
    assert "This update is submitted" in page.content.decode()
    for act in (
        file.delete,
        lambda: Evidence.objects.update(name="other.pdf"),
        lambda: oversight.evidence(draft, PDF + b"2"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert Evidence.objects.get().name == "minutes.pdf"


def test_draft_with_files_is_not_thrown_away(sign_in, cheshire, inspection, draft):
    oversight.evidence(draft)
    form = sign_in(cheshire.drafter).get(f"/progress/{inspection.slug}/cheshire/")
    row = f"r{draft.recommendation_id}"
    seen = form.context["form"].rows[0].standing.mark

    page = sign_in(cheshire.drafter).post(
        f"/progress/{inspection.slug}/cheshire/",
        {"as_at_day": "20", "as_at_month": "8", "as_at_year": "2021", f"{row}-seen": seen},
    )

    assert "has files as evidence" in page.content.decode()
    assert Evidence.objects.exists()


# Reading


def test_file_is_handed_out_to_keep_and_never_to_show(sign_in, cheshire, inspector, draft):
    file = oversight.evidence(draft, name="Übersicht.pdf")
    draft.submit(by=cheshire.drafter, at=make.NOON)

    page = sign_in(inspector).get(f"/evidence/{file.pk}/")

    assert page.content == b"%PDF-1.7 minutes of a meeting"
    assert page["Content-Type"] == "application/pdf"
    assert page["Content-Disposition"].startswith("attachment;")
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert page["Cache-Control"] == "private, no-cache"


def test_file_of_a_draft_is_for_its_own_people(sign_in, people, draft):
    file = oversight.evidence(draft)

    found = {
        name: sign_in(person).get(f"/evidence/{file.pk}/").status_code
        for name, person in people.items()
        if person
    }

    own = {"drafter", "signatory", "contact"}
    assert found == {name: 200 if name in own else 404 for name in found}


def test_file_of_a_submitted_update_is_for_its_own_people_and_inspectors(
    sign_in, client, people, cheshire, draft
):
    file = oversight.evidence(draft)
    draft.submit(by=cheshire.drafter, at=make.NOON)

    found = {
        name: sign_in(person).get(f"/evidence/{file.pk}/").status_code
        for name, person in people.items()
        if person
    }

    may = {"drafter", "signatory", "contact", "inspector", "administrator"}
    assert found == {name: 200 if name in may else 404 for name in found}
    client.logout()
    assert client.get(f"/evidence/{file.pk}/").status_code == 302


def test_history_lists_the_files_of_each_update_without_reading_them(
    sign_in, cheshire, inspector, draft, inspection
):
    for number in range(3):
        oversight.evidence(draft, PDF + str(number).encode(), name=f"minutes-{number}.pdf")
    draft.submit(by=cheshire.drafter, at=make.NOON)

    with CaptureQueriesContext(connection) as queries:
        page = sign_in(inspector).get(f"/progress/{inspection.slug}/cheshire/1/").content.decode()

    assert not [each for each in queries if '"recommendations_evidence"."content"' in each["sql"]]
    assert [f"minutes-{number}.pdf</a> (" in page for number in range(3)] == [True] * 3
    assert [f"SHA-256: {file.sha256}<" in page for file in Evidence.objects.all()] == [True] * 3
