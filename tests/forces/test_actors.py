from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from forces.actors import Actor
from forces.models import User
from tests import factories as make

FIRST, LAST = date(2021, 1, 1), date(2021, 6, 30)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "holds"),
    [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)],
)
def test_a_role_is_held_from_its_first_day_to_its_last(db, on, holds):
    role = make.MembershipFactory(drafter=True, valid_from=FIRST, valid_to=LAST)

    actor = Actor.of(role.user, on)

    assert actor.drafts_for == ({role.body.force_id} if holds else set())


@pytest.mark.parametrize(("on", "holds"), [(LAST, True), (LAST + DAY, False)])
def test_a_role_ends_with_the_body_it_is_held_for(db, on, holds):
    body = make.PolicingBodyFactory(valid_to=LAST)
    role = make.MembershipFactory(signatory=True, body=body, valid_from=FIRST)

    assert Actor.of(role.user, on).signs_for == ({body.force_id} if holds else set())


def test_a_role_passes_with_the_force_to_the_next_body(db):
    old = make.PolicingBodyFactory(valid_to=LAST)
    new = make.PolicingBodyFactory(force=old.force, valid_from=LAST + DAY)
    role = make.MembershipFactory(drafter=True, body=new)

    assert Actor.of(role.user, LAST + DAY).drafts_for == {old.force_id}


def test_someone_who_may_not_sign_in_holds_nothing(db):
    role = make.MembershipFactory(administrator=True, user__is_active=False)

    assert Actor.of(role.user, make.TODAY).memberships == ()


@pytest.mark.parametrize(("on", "queries"), [(LAST, 1), (LAST + DAY, 2)])
def test_a_session_asks_once_for_a_person_and_their_roles(
    db, on, queries, django_assert_num_queries
):
    role = make.MembershipFactory(drafter=True, valid_to=LAST)

    with django_assert_num_queries(queries):
        person = User.of_session(role.user_id, on)
        held = person.memberships_on(on)

    assert person == role.user
    assert held == ((role,) if on == LAST else ())


def test_roles_of_another_day_are_asked_for_again(db):
    role = make.MembershipFactory(drafter=True, valid_to=LAST)
    person = User.of_session(role.user_id, LAST)

    assert person.memberships_on(LAST + DAY) == ()


def test_nobody_holds_nothing(db):
    nobody = Actor.of(AnonymousUser(), make.TODAY)

    assert not nobody.office_of
    assert not nobody.contact_of
    assert not nobody.is_inspector
    with pytest.raises(PermissionDenied):
        _ = nobody.person


@pytest.mark.parametrize(
    ("trait", "drafts", "signs", "office", "contact", "updates", "inspects", "administers"),
    [
        ("drafter", True, False, True, False, True, False, False),
        ("signatory", False, True, True, False, False, False, False),
        ("force_contact", False, False, False, True, True, False, False),
        ("inspector", False, False, False, False, False, True, False),
        ("administrator", False, False, False, False, False, True, True),
    ],
)
def test_what_each_role_may_do(
    db, trait, drafts, signs, office, contact, updates, inspects, administers
):
    role = make.MembershipFactory(**{trait: True})

    actor = Actor.of(role.user, make.TODAY)

    assert bool(actor.drafts_for) == drafts
    assert bool(actor.signs_for) == signs
    assert bool(actor.office_of) == office
    assert bool(actor.contact_of) == contact
    assert bool(actor.own_forces) == (office or contact)
    assert bool(actor.updates_for) == updates
    assert actor.is_inspector == inspects
    assert actor.is_administrator == administers
    assert actor.administers == ({role.inspectorate_id} if administers else set())


def test_roles_of_one_person_add_up_and_stay_apart(cheshire, cumbria):
    make.MembershipFactory(force_contact=True, force=cumbria.force, user=cheshire.drafter)

    actor = make.actor(cheshire.drafter)

    assert actor.drafts_for == {cheshire.force.pk}
    assert actor.contact_of == {cumbria.force.pk}
    assert actor.updates_for == actor.own_forces == {cheshire.force.pk, cumbria.force.pk}


def test_office_for_is_what_is_printed_under_a_signature(db):
    role = make.MembershipFactory(signatory=True, office="Deputy Mayor for Policing and Crime")

    actor = make.actor(role.user)

    assert actor.offices_for(role.body.force_id) == ("Deputy Mayor for Policing and Crime",)
    assert actor.offices_for(role.body.force_id + 1) == ()


def test_an_actor_is_one_query(cheshire, django_assert_num_queries):
    make.MembershipFactory(force_contact=True, force=cheshire.force, user=cheshire.drafter)

    with django_assert_num_queries(1):
        actor = make.actor(cheshire.drafter)
        assert actor.updates_for == {cheshire.force.pk}
