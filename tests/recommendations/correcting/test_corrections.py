"""What is wrong in a published inspection is put right: with a reason, and everybody sees it."""

import pytest

from forces.policies import Refused
from recommendations.models import Correction, PartText
from recommendations.models.correcting import correct_recommendation, mark_of_recommendation
from tests import factories as make
from tests.oversight import assessment
from tests.recommendations.correcting.conftest import (
    CORRECT,
    CORRECT_INSPECTION,
    correct,
    shown,
)


def test_correction_changes_the_recommendation_and_records_how_it_was(ada, first):
    page = correct(ada, number="1A", heading="Another heading")

    first.refresh_from_db()
    record = Correction.objects.get()
    assert (page.status_code, first.number, first.heading) == (302, "1A", "Another heading")
    assert record.changes == [
        {"what": "Number", "old": "1", "new": "1A"},
        {"what": "Heading", "old": "Heading of 1", "new": "Another heading"},
    ]
    assert (record.recommendation, record.inspection) == (first, first.inspection)
    assert record.reason == "A slip of the pen."


@pytest.mark.parametrize(
    ("address", "field"), [(CORRECT, "text"), (CORRECT_INSPECTION, "key_findings")]
)
def test_correction_refuses_a_text_that_no_index_of_words_holds_and_keeps_it(
    ada, first, address, field
):
    endless = " ".join(f"word{number}" for number in range(12_000))

    page = correct(ada, address, **{field: endless})

    assert "must be 100000 characters or fewer" in page.text
    assert endless in page.text
    assert not Correction.objects.exists()


def test_correction_gives_it_other_parts_and_addressees(ada, first):
    home_office = make.AddresseeFactory(slug="home-office")

    correct(
        ada,
        parts=2,
        text="Do this. Do that.",
        part1_text="Do this.",
        part2_text="Do that.",
        part2_addressees=[home_office.pk],
        part2_timescale="By March",
    )

    assert [change["what"] for change in Correction.objects.get().changes] == [
        "Text",
        "Addressed to",
        "Part 1",
        "Part 2",
    ]
    assert [str(part.addressees.get()) for part in first.parts.order_by("position")] == [
        "Police forces",
        "Home office",
    ]


def test_correction_leaves_answers_updates_and_assessments_attached(ada, cheshire, first):
    response = make.ResponseFactory(
        inspection=first.inspection, body=cheshire.body, drafting=True, answers=True
    )
    update = make.ProgressUpdateFactory(recommendation=first, force=cheshire.force)
    judged = assessment(update=update)
    home_office = make.AddresseeFactory(slug="home-office")

    correct(ada, number="9", part1_addressees=[home_office.pk], sure="on")

    first.refresh_from_db()
    assert first.number == "9"
    assert response.answers.filter(recommendation=first).exists()
    assert list(first.updates.all()) == [update]
    assert list(first.assessments.all()) == [judged]


def test_correction_of_nothing_is_refused_and_keeps_what_was_typed(ada, first):
    page = correct(ada, reason="No reason at all")

    assert "Change what is wrong. It is still as it was." in page.text
    assert "No reason at all" in page.text
    assert Correction.objects.count() == 0


def test_correction_without_a_reason_changes_nothing(ada, first):
    page = correct(ada, heading="Another", reason=" ")

    first.refresh_from_db()
    assert "Enter the reason for the correction" in page.text
    assert (first.heading, Correction.objects.count()) == ("Heading of 1", 0)


def test_correction_with_parts_that_leave_something_out_is_refused(ada, first):
    page = correct(ada, text="Something longer.", part1_text="Something")

    first.refresh_from_db()
    assert "The parts must quote the whole text" in page.text
    assert first.text == "Police forces should do thing 1."


def test_correction_of_what_somebody_corrected_meanwhile_shows_theirs_first(ada, first):
    typed = shown(ada.get(CORRECT)) | {"heading": "Mine"}
    correct(ada, heading="Theirs")

    page = ada.post(CORRECT, typed)

    assert "Somebody else corrected this since you opened the page" in page.text
    assert "heading was “Heading of 1”" in page.text
    first.refresh_from_db()
    assert first.heading == "Theirs"

    again = ada.post(CORRECT, shown(page))

    first.refresh_from_db()
    assert (again.status_code, first.heading) == (302, "Mine")


def test_correction_to_a_number_that_another_has_is_refused(ada, first):
    page = correct(ada, number="2")

    assert "already has a recommendation with that number" in page.text


def test_correct_recommendation_without_a_reason_is_refused(first, administrator):
    seen = mark_of_recommendation(first)
    first.heading = "Another"
    parts = [PartText(first.text, [make.AddresseeFactory()])]

    with pytest.raises(Refused, match="Enter the reason"):
        correct_recommendation(
            first, parts, [], seen=seen, reason=" ", by=administrator, at=make.NOON
        )


def test_correction_of_the_inspection_itself_is_recorded(ada, inspection):
    page = correct(
        ada, CORRECT_INSPECTION, title="The response\nto rape", url="https://example.org/other"
    )

    inspection.refresh_from_db()
    assert (page.status_code, inspection.title) == (302, "The response to rape")
    assert [change["what"] for change in Correction.objects.get().changes] == [
        "Title",
        "Address of the report",
    ]


@pytest.mark.parametrize("url", [CORRECT, CORRECT_INSPECTION])
def test_correction_is_refused_to_administrators_of_another_inspectorate(sign_in, inspection, url):
    other = make.InspectorateFactory(short_name="Other", slug="other", name="Other")
    person = make.MembershipFactory(administrator=True, inspectorate=other).user

    page = sign_in(person).post(url, {})

    assert page.status_code == 403
    assert "Only an administrator of an inspectorate whose report this is" in page.text


def test_correction_of_what_is_being_set_up_is_refused(ada):
    make.InspectionFactory(slug="secret", embargoed=True)

    page = ada.get("/inspections/secret/correct/")

    assert (page.status_code, "Change it where you set it up" in page.text) == (403, True)
