import re
from datetime import date

import pytest

from recommendations.choices import State
from responses.choices import Position
from responses.models import ChiefOfficerComment
from tests import factories as make
from tests import oversight


def across(client, query=""):
    return client.get(f"/inspections/rape/recommendations/1/{query}").content.decode()


def force_page(client, force="cheshire"):
    return client.get(f"/inspections/rape/forces/{force}/")


def order(page):
    return re.findall(r'<section class="app-entry" aria-labelledby="([^"]+)"', page)


@pytest.fixture
def forces(inspection, cheshire, cumbria):
    """Cheshire has published answers and a comment; Cumbria is drafting."""
    inspection.forces.add(cheshire.force, cumbria.force)
    one = inspection.recommendations.get(number="1")
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, introduction="We welcome it."
    )
    make.AnswerFactory(
        response=response,
        recommendation=one,
        position=Position.PLANNED,
        planned_on=date(2022, 3, 31),
        text="A plan for **zinc**.",
        reason="The budget comes first.",
    )
    ChiefOfficerComment.objects.create(
        response=response, recommendation=one, text="We began in May."
    )
    make.publish_version(response, date(2021, 8, 19))
    draft = make.ResponseFactory(
        inspection=inspection, body=cumbria.body, drafting=True, introduction="Zebra"
    )
    make.AnswerFactory(response=draft, recommendation=one, text="Zebra", reason="Zebra")
    ChiefOfficerComment.objects.create(response=draft, recommendation=one, text="Zebra")
    return response, draft


def test_across_shows_every_published_answer_in_full(sign_in, inspector, forces):
    page = across(sign_in(inspector))

    for words in (
        "Police forces should do thing 1.",
        "Action planned</strong> for 31 March 2022",
        "A plan for <strong>zinc</strong>.",
        "The budget comes first.",
        "We began in May.",
    ):
        assert words in page


def test_across_lists_forces_by_name_and_what_is_not_published_in_words(sign_in, inspector, forces):
    page = across(sign_in(inspector))

    assert order(page) == ["cheshire", "cumbria"]
    assert "Not yet published, due 9 September 2021." in page
    assert "Zebra" not in page


def test_across_shows_submitted_progress_beside_the_answer(
    sign_in, inspector, inspection, cumbria, forces
):
    one = inspection.recommendations.get(number="1")
    make.ProgressUpdateFactory(
        recommendation=one, force=cumbria.force, text="Yak", next_on=date(2021, 12, 1)
    )
    make.ProgressUpdateFactory(recommendation=one, force=cumbria.force, text="Quagga", draft=True)

    page = across(sign_in(inspector))

    for words in ("Yak", "as at 20 August 2021", "Next date: 1 December 2021"):
        assert words in page
    assert "Quagga" not in page


def test_across_says_when_a_published_response_has_no_answer(sign_in, inspector, inspection):
    response = make.ResponseFactory(inspection=inspection, published=True)
    inspection.forces.add(response.force)

    page = across(sign_in(inspector))

    assert "The published response says nothing of this recommendation." in page


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        ("", ["cheshire", "cumbria", "dorset"]),
        ("planned", ["cheshire"]),
        ("unanswered", ["dorset"]),
        ("unpublished", ["cumbria"]),
        ("in_place", []),
        ("nonsense", ["cheshire", "cumbria", "dorset"]),
    ],
)
def test_across_is_narrowed_by_position(sign_in, inspector, inspection, forces, position, shown):
    body = make.PolicingBodyFactory(force__name="Dorset Police", force__slug="dorset")
    inspection.forces.add(body.force)
    make.ResponseFactory(inspection=inspection, body=body, published=True)

    page = across(sign_in(inspector), f"?position={position}")

    assert order(page) == shown


def test_across_marks_a_summary(sign_in, inspector, inspection):
    inspection.recommendations.filter(number="1").update(wording="summary")

    page = across(sign_in(inspector))

    assert "This is a summary, not the official wording." in page


def test_across_is_not_there_while_the_inspection_is_set_up(sign_in, inspector):
    make.RecommendationFactory(
        inspection=make.InspectionFactory(embargoed=True, slug="secret"), number="1"
    )

    page = sign_in(inspector).get("/inspections/secret/recommendations/1/")

    assert page.status_code == 404


def test_across_leaves_the_word_new_to_the_page_that_adds_one(sign_in, administrator, inspection):
    page = sign_in(administrator).get("/inspections/rape/recommendations/new/")

    assert page.resolver_match.view_name == "recommendation_new"


def test_across_asks_no_more_queries_for_three_forces_than_for_one(
    sign_in, inspector, inspection, django_assert_num_queries
):
    client = sign_in(inspector)
    one = inspection.recommendations.get(number="1")

    def add():
        response = make.ResponseFactory(inspection=inspection, answers=True, published=True)
        inspection.forces.add(response.force)
        update = make.ProgressUpdateFactory(recommendation=one, force=response.force)
        oversight.assessment(update=update)
        oversight.closure(update=update)

    add()
    across(client)
    with django_assert_num_queries(12):
        across(client)
    add()
    add()
    with django_assert_num_queries(12):
        page = across(client)

    assert page.count("Work on 1 has begun.") == 3


@pytest.mark.parametrize("person", ["drafter", "signatory", "contact"])
def test_force_answers_are_open_to_the_forces_own_people(
    sign_in, cheshire, cumbria, forces, person
):
    assert force_page(sign_in(getattr(cheshire, person))).status_code == 200
    assert force_page(sign_in(getattr(cumbria, person))).status_code == 404


def test_force_answers_show_the_published_response_with_progress_beside_it(
    sign_in, inspector, inspection, cheshire, forces
):
    one = inspection.recommendations.get(number="1")
    make.ProgressUpdateFactory(
        recommendation=one, force=cheshire.force, state=State.COMPLETE, text="Yak"
    )

    page = force_page(sign_in(inspector)).content.decode()

    for words in (
        "Published 19 August 2021",
        "We welcome it.",
        'id="recommendation-1"',
        "A plan for <strong>zinc</strong>.",
        "We began in May.",
        "Complete</strong> as at 20 August 2021",
        "Yak",
        'href="/register/rape/cheshire/"',
        'href="/progress/rape/cheshire/1/"',
    ):
        assert words in page
    assert page.count("The response says nothing of this recommendation.") == 2


def test_force_answers_of_a_draft_show_progress_only(
    sign_in, inspector, inspection, cumbria, forces
):
    one = inspection.recommendations.get(number="1")
    make.ProgressUpdateFactory(recommendation=one, force=cumbria.force, text="Yak")

    page = force_page(sign_in(inspector), "cumbria").content.decode()

    assert "Not yet published, due 9 September 2021" in page
    assert "Yak" in page
    assert "Zebra" not in page
    assert "/register/rape/cumbria/" not in page


def test_force_answers_stay_as_published_while_a_second_version_is_written(
    sign_in, inspector, cheshire, forces
):
    response, _ = forces
    response.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake")
    response.answers.update(text="Zebra")
    make.sign_version(response)

    page = force_page(sign_in(inspector)).content.decode()

    assert "A plan for <strong>zinc</strong>." in page
    assert "Zebra" not in page


def test_force_answers_ask_a_visitor_to_sign_in(client, forces):
    page = force_page(client)

    assert page.status_code == 302
    assert page.url.startswith("/accounts/login/")


def test_force_answers_are_not_there_for_a_force_not_concerned(sign_in, inspector, inspection):
    make.ForceFactory(slug="elsewhere")

    assert force_page(sign_in(inspector), "elsewhere").status_code == 404


def test_force_answers_ask_no_more_queries_for_three_recommendations_than_for_one(
    sign_in, inspector, cheshire, django_assert_num_queries
):
    client = sign_in(inspector)

    def add(count):
        slug = f"with-{count}"
        inspection = make.InspectionFactory(forces=[cheshire.force], slug=slug)
        for _ in range(count):
            recommendation = make.RecommendationFactory(inspection=inspection)
            make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)
        make.ResponseFactory(
            inspection=inspection, body=cheshire.body, answers=True, published=True
        )
        return f"/inspections/{slug}/forces/cheshire/"

    one, three = add(1), add(3)
    client.get(one)
    with django_assert_num_queries(9):
        client.get(one)
    with django_assert_num_queries(9):
        page = client.get(three).content.decode()

    assert page.count("Training has begun.") == 3
