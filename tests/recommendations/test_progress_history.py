from datetime import date

import pytest

from tests import factories as make

URL = "/progress/rape/cheshire/1/"


@pytest.fixture
def recommendation(inspection, cheshire, cumbria):
    inspection.forces.add(cheshire.force, cumbria.force)
    return inspection.recommendations.get(number="1")


@pytest.fixture
def say(recommendation, cheshire):
    """A submitted update of Cheshire's."""

    def _say(as_at, **fields):
        return make.ProgressUpdateFactory(
            recommendation=recommendation, force=cheshire.force, as_at=as_at, **fields
        )

    return _say


def test_progress_history_sends_nobody_to_sign_in(client, recommendation):
    page = client.get(URL)

    assert (page.status_code, page.url) == (302, f"/accounts/login/?next={URL}")


@pytest.mark.parametrize("number", ["4", "submitted"])
def test_progress_history_of_no_recommendation_is_not_found(
    sign_in, cheshire, recommendation, number
):
    page = sign_in(cheshire.drafter).get(f"/progress/rape/cheshire/{number}/")

    assert page.status_code == 404


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact", "inspector"])
def test_progress_history_shows_all_updates_newest_first(sign_in, cheshire, inspector, say, who):
    say(date(2021, 8, 1), text="The first words")
    say(date(2021, 8, 9), text="The second words")
    user = inspector if who == "inspector" else getattr(cheshire, who)

    page = sign_in(user).get(URL)

    assert page.text.index("The second words") < page.text.index("The first words")
    assert "In progress, as at 9 August 2021" in page.text
    assert "Submitted by Person" in page.text


def test_progress_history_tells_how_often_a_date_was_moved(sign_in, inspector, say):
    say(date(2021, 8, 1), next_on=date(2022, 3, 31))
    say(date(2021, 8, 5), next_on=date(2022, 6, 30), moved_reason="No trainers.")
    say(date(2021, 8, 9), next_on=date(2022, 9, 30), moved_reason="No room.")

    page = sign_in(inspector).get(URL)

    assert "First said 31 March 2022, moved twice." in page.text
    assert "Next date: 30 June 2022, moved from 31 March 2022." in page.text
    assert "Reason: No trainers." in page.text
    assert "Next date: 30 September 2022, moved from 30 June 2022." in page.text
    assert "Reason: No room." in page.text


def test_progress_history_tells_of_a_date_that_was_given_up(sign_in, inspector, say):
    say(date(2021, 8, 1), next_on=date(2021, 8, 4))
    say(date(2021, 8, 9), moved_reason="It waits for the new law.")

    page = sign_in(inspector).get(URL)

    assert "No next date any more: it was 4 August 2021." in page.text
    assert "Reason: It waits for the new law." in page.text


def test_progress_history_shows_a_draft_to_the_force_only(
    sign_in, cheshire, inspector, recommendation
):
    make.ProgressUpdateFactory(
        draft=True, recommendation=recommendation, force=cheshire.force, text="Half a thought"
    )

    assert "Half a thought" in sign_in(cheshire.contact).get(URL).text
    page = sign_in(inspector).get(URL)
    assert "Half a thought" not in page.text
    assert "No update has been submitted." in page.text


def test_progress_history_keeps_other_forces_out(sign_in, cheshire, cumbria, recommendation):
    make.ProgressUpdateFactory(
        recommendation=recommendation, force=cumbria.force, text="What Cumbria says"
    )

    assert "What Cumbria says" not in sign_in(cheshire.drafter).get(URL).text
    assert sign_in(cheshire.drafter).get("/progress/rape/cumbria/1/").status_code == 404


def test_progress_history_makes_as_many_queries_for_three_as_for_one(
    sign_in, inspector, say, django_assert_num_queries
):
    client = sign_in(inspector)
    say(date(2021, 8, 1))
    client.get(URL)

    with django_assert_num_queries(11):
        client.get(URL)
    say(date(2021, 8, 2))
    say(date(2021, 8, 3))
    with django_assert_num_queries(11):
        page = client.get(URL)

    assert page.text.count("Submitted by") == 3
