"""Somebody is asked for an update, until it is submitted or somebody else is asked."""

from datetime import timedelta

import pytest

from forces.policies import Refused
from recommendations.models import UpdateRequest
from recommendations.models.asking import ask_for_updates, ask_no_longer, updaters
from tests import factories as make
from tests import oversight

SOON = make.TODAY + timedelta(days=14)
LATER = make.NOON + timedelta(hours=1)


@pytest.fixture
def ask(cheshire, asked):
    """Cheshire's drafter asks its contact about the first two recommendations."""

    def _ask(recommendations=None, **values):
        return ask_for_updates(
            cheshire.force,
            asked[:2] if recommendations is None else recommendations,
            **{
                "person": cheshire.contact,
                "wanted_by": SOON,
                "by": cheshire.drafter,
                "at": make.NOON,
                **values,
            },
        )

    return _ask


def open_requests():
    return UpdateRequest.objects.open().order_by("recommendation__position")


def test_asking_asks_one_person_about_each_by_a_day(cheshire, asked, ask):
    ask()

    found = [
        (row.recommendation, row.person, row.wanted_by, row.asked_by) for row in open_requests()
    ]
    assert found == [(each, cheshire.contact, SOON, cheshire.drafter) for each in asked[:2]]


def test_asking_somebody_else_replaces_who_was_asked(cheshire, asked, ask):
    first, second = ask()

    ask([asked[0]], person=cheshire.drafter, at=LATER)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (LATER, None)
    assert [row.person for row in open_requests()] == [cheshire.drafter, cheshire.contact]


def test_asking_the_same_again_tells_nobody_twice(ask):
    first = ask()

    assert ask(at=LATER) == []
    assert list(open_requests()) == first


def test_asking_by_another_day_is_a_new_request(asked, ask):
    ask([asked[0]])

    ask([asked[0]], wanted_by=SOON + timedelta(days=1), at=LATER)

    assert open_requests().get().wanted_by == SOON + timedelta(days=1)


@pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, True), (1, True)])
def test_asking_is_until_today_or_later(ask, days, taken):
    wanted_by = make.TODAY + timedelta(days=days)

    if taken:
        ask(wanted_by=wanted_by)
    else:
        with pytest.raises(Refused, match="must be today or in the future"):
            ask(wanted_by=wanted_by)

    assert open_requests().exists() == taken


@pytest.mark.parametrize("who", ["signatory", "cumbria", "inspector"])
def test_asking_is_refused_for_who_may_not_write_updates(cheshire, cumbria, inspector, ask, who):
    person = {"signatory": cheshire.signatory, "cumbria": cumbria.contact, "inspector": inspector}

    with pytest.raises(Refused, match="cannot add updates for this force"):
        ask(person=person[who])

    assert not open_requests().exists()


def test_updaters_are_the_people_in_office_on_the_day(cheshire):
    make.MembershipFactory(
        drafter=True, body=cheshire.body, valid_to=make.TODAY - timedelta(days=1)
    )

    assert set(updaters(cheshire.force, make.TODAY)) == {cheshire.drafter, cheshire.contact}


def test_asking_about_what_is_closed_is_refused_whole(cheshire, asked, ask):
    oversight.closure(force=cheshire.force, recommendation=asked[1])

    with pytest.raises(Refused, match="Recommendation 2 is closed for this force"):
        ask()

    assert not open_requests().exists()


def test_submitting_an_update_ends_what_was_asked_for_it_alone(cheshire, cumbria, asked, ask):
    first, second = ask()
    theirs = oversight.request(force=cumbria.force, recommendation=asked[0])
    draft = make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)

    draft.submit(by=cheshire.contact, at=LATER)

    first.refresh_from_db()
    assert first.ended_at == LATER
    assert list(open_requests().order_by("pk")) == [second, theirs]


def test_ask_no_longer_ends_it_for_these(cheshire, asked, ask):
    _, second = ask()

    ask_no_longer(cheshire.force, [asked[0]], at=LATER)

    assert open_requests().get() == second
