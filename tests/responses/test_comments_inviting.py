from datetime import date, timedelta

import pytest

from forces.policies import Refused
from responses.choices import CommentsMailKind, MailState, Status
from responses.deadlines import comes_too_late, comments_by
from responses.models import ChiefOfficerComments
from responses.models.comments import comments_of
from responses.models.inviting import invitation_mark, invite, record_invitation
from tests import factories as make

WANTED = date(2021, 9, 1)


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def invited(response, cheshire, **changes):
    fields = {"wanted_by": WANTED, "seen": invitation_mark(response), **changes}
    return invite(response, by=cheshire.drafter, at=make.NOON, **fields)


def recorded(response, cheshire, **changes):
    fields = {"invited_on": date(2021, 7, 20), "wanted_by": WANTED, **changes}
    seen = fields.pop("seen", invitation_mark(response))
    record_invitation(response, seen=seen, by=cheshire.drafter, at=make.NOON, **fields)


@pytest.mark.parametrize(
    ("left", "days"),
    [(56, 28), (40, 26), (30, 16), (28, 14), (20, 10), (7, 3), (1, 0), (0, 0), (-1, 7)],
)
def test_a_date_is_suggested_that_leaves_time_to_comment_and_to_reply(left, days):
    on = make.DUE_ON - timedelta(days=left)

    assert comments_by(make.DUE_ON, on=on) == on + timedelta(days=days)


def test_a_date_is_suggested_where_there_is_no_last_day():
    assert comments_by(None, on=make.TODAY) == make.TODAY + timedelta(days=28)


@pytest.mark.parametrize(("days", "is_too_late"), [(-1, False), (0, False), (1, True)])
def test_what_comes_after_the_last_day_comes_too_late(days, is_too_late):
    wanted_by = make.DUE_ON + timedelta(days=days)

    assert comes_too_late(wanted_by, make.DUE_ON) == is_too_late


def test_nothing_comes_too_late_without_both_days():
    assert not comes_too_late(None, make.DUE_ON)
    assert not comes_too_late(make.DUE_ON, None)


def test_invite_records_the_day_and_mails_each_contact_of_the_force(response, cheshire, cumbria):
    ended = make.MembershipFactory(
        force_contact=True, force=cheshire.force, valid_to=make.TODAY - timedelta(days=1)
    )
    gone = make.MembershipFactory(force_contact=True, force=cheshire.force, user__is_active=False)
    second = make.MembershipFactory(force_contact=True, force=cheshire.force).user

    told = invited(response, cheshire)

    held = comments_of(response)
    mails = response.comments_mails.all()
    assert (held.invited_on, held.wanted_by) == (make.TODAY, WANTED)
    assert set(told) == {mail.recipient for mail in mails} == {cheshire.contact, second}
    assert {ended.user, gone.user, cumbria.contact}.isdisjoint(told)
    assert {(mail.kind, mail.wanted_by, mail.state) for mail in mails} == {
        (CommentsMailKind.INVITED, WANTED, MailState.RESERVED)
    }


def test_invite_starts_the_response_and_notes_who_did(response, cheshire):
    invited(response, cheshire)

    response.refresh_from_db()
    assert response.status == Status.DRAFTING
    assert response.contributions.get().by == cheshire.drafter


def test_invite_again_keeps_the_first_day_and_replaces_mails_that_are_not_sent(response, cheshire):
    recorded(response, cheshire)
    invited(response, cheshire)

    invited(response, cheshire, wanted_by=WANTED + timedelta(days=7))

    held = comments_of(response)
    states = response.comments_mails.order_by("pk").values_list("state", "wanted_by")
    assert (held.invited_on, held.wanted_by) == (date(2021, 7, 20), WANTED + timedelta(days=7))
    assert list(states) == [
        (MailState.REPLACED, WANTED),
        (MailState.RESERVED, WANTED + timedelta(days=7)),
    ]


def test_invite_takes_back_that_none_are_expected(response, cheshire):
    ChiefOfficerComments.objects.create(response=response, none_received=True)

    invited(response, cheshire)

    assert comments_of(response).none_received is False


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"wanted_by": make.TODAY - timedelta(days=1)}, "must be today or later"),
        ({"seen": "another"}, "since you opened this page"),
    ],
)
def test_invite_is_refused(response, cheshire, changes, why):
    with pytest.raises(Refused, match=why):
        invited(response, cheshire, **changes)

    assert not response.comments_mails.exists()


def test_invite_twice_from_one_page_mails_once(response, cheshire):
    seen = invitation_mark(response)
    invited(response, cheshire, seen=seen)

    with pytest.raises(Refused, match="since you opened this page"):
        invited(response, cheshire, seen=seen)

    assert response.comments_mails.count() == 1


def test_invite_is_refused_where_comments_are_here_or_nobody_can_be_mailed(
    response, cheshire, cumbria
):
    ChiefOfficerComments.objects.create(response=response, received_from="A Chief")
    with pytest.raises(Refused, match="Comments are here already"):
        invited(response, cheshire)

    cumbria.contact.memberships.all().delete()
    other = make.ResponseFactory(inspection=response.inspection, body=cumbria.body)
    with pytest.raises(Refused, match="Nobody at the force has an account"):
        invited(other, cumbria)


def test_invite_is_refused_while_the_response_is_with_the_commissioner(response, cheshire):
    response.status = Status.WITH_COMMISSIONER
    response.save()

    with pytest.raises(Refused, match="is with the commissioner"):
        invited(response, cheshire)


def test_an_invitation_of_ones_own_is_recorded_and_mails_nobody(response, cheshire):
    ChiefOfficerComments.objects.create(response=response, none_received=True)

    recorded(response, cheshire)

    held = comments_of(response)
    assert (held.invited_on, held.wanted_by) == (date(2021, 7, 20), WANTED)
    assert held.none_received is True
    assert not response.comments_mails.exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"invited_on": make.TODAY + timedelta(days=1)}, "must be today or in the past"),
        ({"wanted_by": date(2021, 7, 19)}, "the date of the invitation or later"),
        ({"seen": "another"}, "since you opened this page"),
    ],
)
def test_an_invitation_of_ones_own_is_refused(response, cheshire, changes, why):
    with pytest.raises(Refused, match=why):
        recorded(response, cheshire, **changes)

    assert comments_of(response).pk is None


@pytest.mark.parametrize(
    ("due_on", "leaves_time", "has_passed"),
    [(make.TODAY, True, False), (make.TODAY - timedelta(days=1), False, True)],
)
def test_page_promises_time_only_before_the_last_day(
    sign_in, cheshire, inspection, due_on, leaves_time, has_passed
):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, due_on=due_on)

    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/comments/invite/")

    html = page.content.decode()
    assert ("it leaves time to reply" in html) is leaves_time
    assert ("has passed. Each day" in html) is has_passed
