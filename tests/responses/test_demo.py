from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

import forces.reference
import recommendations.reference
from forces.models import User
from recommendations import inspection_file
from recommendations.models import ProgressUpdate
from responses.choices import Format, LetterState, Position
from responses.demo import world
from responses.demo.words import Words
from responses.models import Answer, Change, Letter, Response, SignedVersion

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _reference(settings):
    settings.DEMO = True
    forces.reference.load()
    recommendations.reference.load()


def snapshot():
    """What the world holds, without the ids that the database gives."""
    return {
        "people": sorted(User.objects.values_list("email", "name")),
        "versions": sorted(SignedVersion.objects.values_list("sha256", "signed_at")),
        "answers": sorted(
            Answer.objects.values_list(
                "response__body__name", "recommendation__heading", "position", "text", "saved_at"
            )
        ),
        "changes": sorted(
            Change.objects.values_list("response__body__name", "by__email", "new", "at", "reason")
        ),
        "updates": sorted(
            ProgressUpdate.objects.values_list(
                "force__slug", "recommendation__heading", "as_at", "state", "text", "written_at"
            )
        ),
    }


def world_of(seed, on):
    with transaction.atomic():
        world.make(seed=seed, on=on)
        made = snapshot()
        transaction.set_rollback(True)
    return made


@pytest.mark.slow
def test_the_same_seed_makes_the_same_world_and_another_one_another():
    first, again, other = world_of(1, TODAY), world_of(1, TODAY), world_of(2, TODAY)

    assert first == again
    assert len(first["versions"]) == 16
    assert {key for key in first if first[key] == other[key]} == set()


def test_there_are_words_for_every_recommendation():
    words = Words.read()

    for name in world.ENDINGS:
        inspection = inspection_file.load(inspection_file.DATA / name, on=TODAY)
        texts = words.entries["answers"][inspection.slug]
        assert set(texts) == {r.number for r in inspection.recommendations.all()}
        assert all(set(of_one) <= set(Position) for of_one in texts.values())


@pytest.mark.parametrize(
    "on", [pytest.param(date(2024, 2, 29), marks=pytest.mark.slow), date(2024, 5, 20)]
)
def test_it_can_be_made_for_a_leap_day_and_while_bodies_change(on):
    """In May 2024 two bodies became mayors between the report and the day of loading."""
    assert world.make(seed=1, on=on)

    assert Response.objects.count() == 51


def test_the_command_makes_the_letters_too_and_runs_once(capsys):
    call_command("demo", seed=1, on=TODAY)
    made = snapshot()
    call_command("demo", seed=2)

    assert "Made the demonstration" in capsys.readouterr().out
    assert snapshot() == made
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.READY}
    assert Letter.objects.count() == SignedVersion.objects.count() * len(Format)


def test_the_command_is_refused_where_demonstrations_are_off(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="refused unless the environment has DEMO=1"):
        call_command("demo")

    assert not User.objects.exists()


def test_the_table_says_when_there_is_nobody():
    with pytest.raises(CommandError, match=r"manage\.py demo makes them"):
        call_command("demo_users")
