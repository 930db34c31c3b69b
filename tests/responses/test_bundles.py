"""Asking for all letters of an inspection: what is frozen, what is owed, and how far it is."""

from datetime import timedelta

import pytest

from responses.choices import Format, LetterState, Shape
from responses.models import Bundle, BundledVersion, Letter, LetterChoice
from responses.models.bundles import Progress
from responses.tasks import make_bundle, make_letters_of, retry_letters
from tests import factories as make
from tests.responses.bundling import ask, fail, issue, publish, record

LATER = make.NOON + timedelta(days=30)


def states(bundle):
    rows = bundle.versions.values_list("version__response__body__force__slug", "letter__state")
    return dict(rows)


def test_ask_takes_the_newest_published_version_of_each_response(inspection):
    first = publish(inspection, "Kent Police", "kent")
    first.response.reopen(by=first.signed_by, at=make.NOON, reason="A slip")
    second = make.publish_version(first.response, make.TODAY)
    make.ResponseFactory(inspection=inspection, answers=True, signed=True)
    publish(make.InspectionFactory(), "Essex Police", "essex")

    bundle = ask(inspection)

    assert [row.version for row in bundle.versions.all()] == [second]


def test_ask_leaves_out_a_version_that_is_signed_again_and_not_published(inspection):
    published = publish(inspection, "Kent Police", "kent")
    published.response.reopen(by=published.signed_by, at=make.NOON, reason="A slip")
    make.sign_version(published.response)

    bundle = ask(inspection)

    assert [row.version for row in bundle.versions.all()] == [published]
    (listed,) = bundle.listed
    assert listed["version"]["number"] == 1


def test_ask_owes_each_version_its_letter_and_keeps_what_is_issued(inspection):
    kent = publish(inspection, "Kent Police", "kent")
    publish(inspection, "Essex Police", "essex")
    issued = Letter.objects.create(version=kent, changed_at=make.NOON)
    issued.issue(b"%PDF-1.7 as issued", at=make.NOON)

    bundle = ask(inspection)

    assert states(bundle) == {"essex": LetterState.QUEUED, "kent": LetterState.READY}
    assert bundle.versions.get(version=kent).letter == issued
    assert Letter.objects.count() == 2 * len(Format)


def test_ask_owes_the_letter_in_the_shape_that_was_signed(inspection):
    response = make.ResponseFactory(inspection=inspection)
    LetterChoice.objects.create(response=response, shape=Shape.BRIEFING)
    version = make.publish_version(response, make.TODAY)

    bundle = ask(inspection)

    assert bundle.versions.get().letter.shape == version.shape == Shape.BRIEFING


def test_what_is_told_from_a_paper_has_no_letter(inspection):
    version = record(inspection, "Kent Police", "kent")

    bundle = ask(inspection)

    row = bundle.versions.get()
    assert (row.version, row.letter) == (version, None)
    assert not Letter.objects.exists()
    assert bundle.listed[0]["version"]["is_recorded"]


def test_the_list_keeps_how_each_response_stood(inspection):
    publish(inspection, "Kent Police", "kent")
    waiting = make.ResponseFactory(
        inspection=inspection, body__force__name="Essex Police", body__force__slug="essex"
    )
    bundle = ask(inspection)

    make.publish_version(waiting, make.DUE_ON)
    force = waiting.force
    force.name = "Essex and Suffolk Police"
    force.save()

    bundle = Bundle.objects.get(pk=bundle.pk)
    essex, kent = bundle.listed
    assert (essex["force"], essex["version"], essex["lateness"]) == (
        "Essex Police", None, "20 days left",
    )  # fmt: skip
    assert (kent["force"], kent["lateness"]) == ("Kent Police", "Published in time")
    assert kent["version"]["published_on"] == "2021-08-20"
    assert bundle.newer() == 1


def test_asking_again_makes_no_letter_twice(inspection):
    publish(inspection, "Kent Police", "kent")
    issue(ask(inspection))

    again = ask(inspection, at=LATER)

    assert again.progress() == Progress(ready=1, failed=0, being_made=0)
    assert Letter.objects.filter(format=Format.PDF).count() == 1
    assert again.newer() == 0


@pytest.mark.parametrize("bodies", [1, 3])
def test_ask_needs_as_many_queries_for_three_bodies_as_for_one(
    inspection, bodies, django_assert_num_queries
):
    for number in range(bodies):
        publish(inspection, f"Force {number}", f"f-{number}")
    person = make.UserFactory()

    with django_assert_num_queries(7):
        bundle = Bundle.ask(inspection, by=person, at=make.NOON)

    assert bundle.versions.count() == bodies


def test_progress_counts_each_letter_where_it_is(inspection):
    for slug in ("a", "b", "c", "d"):
        publish(inspection, f"Force {slug}", slug)
    record(inspection, "Force e", "e")
    bundle = ask(inspection)

    issue(bundle, but=("b", "c", "d"))
    fail(bundle, "b", "MemoryError: 7 GB")
    BundledVersion.objects.get(version__response__body__force__slug="c").letter.claim(at=make.NOON)

    progress = bundle.progress()
    assert progress == Progress(ready=1, failed=1, being_made=2)
    assert progress.total == 4
    assert bundle.failures() == [("Force b", "It takes more room to make than there was.")]


def test_every_letter_is_made_once(inspection, eager_celery, django_capture_on_commit_callbacks):
    for slug in ("a", "b", "c"):
        publish(inspection, f"Force {slug}", slug)
    with django_capture_on_commit_callbacks(execute=True):
        make_letters_of(ask(inspection))
    with django_capture_on_commit_callbacks(execute=True):
        second = ask(inspection)
        make_letters_of(second)
    make_bundle(bundle_id=second.pk)

    assert states(second) == dict.fromkeys(("a", "b", "c"), LetterState.READY)
    assert set(Letter.objects.values_list("attempts", flat=True)) == {1}


def test_pdfs_are_handed_out_first(inspection):
    publish(inspection, "Kent Police", "kent")
    publish(inspection, "Essex Police", "essex")

    bundle = ask(inspection)

    kinds = [letter.format for letter in bundle.lacking()]
    assert kinds == [Format.PDF, Format.PDF, Format.DOCX, Format.DOCX]


def test_what_the_queue_lost_is_made_by_the_sweep(inspection, eager_celery, time_machine):
    publish(inspection, "Kent Police", "kent")
    bundle = ask(inspection)

    time_machine.move_to(make.NOON + timedelta(minutes=5))
    retry_letters()

    assert states(bundle) == {"kent": LetterState.READY}


def test_try_again_queues_what_failed_and_nothing_else(inspection):
    for slug in ("a", "b"):
        publish(inspection, f"Force {slug}", slug)
    bundle = ask(inspection)
    issue(bundle, but=("b",))
    fail(bundle, "b", "OSError: no room")
    other = ask(make.InspectionFactory())
    elsewhere = publish(other.inspection, "Force c", "c")
    Letter.objects.create(version=elsewhere, state=LetterState.FAILED, changed_at=make.NOON)

    bundle.try_again(at=LATER)

    assert states(bundle) == {"a": LetterState.READY, "b": LetterState.QUEUED}
    assert elsewhere.letters.get().state == LetterState.FAILED
