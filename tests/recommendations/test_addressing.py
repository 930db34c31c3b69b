"""Whether a recommendation asks police forces for anything: the database keeps it right."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from recommendations.models import Addressee, Inspection, Recommendation
from tests import factories as make
from tests.factories import NOON


@pytest.fixture
def part(db):
    """The only part of a recommendation to police forces, of an inspection that is being set up."""
    inspection = make.InspectionFactory(embargoed=True)
    return make.RecommendationFactory(inspection=inspection).parts.get()


@pytest.fixture
def police(part):
    return part.addressees.get()


def asks_police(part):
    return Recommendation.objects.get(pk=part.recommendation_id).is_for_police


def listed(part):
    """Whether its recommendation is among those that ask police forces for something."""
    return Recommendation.objects.for_police().filter(pk=part.recommendation_id).exists()


def test_recommendation_asks_police_once_a_part_is_addressed_to_them(part):
    assert asks_police(part)
    assert listed(part)


def test_recommendation_asks_police_no_more_once_they_are_taken_out(part, police):
    part.addressees.remove(police)

    assert not asks_police(part)
    assert not listed(part)


def test_recommendation_asks_police_as_long_as_one_part_does(part, police):
    other = part.recommendation.parts.create(position=2, text="Another part")
    other.addressees.add(police)

    part.delete()

    assert asks_police(other)


def test_recommendation_asks_police_no_more_once_their_part_is_deleted(part):
    part.delete()

    assert not asks_police(part)


@pytest.mark.django_db(transaction=True)
def test_two_who_each_take_police_out_of_a_part_at_once_leave_none(part, police):
    other = part.recommendation.parts.create(position=2, text="Another part")
    other.addressees.add(police)

    def take_out():
        try:
            other.addressees.remove(police)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            part.addressees.remove(police)
            taken_out = pool.submit(take_out)
            until_waiting_or(taken_out)
        taken_out.result(timeout=60)

    assert not asks_police(part)


def until_waiting_or(done):
    """Until somebody waits for a lock in the database, or has not had to.

    Within a transaction PostgreSQL shows the same activity again and again, unless it is told.
    """
    with connection.cursor() as cursor:
        for _ in range(1000):
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0] or done.done():
                return
            sleep(0.01)
    raise AssertionError("The other neither waits nor is done.")


def test_part_that_moves_tells_both_its_recommendations(part):
    inspection, before = part.recommendation.inspection, part.recommendation_id
    elsewhere = make.RecommendationFactory(inspection=inspection, for_others=True)

    part.recommendation, part.position = elsewhere, 2
    part.save()

    assert asks_police(part)
    assert not Recommendation.objects.get(pk=before).is_for_police


def test_nobody_else_sets_whether_a_recommendation_asks_police(part):
    Recommendation.objects.update(is_for_police=False)

    assert asks_police(part)


def test_history_of_a_recommendation_does_not_begin_again_with_its_parts(part, police):
    events = part.recommendation.events.count()

    part.addressees.remove(police)

    assert part.recommendation.events.count() == events


def test_addressee_of_a_recommendation_stays_the_police(part, police):
    police.is_police_forces = False

    with pytest.raises(ProgrammingError, match="stays what it is"):
        police.save()


def test_addressee_of_what_is_being_set_up_may_get_another_name(part, police):
    police.name = "Every police force"

    police.save()

    police.refresh_from_db()
    assert police.name == "Every police force"


def test_addressee_of_what_is_published_keeps_its_name(inspection):
    (name,) = set(Addressee.objects.filter(is_police_forces=True).values_list("name", flat=True))

    with pytest.raises(ProgrammingError, match="stays what it is"):
        Addressee.objects.filter(name=name).update(name="The police")


@pytest.mark.parametrize(
    ("is_published", "typed"), [(True, set()), (False, {"name", "slug"})], ids=["yes", "no"]
)
def test_administration_lets_change_what_may_change_of_an_addressee(
    client, police, is_published, typed
):
    if is_published:
        Inspection.objects.update(released_at=NOON, released_by=make.UserFactory())
    client.force_login(make.UserFactory(is_staff=True))

    page = client.get(reverse("admin:recommendations_addressee_change", args=[police.pk]))

    assert set(page.context["adminform"].form.fields) == typed
