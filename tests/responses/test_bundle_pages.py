"""The page of an inspection's letters, the part of it that asks for itself, and the ZIP."""

from datetime import timedelta
from zipfile import ZipFile

import pytest

from responses.choices import LetterState
from responses.models import Bundle, Letter
from tests import factories as make
from tests.responses.bundling import ask, fail, issue, publish, record, table, zip_of

PAGE = "/inspections/rape/letters/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(sign_in, inspector):
    """A client signed in as an inspector."""
    return sign_in(inspector)


@pytest.fixture
def bundle(inspection):
    """Of three forces, one of which is told from a paper, and a fourth that waits."""
    publish(inspection, "Kent Police", "kent")
    publish(inspection, "Essex Police", "essex", on=make.DUE_ON + timedelta(days=1))
    record(inspection, "Surrey Police", "surrey")
    make.ResponseFactory(
        inspection=inspection, body__force__name="Avon Police", body__force__slug="avon"
    )
    return ask(inspection)


def part_of(bundle, seen=""):
    return f"{PAGE}{bundle.pk}/progress/?seen={seen}"


def zip_at(bundle):
    return f"{PAGE}{bundle.pk}/letters.zip"


def test_page_before_anyone_asked_offers_to_ask(reader, inspection):
    publish(inspection, "Kent Police", "kent")

    html = reader.get(PAGE).content.decode()

    assert "1 response is published. Nobody has asked for all letters yet." in html
    assert "Ask for all letters</button>" in html
    assert ".zip" not in html


def test_asking_freezes_what_is_published_and_has_it_made(
    reader, inspector, inspection, eager_celery, django_capture_on_commit_callbacks
):
    publish(inspection, "Kent Police", "kent")

    with django_capture_on_commit_callbacks(execute=True):
        page = reader.post(PAGE)

    bundle = Bundle.objects.get()
    assert (page.status_code, page.url) == (302, PAGE)
    assert (bundle.inspection, bundle.asked_by, bundle.asked_at) == (
        inspection, inspector, make.NOON,
    )  # fmt: skip
    assert bundle.progress().ready == 1
    assert "The letter is ready." in reader.get(PAGE).content.decode()


def test_asking_is_refused_to_an_office(sign_in, cheshire, inspection):
    page = sign_in(cheshire.drafter).post(PAGE)

    assert page.status_code == 403
    assert "Only inspectors may ask for all letters of an inspection at once" in str(page.content)
    assert not Bundle.objects.exists()


def test_page_says_how_far_the_letters_are_and_asks_for_that_again(reader, bundle):
    issue(bundle, but=["essex"])

    html = reader.get(PAGE).content.decode()

    assert "<strong>1 of 2 letters is ready</strong>, 1 is being made." in html
    assert f'hx-get="{part_of(bundle, "1-0-1")}" hx-trigger="every 2s"' in html
    assert "htmx.min.js" in html
    assert f'href="{PAGE}">Check how far they are</a>' in html
    assert "letters.zip" not in html


def test_page_of_what_is_done_asks_for_nothing_and_offers_the_zip(reader, bundle):
    issue(bundle)

    html = reader.get(PAGE).content.decode()

    assert "All 2 letters are ready." in html
    assert "hx-get" not in html
    assert "htmx" not in html
    assert f'href="{zip_at(bundle)}" download>Download 2 letters and the index (ZIP, 33' in html
    assert "As of 20 August 2021 at midday" in html
    assert "Iris Inspector asked for them." in html


def test_page_says_what_could_not_be_made_and_why_in_plain_words(reader, bundle):
    issue(bundle, but=["essex"])
    fail(bundle, "essex", "OSError: [Errno 28] No space left on /dev/sda1")

    html = reader.get(PAGE).content.decode()

    assert "<strong>1 of 2 letters is ready</strong>, 1 could not be made." in html
    assert "Essex Police: The service could not read or write something that it needs." in html
    assert "OSError" not in html
    assert "Try again now</button>" in html
    assert "Download 1 letter and the index" in html


def test_page_says_that_more_was_published_since(reader, bundle):
    publish(bundle.inspection, "Sussex Police", "sussex")

    html = reader.get(PAGE).content.decode()

    assert "1 version was published since." in html


def test_page_shows_the_bundle_that_was_asked_for_last(reader, bundle):
    later = ask(bundle.inspection, at=make.NOON + timedelta(hours=2))

    html = reader.get(PAGE).content.decode()

    assert "As of 20 August 2021 at 2pm" in html
    assert part_of(later, "0-0-2") in html


def test_part_is_sent_only_when_it_says_something_new(reader, bundle):
    same = reader.get(part_of(bundle, "0-0-2"), headers=HTMX)
    issue(bundle, but=["essex"])
    new = reader.get(part_of(bundle, "0-0-2"), headers=HTMX)

    assert (same.status_code, same.content) == (204, b"")
    assert new.status_code == 200
    assert new.content.decode().strip().startswith('<div id="bundle-progress"')
    assert b"1 of 2 letters is ready" in new.content
    assert b"<html" not in new.content


def test_part_of_another_inspections_bundle_is_not_found(reader, bundle):
    make.InspectionFactory(slug="other")

    page = reader.get(f"/inspections/other/letters/{bundle.pk}/progress/")

    assert page.status_code == 404


def test_try_again_has_only_what_failed_made(
    reader, bundle, eager_celery, django_capture_on_commit_callbacks
):
    issue(bundle, but=["essex"])
    failed = fail(bundle, "essex", "MemoryError: ")

    with django_capture_on_commit_callbacks(execute=True):
        page = reader.post(f"{PAGE}{bundle.pk}/again/")

    failed.refresh_from_db()
    assert page.url == PAGE
    assert (failed.state, failed.attempts) == (LetterState.READY, 2)
    kent = Letter.objects.get(version__response__body__force__slug="kent", format="pdf")
    assert kent.attempts == 1


@pytest.mark.parametrize("bodies", [1, 3])
def test_pages_need_as_many_queries_for_three_bodies_as_for_one(
    reader, inspection, bodies, django_assert_num_queries
):
    for number in range(bodies):
        publish(inspection, f"Force {number}", f"f-{number}")
    publish(inspection, "Force 9", "f-9")
    bundle = ask(inspection)
    issue(bundle, but=["f-9"])
    fail(bundle, "f-9", "OSError: no")
    reader.get(PAGE)

    with django_assert_num_queries(8):
        reader.get(PAGE)
    with django_assert_num_queries(5):
        reader.get(part_of(bundle))
    with django_assert_num_queries(4):
        reader.get(part_of(bundle, f"{bodies}-1-0"))
    with django_assert_num_queries(6):
        zip_of(reader.get(zip_at(bundle)))


# The ZIP


def test_zip_has_a_letter_for_each_force_and_an_index(reader, bundle):
    issue(bundle)

    page = reader.get(zip_at(bundle))

    archive = zip_of(page)
    assert page["Content-Type"] == "application/zip"
    assert page["Content-Disposition"] == ('attachment; filename="rape-letters-2021-08-20.zip"')
    assert archive.namelist() == [
        "index.html", "index.csv", "essex-version-1.pdf", "kent-version-1.pdf",
    ]  # fmt: skip
    assert archive.read("kent-version-1.pdf") == b"%PDF-1.7 of kent"
    assert archive.read("essex-version-1.pdf") == b"%PDF-1.7 of essex"


def test_zip_is_as_long_as_it_says_and_the_same_each_time(reader, bundle, time_machine):
    issue(bundle)

    first = reader.get(zip_at(bundle))
    body = b"".join(first.streaming_content)
    time_machine.move_to(make.NOON + timedelta(days=90))
    second = reader.get(zip_at(bundle))

    assert len(body) == int(first["Content-Length"])
    assert b"".join(second.streaming_content) == body
    assert second["ETag"] == first["ETag"]


def test_zip_is_not_sent_again_to_who_has_it(reader, bundle):
    issue(bundle, but=["essex"])
    fail(bundle, "essex", "OSError: no")
    tag = reader.get(zip_at(bundle))["ETag"]

    same = reader.get(zip_at(bundle), headers={"If-None-Match": tag})
    bundle.try_again(at=make.NOON)
    issue(bundle)
    more = reader.get(zip_at(bundle), headers={"If-None-Match": tag})

    assert (same.status_code, more.status_code) == (304, 200)
    assert "essex-version-1.pdf" in zip_of(more).namelist()


def test_zip_waits_until_all_is_made(reader, bundle):
    issue(bundle, but=["essex"])

    page = reader.get(zip_at(bundle))

    assert (page.status_code, page.url) == (302, PAGE)


def test_index_says_how_every_response_stood(reader, bundle, settings):
    issue(bundle, but=["essex"])
    fail(bundle, "essex", "OSError: no")

    rows = table(zip_of(reader.get(zip_at(bundle))))

    letter = Letter.objects.get(version__response__body__force__slug="kent", format="pdf")
    assert list(rows) == ["Avon Police", "Essex Police", "Kent Police", "Surrey Police"]
    assert rows["Kent Police"] == {
        "Force": "Kent Police",
        "Policing body": "Police and Crime Commissioner for Kent Police",
        "Response": "Published 20 August 2021",
        "Last day": "2021-09-09",
        "Lateness": "Published in time",
        "Version": "1",
        "Signed by": "Sam Signer",
        "Office": "Police and Crime Commissioner",
        "Dated": "2021-08-20",
        "Published": "2021-08-20",
        "Also published at": "",
        "Letter": "In this folder",
        "File": "kent-version-1.pdf",
        "SHA-256": letter.sha256,
        "Address": f"{settings.SITE_URL}/register/rape/kent/version-1/",
        "As of": "2021-08-20T12:00+01:00",
    }
    essex, surrey, avon = (rows[f"{name} Police"] for name in ("Essex", "Surrey", "Avon"))
    assert (essex["Letter"], essex["File"], essex["Lateness"]) == (
        "Could not be made", "", "Published 1 day late",
    )  # fmt: skip
    assert surrey["Letter"] == "None here: recorded from a paper"
    assert surrey["Response"] == "Published, on a day that is not known"
    assert surrey["Also published at"] == "https://example.org/old.pdf"
    assert surrey["Address"] == f"{settings.SITE_URL}/register/rape/surrey/version-1/"
    assert (avon["Response"], avon["Lateness"], avon["Letter"]) == (
        "Not yet published, due 9 September 2021", "20 days left", "None",
    )  # fmt: skip
    assert avon["Address"] == f"{settings.SITE_URL}/register/rape/avon/"


def test_index_can_be_read_as_a_page(reader, bundle, settings):
    issue(bundle)

    html = zip_of(reader.get(zip_at(bundle))).read("index.html").decode()

    assert '<html lang="en-GB">' in html
    assert "<title>Letters: Rape inspection</title>" in html
    kent = f'<a href="{settings.SITE_URL}/register/rape/kent/version-1/">Kent Police</a>'
    assert f'<th scope="row">{kent}</th>' in html
    assert "also on the website of Police and Crime Commissioner for Surrey Police</a>" in html
    assert '<a href="kent-version-1.pdf">kent-version-1.pdf</a>' in html
    assert "Every response as it stood on 20 August 2021 at midday" in html
    assert "Sam Signer, Police and Crime Commissioner, 20 August 2021" in html
    for outside in ("<script", "<link", "src=", "url("):
        assert outside not in html


def test_index_shows_what_people_called_themselves_as_text(reader, inspection):
    version = publish(inspection, "<b>Kent</b>", "kent")
    body = version.response.body
    body.name = '=HYPERLINK("https://evil.example")'
    body.save()
    issue(bundle := ask(inspection))

    archive = zip_of(reader.get(zip_at(bundle)))

    assert b"&lt;b&gt;Kent" in archive.read("index.html")
    assert b"<b>Kent" not in archive.read("index.html")
    assert table(archive)["<b>Kent</b>"]["Policing body"].startswith("'=")


def test_zip_names_no_file_as_windows_names_a_device(reader, inspection):
    publish(inspection, "Constabulary", "CON")
    issue(bundle := ask(inspection))

    assert "con-version-1.pdf" in zip_of(reader.get(zip_at(bundle))).namelist()


def test_zip_tells_nothing_that_is_not_published(reader, inspection, tmp_path):
    secret = "zebra"
    kent = publish(inspection, "Kent Police", "kent").response
    kent.reopen(by=make.UserFactory(), at=make.NOON, reason=secret)
    kent.introduction = secret
    kent.save()
    signed_again = make.sign_version(kent)
    essex = make.ResponseFactory(
        inspection=inspection, introduction=secret, conclusion=secret, answers=True
    )
    signed_once = make.sign_version(essex)
    for version in (signed_again, signed_once):
        for kind in ("pdf", "docx"):
            letter = Letter.objects.create(version=version, format=kind, changed_at=make.NOON)
            letter.issue(secret.encode(), at=make.NOON)

    issue(bundle := ask(inspection))
    page = reader.get(zip_at(bundle))
    body = b"".join(page.streaming_content)

    (tmp_path / "letters.zip").write_bytes(body)
    archive = ZipFile(tmp_path / "letters.zip")
    assert archive.namelist() == ["index.html", "index.csv", "kent-version-1.pdf"]
    assert secret.encode() not in body
    assert secret.encode() not in reader.get(PAGE).content
    assert table(archive)[essex.force.name]["Signed by"] == ""
    assert table(archive)["Kent Police"]["Version"] == "1"
    assert "Sam Signer" not in archive.read("index.html").decode().split(essex.force.name)[-1][:400]
