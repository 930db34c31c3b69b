"""The figures a recommendation asks for, and what takes up what, are put right too."""

import pytest

from recommendations.models import Correction
from tests import factories as make
from tests.recommendations.correcting.conftest import CORRECT_INSPECTION, correct


@pytest.fixture
def measures(first):
    return [
        make.MeasureFactory(recommendation=first, name=name, unit="people", definition="")
        for name in ("Trained", "Leaving")
    ]


@pytest.fixture
def earlier(inspection):
    """The recommendation of an earlier inspection, which the one to correct follows up."""
    found = make.RecommendationFactory(heading="As it was asked first")
    inspection.follows_up = found.inspection
    inspection.save()
    return found


def change():
    return Correction.objects.get().changes


def test_a_measure_is_put_in_other_words_and_keeps_its_figures(ada, measures):
    figure = make.FigureFactory(measure=measures[1])

    correct(ada, measure2_name="Who left", measure2_unit="investigators")

    figure.measure.refresh_from_db()
    assert (figure.measure.name, figure.measure.unit) == ("Who left", "investigators")
    assert change() == [
        {
            "what": "Yearly figures",
            "old": "Trained, in people\n\nLeaving, in people",
            "new": "Trained, in people\n\nWho left, in investigators",
        }
    ]


def test_a_measure_taken_away_leaves_the_others_their_figures(ada, first, measures):
    figure = make.FigureFactory(measure=measures[1])

    correct(ada, measure1_remove="on")

    assert [measure.name for measure in first.measures.all()] == ["Leaving"]
    assert list(first.measures.get().figures.all()) == [figure]


def test_a_measure_with_figures_is_not_taken_away(ada, first, measures):
    make.FigureFactory(measure=measures[0])

    page = correct(ada, measure1_remove="on")

    assert "Figures are held for “Trained”, so it cannot be removed." in page.text
    assert (first.measures.count(), Correction.objects.count()) == (2, 0)


def test_a_measure_is_added(ada, first, measures):
    page = correct(ada, add_measure="yes")

    assert "Figure 3" in page.text

    correct(ada, measures=3, measure3_name="New", measure3_unit="per cent")

    assert [measure.name for measure in first.measures.order_by("position")] == [
        "Trained",
        "Leaving",
        "New",
    ]


def test_what_it_takes_up_again_is_put_right(ada, first, earlier):
    correct(ada, follows_up=earlier.pk)

    first.refresh_from_db()
    assert first.follows_up == earlier
    assert change() == [
        {"what": "The one it takes up again", "old": "", "new": "1: As it was asked first"}
    ]


def test_what_the_inspection_follows_up_is_put_right(ada, inspection):
    other = make.InspectionFactory(short_title="The first look")

    correct(ada, CORRECT_INSPECTION, follows_up=other.pk)

    inspection.refresh_from_db()
    assert inspection.follows_up == other
    assert change() == [
        {"what": "The inspection it follows up", "old": "", "new": "The first look"}
    ]


def test_an_inspection_does_not_follow_up_what_leads_back_to_it(ada, inspection):
    between = make.InspectionFactory(follows_up=inspection)
    last = make.InspectionFactory(follows_up=between, short_title="The last look")

    page = correct(ada, CORRECT_INSPECTION, follows_up=last.pk)

    inspection.refresh_from_db()
    assert "The last look follows up this inspection, directly or through others" in page.text
    assert (inspection.follows_up, Correction.objects.count()) == (None, 0)


def test_an_inspection_follows_up_what_its_recommendations_take_up(ada, first, earlier):
    first.follows_up = earlier
    first.save()

    page = correct(ada, CORRECT_INSPECTION, follows_up="")

    assert "Recommendation 1 takes up one of the inspection" in page.text
    assert Correction.objects.count() == 0


def test_nothing_under_embargo_is_named_or_offered(ada, inspection):
    secret = make.InspectionFactory(short_title="Not out yet", embargoed=True)
    other = make.InspectionFactory(short_title="Another secret", embargoed=True)
    inspection.follows_up = secret
    inspection.save()

    page = correct(ada, CORRECT_INSPECTION, follows_up=other.pk)
    correct(ada, CORRECT_INSPECTION, follows_up="")

    assert page.status_code == 200
    assert change() == [
        {"what": "The inspection it follows up", "old": "One that is not published", "new": ""}
    ]
