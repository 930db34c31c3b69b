import pytest

from recommendations.choices import ClosureState
from recommendations.models import Closure
from tests import factories as make
from tests import oversight
from tests.recommendations.oversight.conftest import history

PROPOSE = "/progress/rape/cheshire/1/close/"


def decide(closure):
    return f"/closures/{closure.pk}/decide/"


@pytest.fixture
def state():
    return lambda closure: Closure.objects.get(pk=closure.pk).state


def test_closure_propose_waits_for_another_inspector(sign_in, inspector, claim):
    page = sign_in(inspector).post(PROPOSE, {"seen": claim.pk, "reason": "Seen to work."})

    made = Closure.objects.get()
    assert history(page)
    assert (made.state, made.reason, made.update) == (
        ClosureState.PROPOSED,
        "Seen to work.",
        claim,
    )


def test_closure_propose_asks_why(sign_in, inspector, claim):
    page = sign_in(inspector).post(PROPOSE, {"seen": claim.pk, "reason": ""})

    assert page.text.count("Enter why it should be closed") == 2  # and in the summary
    assert not Closure.objects.exists()


def test_closure_propose_shows_the_claim_and_what_still_waits(sign_in, inspector, question):
    page = sign_in(inspector).get(PROPOSE)

    assert "All trained." in page.text
    assert "1 question waits for a reply." in page.text


def test_closure_propose_is_refused_while_one_waits(sign_in, second, proposal):
    page = sign_in(second).get(PROPOSE)

    assert page.status_code == 403
    assert "Iris Inspector proposed to close this on 20 August 2021" in page.text


def test_closure_propose_keeps_the_reason_when_another_was_quicker(
    sign_in, second, claim, proposal
):
    page = sign_in(second).post(PROPOSE, {"seen": claim.pk, "reason": "What I had typed"})

    assert Closure.objects.count() == 1
    assert "Iris Inspector proposed to close this" in page.text
    assert "What I had typed" in page.text


def test_closure_decide_closes_it(sign_in, second, claim, proposal, state):
    page = sign_in(second).post(
        decide(proposal), {"seen": claim.pk, "decision": "authorised", "reason": ""}
    )

    assert history(page)
    assert state(proposal) == ClosureState.CLOSED


def test_closure_decide_declines_with_a_reason(sign_in, second, claim, proposal, state):
    client = sign_in(second)
    typed = {"seen": claim.pk, "decision": "declined", "reason": ""}

    page = client.post(decide(proposal), typed)
    assert page.context["form"].errors == {"reason": ["Enter the reason."]}
    client.post(decide(proposal), {**typed, "reason": "No sample."})

    assert state(proposal) == ClosureState.DECLINED


def test_closure_decide_shows_who_proposed_it_and_why(sign_in, second, proposal):
    page = sign_in(second).get(decide(proposal))

    assert "It is carried out, and seen to work." in page.text
    assert "Proposed by Iris Inspector" in page.text
    assert "All trained." in page.text


def test_closure_decide_keeps_what_was_typed_when_the_force_says_more(
    sign_in, second, claim, proposal, recommendation, cheshire, state
):
    more = make.ProgressUpdateFactory(
        recommendation=recommendation, force=cheshire.force, text="Not all, after all."
    )
    client = sign_in(second)
    typed = {"seen": claim.pk, "decision": "authorised", "reason": "What I had typed"}

    page = client.post(decide(proposal), typed)

    assert state(proposal) == ClosureState.PROPOSED
    assert "What I had typed" in page.text
    assert "Not all, after all." in page.text
    assert f'name="seen" value="{more.pk}"' in page.text


def test_closure_decide_is_refused_to_whoever_proposed_it(
    sign_in, inspector, claim, proposal, state
):
    client = sign_in(inspector)

    typed = {"seen": claim.pk, "decision": "authorised", "reason": ""}
    for page in (client.get(decide(proposal)), client.post(decide(proposal), typed)):
        assert page.status_code == 403
        assert "You proposed this. Another inspector must" in page.text
    assert state(proposal) == ClosureState.PROPOSED


@pytest.fixture
def closing(sign_in, inspector, second):
    """The pages on which an inspector proposes a closure and another decides on it."""

    def _closing(claim):
        propose = sign_in(inspector).get(PROPOSE).text
        proposal = oversight.closure(update=claim, authorised=False, proposed_by=inspector)
        return propose, sign_in(second).get(decide(proposal)).text

    return _closing


@pytest.mark.parametrize(
    ("verdict", "words"),
    [("not_accepted", "Not accepted"), ("more_evidence", "More evidence needed")],
)
def test_closing_warns_of_what_inspectors_have_not_accepted(closing, claim, verdict, words):
    oversight.assessment(update=claim, verdict=verdict, reason="No sample was drawn.")

    for page in closing(claim):
        assert "All trained." in page
        assert "No sample was drawn." in page
        assert "Assessed on 20 August 2021" in page
        assert "Inspectors have not accepted that this is carried out" in page
        assert words in page


def test_closing_warns_of_nothing_where_the_claim_is_accepted(closing, claim):
    oversight.assessment(update=claim, verdict="not_accepted", current=False)
    oversight.assessment(update=claim, reason="Three samples bear it out.")

    for page in closing(claim):
        assert "Three samples bear it out." in page
        assert "govuk-warning-text" not in page


def test_closing_warns_of_what_no_inspector_has_assessed(closing, claim):
    for page in closing(claim):
        assert "No inspector has assessed this yet." in page


def test_closing_warns_of_what_the_force_said_after_it_was_assessed(closing, claim):
    oversight.assessment(update=claim)
    more = make.ProgressUpdateFactory(
        recommendation=claim.recommendation, force=claim.force, text="Not all, after all."
    )

    for page in closing(more):
        assert "The force has said more since it was assessed." in page


def test_closure_withdraw_takes_it_back(sign_in, inspector, proposal, state):
    page = sign_in(inspector).post(f"/closures/{proposal.pk}/withdraw/", {"reason": ""})

    assert history(page)
    assert state(proposal) == ClosureState.WITHDRAWN


@pytest.mark.parametrize("method", ["get", "post"])
def test_closure_withdraw_is_refused_to_another_inspector(sign_in, second, proposal, state, method):
    page = getattr(sign_in(second), method)(f"/closures/{proposal.pk}/withdraw/", {"reason": "No."})

    assert page.status_code == 403
    assert "Only the inspector who proposed this may withdraw it." in page.text
    assert state(proposal) == ClosureState.PROPOSED


def test_closure_reopen_needs_a_reason(sign_in, inspector, closed, state):
    client = sign_in(inspector)

    page = client.post(f"/closures/{closed.pk}/reopen/", {"reason": ""})
    assert page.context["form"].errors == {"reason": ["Enter the reason"]}
    page = client.post(f"/closures/{closed.pk}/reopen/", {"reason": "The training stopped."})

    assert history(page)
    assert state(closed) == ClosureState.REOPENED


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
@pytest.mark.parametrize("verb", ["decide", "withdraw", "reopen"])
def test_a_proposal_is_not_found_by_the_force(sign_in, cheshire, proposal, who, verb):
    page = sign_in(getattr(cheshire, who)).get(f"/closures/{proposal.pk}/{verb}/")

    assert page.status_code == 404


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_a_closure_is_reopened_by_inspectors_only(sign_in, cheshire, closed, state, who):
    page = sign_in(getattr(cheshire, who)).post(
        f"/closures/{closed.pk}/reopen/", {"reason": "We do."}
    )

    assert page.status_code == 403
    assert state(closed) == ClosureState.CLOSED


def test_a_closure_of_another_force_is_not_found(sign_in, cumbria, closed):
    assert sign_in(cumbria.drafter).get(f"/closures/{closed.pk}/reopen/").status_code == 404


def test_closures_lists_what_waits_first(sign_in, second, recommendation, cumbria, closed):
    waiting = oversight.closure(
        recommendation=recommendation, force=cumbria.force, authorised=False
    )

    page = sign_in(second).get("/closures/")

    assert list(page.context["page"]) == [waiting, closed]
    assert "2 closures." in page.text
    assert f'href="/closures/{waiting.pk}/decide/"' in page.text


def test_closures_offers_no_decision_to_whoever_proposed_it(sign_in, inspector, proposal):
    page = sign_in(inspector).get("/closures/")

    assert list(page.context["page"]) == [proposal]
    assert "Authorise or decline" not in page.text


def test_closures_offers_no_decision_on_the_report_of_others(sign_in, stranger, proposal):
    page = sign_in(stranger).get("/closures/")

    assert list(page.context["page"]) == [proposal]
    assert "Authorise or decline" not in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=proposed", {"cumbria"}),
        ("state=closed", {"cheshire"}),
        ("force=cheshire", {"cheshire"}),
        ("inspection=rape", {"cheshire", "cumbria"}),
        ("inspection=none&state=odd", {"cheshire", "cumbria"}),
        ("force=cheshire&state=proposed", set()),
    ],
)
def test_closures_is_narrowed_by_its_address(
    sign_in, second, recommendation, cumbria, closed, query, found
):
    oversight.closure(recommendation=recommendation, force=cumbria.force, authorised=False)

    page = sign_in(second).get(f"/closures/?{query}")

    assert {each.force.slug for each in page.context["page"]} == found


def test_closures_says_that_a_choice_is_none(sign_in, second, proposal):
    page = sign_in(second).get("/closures/?state=odd").text

    assert "There is a problem" in page
    assert page.count("Select something under “Show” from the list") == 2


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_closures_is_for_inspectors_only(sign_in, cheshire, proposal, who):
    page = sign_in(getattr(cheshire, who)).get("/closures/")

    assert page.status_code == 403
    assert "Only inspectors see what is proposed to be closed." in page.text


def test_closures_makes_as_many_queries_for_three_as_for_one(
    sign_in, second, recommendation, proposal, cumbria, django_assert_num_queries
):
    client = sign_in(second)
    client.get("/closures/")

    with django_assert_num_queries(6):
        client.get("/closures/")
    for force in (cumbria.force, make.ForceFactory()):
        oversight.closure(recommendation=recommendation, force=force)
    with django_assert_num_queries(6):
        page = client.get("/closures/")

    assert len(page.context["page"]) == 3
