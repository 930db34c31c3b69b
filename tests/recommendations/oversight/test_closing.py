import pytest
from django.db import IntegrityError, transaction

from forces.policies import Refused
from recommendations.choices import ClosureState
from recommendations.models import Closure, Recommendation
from recommendations.models.closures import propose_closure
from tests import factories as make
from tests import oversight
from tests.factories import actor


def propose(recommendation, force, user, seen=None):
    return propose_closure(
        recommendation, force, actor(user), reason="It is done.", seen=seen, at=make.NOON
    )


def open_for(force):
    return [each.number for each in Recommendation.objects.open_for(force.pk).in_order()]


def test_one_inspector_proposes_and_another_closes(
    recommendation, cheshire, claim, inspector, second
):
    closure = propose(recommendation, cheshire.force, inspector, seen=claim.pk)
    assert open_for(cheshire.force) == ["1", "2"]

    closure.authorise(actor(second), reason="", seen=claim.pk, at=make.NOON)

    closure.refresh_from_db()
    assert (closure.state, closure.update) == (ClosureState.CLOSED, claim)
    assert (closure.proposed_by, closure.decided_by) == (inspector, second)
    assert open_for(cheshire.force) == ["2"]


def test_authorise_asks_nobody_for_updates_any_more(
    recommendation, cheshire, cumbria, proposal, claim, second
):
    asked = oversight.request(force=cheshire.force, recommendation=recommendation)
    others = oversight.request(force=cumbria.force, recommendation=recommendation)

    proposal.authorise(actor(second), reason="", seen=claim.pk, at=make.NOON)

    asked.refresh_from_db()
    others.refresh_from_db()
    assert (asked.ended_at, others.ended_at) == (make.NOON, None)


@pytest.mark.parametrize("verb", ["authorise", "decline"])
def test_deciding_is_refused_to_whoever_proposed_it(proposal, claim, inspector, verb):
    given = {"seen": claim.pk} if verb == "authorise" else {}

    with pytest.raises(Refused, match="You proposed this"):
        getattr(proposal, verb)(actor(inspector), reason="Yes.", at=make.NOON, **given)

    proposal.refresh_from_db()
    assert proposal.decision == ""


def test_the_database_refuses_one_inspector_for_both(proposal, inspector):
    proposal.decision, proposal.decided_by, proposal.decided_at = "authorised", inspector, make.NOON

    with transaction.atomic(), pytest.raises(IntegrityError):
        proposal.save()


def test_authorise_is_refused_when_the_force_has_said_more_since(
    proposal, claim, recommendation, cheshire, second
):
    make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force)

    with pytest.raises(Refused, match="has submitted an update since"):
        proposal.authorise(actor(second), reason="", seen=claim.pk, at=make.NOON)

    proposal.refresh_from_db()
    assert proposal.state == ClosureState.PROPOSED


def test_decline_leaves_it_open_with_a_reason(proposal, cheshire, recommendation, second):
    with pytest.raises(Refused, match="Enter the reason"):
        proposal.decline(actor(second), reason=" ", at=make.NOON)

    proposal.decline(actor(second), reason="No sample was taken.", at=make.NOON)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_reason) == (
        ClosureState.DECLINED,
        "No sample was taken.",
    )
    assert open_for(cheshire.force) == ["1", "2"]


def test_withdraw_is_for_whoever_proposed_it(proposal, inspector, second):
    with pytest.raises(Refused, match="Only the inspector who proposed this"):
        proposal.withdraw(actor(second), reason="", at=make.NOON)

    proposal.withdraw(actor(inspector), reason="Too early.", at=make.NOON)

    proposal.refresh_from_db()
    assert proposal.state == ClosureState.WITHDRAWN


def test_a_decision_is_made_once(proposal, claim, inspector, second):
    proposal.decline(actor(second), reason="No sample was taken.", at=make.NOON)

    refused = pytest.raises(Refused, match="declined on 20 August 2021 by Noor Second")
    with refused:
        proposal.authorise(actor(second), reason="", seen=claim.pk, at=make.NOON)
    with refused:
        proposal.withdraw(actor(inspector), reason="", at=make.NOON)


def test_reopen_opens_it_again_with_a_reason(closed, cheshire, recommendation, claim, inspector):
    with pytest.raises(Refused, match="Enter the reason"):
        closed.reopen(actor(inspector), reason="", at=make.NOON)

    closed.reopen(actor(inspector), reason="The training stopped.", at=make.NOON)

    closed.refresh_from_db()
    assert closed.state == ClosureState.REOPENED
    assert open_for(cheshire.force) == ["1", "2"]
    assert propose(recommendation, cheshire.force, inspector, seen=claim.pk) != closed


@pytest.mark.parametrize("state", ["proposed", "declined", "withdrawn", "reopened"])
def test_reopen_is_refused_to_all_but_what_is_closed(claim, second, state):
    said = {
        "declined": {"decision": "declined", "decision_reason": "No."},
        "withdrawn": {"decision": "withdrawn"},
        "reopened": {"reopened_at": make.NOON, "reopened_by": second, "reopened_reason": "Why."},
    }
    closure = oversight.closure(update=claim, authorised=state != "proposed", **said.get(state, {}))

    with pytest.raises(Refused, match="is not closed any more"):
        closure.reopen(actor(second), reason="It stopped.", at=make.NOON)

    assert closure.state == state


def test_propose_is_refused_while_another_proposal_waits(
    recommendation, cheshire, proposal, claim, second
):
    with pytest.raises(Refused, match="Iris Inspector proposed to close this on 20 August 2021"):
        propose(recommendation, cheshire.force, second, seen=claim.pk)

    assert Closure.objects.count() == 1


def test_propose_is_refused_where_it_is_closed(recommendation, cheshire, closed, claim, second):
    with pytest.raises(Refused, match="was closed for the force"):
        propose(recommendation, cheshire.force, second, seen=claim.pk)


def test_propose_is_refused_for_what_is_not_addressed_to_the_police(concerned, cheshire, inspector):
    with pytest.raises(Refused, match="not addressed to police forces"):
        propose(concerned.recommendations.get(number="3"), cheshire.force, inspector)


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_closing_is_refused_to_the_force_s_own_people(
    recommendation, cheshire, proposal, claim, who
):
    person = actor(getattr(cheshire, who))
    given = {"reason": "It is done.", "at": make.NOON}

    refused = pytest.raises(Refused, match="Only an inspector may")
    with refused:
        propose_closure(recommendation, cheshire.force, person, seen=claim.pk, **given)
    with refused:
        proposal.authorise(person, seen=claim.pk, **given)
    with refused:
        proposal.decline(person, **given)
    with refused:
        proposal.withdraw(person, **given)


def test_closing_is_refused_to_an_inspector_of_another_inspectorate(proposal, claim, stranger):
    with pytest.raises(Refused, match="of an inspectorate whose report this is"):
        proposal.authorise(actor(stranger), reason="", seen=claim.pk, at=make.NOON)
