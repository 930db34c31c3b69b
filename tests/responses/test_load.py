"""Rows in bulk to measure with: as many as asked, like real ones, and refused in a real service."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import (
    Closure,
    CurrentAssessment,
    CurrentProgress,
    Inspection,
    ProgressUpdate,
    Question,
    Recommendation,
    RecommendationForce,
)
from responses.demo.people import ADMINISTRATOR
from responses.load.progress import UPDATES
from responses.models import Answer, Response, SignedAnswer
from tests import factories as make
from tests.pairs import amiss


@pytest.fixture
def ready(db, settings):
    """Three forces with bodies, somebody to administer and somebody to inspect."""
    settings.DEMO = True
    inspectorate = make.InspectorateFactory()
    for _ in range(3):
        make.PolicingBodyFactory(valid_from=None)
    for email, role in ((ADMINISTRATOR, "administrator"), ("i@example.org", "inspector")):
        user = make.UserFactory(email=email)
        make.MembershipFactory(**{role: True}, user=user, inspectorate=inspectorate)
    make.AddresseeFactory(is_police_forces=True)


def load(**options):
    said = StringIO()
    call_command("make_load", stdout=said, **options)
    return said.getvalue()


def rows_of(model):
    return set(model.objects.values_list("text", flat=True))


def test_load_is_answered_published_and_followed_up(ready):
    said = load(inspections=2)

    asked = Recommendation.objects.count()
    pairs = asked * 3
    assert Inspection.objects.released().filter(is_demonstration=True).count() == 2
    assert Response.objects.count() == 6
    assert (Answer.objects.count(), ProgressUpdate.objects.count()) == (pairs, pairs * UPDATES)
    assert SignedAnswer.objects.published().count() > pairs / 2
    assert CurrentProgress.objects.count() == pairs
    assert CurrentAssessment.objects.exists()
    assert Closure.objects.standing().exists()
    assert Question.objects.open().exists()
    assert RecommendationForce.objects.exists()
    assert not amiss()
    assert f"{asked} recommendations, {pairs} answers and {pairs * UPDATES} updates" in said


def test_same_seed_makes_the_same_rows_and_more_can_be_added(ready):
    load(inspections=1, seed=7)
    first = rows_of(Recommendation)

    load(inspections=2, seed=7)

    assert first < rows_of(Recommendation)
    assert Inspection.objects.count() == 2


@pytest.mark.parametrize("count", [0, 501])
def test_number_that_makes_no_sense_is_refused(ready, count):
    with pytest.raises(CommandError, match="from 1 to 500") as refusal:
        load(inspections=count)

    assert refusal.value.returncode == 2


def test_load_is_refused_where_real_responses_are_kept(ready, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1") as refusal:
        load(inspections=1)

    assert refusal.value.returncode == 2
    assert not Inspection.objects.exists()


def test_load_without_people_says_what_to_run(db, settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match=r"manage\.py demo"):
        load(inspections=1)
