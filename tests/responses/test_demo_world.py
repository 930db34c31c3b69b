"""What the demonstration of one day holds. It is made once for all tests here, and undone."""

import re
from collections import Counter
from datetime import date, datetime, time

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import DateTimeField, Q
from django.urls import reverse
from django.utils.timezone import make_aware

import forces.reference
import recommendations.reference
from forces.models import PolicingBody, User
from recommendations.choices import Standing
from recommendations.models import (
    CurrentProgress,
    Evidence,
    Figure,
    Inspection,
    ProgressUpdate,
    Recommendation,
    UpdateRequest,
)
from responses.choices import Position, Shape, Status
from responses.demo import people, world
from responses.models import (
    Answer,
    Change,
    Letterhead,
    Response,
    SignatureImage,
    SignedVersion,
)
from responses.models.earlier import earlier_answer
from responses.policies import check_sign
from tests import factories as make
from tests.database.tables import ROWS

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
# What the clock says while the demonstration is made.
MADE_AT = {"created_at", "joined_at"}


@pytest.fixture(scope="module", autouse=True)
def _world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        forces.reference.load()
        recommendations.reference.load()
        world.make(seed=1, on=TODAY)
        yield
        transaction.set_rollback(True)


def test_there_is_a_response_in_every_state():
    month, burglary = (
        Response.objects.filter(inspection__slug=f"demonstration-{name}")
        for name in ("digital-evidence", "burglary")
    )

    assert Counter(month.values_list("status", flat=True)) == {
        Status.NOT_STARTED: 9,
        Status.DRAFTING: 17,
        Status.WITH_COMMISSIONER: 7,
        Status.SIGNED: 4,
        Status.PUBLISHED: 6,
    }
    returned = Change.objects.filter(
        response__in=month, old=Status.WITH_COMMISSIONER, new=Status.DRAFTING
    )
    assert returned.exclude(reason="").count() == 4
    assert returned.filter(notes__place="words").count() == 4
    assert Counter(response.lateness(TODAY).code for response in month) == {
        "on_time": 37,
        "published_on_time": 6,
    }
    assert Counter(response.lateness(TODAY).code for response in burglary) == {
        "late": 3,
        "published_on_time": 2,
        "published_late": 3,
    }
    assert Response.objects.filter(draft_number=2, published_version__isnull=False).count() == 1


def test_it_is_dated_from_the_day_of_loading_and_marked():
    assert set(Inspection.objects.values_list("published_on", "is_demonstration")) == {
        (date(2026, 10, 23), True),
        (date(2026, 8, 14), True),
    }
    assert all(i.title.startswith("Demonstration:") for i in Inspection.objects.all())


def test_nothing_happens_after_the_day_of_loading():
    assert max(Change.objects.values_list("at", flat=True)).date() <= TODAY
    assert max(ProgressUpdate.objects.values_list("as_at", flat=True)) <= TODAY
    for response in Response.objects.prefetch_related("changes"):
        moments = [change.at for change in sorted(response.changes.all(), key=lambda c: c.pk)]
        assert moments == sorted(moments)
        assert all(at.date() >= response.inspection.published_on for at in moments)


def test_progress_shows_every_state_and_a_moved_date():
    states = set(CurrentProgress.objects.values_list("update__state", flat=True))

    assert states == {"not_started", "in_progress", "complete", "overtaken", "not_for_us"}
    assert ProgressUpdate.objects.submitted().exclude(moved_reason="").exists()
    written = ProgressUpdate.objects.drafts().filter(offered_by_version=None)
    assert set(written.values_list("force__slug", "written_by__email")) == {
        ("cheshire", "force@cheshire.example"),
        ("devon-and-cornwall", "force@devon.example"),
    }


def test_published_responses_offer_the_progress_that_nobody_took_up():
    assert ProgressUpdate.objects.drafts().filter(offered_by_version=1).exists()


def test_an_update_of_a_force_that_somebody_can_sign_in_for_has_a_file_that_says_it_is_made_up():
    file = Evidence.objects.filter(update__force__slug="cheshire").first()

    assert file.update.submitted_at
    assert file.name.startswith("demonstration-")
    assert bytes(file.content).startswith(b"Made up for the demonstration")


def test_somebody_who_can_sign_in_is_asked_for_updates():
    asked = UpdateRequest.objects.open()

    assert asked.filter(person__email="force@cheshire.example").exists()


def test_answers_take_every_position():
    assert set(Answer.objects.values_list("position", flat=True)) == set(Position)


def test_nothing_was_done_later_than_the_day_began_on_which_the_demonstration_is_made():
    """It may be made at any hour of its day, and nobody has saved a draft in the future."""
    began = make_aware(datetime.combine(TODAY, time()))
    late = {
        f"{model.__name__}.{field.name}"
        for model in ROWS
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField)
        and field.name not in MADE_AT
        and re.fullmatch(r"(.+_)?at", field.name)
        and model.objects.filter(**{f"{field.name}__gte": began}).exists()
    }

    assert not late


def test_figures_are_given_in_every_way():
    assert set(Figure.objects.values_list("standing", flat=True)) == set(Standing)


def test_an_office_that_can_sign_in_sees_what_it_answered_before():
    again = Recommendation.objects.get(
        inspection__slug="demonstration-digital-evidence", number="AFI1"
    )
    response = again.inspection.responses.get(body__force__slug="cheshire")

    earlier = earlier_answer(response, again)

    assert earlier.recommendation.inspection.slug == "demonstration-burglary"
    assert earlier.version == 1
    assert earlier.text


def test_someone_who_can_sign_in_has_something_to_sign():
    waiting = Response.objects.get(
        inspection__slug="demonstration-digital-evidence", body__force__slug="devon-and-cornwall"
    )
    signatory = User.objects.get(email="signatory@devon.example")

    assert waiting.status == Status.WITH_COMMISSIONER
    check_sign(make.actor(signatory, TODAY), waiting)


def test_only_the_people_in_the_table_can_sign_in():
    can = {user.email for user in User.objects.all() if user.has_usable_password()}

    assert can == {login.email for login in people.LOGINS}
    assert all(user.check_password(people.PASSWORD) for user in User.objects.filter(email__in=can))
    technical = User.objects.get(is_staff=True)
    assert (technical.email, technical.memberships.count()) == (
        "technical@inspection-responses.example",
        0,
    )


def test_a_demonstration_user_signs_in(client):
    client.post(
        reverse("account_login"),
        {"login": "drafter@cheshire.example", "password": people.PASSWORD},
    )

    assert client.session["_auth_user_id"] == str(
        User.objects.get(email="drafter@cheshire.example").pk
    )


def test_the_table_lists_every_role_of_two_bodies(capsys):
    call_command("demo_users")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Role", "For", "Email", "address"]
    assert [re.split(r" {2,}", line)[:2] for line in lines[1:10]] == [
        ["Office staff", "Cheshire Constabulary"],
        ["May sign", "Cheshire Constabulary"],
        ["Force contact", "Cheshire Constabulary"],
        ["Office staff", "Devon and Cornwall Police"],
        ["May sign", "Devon and Cornwall Police"],
        ["Force contact", "Devon and Cornwall Police"],
        ["Inspector", "HMICFRS"],
        ["Inspector", "HMICFRS"],
        ["Inspectorate administrator", "HMICFRS"],
    ]
    assert len(lines) == 12
    assert lines[-1] == "Password for all of them: demonstration-only"


def test_each_body_that_somebody_works_for_has_a_whole_letterhead():
    bodies = PolicingBody.objects.filter(memberships__isnull=False).distinct()

    assert bodies.count() >= 43
    assert set(bodies) == {each.body for each in Letterhead.objects.select_related("body")}
    assert not Letterhead.objects.filter(Q(address="") | Q(closing="")).exists()


def test_the_five_bodies_whose_letters_are_known_have_the_shapes_of_these():
    shapes = dict(
        Letterhead.objects.exclude(shape=Shape.REPORT).values_list("body__force__slug", "shape")
    )

    assert shapes == {
        "cheshire": "letter",
        "cumbria": "form",
        "west-midlands": "briefing",
        "west-yorkshire": "home_secretary",
    }
    assert Letterhead.objects.get(body__force__slug="devon-and-cornwall").shape == "report"


def test_what_the_demonstration_signed_has_the_letterhead_and_the_signature():
    version = SignedVersion.objects.filter(response__body__force__slug="cheshire").latest("pk")
    logo = Letterhead.objects.get(body=version.response.body).logo
    signature = SignatureImage.objects.get(person=version.signed_by)

    assert version.content["letter"]["letterhead"]["logo"] == logo.sha256
    assert version.content["signature"]["image"] == signature.image.sha256
