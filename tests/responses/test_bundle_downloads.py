"""The ZIP of an inspection's letters as inspectors get it: what is in it, and what never is."""

from datetime import timedelta
from zipfile import ZipFile

import pytest

from responses.models import Letter
from tests import factories as make
from tests.responses.bundling import (
    PAGE,
    ask,
    ask_of_four,
    fail,
    issue,
    publish,
    table,
    zip_at,
    zip_of,
)


@pytest.fixture
def reader(sign_in, inspector):
    """A client signed in as an inspector."""
    return sign_in(inspector)


@pytest.fixture
def bundle(inspection):
    return ask_of_four(inspection)


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
