from datetime import date

import pytest

from recommendations.models import Assessment, CurrentAssessment
from tests import factories as make
from tests import oversight
from tests.recommendations.oversight.conftest import day, history

URL = "/progress/rape/cheshire/1/assess/"


def typed(claim=None, **values):
    return {
        "seen": claim.pk if claim else "",
        "verdict": "more_evidence",
        "reason": "Send the dip samples.",
        **day("assessed_on", make.TODAY),
        **values,
    }


def test_assessment_new_keeps_what_an_inspector_makes_of_the_claim(
    sign_in, inspector, recommendation, claim
):
    page = sign_in(inspector).post(URL, typed(claim))

    made = CurrentAssessment.objects.get().assessment
    assert history(page)
    assert (made.verdict, made.reason, made.update) == (
        "more_evidence",
        "Send the dip samples.",
        claim,
    )
    assert (made.by, made.assessed_on) == (inspector, make.TODAY)


def test_assessment_new_shows_the_claim_and_what_was_made_of_it(
    sign_in, inspector, recommendation, claim
):
    oversight.assessment(update=claim, reason="What was said before")

    page = sign_in(inspector).get(URL)

    assert "All trained." in page.text
    assert "What was said before" in page.text
    assert f'name="seen" value="{claim.pk}"' in page.text


def test_assessment_new_keeps_what_was_typed_when_the_force_says_more(
    sign_in, inspector, recommendation, claim, cheshire
):
    client = sign_in(inspector)
    more = make.ProgressUpdateFactory(
        recommendation=recommendation, force=cheshire.force, text="Not all, after all."
    )

    page = client.post(URL, typed(claim))

    assert not Assessment.objects.exists()
    assert "has submitted an update since you opened this page" in page.text
    assert "Send the dip samples." in page.text
    assert "Not all, after all." in page.text
    assert history(client.post(URL, typed(more)))


def test_assessment_new_says_what_is_missing_beside_the_field(
    sign_in, inspector, recommendation, claim
):
    page = sign_in(inspector).post(
        URL,
        {**typed(claim, verdict="superseded", reason=""), **day("assessed_on", date(2022, 1, 1))},
    )

    assert page.context["form"].errors == {
        "superseded_by": ["Select the later inspection."],
        "reason": ["Enter the reason"],
        "assessed_on": ["The date of the assessment must be today or in the past."],
    }


def test_assessment_new_names_the_later_inspection(sign_in, inspector, recommendation, claim):
    later = make.InspectionFactory(published_on=date(2021, 8, 1))
    make.InspectionFactory(published_on=date(2021, 8, 2), embargoed=True, short_title="Secret")
    client = sign_in(inspector)

    assert "Secret" not in client.get(URL).text
    client.post(URL, typed(claim, verdict="superseded", superseded_by=later.pk))

    assert Assessment.objects.get().superseded_by == later


def test_assessment_new_forgets_an_inspection_chosen_for_another_verdict(
    sign_in, inspector, recommendation, claim
):
    later = make.InspectionFactory(published_on=date(2021, 8, 1))

    sign_in(inspector).post(URL, typed(claim, verdict="accepted", superseded_by=later.pk))

    assert Assessment.objects.get().superseded_by is None


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_assessment_new_is_refused_to_the_force_s_own_people(
    sign_in, cheshire, recommendation, claim, who
):
    page = sign_in(getattr(cheshire, who)).post(URL, typed(claim))

    assert (page.status_code, Assessment.objects.count()) == (403, 0)
    assert "Only an inspector may assess" in page.text


def test_assessment_new_of_another_force_is_not_found(sign_in, cumbria, recommendation):
    assert sign_in(cumbria.drafter).get(URL).status_code == 404


def test_assessment_new_is_refused_where_it_is_closed(sign_in, second, closed):
    page = sign_in(second).get(URL)

    assert page.status_code == 403
    assert "was closed for the force on 20 August 2021. Reopen it first." in page.text
