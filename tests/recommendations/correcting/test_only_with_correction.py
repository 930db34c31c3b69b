"""What is published changes only with a correction: in SQL too, and whatever is typed there."""

import pytest
from django.db import DatabaseError, transaction

from recommendations.models import (
    Correction,
    Inspection,
    InspectionForce,
    Measure,
    MeasureText,
    Part,
    PartText,
    Recommendation,
)
from recommendations.models.correcting import correct_recommendation, mark_of_recommendation
from recommendations.models.inspections import InspectionInspectorate
from recommendations.models.recommendations import PartAddressee
from tests import factories as make
from tests.completing import completing
from tests.kept import refuses

# What is published must have been so before: each test commits.
pytestmark = pytest.mark.django_db(transaction=True)
SENTENCE = "What is published changes only with a correction"


@pytest.fixture
def first(cheshire, inspection):
    with completing():
        inspection.forces.add(cheshire.force)
    first = inspection.recommendations.get(number="1")
    make.MeasureFactory(recommendation=first)
    return first


def record(inspection, recommendation=None):
    return Correction.objects.create(
        inspection=inspection,
        recommendation=recommendation,
        changes=[{"what": "Heading", "old": "1", "new": "2"}],
        reason="A slip of the pen.",
        by=make.UserFactory(),
        at=make.NOON,
    )


CHANGES = [
    "recommendations_recommendation SET number = '9'",
    "recommendations_recommendation SET text = 'x'",
    "recommendations_recommendation SET inspection_id = inspection_id, heading = 'x'",
    "recommendations_part SET timescale = 'x'",
    "recommendations_part_addressees SET addressee_id = 0",
    "recommendations_measure SET name = 'x'",
    "recommendations_inspection SET title = 'x'",
    "recommendations_inspection SET slug = 'x'",
    "recommendations_inspection SET released_at = NULL, released_by_id = NULL",
    "recommendations_inspection_forces SET force_id = 0",
    "recommendations_inspection_inspectorates SET inspectorate_id = 0",
]


@pytest.mark.parametrize("change", CHANGES)
def test_sql_without_a_correction_is_refused(first, change):
    refuses(f"UPDATE {change} WHERE id > 0", saying=SENTENCE)  # ours


@pytest.mark.parametrize(
    "model",
    [Recommendation, Part, PartAddressee, Measure, InspectionForce, InspectionInspectorate],
)
def test_nothing_is_taken_away_without_a_correction(first, model):
    with pytest.raises(DatabaseError, match=SENTENCE), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_nothing_is_added_without_a_correction(first):
    force = make.ForceFactory()
    for add in (
        lambda: first.inspection.recommendations.create(number="7", position=7, text="x"),
        lambda: first.parts.create(position=2, text="x"),
        lambda: first.parts.get().addressees.add(make.AddresseeFactory(slug="home-office")),
        lambda: first.measures.create(position=2, name="x", unit="x"),
        lambda: first.inspection.forces.add(force),
    ):
        with pytest.raises(DatabaseError, match=SENTENCE):
            add()


def test_nothing_is_moved_into_what_is_published(first):
    other = make.RecommendationFactory(inspection=make.InspectionFactory(embargoed=True))

    with pytest.raises(DatabaseError, match=SENTENCE):
        other.parts.update(recommendation=first, position=2)


@transaction.atomic
def change_with(correction_of, first):
    record(*correction_of(first))
    Recommendation.objects.filter(pk=first.pk).update(text="Another text.")


def test_a_correction_of_the_same_recommendation_lets_it_change(first):
    change_with(lambda first: (first.inspection, first), first)

    first.refresh_from_db()
    assert first.text == "Another text."


@pytest.mark.parametrize("other", ["the inspection itself", "another recommendation"])
def test_a_correction_of_something_else_does_not(first, other):
    second = first.inspection.recommendations.get(number="2")
    about = second if other == "another recommendation" else None

    with pytest.raises(DatabaseError, match=SENTENCE):
        change_with(lambda first: (first.inspection, about), first)


def test_a_correction_of_an_earlier_transaction_does_not(first):
    record(first.inspection, first)

    with pytest.raises(DatabaseError, match=SENTENCE):
        first.parts.update(timescale="By March")


def test_what_is_being_set_up_changes_without_any():
    being_set_up = make.RecommendationFactory(inspection=make.InspectionFactory(embargoed=True))

    being_set_up.parts.update(timescale="By March")
    Recommendation.objects.update(number="2", text="x")
    Inspection.objects.update(title="x")

    assert being_set_up.parts.get().timescale == "By March"


def test_correcting_says_first_what_it_changes(first, administrator):
    seen = mark_of_recommendation(first)
    first.number, first.text = "1A", "Do this. Do that."
    parts = [
        PartText("Do this.", [make.AddresseeFactory()], "By March"),
        PartText("Do that.", [make.AddresseeFactory(slug="home-office")]),
    ]

    correct_recommendation(
        first,
        parts,
        [MeasureText("Those trained", "people"), MeasureText("Cases", "cases")],
        seen=seen,
        reason="A slip.",
        by=administrator,
        at=make.NOON,
    )

    first.refresh_from_db()
    assert (first.number, first.parts.count(), first.measures.count()) == ("1A", 2, 2)
