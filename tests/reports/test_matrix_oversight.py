"""What inspectors make of a claim, beside it in the matrix, and what the matrix is narrowed to."""

import pytest

from recommendations.choices import State, Verdict
from tests import factories as make
from tests import oversight
from tests.reports.test_matrix import names, page_of, said


@pytest.fixture
def claims(inspection, cheshire, cumbria):
    """Cheshire has finished 1, which is accepted and closed; Cumbria says so and is not believed.

    Cheshire has begun 2. Neither has published a response.
    """
    inspection.forces.add(cheshire.force, cumbria.force)
    make.ResponseFactory(inspection=inspection, body=cheshire.body)
    make.ResponseFactory(inspection=inspection, body=cumbria.body)
    one, two, _ = inspection.recommendations.order_by("position")
    done = make.ProgressUpdateFactory(
        recommendation=one, force=cheshire.force, state=State.COMPLETE
    )
    oversight.assessment(update=done)
    oversight.closure(update=done)
    make.ProgressUpdateFactory(recommendation=two, force=cheshire.force)
    said_so = make.ProgressUpdateFactory(
        recommendation=one, force=cumbria.force, state=State.COMPLETE
    )
    oversight.assessment(update=said_so, verdict=Verdict.NOT_ACCEPTED)
    return one, two


def test_matrix_has_the_assessment_beside_the_claim(sign_in, inspector, claims):
    page = page_of(sign_in(inspector))

    cheshire, cumbria = said(page)
    assert cheshire[2:] == [
        "Not published Progress: complete Assessed: accepted Closed",
        "Not published Progress: in progress",
        "Not published",
    ]
    assert cumbria[2] == "Not published Progress: complete Assessed: not accepted"
    assert 'accepted<span class="govuk-visually-hidden"> as at 20 August 2021' in page


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.ACCEPTED, "accepted"),
        (Verdict.MORE_EVIDENCE, "more evidence"),
        (Verdict.NOT_ACCEPTED, "not accepted"),
        (Verdict.SUPERSEDED, "superseded"),
    ],
)
def test_matrix_says_each_verdict_in_words(sign_in, inspector, inspection, verdict, words):
    force = make.ForceFactory()
    inspection.forces.add(force)
    later = make.InspectionFactory() if verdict == Verdict.SUPERSEDED else None
    one = inspection.recommendations.get(number="1")
    oversight.assessment(force=force, recommendation=one, verdict=verdict, superseded_by=later)

    page = page_of(sign_in(inspector))

    assert said(page)[0][2] == f"None owed Assessed: {words}"


def test_matrix_shows_the_assessment_that_stands_and_no_earlier_one(
    sign_in, inspector, inspection, cheshire
):
    inspection.forces.add(cheshire.force)
    one = inspection.recommendations.get(number="1")
    about = {"force": cheshire.force, "recommendation": one}
    oversight.assessment(**about, verdict=Verdict.NOT_ACCEPTED)
    oversight.assessment(**about, verdict=Verdict.ACCEPTED)

    page = page_of(sign_in(inspector))

    assert said(page)[0][2] == "None owed Assessed: accepted"


@pytest.fixture
def said_more(inspection, cheshire, cumbria):
    """Cheshire has said more of 1 since it was assessed, and nothing of 2 before it was."""
    inspection.forces.add(cheshire.force, cumbria.force)
    one, two, _ = inspection.recommendations.order_by("position")
    begun = make.ProgressUpdateFactory(recommendation=one, force=cheshire.force)
    oversight.assessment(update=begun, verdict=Verdict.NOT_ACCEPTED)
    make.ProgressUpdateFactory(recommendation=one, force=cheshire.force, state=State.COMPLETE)
    oversight.assessment(recommendation=two, force=cheshire.force)
    make.ProgressUpdateFactory(recommendation=two, force=cheshire.force)
    oversight.assessment(recommendation=one, force=cumbria.force)
    oversight.assessment(update=make.ProgressUpdateFactory(recommendation=two, force=cumbria.force))


def test_matrix_says_where_an_assessment_is_of_what_was_said_before(sign_in, inspector, said_more):
    cheshire, cumbria = said(page_of(sign_in(inspector)))

    assert cheshire[2:4] == [
        "None owed Progress: complete Assessed earlier: not accepted",
        "None owed Progress: in progress Assessed earlier: accepted",
    ]
    assert cumbria[2:4] == [
        "None owed Assessed: accepted",
        "None owed Progress: in progress Assessed: accepted",
    ]


def test_matrix_is_narrowed_to_what_was_not_assessed_since(sign_in, inspector, said_more):
    page = page_of(sign_in(inspector), "?verdict=before&state=complete")

    assert said(page)[0][2:] == [
        "None owed Progress: complete Assessed earlier: not accepted",
        "Other",
        "Other",
    ]
    assert names(page) == ["Cheshire Constabulary"]
    assert "Assessed: Not since the force said more" in page


@pytest.mark.parametrize(
    ("table", "earlier"),
    [
        ("inspections/rape/matrix.csv", 2),
        ("inspections/rape/recommendations/1/answers.csv", 1),
        ("forces/cheshire/open.csv", 2),
    ],
)
def test_tables_say_where_an_assessment_is_of_what_was_said_before(
    sign_in, inspector, said_more, table, earlier
):
    text = sign_in(inspector).get(f"/{table}").getvalue().decode()

    assert '"Not accepted, before this was said",2021-08-20' in text
    assert text.count("before this was said") == earlier


def test_matrix_calls_nothing_closed_that_waits_or_was_reopened(
    sign_in, inspector, inspection, cheshire
):
    inspection.forces.add(cheshire.force)
    one, two, three = inspection.recommendations.order_by("position")
    oversight.closure(force=cheshire.force, recommendation=one, authorised=False)
    oversight.closure(
        force=cheshire.force,
        recommendation=two,
        reopened_at=make.NOON,
        reopened_by=inspector,
        reopened_reason="It has slipped back.",
    )
    oversight.closure(force=cheshire.force, recommendation=three)

    page = page_of(sign_in(inspector))

    assert said(page)[0][2:] == ["None owed", "None owed", "None owed Closed"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("state=complete", ["Cheshire Constabulary", "Cumbria Constabulary"]),
        ("state=in_progress", ["Cheshire Constabulary"]),
        ("state=overtaken", []),
        (
            "state=unclaimed&addressee=home-office",
            ["Cheshire Constabulary", "Cumbria Constabulary"],
        ),
        ("verdict=accepted", ["Cheshire Constabulary"]),
        ("verdict=not_accepted", ["Cumbria Constabulary"]),
        ("verdict=closed", ["Cheshire Constabulary"]),
        ("state=complete&verdict=not_accepted", ["Cumbria Constabulary"]),
        ("state=in_progress&verdict=accepted", []),
        ("state=in_progress&verdict=unassessed", ["Cheshire Constabulary"]),
        ("kind=territorial", ["Cheshire Constabulary", "Cumbria Constabulary"]),
        ("kind=special", []),
        ("kind=territorial&state=in_progress&region=North+West", ["Cheshire Constabulary"]),
    ],
)
def test_matrix_is_narrowed_to_claims_and_verdicts(sign_in, inspector, claims, query, shown):
    page = page_of(sign_in(inspector), f"?{query}")

    assert names(page) == shown


def test_matrix_shows_the_cells_asked_for_and_says_how_many(sign_in, inspector, claims):
    page = page_of(sign_in(inspector), "?state=complete&verdict=accepted")

    assert said(page)[0][2:] == [
        "Not published Progress: complete Assessed: accepted Closed",
        "Other",
        "Other",
    ]
    assert "1 of 2 forces, 3 of 3 recommendations, 1 cell that fits what you chose" in page


def test_matrix_is_narrowed_to_those_who_must_act(sign_in, inspector, claims):
    page = page_of(sign_in(inspector), "?addressee=home-office")

    assert [len(row) for row in said(page)] == [3, 3]
    assert 'href="/inspections/rape/recommendations/3/"' in page
    assert 'href="/inspections/rape/recommendations/1/"' not in page
    assert "1 of 3 recommendations" in page


def test_matrix_is_narrowed_to_special_forces(sign_in, inspector, inspection, claims):
    inspection.forces.add(
        make.ForceFactory(name="Harbour Police", is_territorial=False, ons_code="")
    )

    page = page_of(sign_in(inspector), "?kind=special")

    assert names(page) == ["Harbour Police"]


def test_matrix_asks_no_more_queries_for_more_that_is_assessed(
    sign_in, inspector, inspection, django_assert_max_num_queries
):
    client = sign_in(inspector)
    for _ in range(3):
        response = make.ResponseFactory(inspection=inspection, answers=True, published=True)
        inspection.forces.add(response.force)
        for recommendation in inspection.recommendations.all():
            update = make.ProgressUpdateFactory(recommendation=recommendation, force=response.force)
            oversight.assessment(update=update)
            oversight.closure(update=update)
    page_of(client)

    with django_assert_max_num_queries(10):
        page = page_of(client)

    assert page.count("Assessed: accepted") == 9


def test_matrix_says_what_was_chosen_beside_the_filter_that_may_be_folded(
    sign_in, inspector, claims
):
    page = page_of(sign_in(inspector), "?state=complete&region=North+West")

    assert '<p class="govuk-body">Region: North West; Progress claimed: Complete. <a' in page
