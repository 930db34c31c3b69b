from datetime import date, timedelta

import pghistory
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count, Value
from django.http import Http404

from forces.actors import Actor
from forces.choices import Role
from forces.models import Force, Membership, PolicingBody
from forces.prepared import Listed, how_many, one_or_404, prepared
from forces.prepared.keys import padded
from forces.prepared.writing import written
from tests import factories as make

DAY = date(2021, 8, 20)


@prepared
def named(name):
    return Force.objects.filter(name=name).order_by("pk")


@prepared
def of_keys(keys):
    return Force.objects.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)


@prepared
def held(role, on):
    roles = Membership.objects.active(on).select_related("body__force", "user")
    return (roles.filter(role=role) if role else roles).order_by("pk")


@prepared
def within_reach(actor):
    people = Membership.objects.active(actor.on).exclude(user=actor.user.pk)
    if not actor.is_inspector:
        people = people.filter(body__force__in=actor.own_forces)
    return people.order_by("pk").annotate(roles=Count("user__memberships"), one=Value("one"))


@prepared
def with_their_bodies(key):
    return Force.objects.filter(pk=key).prefetch_related("bodies")


@prepared
def either(name, other):
    forces = Force.objects.order_by().values_list("name", flat=True)
    return forces.filter(name=name).union(forces.filter(name=other)).order_by("name")


@prepared
def begun_within_ninety_days(on):
    return Membership.objects.filter(valid_from__lt=on + timedelta(days=90))


@prepared
def begun_by_next_year(on):
    return Membership.objects.filter(valid_from__lt=on.replace(year=on.year + 1))


@prepared
def begun_this_month(on):
    return Membership.objects.filter(valid_from__month=on.month)


@prepared
def like(name):
    return Force.objects.filter(name__icontains=name)


@prepared
def the_next(number):
    return Force.objects.filter(pk=number + 1)


@prepared
def the_first(number):
    return Force.objects.order_by("pk")[:number]


def test_the_rows_are_those_of_the_queryset(db):
    first, second = make.ForceFactory(name="Cheshire"), make.ForceFactory(name="Cumbria")

    assert [named("Cheshire"), named("Cumbria"), named("Devon")] == [[first], [second], []]
    assert of_keys((second.pk, first.pk)) == [first.pk, second.pk]
    assert of_keys((second.pk,)) == [second.pk]
    assert of_keys(()) == []


def test_queries_that_are_joined_keep_their_order(db):
    for name in ("Cumbria", "Cheshire", "Devon"):
        make.ForceFactory(name=name)

    with pghistory.context(url="/"):
        assert either("Cumbria", "Cheshire") == ["Cheshire", "Cumbria"]


def test_a_choice_is_written_apart(db):
    drafter = make.MembershipFactory(drafter=True)
    signatory = make.MembershipFactory(signatory=True)

    assert held(Role.DRAFTER, DAY) == [drafter]
    assert held(Role.SIGNATORY, DAY) == [signatory]
    assert held(None, DAY) == [drafter, signatory]


def test_what_is_joined_comes_in_the_one_query(db, django_assert_num_queries):
    make.MembershipFactory(drafter=True)
    held(Role.DRAFTER, DAY)

    with django_assert_num_queries(1):
        (role,) = held(Role.DRAFTER, DAY)
        names = role.body.force.name, role.user.name, role.body.name

    assert all(names)


def test_actors_find_what_their_own_roles_let_them(db):
    ours = make.MembershipFactory(drafter=True)
    colleague = make.MembershipFactory(signatory=True, body=ours.body)
    theirs = make.MembershipFactory(drafter=True)
    inspector = make.MembershipFactory(inspector=True)

    found = [
        within_reach(Actor.of(person.user, DAY)) for person in (ours, theirs, inspector, colleague)
    ]

    assert found == [[colleague], [], [ours, colleague, theirs], [ours]]
    assert within_reach(Actor(AnonymousUser(), DAY)) == []
    assert (found[0][0].roles, found[0][0].one) == (1, "one")


def test_a_query_is_written_for_roles_whosever_they_are(db):
    people = [make.MembershipFactory(drafter=True).user for _ in range(3)]
    other = make.MembershipFactory(drafter=True)
    make.MembershipFactory(drafter=True, user=people[2], body=other.body)
    within_reach(Actor.of(people[0], DAY))
    before = written.cache_info().currsize

    found = [within_reach(Actor.of(person, DAY)) for person in people]

    assert written.cache_info().currsize == before + 1
    assert found == [[], [], [other]]


def test_a_role_that_a_person_no_longer_holds_is_not_remembered(db):
    role = make.MembershipFactory(inspector=True)
    make.MembershipFactory(drafter=True)
    as_inspector = within_reach(Actor.of(role.user, DAY))

    role.valid_to = DAY - timedelta(days=1)
    role.save()

    assert len(as_inspector) == 1
    assert within_reach(Actor.of(role.user, DAY)) == []


def test_what_is_prefetched_belongs_to_the_rows_found(db):
    bodies = [make.MembershipFactory(drafter=True).body for _ in range(2)]

    for body in bodies:
        (force,) = with_their_bodies(body.force_id)

        assert list(force.bodies.all()) == [body]
    assert PolicingBody.objects.count() == 2


@pytest.mark.parametrize(("days", "found"), [(89, True), (90, False)])
def test_a_day_so_far_from_another_goes_with_it(db, days, found):
    begun_within_ninety_days(DAY)
    make.MembershipFactory(drafter=True, valid_from=DAY + timedelta(days=days + 1))

    assert bool(begun_within_ninety_days(DAY + timedelta(days=1))) == found


@pytest.mark.parametrize(
    ("build", "given"),
    [
        (begun_by_next_year, DAY),
        (begun_this_month, DAY),
        (like, "Kent"),
        (the_next, 1),
        (the_first, 3),
    ],
)
def test_what_is_worked_out_from_a_value_is_refused(db, build, given):
    with pytest.raises(ValueError, match=build.__name__):
        build(given)


@pytest.mark.parametrize("given", [[1, 2], {1}, 1.5, ("a",), object()])
def test_what_is_no_argument_is_refused(db, given):
    with pytest.raises(TypeError, match="takes no"):
        of_keys(given)


def test_a_query_that_depends_on_a_number_is_found_under_test(db):
    @prepared
    def odd(number):
        forces = Force.objects.order_by("pk")
        return forces.filter(name="Kent") if number < 9 else forces.filter(pk=number)

    odd(10)

    with pytest.raises(AssertionError, match="odd"):
        odd(3)


def test_so_many_calls_of_each_shape_are_looked_at(db, settings):
    settings.PREPARED_CHECKS = 2

    @prepared
    def odd(number, *others):
        forces = Force.objects.order_by("pk")
        return forces.filter(name="Kent") if number < 9 else forces.filter(pk=number)

    odd(10)
    odd(11)
    found = odd(3)

    assert found == []  # it is looked at no more
    with pytest.raises(AssertionError, match="odd"):
        odd(3, 4)


def test_plans_are_kept_by_the_database(db):
    for _ in range(6):
        named("Kent")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%$1%'")
        assert cursor.fetchone()[0] >= 1


@prepared
def twice_in_one(keys, on):
    forces = Force.objects.order_by().values_list("name", flat=True)
    led = forces.filter(pk__in=keys, bodies__memberships__valid_from__lte=on)
    return led.union(forces.filter(pk__in=keys)).order_by("name")


def test_what_is_asked_for_several_times_is_sent_once(db, django_assert_num_queries):
    kent, sussex = make.ForceFactory(name="Kent"), make.ForceFactory(name="Sussex")

    with django_assert_num_queries(1) as asked:
        assert twice_in_one((kent.pk, sussex.pk), DAY) == ["Kent", "Sussex"]

    sql = asked.captured_queries[0]["sql"]
    assert sorted(sql.count(f"${number}") for number in (1, 2, 3)) == [1, 2, 2]
    assert "$4" not in sql


def test_a_plan_is_made_once_for_whatever_is_given(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("force_generic_plan",)


@prepared
def in_percent(name):
    found = Force.objects.filter(name=name, slug__contains="e")
    return found.annotate(share=Value("100% of 'all'"), pattern=Value("%s"))


def test_what_is_the_same_for_all_is_part_of_the_statement(db):
    make.ForceFactory(name="Cheshire", slug="cheshire")

    for _ in range(6):
        (found,) = in_percent("Cheshire")

    assert (found.share, found.pattern) == ("100% of 'all'", "%s")
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%100%'")
        statements = [statement for (statement,) in cursor.fetchall()]
    assert statements
    assert all("'%e%'" in each and "$1" in each and "$2" not in each for each in statements)


@prepared
def forces_of_a_page(shown):
    return Force.objects.order_by("name")[shown.start : shown.stop]


@prepared
def force_count(actor):
    return how_many(Force.objects.filter(pk__in=actor.own_forces))


def test_a_page_of_a_list_reads_its_own_rows_alone(db, django_assert_num_queries):
    forces = [make.ForceFactory(name=f"Force {number}") for number in range(5)]
    listed = Listed(lambda: len(forces), forces_of_a_page)

    with django_assert_num_queries(2):
        pages = [list(Paginator(listed, 2).get_page(number)) for number in (1, 3)]

    assert pages == [forces[:2], forces[4:]]


def test_how_many_counts_none_as_well(db):
    role = make.MembershipFactory(drafter=True)

    assert sum(force_count(Actor.of(role.user, DAY))) == 1
    assert sum(force_count(Actor.of(role.user, date(1999, 1, 1)))) == 0


def test_what_is_not_found_is_a_404(db):
    force = make.ForceFactory(name="Kent")

    assert one_or_404(named("Kent")) == force
    with pytest.raises(Http404):
        one_or_404(named("Surrey"))


@pytest.mark.parametrize(
    ("number", "length"), [(0, 25), (1, 25), (25, 25), (26, 100), (100, 100), (101, 400)]
)
def test_padded_keys_have_few_lengths_and_find_the_same(number, length):
    keys = range(1, number + 1)

    found = padded(keys)

    assert len(set(found)) == len(found) == length
    assert [key for key in found if key > 0] == list(keys)
