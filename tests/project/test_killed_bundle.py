"""A real worker is killed in the middle of an inspection's letters, and another finishes them."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from responses.choices import Format, LetterState
from responses.models import Letter
from tests import factories as make
from tests.responses.bundling import ask, publish, table, zip_of
from tests.workers import Worker

FORCES = 43
LONG = "<h2>Heading</h2>" + "<p>Officers are trained.</p>" * 2000  # some seconds of work
LOST_IN = "force-20"


@pytest.fixture
def worker(environment, tmp_path):
    worker = Worker(environment, tmp_path / "log")
    yield worker
    worker.kill()


@pytest.fixture
def bundle(transactional_db, inspection):
    """43 published letters, none of them made; making one of them takes long."""
    with transaction.atomic():
        for number in range(1, FORCES + 1):
            slug = f"force-{number:02}"
            html = LONG if slug == LOST_IN else "<p>Letter</p>"
            publish(inspection, f"Force {number:02}", slug, html=html)
        bundle = ask(inspection)
    for letter in Letter.objects.filter(format=Format.DOCX):
        letter.issue(b"PK as issued", at=make.NOON)  # this test is about the PDFs
    return bundle


def letter_of(bundle, slug):
    return Letter.objects.get(bundled__bundle=bundle, version__response__body__force__slug=slug)


@pytest.mark.slow
def test_letters_of_an_inspection_survive_a_killed_worker(
    broker,
    worker,
    bundle,
    sign_in,
    inspector,
):
    worker.start(make.NOON.isoformat())
    broker.put("responses.tasks.make_bundle", bundle_id=bundle.pk)
    worker.wait_until(lambda: letter_of(bundle, LOST_IN).state == LetterState.RENDERING)
    worker.kill()

    halfway = bundle.progress()
    assert 0 < halfway.ready < FORCES
    assert (halfway.failed, halfway.total) == (0, FORCES)
    page = sign_in(inspector).get("/inspections/rape/letters/").content.decode()
    assert f"{halfway.ready} of {FORCES} letters are ready" in page

    worker.wait_until(lambda: broker.is_alone)
    worker.start((make.NOON + timedelta(minutes=20)).isoformat())  # by then it counts as lost
    broker.put("responses.tasks.retry_letters")
    seen = [halfway]

    def is_done():
        seen.append(bundle.progress())
        return seen[-1].ready == FORCES

    worker.wait_until(is_done)

    counted = [progress.ready for progress in seen]
    assert counted == sorted(counted)
    assert {(progress.failed, progress.total) for progress in seen} == {(0, FORCES)}
    pdfs = Letter.objects.filter(format=Format.PDF)
    assert Counter(pdfs.values_list("attempts", flat=True)) == {1: FORCES - 1, 2: 1}
    assert letter_of(bundle, LOST_IN).attempts == 2
    archive = zip_of(sign_in(inspector).get(f"/inspections/rape/letters/{bundle.pk}/letters.zip"))
    assert archive.testzip() is None
    rows = table(archive).values()
    assert len(rows) == FORCES
    assert all(archive.read(row["File"]).startswith(b"%PDF") for row in rows)
