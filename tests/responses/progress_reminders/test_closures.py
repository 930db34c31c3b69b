"""Who is told that a closure is proposed, authorised, declined or reopened, and when."""

from datetime import timedelta

import pytest

from forces.models import Membership
from responses.models import NoticeChoice
from responses.models.planning import make_round
from tests import factories as make
from tests import oversight
from tests.responses.progress_reminders.conftest import rows, seven

DAY = timedelta(days=1)
TODAY = make.TODAY  # what is done in these tests is done at noon of it, a Friday


@pytest.fixture
def its_people(cheshire):
    """The addresses of all who write, sign or speak for Cheshire."""
    people = (cheshire.drafter, cheshire.signatory, cheshire.contact)
    return sorted(person.email for person in people)


def proposal_of(asked, inspector):
    return oversight.closure(
        force=asked.force,
        recommendation=asked.recommendation,
        authorised=False,
        proposed_by=inspector,
        decided_by=inspector,
    )


def decline(proposal, by):
    proposal.decline(make.actor(by), reason="Not seen to work yet.", at=make.NOON)


def authorise(proposal, by, at=make.NOON):
    proposal.authorise(make.actor(by), reason="", seen=None, at=at)


def closed(asked, **values):
    return oversight.closure(force=asked.force, recommendation=asked.recommendation, **values)


def reopen(closure, by, at=make.NOON):
    closure.reopen(make.actor(by), reason="It came undone.", at=at)


def test_proposal_is_told_to_other_inspectors_of_the_inspectorate_alone(
    asked, cheshire, inspector, colleague, administrator, sweep
):
    stranger = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    make.MembershipFactory(inspector=True, inspectorate=stranger)
    proposal_of(asked, inspector)

    assert sweep(TODAY, 13) == [colleague.email]


def test_proposal_is_told_to_administrators_where_no_other_inspects(
    asked, inspector, administrator, sweep
):
    proposal_of(asked, inspector)

    assert sweep(TODAY, 13) == [administrator.email]


def test_proposal_is_told_on_mondays_until_it_is_decided(asked, inspector, colleague, morning):
    proposal = proposal_of(asked, inspector)
    morning(TODAY)

    assert [morning(TODAY + day * DAY) for day in (3, 10)] == [[], [colleague.email]]

    decline(proposal, colleague)
    assert morning(TODAY + 17 * DAY) == [inspector.email]  # that it was declined


def test_closure_is_told_to_all_people_of_the_force(asked, its_people, sweep):
    closed(asked)

    sweep(TODAY, 13)

    assert rows("closed") == [(TODAY, email, "sent") for email in its_people]


# Authorised


def test_authorised_is_told_to_whoever_proposed_it_alone_beside_the_force(
    asked, inspector, colleague, administrator, its_people, sweep
):
    authorise(proposal_of(asked, inspector), colleague)

    assert sweep(TODAY, 13) == sorted([*its_people, inspector.email])
    assert rows("authorised") == [(TODAY, inspector.email, "sent")]
    assert inspector.email not in {email for _, email, _ in rows("closed")}


def test_authorised_is_told_by_the_sweep_after_the_round(
    asked, inspector, colleague, its_people, morning, sweep
):
    morning(TODAY)
    authorise(proposal_of(asked, inspector), colleague)

    assert inspector.email in sweep(TODAY, 13)
    assert sweep(TODAY, 14) == []


def test_authorised_is_not_told_to_whoever_no_longer_inspects(
    asked, inspector, colleague, its_people, sweep
):
    authorise(proposal_of(asked, inspector), colleague)
    Membership.objects.filter(user=inspector).update(valid_to=TODAY - DAY)

    assert sweep(TODAY, 13) == its_people


def test_authorised_is_not_told_to_whoever_wants_less_mail(asked, inspector, colleague, sweep):
    NoticeChoice.objects.create(user=inspector, only_pressing=True)
    authorise(proposal_of(asked, inspector), colleague)

    assert inspector.email not in sweep(TODAY, 13)
    assert rows("authorised") == [(TODAY, inspector.email, "muted")]


def test_authorised_that_was_reopened_before_anybody_was_told_is_not_told(
    asked, inspector, colleague, sweep
):
    proposal = proposal_of(asked, inspector)
    authorise(proposal, colleague)
    reopen(proposal, colleague)

    assert inspector.email not in sweep(TODAY, 13)
    assert rows("authorised") == []


@pytest.mark.parametrize(("days", "is_told"), [(60, True), (61, False)])
def test_authorised_long_ago_is_told_to_nobody(asked, inspector, colleague, morning, days, is_told):
    authorise(proposal_of(asked, inspector), colleague)

    morning(TODAY + days * DAY)

    assert bool(rows("authorised")) is is_told


# Declined


def test_declined_is_told_to_whoever_proposed_it_alone(asked, inspector, colleague, sweep):
    decline(proposal_of(asked, inspector), colleague)

    assert sweep(TODAY, 13) == [inspector.email]
    assert rows() == [(TODAY, inspector.email, "sent")]


def test_declined_is_told_by_the_sweep_after_the_round(asked, inspector, colleague, morning, sweep):
    morning(TODAY)
    decline(proposal_of(asked, inspector), colleague)

    assert [sweep(TODAY, 13), sweep(TODAY, 14)] == [[inspector.email], []]


def test_declined_is_not_told_to_whoever_no_longer_inspects(asked, inspector, colleague, sweep):
    decline(proposal_of(asked, inspector), colleague)
    Membership.objects.filter(user=inspector).update(valid_to=TODAY - DAY)

    assert sweep(TODAY, 13) == []


def test_declined_is_not_told_to_whoever_wants_less_mail(asked, inspector, colleague, sweep):
    NoticeChoice.objects.create(user=inspector, only_pressing=True)
    decline(proposal_of(asked, inspector), colleague)

    assert sweep(TODAY, 13) == []
    assert rows("declined") == [(TODAY, inspector.email, "muted")]


def test_withdrawn_is_told_to_nobody(asked, inspector, colleague, sweep):
    proposal = proposal_of(asked, inspector)
    proposal.withdraw(make.actor(inspector), reason="", at=make.NOON)

    assert sweep(TODAY, 13) == []


# Reopened


def test_reopened_is_told_to_all_people_of_the_force(asked, inspector, its_people, cumbria, sweep):
    reopen(closed(asked), inspector)

    assert sweep(TODAY, 13) == its_people
    assert {state for _, _, state in rows("reopened")} == {"sent"}
    assert rows("closed") == []


def test_reopened_is_found_by_the_sweep_weeks_after_the_closure(
    asked, inspector, its_people, morning, sweep
):
    closure = closed(asked)
    morning(TODAY)
    later = TODAY + 40 * DAY
    morning(later)
    reopen(closure, inspector, seven(later, 11))

    assert [sweep(later), sweep(later, 13)] == [its_people, []]


def test_reopened_takes_the_place_of_a_closure_that_nobody_was_told_of_yet(
    asked, inspector, its_people, morning, sweep
):
    closure = closed(asked, decided_at=seven(TODAY, 6))
    make_round(on=TODAY, at=seven(TODAY))
    reopen(closure, inspector, seven(TODAY, 8))

    assert sweep(TODAY, 9) == its_people
    assert {state for _, _, state in rows("closed")} == {"unnecessary"}


def test_reopened_is_told_to_whoever_wants_less_mail(asked, cheshire, inspector, sweep):
    NoticeChoice.objects.create(user=cheshire.contact, only_pressing=True)
    reopen(closed(asked), inspector)

    assert cheshire.contact.email in sweep(TODAY, 13)


def test_reopened_that_was_closed_again_is_told_as_closed(asked, inspector, its_people, sweep):
    reopen(closed(asked), inspector)
    closed(asked)

    sweep(TODAY, 13)

    assert rows("closed") == [(TODAY, email, "sent") for email in its_people]
    assert rows("reopened") == []


@pytest.mark.parametrize(("days", "is_told"), [(60, True), (61, False)])
def test_reopened_of_long_ago_is_told_to_nobody(asked, inspector, morning, days, is_told):
    reopen(closed(asked), inspector)

    morning(TODAY + days * DAY)

    assert bool(rows("reopened")) is is_told


def test_what_became_of_closures_is_not_told_under_embargo(
    asked, inspector, colleague, morning, cheshire
):
    reopen(closed(asked), inspector)
    decline(proposal_of(asked, inspector), colleague)
    asked.inspection.released_at = asked.inspection.released_by = None
    asked.inspection.save()

    assert morning(TODAY) == []
    assert rows() == []
