from contextlib import nullcontext

import pytest

from forces.policies import Refused
from responses.choices import (
    ACTION,
    MOVE,
    MOVES,
    NEXT,
    NEXT_STEP,
    SETTLED,
    STANDS,
    WRITABLE,
    Position,
    Status,
    Verb,
)
from tests import factories as make


def response_in(status):
    """A response in a state. A published one has a version."""
    response = make.ResponseFactory()
    if status in SETTLED:
        make.sign_version(response)
    if status == Status.PUBLISHED:
        make.publish_version(response, make.TODAY)
    response.status = status
    response.save()
    return response


def show_published(response):
    """All that publishing does, but for the move."""
    status = response.status
    make.publish_version(response, make.TODAY)
    response.status = status
    response.save()


@pytest.mark.parametrize("new", Status)
@pytest.mark.parametrize("old", Status)
def test_move_to_follows_the_table_exactly(db, old, new):
    response, user = response_in(old), make.UserFactory()
    if new == Status.PUBLISHED and new in NEXT[old]:
        show_published(response)
    refused = nullcontext() if new in NEXT[old] else pytest.raises(Refused)

    with refused:
        response.move_to(new, by=user, at=make.NOON, reason="Because.")

    response.refresh_from_db()
    assert response.changes.count() == (new in NEXT[old])
    assert response.status == (new if new in NEXT[old] else old)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.verb}-{move.old}")
@pytest.mark.parametrize("reason", ["", "  "])
def test_move_to_needs_a_reason_where_the_table_says_so(db, move, reason):
    response, user = response_in(move.old), make.UserFactory()
    if move.new == Status.PUBLISHED:
        show_published(response)
    refused = pytest.raises(Refused, match=r"Say why\.") if move.needs_reason else nullcontext()

    with refused:
        response.move_to(move.new, by=user, at=make.NOON, reason=reason)

    assert response.changes.count() == (not move.needs_reason)


def test_move_to_records_who_when_and_why(db):
    response, user = response_in(Status.WITH_COMMISSIONER), make.UserFactory()

    response.move_to(Status.DRAFTING, by=user, at=make.NOON, reason="Recommendation 2 is thin.")

    change = response.changes.get()
    assert (change.by, change.at, change.reason) == (
        user,
        make.NOON,
        "Recommendation 2 is thin.",
    )
    assert change.is_return


def test_move_to_goes_by_the_row_as_it_is_now(db):
    response, user = response_in(Status.WITH_COMMISSIONER), make.UserFactory()
    stale = type(response).objects.get(pk=response.pk)
    response.move_to(Status.DRAFTING, by=user, at=make.NOON, reason="Thin.")

    with pytest.raises(Refused, match="This response is being drafted"):
        stale.move_to(Status.SIGNED, by=user, at=make.NOON)

    assert response.changes.count() == 1


def test_tables_have_every_state():
    assert set(NEXT) == set(STANDS) == set(NEXT_STEP) == set(Status)
    assert {move.verb for move in MOVES} == set(Verb)
    assert len(MOVE) == len(MOVES)


def test_every_state_is_reached_from_the_first_and_leads_back_to_drafting():
    reached, leads = {Status.NOT_STARTED}, {Status.DRAFTING}
    for _ in Status:
        reached |= {new for old in reached for new in NEXT[old]}
        leads |= {old for old in Status if NEXT[old] & leads}

    assert reached == leads == set(Status)


def test_named_sets_do_not_overlap():
    assert not WRITABLE & SETTLED
    assert set(Status) - WRITABLE - SETTLED == {Status.WITH_COMMISSIONER}
    assert not ACTION & {Position.CONSIDERED, Position.NO_ACTION}
