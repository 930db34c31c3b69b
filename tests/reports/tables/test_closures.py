"""What is proposed to be closed and what is closed, taken away as it is shown."""

from html import unescape

import pytest

from recommendations.choices import Decision
from tests import factories as make
from tests import oversight
from tests.reports.tables.opening import name, rows, sheet

ADDRESS = "/closures.csv"


@pytest.fixture
def closed(claim, inspector):
    second = make.MembershipFactory(inspector=True, user__name="Noor Second").user
    return oversight.closure(update=claim, proposed_by=inspector, decided_by=second)


@pytest.fixture
def proposal(claim, cumbria):
    return oversight.closure(
        recommendation=claim.recommendation,
        force=cumbria.force,
        authorised=False,
        reason="=1+1",
    )


def test_closures_table_says_all_of_a_closure(sign_in, inspector, closed):
    page = sign_in(inspector).get(ADDRESS)

    assert rows(page) == [
        {
            "Reference": f"Closure {closed.pk}",
            "Inspection": "Rape inspection",
            "Report published": "2021-07-16",
            "Recommendation": "1",
            "Heading": closed.recommendation.heading,
            "Force": "Cheshire Constabulary",
            "ONS code": "E23000006",
            "Standing": "Closed",
            "Reason": "It is carried out, and seen to work.",
            "Proposed by": "Iris Inspector",
            "Proposed on": "2021-08-20",
            "Decision": "Authorised",
            "Decided by": "Noor Second",
            "Decided on": "2021-08-20",
            "Address": "http://127.0.0.1:8000/progress/rape/cheshire/1/",
        }
    ]


def test_closures_table_says_what_became_of_the_rest(sign_in, inspector, claim):
    about = {"update": claim, "proposed_by": inspector}
    oversight.closure(**about, decision=Decision.DECLINED, decision_reason="Too soon.")
    oversight.closure(
        **about,
        reopened_reason="It came back.",
        reopened_by=inspector,
        reopened_at=make.NOON,
    )

    reopened, declined = rows(sign_in(inspector).get(ADDRESS))

    assert (reopened["Standing"], reopened["Reason for reopening"]) == (
        "Closed, then reopened",
        "It came back.",
    )
    assert (reopened["Reopened by"], reopened["Reopened on"]) == ("Iris Inspector", "2021-08-20")
    assert (declined["Standing"], declined["Reason of the decision"]) == ("Declined", "Too soon.")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_closures_table_is_for_inspectors_only(sign_in, cheshire, closed, who, ending):
    page = sign_in(getattr(cheshire, who)).get(f"/closures.{ending}")

    assert page.status_code == 403
    assert "Only inspectors see what is proposed to be closed." in page.text


def test_closures_table_asks_a_visitor_to_sign_in(client, closed):
    assert client.get(ADDRESS).url == f"/accounts/login/?next={ADDRESS}"


@pytest.mark.parametrize(
    ("query", "found", "named"),
    [
        ("", ["Cumbria Constabulary", "Cheshire Constabulary"], ""),
        ("state=closed", ["Cheshire Constabulary"], "-show-closed"),
        ("force=cumbria", ["Cumbria Constabulary"], "-force-cumbria-constabulary"),
        (
            "state=proposed&inspection=rape",
            ["Cumbria Constabulary"],
            "-show-waiting-for-a-second-inspector-inspection-rape-inspection",
        ),
    ],
)
def test_closures_table_is_narrowed_and_named_as_the_page_is(
    sign_in, inspector, closed, proposal, query, found, named
):
    page = sign_in(inspector).get(f"{ADDRESS}?{query}")

    assert [row["Force"] for row in rows(page)] == found
    assert name(page) == f"closures{named}-as-at-2021-08-20-1200.csv"


def test_closures_table_writes_no_formulas(sign_in, inspector, proposal):
    client = sign_in(inspector)

    (row,) = rows(client.get(ADDRESS))
    cell = sheet(client.get("/closures.xlsx"))["I2"]

    assert row["Reason"] == "'=1+1"
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_closures_table_makes_as_many_queries_for_three_as_for_one(
    sign_in, inspector, closed, cumbria, django_assert_num_queries
):
    client = sign_in(inspector)
    client.get(ADDRESS)

    with django_assert_num_queries(4):
        rows(client.get(ADDRESS))
    for force in (cumbria.force, make.ForceFactory()):
        oversight.closure(recommendation=closed.recommendation, force=force)
    with django_assert_num_queries(4):
        found = rows(client.get(ADDRESS))

    assert len(found) == 3


def test_the_page_of_closures_leads_to_its_table_as_it_is_narrowed(sign_in, inspector, closed):
    page = unescape(sign_in(inspector).get("/closures/?state=closed").text)

    assert 'href="/closures.csv?state=closed" download>Download as CSV' in page
    assert 'href="/closures.xlsx?state=closed" download>' in page
