"""Themes: who sees them, who sets them, and what follows up what."""

import pytest

from recommendations.follow_ups import chains
from recommendations.models import Theme
from tests import factories as make


@pytest.fixture
def victims(db):
    return Theme.objects.create(name="Victims", slug="victims")


@pytest.fixture
def secret(victims):
    """A recommendation under embargo that is about victims."""
    inspection = make.InspectionFactory(embargoed=True, short_title="Secret thing")
    recommendation = make.RecommendationFactory(inspection=inspection, heading="Hidden heading")
    victims.recommendations.add(recommendation)
    return recommendation


def following(earlier, **values):
    """A recommendation of a later inspection that takes this one up."""
    later = make.InspectionFactory(follows_up=earlier.inspection, **values)
    return make.RecommendationFactory(inspection=later, follows_up=earlier)


def test_theme_shows_recommendations_of_several_inspections(sign_in, cheshire, victims):
    asked = [make.RecommendationFactory(heading=f"Heading {n}") for n in range(2)]
    victims.recommendations.add(*asked)

    page = sign_in(cheshire.drafter).get("/themes/victims/")

    assert "2 recommendations" in page.text
    assert all(each.heading in page.text for each in asked)
    assert all(each.inspection.short_title in page.text for each in asked)


def test_theme_leads_to_where_a_recommendation_stands(sign_in, cheshire, victims):
    inspection = make.InspectionFactory()
    for position in (1, 3):  # the second was taken out before the report was published
        asked = make.RecommendationFactory(inspection=inspection, position=position)
    victims.recommendations.add(asked)
    client = sign_in(cheshire.drafter)

    page = client.get("/themes/victims/").text

    assert f'{inspection.get_absolute_url()}#recommendation-3"' in page
    assert 'id="recommendation-3"' in client.get(inspection.get_absolute_url()).text


def test_theme_says_nothing_of_what_is_under_embargo(sign_in, cheshire, victims, secret):
    victims.recommendations.add(make.RecommendationFactory())

    client = sign_in(cheshire.drafter)

    assert "Hidden heading" not in client.get("/themes/victims/").text
    assert "1 recommendation of 1 inspection" in client.get("/themes/").text


def test_theme_of_nothing_but_what_is_under_embargo_is_not_found(sign_in, inspector, secret):
    client = sign_in(inspector)

    assert client.get("/themes/victims/").status_code == 404
    assert "Victims" not in client.get("/themes/").text


def test_theme_shows_administrators_what_is_being_set_up(sign_in, administrator, secret):
    assert "Hidden heading" in sign_in(administrator).get("/themes/victims/").text


@pytest.mark.parametrize("count", [1, 3])
def test_theme_list_and_theme_take_as_many_queries_however_many_rows(
    sign_in, inspector, django_assert_num_queries, count
):
    for number in range(count):
        theme = Theme.objects.create(name=f"Theme {number}", slug=f"theme-{number}")
        for _ in range(count):
            theme.recommendations.add(following(make.RecommendationFactory()))
    client = sign_in(inspector)
    client.get("/themes/")

    with django_assert_num_queries(3):
        client.get("/themes/")
    with django_assert_num_queries(6):
        client.get("/themes/theme-0/")


def test_chains_go_both_ways_in_time(inspector):
    first = make.RecommendationFactory()
    second = following(first)
    third = following(second)
    found = chains([first, second, third], make.actor(inspector))

    assert [(found[each.pk].earlier, found[each.pk].later) for each in (first, second, third)] == [
        ([], [second, third]),
        ([first], [third]),
        ([second, first], []),
    ]


def test_chains_stop_where_an_embargo_begins(inspector):
    first = make.RecommendationFactory()
    following(first, embargoed=True)

    assert chains([first], make.actor(inspector))[first.pk].later == []


def test_chains_end_where_they_would_begin_again(inspector):
    first = make.RecommendationFactory()
    second = following(first)
    first.inspection.follows_up = second.inspection
    first.inspection.save()
    first.follows_up = second
    first.save()

    found = chains([first, second], make.actor(inspector))

    assert found[first.pk].earlier == found[first.pk].later == [second]
    assert found[second.pk].earlier == found[second.pk].later == [first]


def test_theme_says_what_follows_up_what(sign_in, inspector, victims):
    first = make.RecommendationFactory(number="3")
    victims.recommendations.add(first, following(first))

    page = sign_in(inspector).get("/themes/victims/")

    assert "Takes up again <a" in page.text
    assert f"recommendation 3 of {first.inspection.short_title}" in page.text
    assert "Taken up again by <a" in page.text


def test_theme_is_added_and_its_recommendations_chosen(sign_in, administrator, inspection):
    client = sign_in(administrator)

    added = client.post("/themes/new/", {"name": " Victims’   services "})
    theme = Theme.objects.get()
    chosen = client.get(added.url, {"inspection": "rape"})
    ids = [each.pk for each in inspection.recommendations.filter(number__in=["1", "3"])]
    saved = client.post(chosen.url, {"recommendations": ids})

    assert (theme.name, theme.slug) == ("Victims’ services", "victims-services")
    assert saved.url == theme.get_absolute_url()
    assert set(theme.recommendations.values_list("pk", flat=True)) == set(ids)


def test_choosing_for_one_inspection_leaves_the_others(sign_in, administrator, victims, inspection):
    other, old = make.RecommendationFactory(), inspection.recommendations.get(number="1")
    victims.recommendations.add(other, old)
    new = inspection.recommendations.get(number="2")

    sign_in(administrator).post("/themes/victims/choose/rape/", {"recommendations": [new.pk]})

    assert set(victims.recommendations.all()) == {other, new}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("VICTIMS", "There is a theme of this name already: Victims"),
        ("?!", "The name must have letters or digits"),
        ("", "Enter the name of the theme"),
    ],
)
def test_theme_of_a_name_that_cannot_be_is_refused(sign_in, administrator, victims, name, sentence):
    page = sign_in(administrator).post("/themes/new/", {"name": name})

    assert sentence in page.text
    assert Theme.objects.get() == victims


def test_theme_is_renamed_and_keeps_its_address(sign_in, administrator, victims):
    sign_in(administrator).post("/themes/victims/edit/", {"name": "Witnesses"})

    victims.refresh_from_db()
    assert (victims.name, victims.slug) == ("Witnesses", "victims")


def test_theme_is_deleted_and_its_recommendations_stay(sign_in, administrator, victims, inspection):
    victims.recommendations.add(*inspection.recommendations.all())

    sign_in(administrator).post("/themes/victims/delete/")

    assert not Theme.objects.exists()
    assert inspection.recommendations.count() == 3


def test_theme_called_new_does_not_stand_in_the_way_of_a_page():
    assert Theme.named("New").slug == "new-theme"


@pytest.mark.parametrize("address", ["new", "victims/edit", "victims/delete", "victims/choose"])
def test_themes_are_not_for_inspectors_to_change(sign_in, inspector, victims, address):
    victims.recommendations.add(make.RecommendationFactory())

    page = sign_in(inspector).post(f"/themes/{address}/", {"name": "Mine"})

    assert (page.status_code, Theme.objects.get()) == (403, victims)
    assert "Only an inspectorate administrator may change themes." in page.text
