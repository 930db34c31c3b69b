"""What one force answers and claims, taken away as it is shown."""

from datetime import date

import pytest

from responses.choices import Position
from tests import factories as make
from tests.reports.tables.opening import name, rows, sheet

ADDRESS = "/inspections/rape/forces/cheshire.csv"


@pytest.fixture
def published(concerned, cheshire):
    """Cheshire answers recommendation 1, and 2 together with it; of 3 it says nothing."""
    one, two, _ = concerned.recommendations.in_order()
    response = make.ResponseFactory(inspection=concerned, body=cheshire.body)
    make.AnswerFactory(
        response=response,
        recommendation=one,
        position=Position.PLANNED,
        planned_on=date(2022, 3, 31),
        text="=A plan.",
        reason="",
    )
    make.AnswerFactory(
        response=response, recommendation=two, position="answered_with", answered_with=one, text=""
    )
    make.publish_version(response, date(2021, 8, 19))
    return response


def test_force_answers_table_has_each_recommendation_with_answer_and_claim(
    sign_in, inspector, published, claim
):
    first, second, third = rows(sign_in(inspector).get(ADDRESS))

    assert first == {
        "Inspection": "Rape inspection",
        "Report published": "2021-07-16",
        "Force": "Cheshire Constabulary",
        "ONS code": "E23000006",
        "Response": "Published 19 August 2021",
        "Recommendation": "1",
        "Heading": claim.recommendation.heading,
        "What was recommended": claim.recommendation.text,
        "Wording": "Official wording",
        "Answer": "Action planned",
        "Planned for": "2022-03-31",
        "Text": "'=A plan.",
        "Progress claimed": "In progress",
        "Progress as at": "2021-08-20",
        "What has changed": "Training has begun.",
        "Address": "http://127.0.0.1:8000/inspections/rape/forces/cheshire/#recommendation-1",
    }
    assert second["Answer"] == "Answered together with 1"
    assert third["Answer"] == "No answer"


def test_force_answers_table_says_nothing_of_a_draft(sign_in, inspector, concerned, cumbria):
    response = make.ResponseFactory(inspection=concerned, body=cumbria.body, drafting=True)
    one = concerned.recommendations.get(number="1")
    make.AnswerFactory(response=response, recommendation=one, text="Zebra", reason="Zebra")

    found = rows(sign_in(inspector).get("/inspections/rape/forces/cumbria.csv"))

    assert "Zebra" not in str(found)
    assert {row["Answer"] for row in found} == {"Not published"}


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_force_answers_table_is_the_force_s_own_and_not_another_s(
    sign_in, cheshire, cumbria, published, who
):
    assert len(rows(sign_in(getattr(cheshire, who)).get(ADDRESS))) == 3
    assert sign_in(getattr(cumbria, who)).get(ADDRESS).status_code == 404


def test_force_answers_table_is_not_there_for_a_force_not_concerned(sign_in, inspector, concerned):
    make.ForceFactory(slug="elsewhere")

    page = sign_in(inspector).get("/inspections/rape/forces/elsewhere.csv")

    assert page.status_code == 404


def test_force_answers_table_asks_a_visitor_to_sign_in(client, published):
    assert client.get(ADDRESS).url == f"/accounts/login/?next={ADDRESS}"


def test_force_answers_table_is_a_workbook_too_with_its_name(sign_in, inspector, published):
    page = sign_in(inspector).get("/inspections/rape/forces/cheshire.xlsx")

    book = sheet(page)
    assert name(page) == "answers-rape-cheshire-as-at-2021-08-20-1200.xlsx"
    assert (book["L1"].value, book["L2"].value, book["L2"].data_type) == ("Text", "=A plan.", "s")


def test_force_answers_table_makes_as_many_queries_for_three_as_for_one(
    sign_in, inspector, cheshire, django_assert_num_queries
):
    client = sign_in(inspector)

    def with_recommendations(count):
        inspection = make.InspectionFactory(forces=[cheshire.force], slug=f"with-{count}")
        for each in make.RecommendationFactory.create_batch(count, inspection=inspection):
            make.ProgressUpdateFactory(recommendation=each, force=cheshire.force)
        make.ResponseFactory(
            inspection=inspection, body=cheshire.body, answers=True, published=True
        )
        return f"/inspections/{inspection.slug}/forces/cheshire.csv"

    one, three = with_recommendations(1), with_recommendations(3)
    client.get(one)
    with django_assert_num_queries(7):
        rows(client.get(one))
    with django_assert_num_queries(7):
        found = rows(client.get(three))

    assert len(found) == 3


def test_the_page_of_a_force_s_answers_leads_to_its_table(sign_in, inspector, published):
    page = sign_in(inspector).get("/inspections/rape/forces/cheshire/").text

    assert f'href="{ADDRESS}" download>Download as CSV' in page
    assert 'href="/inspections/rape/forces/cheshire.xlsx" download>' in page
