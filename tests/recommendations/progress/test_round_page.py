"""The quarterly round: every open recommendation of a force, over all inspections."""

from datetime import date, timedelta

import pytest

from recommendations.models import ProgressUpdate
from tests import factories as make
from tests import oversight
from tests.recommendations.progress.conftest import MARCH, SECRET, carried, day, row, said

ROUND = "/progress/round/cheshire/"
SUBMIT_ROUND = "/progress/round/cheshire/submit/"


@pytest.fixture
def another(cheshire):
    """A recommendation of an older inspection that concerns Cheshire."""
    inspection = make.InspectionFactory(
        short_title="Burglary inspection", published_on=date(2021, 5, 3), forces=[cheshire.force]
    )
    return make.RecommendationFactory(inspection=inspection, number="B1")


def filled(client, *rows, as_at=make.TODAY, address=ROUND):
    """What is posted from the page as it was opened, with rows that were filled."""
    typed = carried(client.get(address)) | day("as_at", as_at)
    for each in rows:
        typed |= each
    return typed


def headings(page):
    return [row.standing.recommendation.heading for row in page.context["form"].rows]


def test_the_round_lists_what_is_open_of_every_inspection(drafter, cheshire, asked, another):
    oversight.closure(force=cheshire.force, recommendation=asked[0])
    make.RecommendationFactory()  # of an inspection that does not concern the force

    page = drafter.get(ROUND)

    assert headings(page) == ["Heading of 2", "Heading of B1"]
    assert "2 open recommendations." in page.text
    assert page.text.index("Rape inspection <span") < page.text.index("Burglary inspection <span")


def test_the_round_says_which_text_is_too_long_and_keeps_it(drafter, asked):
    endless = " ".join(f"word{number}" for number in range(12_000))

    page = drafter.post(ROUND, filled(drafter, row(asked[0], text=endless)))

    assert "What has changed for recommendation 1 must be 100000 characters or fewer" in page.text
    assert endless in page.text
    assert not ProgressUpdate.objects.exists()


def test_what_is_wrong_names_the_inspection_where_there_are_several(drafter, asked, another):
    typed = filled(
        drafter,
        row(asked[0], state="in_progress", text="", next_on=MARCH),
        row(another, state="in_progress", text="It went on.", next_on=date(2020, 1, 1)),
    )

    page = drafter.post(SUBMIT_ROUND, typed)

    assert "what has changed for recommendation 1 of “Rape inspection”" in page.text
    assert "The next date of recommendation B1 of “Burglary inspection” must be" in page.text


def test_the_round_takes_updates_of_several_inspections_at_once(drafter, cheshire, asked, another):
    page = drafter.post(
        SUBMIT_ROUND,
        filled(
            drafter,
            row(asked[1], state="in_progress", text="Begun.", next_on=MARCH),
            row(another, state="complete", text="Done."),
        ),
    )

    assert (page.status_code, page.url) == (302, ROUND)
    assert set(said(submitted_by=cheshire.drafter).values_list("recommendation", "state")) == {
        (asked[1].pk, "in_progress"),
        (another.pk, "complete"),
    }


def test_the_round_saves_drafts_that_the_page_of_the_inspection_shows(drafter, asked):
    drafter.post(ROUND, filled(drafter, row(asked[0], text="Half a thought")))

    assert "Half a thought" in drafter.get("/progress/rape/cheshire/").text


def test_the_round_asks_for_a_date_after_every_report_that_is_updated(drafter, asked, another):
    typed = row(asked[0], text="Begun."), row(another, text="Done.")

    page = drafter.post(ROUND, filled(drafter, *typed, as_at=date(2021, 6, 1)))

    assert "The date must be 16 July 2021 or later" in page.text
    assert "(Rape inspection)" in page.text
    assert "Begun." in page.text
    assert not said().exists()


def test_the_round_keeps_what_was_typed_on_the_way_to_another_page(drafter, concerned):
    make.RecommendationFactory.create_batch(25, inspection=concerned)
    last = concerned.recommendations.in_order().last()
    typed = filled(drafter, row(last, text="Last words"), address=f"{ROUND}?page=2")

    page = drafter.post(f"{ROUND}?page=2", typed | {"to": "1"})

    assert (page.status_code, page.url) == (302, f"{ROUND}?page=1")
    assert said().get().text == "Last words"
    assert len(headings(drafter.get(ROUND))) == 25


def test_the_round_goes_to_another_page_with_nothing_typed(drafter, asked):
    page = drafter.post(ROUND, filled(drafter) | {"to": "2"})

    assert (page.status_code, page.url) == (302, f"{ROUND}?page=2")


def test_the_round_stays_on_its_page_when_what_was_typed_cannot_be_saved(drafter, asked):
    typed = row(asked[0], text="A long story", state="no such state")

    page = drafter.post(ROUND, filled(drafter, typed) | {"to": "2"})

    assert page.status_code == 200
    assert "A long story" in page.text
    assert not said().exists()


@pytest.mark.parametrize("address", [ROUND, SUBMIT_ROUND])
def test_the_round_loses_nothing_of_what_was_closed_meanwhile(drafter, cheshire, asked, address):
    typed = filled(drafter, row(asked[0], state="complete", text="A long story"))
    oversight.closure(force=cheshire.force, recommendation=asked[0])

    page = drafter.post(address, typed)

    assert "Recommendation 1 is closed for this force" in page.text
    assert "A long story" in page.text
    assert not said().exists()


def test_the_round_takes_nothing_that_does_not_concern_the_force(drafter, asked):
    other = make.RecommendationFactory()
    typed = row(other, state="complete", text="Done.") | {f"r{other.pk}-seen": "0-0"}

    page = drafter.post(SUBMIT_ROUND, filled(drafter, typed))

    assert "Fill in at least one recommendation" in page.text
    assert not said().exists()


def test_the_round_says_who_is_asked_and_how_often_a_date_was_moved(drafter, cheshire, asked):
    about = {"recommendation": asked[0], "force": cheshire.force}
    for months, reason in enumerate(["", "No trainers.", "Still none."]):
        make.ProgressUpdateFactory(
            **about, next_on=MARCH + timedelta(days=30 * months), moved_reason=reason
        )
    oversight.request(**about, person=cheshire.contact, wanted_by=date(2021, 9, 30))

    page = drafter.get(ROUND)

    assert "First said 31 March 2022, moved twice." in page.text
    assert f"{cheshire.contact} is asked to update this by 30 September 2021." in page.text


@pytest.mark.parametrize(("query", "shown"), [("me", [1]), ("nobody", [2]), ("", [1, 2])])
def test_the_round_narrows_to_what_somebody_is_asked(sign_in, cheshire, asked, query, shown):
    oversight.request(force=cheshire.force, recommendation=asked[0], person=cheshire.contact)

    page = sign_in(cheshire.contact).get(f"{ROUND}?asked={query}")

    assert headings(page) == [f"Heading of {number}" for number in shown]
    assert "You are asked to update 1 of them." in page.text


def test_the_round_narrows_to_one_inspection(drafter, asked, another):
    page = drafter.get(f"{ROUND}?inspection={another.inspection.slug}")

    assert headings(page) == ["Heading of B1"]


def test_the_round_says_what_the_published_response_offered(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cheshire.force, offered_by_version=1
    )

    assert drafter.get(ROUND).text.count("Offered from your published response.") == 1


def test_the_round_opens_with_today_though_offers_are_older(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        draft=True,
        recommendation=asked[0],
        force=cheshire.force,
        as_at=date(2021, 8, 1),
        written_at=make.NOON - timedelta(days=19),
        offered_by_version=1,
    )

    assert drafter.get(ROUND).context["form"]["as_at"].value() == make.TODAY


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
@pytest.mark.parametrize("address", [ROUND, SUBMIT_ROUND])
def test_the_round_is_not_there_for_others(
    sign_in, cumbria, cheshire, inspector, asked, who, address
):
    about = {"recommendation": asked[0], "force": cheshire.force}
    make.ProgressUpdateFactory(**about, text=SECRET)

    for person in (getattr(cumbria, who), inspector):
        page = sign_in(person).get(address)

        assert page.status_code == 404
        assert SECRET not in page.text
        assert sign_in(person).post(address).status_code == 404


def test_the_round_is_read_only_for_a_signatory(sign_in, cheshire, asked):
    client = sign_in(cheshire.signatory)

    page = client.get(ROUND)

    assert "Heading of 1" in page.text
    assert "<textarea" not in page.text
    assert client.post(ROUND).status_code == 403


def test_the_round_makes_as_many_queries_for_nine_recommendations_as_for_two(
    drafter, cheshire, concerned, django_assert_num_queries
):
    def tell():
        for each in concerned.recommendations.for_police().filter(updates=None):
            about = {"recommendation": each, "force": cheshire.force}
            make.ProgressUpdateFactory(**about, as_at=date(2021, 8, 1), next_on=MARCH)
            make.ProgressUpdateFactory(**about, draft=True)
            oversight.request(**about)
            oversight.question(**about)

    tell()
    drafter.get(ROUND)

    with django_assert_num_queries(12):
        drafter.get(ROUND)
    make.RecommendationFactory.create_batch(7, inspection=concerned)
    tell()
    with django_assert_num_queries(12):
        drafter.get(ROUND)
    assert ProgressUpdate.objects.drafts().count() == 9
