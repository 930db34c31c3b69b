"""Questions and closures on a first page."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests import oversight


@pytest.fixture
def claim(inspection, cheshire, cumbria):
    inspection.forces.add(cheshire.force, cumbria.force)
    return make.ProgressUpdateFactory(
        recommendation=inspection.recommendations.get(number="1"), force=cheshire.force
    )


@pytest.fixture
def asked(claim, cumbria):
    """Two questions to Cheshire, one of them overdue, one that is answered, and one to Cumbria."""
    oversight.question(update=claim)
    oversight.question(update=claim, reply_by=make.TODAY - timedelta(days=1))
    oversight.reply(oversight.question(update=claim))
    oversight.question(recommendation=claim.recommendation, force=cumbria.force)


@pytest.mark.parametrize("who", ["drafter", "contact"])
def test_home_counts_the_questions_to_the_person_s_own_force(sign_in, cheshire, asked, who):
    page = sign_in(getattr(cheshire, who)).get("/")

    assert "2 questions wait for a reply</a>, 1 of them overdue." in page.text
    assert "closure" not in page.text


def test_home_counts_the_questions_to_all_forces_for_an_inspector(sign_in, inspector, asked):
    assert (
        "3 questions wait for a reply</a>, 1 of them overdue." in sign_in(inspector).get("/").text
    )


def test_home_counts_closures_that_wait_for_this_inspector(sign_in, inspector, claim, cumbria):
    theirs = make.InspectorateFactory(slug="hmcpsi", short_name="HMCPSI", name="Crown Inspectors")
    other = make.RecommendationFactory(inspection__inspectorates=[theirs])
    oversight.closure(update=claim, authorised=False)
    oversight.closure(
        recommendation=claim.recommendation,
        force=cumbria.force,
        authorised=False,
        proposed_by=inspector,
    )
    oversight.closure(recommendation=other, force=cumbria.force, authorised=False)
    oversight.closure(recommendation=claim.recommendation, force=make.ForceFactory())

    page = sign_in(inspector).get("/")

    assert "1 closure waits for you or another second inspector" in page.text


def test_home_says_that_nothing_waits(sign_in, inspector, claim):
    page = sign_in(inspector).get("/")

    assert "No question waits for a reply." in page.text
    assert "No closure waits for you." in page.text
