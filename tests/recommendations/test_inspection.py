from dataclasses import replace
from datetime import date, timedelta

import pytest

from recommendations.choices import CountingRule, Wording
from tests import factories as make

URL = "/inspections/rape/"


def test_inspection_sends_nobody_to_sign_in(client, inspection):
    page = client.get(URL)

    assert (page.status_code, page.url) == (302, f"/accounts/login/?next={URL}")


def test_inspection_shows_the_report_and_what_it_asks(sign_in, cheshire, inspection):
    inspection.source, inspection.licence = "Quoted in five letters", "Crown copyright, OGL v3.0"
    inspection.save()

    page = sign_in(cheshire.drafter).get(URL)

    assert inspection.title in page.text
    assert "Friday 16 July 2021" in page.text
    assert "Thursday 9 September 2021 (20 days left)" in page.text
    assert "that is day 57" in page.text
    assert 'href="https://example.org/report"' in page.text
    assert "<li>Victims wait too long.</li>" in page.text
    assert "Recommendation 2: Heading of 2" in page.text
    assert "Police forces should do thing 2." in page.text
    assert "Home office" in page.text
    assert "Quoted in five letters" in page.text
    assert "Crown copyright, OGL v3.0" in page.text


def test_inspection_marks_a_summary_as_one(sign_in, cheshire, inspection):
    assert "not the official wording" not in sign_in(cheshire.drafter).get(URL).text
    inspection.recommendations.filter(number="2").update(wording=Wording.SUMMARY)

    page = sign_in(cheshire.drafter).get(URL)

    assert page.text.count("This is a summary, not the official wording.") == 1


def test_inspection_shows_each_part_with_who_must_act_and_when(sign_in, cheshire, inspection):
    recommendation = inspection.recommendations.get(number="1")
    recommendation.parts.all().delete()
    for position, (text, slug) in enumerate(
        [("Police forces should", "police-forces"), ("do thing 1.", "npcc")], start=1
    ):
        part = recommendation.parts.create(position=position, text=text, timescale="By March")
        part.addressees.add(make.AddresseeFactory(slug=slug))

    page = sign_in(cheshire.drafter).get(URL)

    assert "“Police forces should”" in page.text
    assert "“do thing 1.”" in page.text
    assert "Npcc" in page.text
    assert page.text.count("By March") == 2


def test_inspection_gives_the_reason_for_another_rule(sign_in, cheshire):
    inspection = make.InspectionFactory(
        counting_rule=CountingRule.DAY_AFTER,
        rule_reason="As the inspectorate wrote to all bodies.",
    )

    page = sign_in(cheshire.drafter).get(inspection.get_absolute_url())

    assert "Friday 10 September 2021" in page.text
    assert "This inspection counts 17 July 2021 as day 1" in page.text


def test_inspection_says_all_forces_in_words(sign_in, cheshire, cumbria, inspection):
    inspection.forces.add(cheshire.force, cumbria.force)

    page = sign_in(cheshire.drafter).get(URL)

    assert "All 2 territorial forces" in page.text


def test_inspection_names_the_forces_when_they_are_few(sign_in, cheshire, cumbria, inspection):
    inspection.forces.add(cheshire.force)

    page = sign_in(cheshire.drafter).get(URL)

    assert "Cheshire Constabulary" in page.text
    assert "territorial forces" not in page.text


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_inspection_under_embargo_is_not_there(sign_in, cheshire, who):
    make.InspectionFactory(embargoed=True, slug="secret")

    assert sign_in(getattr(cheshire, who)).get("/inspections/secret/").status_code == 404


def test_inspection_under_embargo_is_not_there_for_inspectors(sign_in, inspector):
    make.InspectionFactory(embargoed=True, slug="secret")

    assert sign_in(inspector).get("/inspections/secret/").status_code == 404


def test_inspection_being_set_up_leads_an_administrator_on(sign_in, administrator):
    inspection = make.InspectionFactory(embargoed=True, slug="secret", url="")
    make.RecommendationFactory(inspection=inspection, number="AFI 1", wording=Wording.SUMMARY)

    page = sign_in(administrator).get("/inspections/secret/")

    assert "1 of 1 hold a summary" in page.text
    for address in (
        "/inspections/secret/edit/#id_url",
        "/inspections/secret/edit/#id_concerned_0",
        "/inspections/secret/recommendations/new/",
        "/inspections/secret/recommendations/AFI%201/edit/",
        "/inspections/secret/recommendations/AFI%201/delete/",
        "/inspections/secret/publish/",
    ):
        assert f'href="{address}"' in page.text


def redated(inspection, administrator, published_on, at, reason="It came out later."):
    dates = replace(inspection.dates, published_on=published_on)
    inspection.redate(dates, reason=reason, by=administrator, at=at)


def test_inspection_shows_everyone_how_its_dates_changed(
    sign_in, cheshire, administrator, inspection
):
    redated(inspection, administrator, date(2021, 7, 17), make.NOON - timedelta(days=17))
    redated(inspection, administrator, date(2021, 7, 18), make.NOON, reason="<b>Later</b> still.")

    page = sign_in(cheshire.drafter).get(URL)

    assert (
        "On 3 August 2021 the date of publication was changed from 16 July 2021 to 17 July 2021 "
        "and the last day was changed from 9 September 2021 to 10 September 2021. "
        "Reason: It came out later."
    ) in page.text
    assert "Reason: &lt;b&gt;Later&lt;/b&gt; still." in page.text
    assert page.text.index("On 20 August 2021") < page.text.index("On 3 August 2021")
    assert administrator.name not in page.text


def test_inspection_whose_dates_never_changed_says_nothing_of_it(sign_in, cheshire, inspection):
    assert "Changes of the dates" not in sign_in(cheshire.drafter).get(URL).text


@pytest.mark.parametrize("person", ["drafter", "signatory", "contact", "inspector"])
def test_inspection_offers_new_dates_to_administrators_alone(client, people, inspection, person):
    client.force_login(people[person])
    theirs = client.get(URL).text
    client.force_login(people["administrator"])
    own = client.get(URL).text

    for address in ("/inspections/rape/dates/", "/inspections/rape/last-days/"):
        assert address in own
        assert address not in theirs


def test_inspection_being_set_up_offers_no_new_dates(sign_in, administrator):
    make.InspectionFactory(embargoed=True, slug="secret")

    page = sign_in(administrator).get("/inspections/secret/")

    assert "/inspections/secret/dates/" not in page.text


def test_inspection_that_is_published_offers_no_changes(sign_in, administrator, inspection):
    page = sign_in(administrator).get(URL)

    assert "/edit/" not in page.text
    assert "/publish/" not in page.text


def test_inspection_leads_inspectors_to_the_matrix_and_across(sign_in, inspector, inspection):
    page = sign_in(inspector).get(URL)

    assert 'href="/inspections/rape/matrix/"' in page.text
    assert 'href="/inspections/rape/recommendations/2/"' in page.text


@pytest.fixture
def taken_up(db):
    """Recommendation 1, which 7 of a later inspection takes up again, and 8 of a secret one."""
    earlier = make.RecommendationFactory(inspection__slug="rape")
    for short_title, number, year, values in (
        ("Rape revisited", "7", 2022, {}),
        ("Not out yet", "8", 2023, {"embargoed": True}),
    ):
        inspection = make.InspectionFactory(
            short_title=short_title,
            slug=f"later-{number}",
            published_on=date(year, 5, 2),
            follows_up=earlier.inspection,
            **values,
        )
        make.RecommendationFactory(inspection=inspection)
        make.RecommendationFactory(inspection=inspection, number=number, follows_up=earlier)
    return earlier


@pytest.mark.parametrize("address", [URL, f"{URL}recommendations/1/"])
def test_what_is_taken_up_again_says_by_what(sign_in, inspector, taken_up, address):
    page = sign_in(inspector).get(address).text

    assert page.count("Taken up again by") == 1
    assert (
        'Taken up again by <a class="govuk-link" href="/inspections/later-7/#recommendation-2">'
        "recommendation 7 of Rape revisited</a> (2 May 2022)." in page
    )
    assert "Not out yet" not in page


def test_inspection_says_once_what_follows_it_up(sign_in, inspector, taken_up):
    page = sign_in(inspector).get(URL).text

    assert "Followed up by" in page
    assert page.count('<a class="govuk-link" href="/inspections/later-7/">Rape revisited</a>') == 1


def test_inspection_leads_the_office_home_and_to_progress(sign_in, cheshire, inspection):
    page = sign_in(cheshire.drafter).get(URL)

    assert "Go to your responses" in page.text
    assert 'href="/progress/"' in page.text
    assert "matrix" not in page.text


def test_inspection_makes_as_many_queries_for_three_recommendations_as_for_one(
    sign_in, inspector, django_assert_num_queries
):
    client = sign_in(inspector)
    recommendation = make.RecommendationFactory(inspection__slug="rape")
    client.get(URL)

    with django_assert_num_queries(12):
        client.get(URL)
    make.RecommendationFactory.create_batch(2, inspection=recommendation.inspection)
    with django_assert_num_queries(12):
        page = client.get(URL)

    assert page.text.count("Addressed to:") == 3


def test_inspection_says_nothing_of_an_embargoed_one_that_it_follows_up(
    sign_in, administrator, inspector
):
    earlier = make.InspectionFactory(embargoed=True, short_title="Not out yet")
    later = make.InspectionFactory(follows_up=earlier)

    page = sign_in(inspector).get(later.get_absolute_url())

    assert "Not out yet" not in page.content.decode()
    page = sign_in(administrator).get(later.get_absolute_url())
    assert "Not out yet" in page.content.decode()
