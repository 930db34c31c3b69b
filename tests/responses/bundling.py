"""An inspection of several bodies whose letters are asked for, for tests."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

from responses.choices import Format
from responses.content import content_of
from responses.models import Bundle, Letter, Publication
from responses.models.signing import freeze
from tests import factories as make

PAGE = "/inspections/rape/letters/"


def body_of(name, slug):
    return make.PolicingBodyFactory(force=make.ForceFactory(name=name, slug=slug))


def publish(inspection, name, slug, on=make.TODAY, html="<p>Letter</p>"):
    """A published response of a new body: its version."""
    response = make.ResponseFactory(inspection=inspection, body=body_of(name, slug), answers=True)
    make.sign_version(response, on, html)
    return make.publish_version(response, on)


def record(inspection, name, slug):
    """A response from before the service, told from a paper: its version."""
    response = make.ResponseFactory(
        inspection=inspection, body=body_of(name, slug), is_recorded=True, answers=True
    )
    content = content_of(response)
    version = freeze(response, content, html="<p>Told</p>", by=None, at=None, dated_on=None)
    Publication.objects.create(version=version, url="https://example.org/old.pdf", at=make.NOON)
    response.published_version, response.status = version, "published"
    response.save()
    return version


def ask(inspection, at=make.NOON):
    return Bundle.ask(inspection, by=make.UserFactory(name="Iris Inspector"), at=at)


def ask_of_four(inspection):
    """Of three forces, one of which is told from a paper, and a fourth that waits."""
    publish(inspection, "Kent Police", "kent")
    publish(inspection, "Essex Police", "essex", on=make.DUE_ON + timedelta(days=1))
    record(inspection, "Surrey Police", "surrey")
    make.ResponseFactory(
        inspection=inspection, body__force__name="Avon Police", body__force__slug="avon"
    )
    return ask(inspection)


def zip_at(bundle):
    return f"{PAGE}{bundle.pk}/letters.zip"


def issue(bundle, *, but=()):
    """Every letter of a bundle is made, each with words of its own, but for these forces'."""
    for row in bundle.versions.filter(letter__isnull=False).select_related("letter"):
        slug = row.version.response.force.slug
        if slug not in but:
            row.letter.claim(at=make.NOON)
            row.letter.issue(f"%PDF-1.7 of {slug}".encode(), at=make.NOON)


def fail(bundle, slug, error):
    letter = Letter.objects.get(
        bundled__bundle=bundle, version__response__body__force__slug=slug, format=Format.PDF
    )
    letter.claim(at=make.NOON)
    letter.fail(error, at=make.NOON)
    return letter


def zip_of(page):
    """The ZIP that a page sends, opened."""
    return ZipFile(BytesIO(b"".join(page.streaming_content)))


def table(archive):
    """The rows of the index, by force."""
    text = archive.read("index.csv").decode("utf-8-sig")
    return {row["Force"]: row for row in csv.DictReader(StringIO(text))}
