"""What two inspectors closed for a force takes no more updates of it."""

from datetime import timedelta

import pytest

from forces.policies import Refused
from recommendations.models import CurrentProgress
from tests import factories as make
from tests import oversight

LATER = make.NOON + timedelta(hours=1)


@pytest.fixture
def draft(cheshire, asked):
    return make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)


def test_a_closed_recommendation_refuses_an_update(cheshire, draft):
    oversight.closure(update=None, force=draft.force, recommendation=draft.recommendation)

    with pytest.raises(Refused, match="ask the inspectorate to reopen it"):
        draft.submit(by=cheshire.drafter, at=LATER)

    assert not CurrentProgress.objects.exists()


@pytest.mark.parametrize("closing", ["proposed", "reopened", "of another force"])
def test_an_update_is_taken_of_what_is_not_closed_now(cheshire, cumbria, draft, closing):
    values = {"force": cheshire.force, "recommendation": draft.recommendation}
    if closing == "proposed":
        oversight.closure(**values, authorised=False)
    elif closing == "reopened":
        again = {"reopened_reason": "A new case.", "reopened_at": make.NOON}
        oversight.closure(**values, **again, reopened_by=oversight.inspector())
    else:
        oversight.closure(force=cumbria.force, recommendation=draft.recommendation)

    draft.submit(by=cheshire.drafter, at=LATER)

    assert CurrentProgress.objects.get().update == draft


def test_the_page_of_an_inspection_says_closed_and_has_no_form_for_it(drafter, cheshire, asked):
    oversight.closure(force=cheshire.force, recommendation=asked[0])

    page = drafter.get("/progress/rape/cheshire/")

    assert "Closed on 20 August 2021." in page.text
    assert [row.standing.recommendation for row in page.context["form"].rows] == asked[1:]
    assert f"r{asked[0].pk}-text" not in page.text


def test_who_is_asked_is_not_told_to_inspectors(sign_in, cheshire, inspector, asked):
    asked_of = make.UserFactory(name="Petra Person")
    oversight.request(force=cheshire.force, recommendation=asked[0], person=asked_of)

    assert (
        "Petra Person is asked" in sign_in(cheshire.signatory).get("/progress/rape/cheshire/").text
    )
    assert "Petra Person" not in sign_in(inspector).get("/progress/rape/cheshire/").text
