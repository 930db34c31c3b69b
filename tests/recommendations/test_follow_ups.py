"""Recommendations that take up one of an earlier inspection again."""

import pytest

from recommendations.models import Inspection, Measure, PartText
from tests import factories as make
from tests.at_once import at_once

EDIT = "/inspections/later/recommendations/1/edit/"


@pytest.fixture
def earlier(db):
    return make.RecommendationFactory(
        inspection__short_title="Letters", number="3", heading="Write back"
    )


@pytest.fixture
def later(earlier):
    """A recommendation of an inspection that is being set up, and follows up another."""
    inspection = make.InspectionFactory(embargoed=True, slug="later", follows_up=earlier.inspection)
    return make.RecommendationFactory(inspection=inspection)


@pytest.fixture
def ada(sign_in, administrator):
    return sign_in(administrator)


def typed(recommendation, **changes):
    part = recommendation.parts.get()
    return {
        "number": recommendation.number,
        "heading": recommendation.heading,
        "kind": recommendation.kind,
        "wording": recommendation.wording,
        "text": recommendation.text,
        "place": "1",
        "parts": "1",
        "part1-text": part.text,
        "part1-addressees": [part.addressees.get().pk],
        **changes,
    }


def test_recommendation_edit_saves_what_it_takes_up_again(ada, later, earlier):
    page = ada.post(EDIT, typed(later, follows_up=earlier.pk))

    later.refresh_from_db()
    assert page.status_code == 302
    assert later.follows_up == earlier


def test_recommendation_edit_offers_the_earlier_ones_in_order(ada, later, earlier):
    make.RecommendationFactory(inspection=earlier.inspection, number="4", heading="Sooner")
    make.RecommendationFactory(heading="Of a third inspection")

    page = ada.get(EDIT).text

    assert page.index("3: Write back") < page.index("4: Sooner")
    assert "Of a third inspection" not in page


def test_recommendation_edit_keeps_what_was_chosen_when_a_part_is_added(ada, later, earlier):
    page = ada.post(EDIT, typed(later, follows_up=earlier.pk, add_part="yes"))

    assert f'<option value="{earlier.pk}" selected>' in page.text


def test_recommendation_edit_refuses_one_of_a_third_inspection(ada, later):
    other = make.RecommendationFactory()

    page = ada.post(EDIT, typed(later, follows_up=other.pk))

    later.refresh_from_db()
    assert "Select the earlier recommendation from the list" in page.text
    assert later.follows_up is None


def test_recommendation_edit_does_not_ask_where_nothing_is_followed_up(ada, later):
    later.inspection.follows_up = None
    later.inspection.save()

    assert "takes up again" not in ada.get(EDIT).text


@pytest.mark.parametrize("is_another", [True, False])
def test_links_go_when_the_inspection_no_longer_follows_up_theirs(later, earlier, is_another):
    later.follows_up = earlier
    later.set_up(place=1, parts=[PartText(later.text, list(later.parts.get().addressees.all()))])
    inspection = later.inspection
    inspection.follows_up = make.InspectionFactory() if is_another else None

    inspection.set_up(inspectorates=inspection.inspectorates.all(), forces=[make.ForceFactory()])

    later.refresh_from_db()
    assert later.follows_up is None


def test_links_stay_when_the_inspection_is_set_up_again(later, earlier):
    later.follows_up = earlier
    later.save()
    inspection = later.inspection

    inspection.set_up(inspectorates=inspection.inspectorates.all(), forces=[make.ForceFactory()])

    later.refresh_from_db()
    assert later.follows_up == earlier


def test_inspection_shows_what_is_taken_up_again_and_the_figures(ada, later, earlier):
    later.follows_up = earlier
    later.save()
    Measure.objects.create(
        recommendation=later, position=1, name="Letters", unit="letters", definition="All *sent*."
    )

    page = ada.get("/inspections/later/").text

    assert "Takes up again recommendation 3 of" in page
    assert "In letters, for twelve months." in page
    assert "All <em>sent</em>." in page


def test_inspection_does_not_name_a_recommendation_under_embargo(sign_in, inspector, later):
    secret = make.RecommendationFactory(inspection__embargoed=True, heading="Zebra")
    inspection = make.InspectionFactory(follows_up=secret.inspection)
    make.RecommendationFactory(inspection=inspection, follows_up=secret)

    page = sign_in(inspector).get(inspection.get_absolute_url()).text

    assert "Zebra" not in page


def test_a_recommendation_that_is_taken_up_again_is_not_deleted(ada, earlier, later):
    Inspection.objects.filter(pk=earlier.inspection_id).update(released_at=None, released_by=None)
    later.follows_up = earlier
    later.save()

    page = ada.post(f"/inspections/{earlier.inspection.slug}/recommendations/3/delete/")

    earlier.refresh_from_db()
    assert page.status_code == 403
    assert "takes this one up again" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_make_half_of_a_circle_at_once_one_is_refused():
    first, second = make.InspectionFactory.create_batch(2, embargoed=True)

    def follow(inspection, earlier):
        inspection.follows_up = earlier
        inspection.set_up(inspectorates=[], forces=[])

    outcomes = at_once(lambda: follow(first, second), lambda: follow(second, first))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "Refused"]
    assert Inspection.objects.exclude(follows_up=None).count() == 1
