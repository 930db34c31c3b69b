"""Whom a round tells, when, and about what."""

from datetime import date, timedelta

import pytest

from forces.models import Membership
from responses.models import ChiefOfficerComments
from tests import factories as make
from tests.responses.conftest import seven, states


@pytest.mark.parametrize("milestone", [-28, -14, -7, -3, -1, 0, 1, 8, 15, 22])
def test_round_tells_the_drafter_on_the_day_of_a_milestone(cheshire, owing, morning, milestone):
    drafter = cheshire.drafter.email
    morning(milestone - 1)

    assert drafter in morning(milestone)
    assert (milestone, drafter, "sent") in states(owing)


@pytest.mark.parametrize("milestone", [-28, -14, -7, -3, 1, 8, 15, 22])
def test_round_is_silent_the_day_before_and_the_day_after(owing, morning, milestone):
    morning(milestone - 2)

    assert (morning(milestone - 1) == []) is (milestone != 1)
    assert morning(milestone)
    assert morning(milestone + 1) == []


def test_round_tells_nobody_before_the_first_milestone(owing, morning):
    assert morning(-29) == []
    assert states(owing) == []


@pytest.mark.parametrize(("day", "told"), [(-14, False), (-7, True), (0, True), (8, True)])
def test_round_tells_whoever_signs_from_7_days_before(cheshire, owing, morning, day, told):
    assert (cheshire.signatory.email in morning(day)) is told


@pytest.mark.parametrize(("day", "told"), [(-1, False), (0, False), (1, True), (8, True)])
def test_round_tells_administrators_from_the_day_after(administrator, owing, morning, day, told):
    assert (administrator.email in morning(day)) is told


def test_round_tells_whoever_signs_from_the_first_where_nobody_drafts(cheshire, owing, morning):
    Membership.objects.filter(user=cheshire.drafter).update(
        valid_to=make.DUE_ON - timedelta(days=29)
    )

    assert morning(-28) == [cheshire.signatory.email]


def test_round_tells_administrators_of_the_reports_own_inspectorates(owing, morning):
    other = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    stranger = make.MembershipFactory(administrator=True, inspectorate=other).user

    told = morning(1)

    assert told
    assert stranger.email not in told


def test_round_tells_no_inspector_no_contact_and_no_other_body(
    cheshire, cumbria, inspector, owing, morning
):
    assert morning(8) == sorted([cheshire.drafter.email, cheshire.signatory.email])


def test_round_tells_the_office_of_the_body_that_followed(cheshire, owing, morning):
    cheshire.body.valid_to = make.DUE_ON - timedelta(days=4)
    cheshire.body.save()
    mayor = make.PolicingBodyFactory(
        force=cheshire.force, name="Mayor", valid_from=make.DUE_ON - timedelta(days=3)
    )
    new = make.MembershipFactory(drafter=True, body=mayor, valid_from=mayor.valid_from).user

    assert morning(-3) == [new.email]


def test_round_tells_a_person_with_two_roles_once(cheshire, owing, morning):
    make.MembershipFactory(signatory=True, user=cheshire.drafter, body=cheshire.body)

    assert morning(-7).count(cheshire.drafter.email) == 1


@pytest.mark.parametrize(("ended", "told"), [(-8, False), (-7, True)])
def test_round_tells_nobody_whose_role_has_ended(cheshire, owing, morning, ended, told):
    Membership.objects.filter(user=cheshire.drafter).update(
        valid_to=make.DUE_ON + timedelta(days=ended)
    )

    assert (cheshire.drafter.email in morning(-7)) is told


def test_round_tells_nobody_who_may_not_sign_in(cheshire, owing, morning):
    cheshire.drafter.is_active = False
    cheshire.drafter.save()

    assert cheshire.drafter.email not in morning(-14)
    assert cheshire.drafter.email not in morning(1)


def test_round_catches_up_once_with_whoever_may_sign_in_again(cheshire, owing, morning):
    cheshire.drafter.is_active = False
    cheshire.drafter.save()
    for day in (-28, -14):
        morning(day)
    cheshire.drafter.is_active = True
    cheshire.drafter.save()

    assert [morning(day).count(cheshire.drafter.email) for day in (-13, -12)] == [1, 0]
    assert (-28, cheshire.drafter.email, "overtaken") in states(owing)
    assert (-14, cheshire.drafter.email, "sent") in states(owing)


@pytest.mark.parametrize(("began", "told"), [(-7, True), (-6, False)])
def test_round_owes_nothing_from_before_a_role_began(cheshire, owing, morning, began, told):
    new = make.MembershipFactory(
        drafter=True, body=cheshire.body, valid_from=make.DUE_ON + timedelta(days=began)
    ).user

    assert (new.email in morning(-5)) is told
    assert owing.reminders.filter(recipient=new).exists() is told


@pytest.mark.parametrize(("opened", "milestone"), [(-27, -28), (-6, -7), (2, 1), (10, 8)])
def test_round_tells_of_a_response_that_is_opened_late_the_next_morning(
    cheshire, owing, morning, opened, milestone
):
    owing.inspection.released_at = seven(opened) + timedelta(hours=3)
    owing.inspection.save()

    assert cheshire.drafter.email in morning(opened + 1)
    assert [row for row in states(owing) if row[1] == cheshire.drafter.email] == [
        (milestone, cheshire.drafter.email, "sent")
    ]
    assert morning(opened + 2) == []


# What is reminded of


def test_round_says_nothing_of_a_published_response(owing, morning):
    make.publish_version(owing, make.TODAY)

    assert morning(1) == []
    assert states(owing) == []


def test_round_says_nothing_of_a_published_response_reopened(owing, morning):
    make.publish_version(owing, make.TODAY)
    owing.reopen(by=make.UserFactory(), at=make.NOON, reason="A figure was wrong.")

    assert morning(1) == []


def test_round_goes_on_when_a_response_is_signed_and_not_published(cheshire, owing, morning):
    make.sign_version(owing)

    assert cheshire.drafter.email in morning(1)


def test_round_says_nothing_where_there_is_no_last_day(owing, morning):
    owing.due_on = None
    owing.save()

    assert morning(1) == []


@pytest.mark.parametrize("typed", [date.min, date.max])
def test_round_reminds_everybody_else_of_their_last_day_whatever_date_one_office_typed(
    cheshire, cumbria, owing, morning, typed
):
    other = make.ResponseFactory(inspection=owing.inspection, body=cumbria.body, due_on=date.max)
    ChiefOfficerComments.objects.create(response=other, wanted_by=typed)

    assert morning(-28) == [cheshire.drafter.email]


def test_round_says_nothing_of_a_recorded_response(owing, morning):
    owing.is_recorded = True
    owing.save()

    assert morning(1) == []
