"""The page of a force’s progress: who may open it, and what it shows."""

from datetime import date

import pytest

from recommendations.models import Recommendation
from tests import factories as make
from tests.recommendations.progress.conftest import MARCH, SECRET, SUBMIT, URL, day, row, said


def test_progress_sends_nobody_to_sign_in(client, concerned):
    for url in (URL, SUBMIT):
        for page in (client.get(url), client.post(url)):
            assert (page.status_code, page.url) == (302, f"/accounts/login/?next={url}")


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
@pytest.mark.parametrize("url", [URL, SUBMIT, f"{URL}1/"])
def test_progress_is_not_there_for_other_bodies(sign_in, cumbria, cheshire, asked, who, url):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, text=SECRET)
    client = sign_in(getattr(cumbria, who))

    for page in (client.get(url), client.post(url, day("as_at", make.TODAY))):
        assert page.status_code == 404
        assert SECRET not in page.text


@pytest.mark.parametrize("url", [URL, SUBMIT, f"{URL}1/"])
def test_progress_is_not_there_under_embargo(sign_in, administrator, cheshire, url):
    inspection = make.InspectionFactory(embargoed=True, slug="rape", forces=[cheshire.force])
    make.RecommendationFactory(inspection=inspection)

    assert sign_in(administrator).get(url).status_code == 404
    assert sign_in(cheshire.drafter).get(url).status_code == 404


@pytest.mark.parametrize("url", [URL, SUBMIT, f"{URL}1/"])
def test_progress_is_not_there_where_the_inspection_does_not_concern_the_force(
    sign_in, cheshire, inspection, url
):
    assert sign_in(cheshire.drafter).get(url).status_code == 404


@pytest.mark.parametrize("url", [URL, SUBMIT])
def test_progress_updates_are_refused_to_those_who_may_only_read(
    sign_in, cheshire, inspector, asked, url
):
    for user in (cheshire.signatory, inspector):
        page = sign_in(user).post(url, row(asked[0], state="complete", text="Done."))

        assert page.status_code == 403
        assert "Only the force and its body’s office staff may add progress" in page.text
    assert not said().exists()


def test_progress_shows_what_was_said_last_of_each(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        recommendation=asked[0], force=cheshire.force, as_at=date(2021, 8, 1), text="First words"
    )
    make.ProgressUpdateFactory(
        recommendation=asked[0], force=cheshire.force, text="Last words", next_on=MARCH
    )

    page = drafter.get(URL)

    assert "Last words" in page.text
    assert "First words" not in page.text
    assert "In progress, as at 20 August 2021; next date 31 March 2022" in page.text
    assert "Leave it empty to keep 31 March 2022." in page.text
    assert page.text.count("Reason for moving the date") == 1
    assert page.text.count("No update yet.") == 2
    assert f'href="{URL}1/"' in page.text


def test_progress_lists_what_was_said_in_rows_with_heads(drafter, asked):
    page = drafter.get(URL)

    assert page.text.count('<th scope="row"') == len(asked)
    assert page.text.count('data-label="How it stands"') == len(asked)


def test_progress_says_who_saved_a_draft_on_a_line_of_its_own(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        draft=True,
        recommendation=asked[0],
        force=cheshire.force,
        written_by__name="Dana Drafter",
    )

    page = drafter.get(URL)

    assert "</strong> Saved by Dana Drafter, 20 August 2021 at midday</p>" in page.text
    assert page.text.count(f'aria-describedby="recommendation-{asked[0].pk}-draft"') == 1


def test_progress_speaks_of_a_cause_of_concern_as_one(drafter, asked):
    Recommendation.objects.filter(pk=asked[0].pk).update(number="CC1", kind="cause_of_concern")

    page = drafter.get(URL)

    assert "Cause of concern CC1: Heading of 1" in page.text
    assert "Read cause of concern CC1" in page.text
    assert "ecommendation CC1" not in page.text


def test_progress_starts_with_today(drafter):
    assert drafter.get(URL).context["form"]["as_at"].value() == make.TODAY


@pytest.mark.parametrize("who", ["signatory", "inspector"])
def test_progress_is_read_only_for_those_who_may_only_read(
    sign_in, cheshire, inspector, asked, who
):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, text="Said so")
    user = inspector if who == "inspector" else cheshire.signatory

    page = sign_in(user).get(URL)

    assert "Said so" in page.text
    assert "<textarea" not in page.text
    assert "Save draft" not in page.text


def test_progress_keeps_drafts_from_inspectors(sign_in, cheshire, inspector, asked):
    make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cheshire.force, text=SECRET
    )

    assert SECRET in sign_in(cheshire.drafter).get(URL).text
    assert SECRET in sign_in(cheshire.signatory).get(URL).text
    assert SECRET not in sign_in(inspector).get(URL).text
    assert SECRET not in sign_in(inspector).get(f"{URL}1/").text


def test_progress_makes_as_many_queries_for_nine_recommendations_as_for_three(
    drafter, cheshire, concerned, django_assert_num_queries
):
    def say_something():
        for each in concerned.recommendations.filter(updates=None):
            make.ProgressUpdateFactory(
                recommendation=each, force=cheshire.force, as_at=date(2021, 8, 1)
            )
            make.ProgressUpdateFactory(draft=True, recommendation=each, force=cheshire.force)

    say_something()
    drafter.get(URL)

    with django_assert_num_queries(10):
        drafter.get(URL)
    make.RecommendationFactory.create_batch(6, inspection=concerned)
    say_something()
    with django_assert_num_queries(10):
        drafter.get(URL)


def test_progress_leads_to_everything_open_of_each_own_force(drafter, cheshire, cumbria, concerned):
    page = drafter.get("/progress/").text

    assert 'href="/progress/round/cheshire/"' in page
    assert "/progress/round/cumbria/" not in page


@pytest.mark.parametrize("address", [URL, "/progress/round/cheshire/"])
def test_a_saved_draft_leads_to_its_evidence(drafter, cheshire, asked, address):
    make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)

    page = drafter.get(address).text

    assert page.count("Evidence files") == page.count(f'href="{URL}1/evidence/"') == 1


def test_a_recommendation_without_an_update_leads_to_what_is_asked_about_it(drafter, asked):
    assert f'href="{URL}2/"' in drafter.get(URL).text


@pytest.mark.parametrize("address", [URL, "/progress/round/cheshire/"])
def test_leaving_with_words_that_are_not_sent_is_asked_about(drafter, asked, address):
    page = drafter.get(address).text

    assert "novalidate data-unsent>" in page
    assert "js/unsent" in page
