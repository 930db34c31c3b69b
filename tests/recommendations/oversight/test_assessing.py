from datetime import timedelta

import pytest

from forces.policies import Refused
from recommendations.models import Assessment, CurrentAssessment
from recommendations.models.assessments import assess
from tests import factories as make
from tests import oversight
from tests.factories import actor


def judge(recommendation, force, user, **values):
    return assess(
        recommendation,
        force,
        actor(user),
        **{
            "verdict": "accepted",
            "reason": "Three dip samples bear it out.",
            "assessed_on": make.TODAY,
            "superseded_by": None,
            "seen": None,
            "at": make.NOON,
            **values,
        },
    )


def test_assess_stands_beside_the_claim(recommendation, cheshire, claim, inspector):
    made = judge(recommendation, cheshire.force, inspector, seen=claim.pk)

    assert (made.update, made.by, made.verdict) == (claim, inspector, "accepted")
    claim.refresh_from_db()
    assert claim.state == "complete"


def test_assess_replaces_what_stood_and_keeps_it(recommendation, cheshire, claim, inspector):
    first = judge(recommendation, cheshire.force, inspector, seen=claim.pk)
    second = judge(
        recommendation, cheshire.force, inspector, seen=claim.pk, verdict="more_evidence"
    )

    assert CurrentAssessment.objects.get().assessment == second
    assert list(Assessment.objects.latest_first()) == [second, first]


def test_assess_needs_no_claim(recommendation, cheshire, inspector):
    made = judge(recommendation, cheshire.force, inspector, verdict="not_accepted")

    assert made.update is None


def test_assess_is_refused_when_the_force_has_said_more_since(
    recommendation, cheshire, claim, inspector
):
    with pytest.raises(Refused, match="has submitted an update since"):
        judge(recommendation, cheshire.force, inspector, seen=None)

    assert not Assessment.objects.exists()


@pytest.mark.parametrize(("days", "is_refused"), [(-1, True), (0, False), (1, True)])
def test_assess_is_of_a_day_between_the_claim_and_today(
    recommendation, cheshire, claim, inspector, days, is_refused
):
    day = make.TODAY + timedelta(days=days)

    try:
        judge(recommendation, cheshire.force, inspector, seen=claim.pk, assessed_on=day)
    except Refused:
        assert is_refused
    else:
        assert not is_refused


def test_superseded_names_a_later_inspection(recommendation, cheshire, inspector):
    published_on = recommendation.inspection.published_on
    same = make.InspectionFactory(published_on=published_on)
    later = make.InspectionFactory(published_on=published_on + timedelta(days=1))

    for other in (None, same):
        with pytest.raises(Refused, match="later inspection"):
            judge(
                recommendation,
                cheshire.force,
                inspector,
                verdict="superseded",
                superseded_by=other,
            )
    made = judge(
        recommendation, cheshire.force, inspector, verdict="superseded", superseded_by=later
    )

    assert made.superseded_by == later


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_assess_is_refused_to_the_force_s_own_people(recommendation, cheshire, who):
    with pytest.raises(Refused, match="Only an inspector may"):
        judge(recommendation, cheshire.force, getattr(cheshire, who))


def test_assess_is_refused_to_an_inspector_of_another_inspectorate(
    recommendation, cheshire, stranger
):
    with pytest.raises(Refused, match="of an inspectorate whose report this is"):
        judge(recommendation, cheshire.force, stranger)


def test_assess_is_refused_where_it_is_closed(recommendation, cheshire, closed, claim, second):
    with pytest.raises(Refused, match="was closed for the force on 20 August 2021"):
        judge(recommendation, cheshire.force, second, seen=claim.pk)


def test_assess_is_not_stopped_by_a_closure_for_another_force(
    recommendation, cheshire, cumbria, inspector
):
    oversight.closure(recommendation=recommendation, force=cumbria.force)

    judge(recommendation, cheshire.force, inspector)

    assert CurrentAssessment.objects.get().force == cheshire.force


def test_assess_does_not_say_again_what_stands(recommendation, cheshire, claim, inspector, second):
    judge(recommendation, cheshire.force, inspector, seen=claim.pk)

    with pytest.raises(Refused, match="saved already, on 20 August 2021 by Iris Inspector"):
        judge(recommendation, cheshire.force, second, seen=claim.pk)

    assert Assessment.objects.count() == 1


def test_assess_may_say_what_was_said_before(recommendation, cheshire, claim, inspector):
    for verdict in ("accepted", "more_evidence", "accepted"):
        judge(recommendation, cheshire.force, inspector, seen=claim.pk, verdict=verdict)

    assert Assessment.objects.count() == 3
