"""What nobody changes afterwards: neither through Django nor in SQL, whatever a session sets."""

from concurrent.futures import ThreadPoolExecutor

import pgtrigger
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from forces.models import Force
from forces.triggers import Final
from responses.models import Change, Response, SignedAnswer, SignedVersion
from tests import factories as make
from tests.kept import OURS, kept_tables, refuses, registered, settled_world
from tests.world import make_world

KEPT = {
    # Wholly: no row of these ever changes.
    "Assessment", "Bundle", "BundledVersion", "Change", "Contribution", "Correction", "DueChange",
    "LetterImage", "Publication", "Redating", "Reply", "ReturnNote", "SignedAnswer",
    "SignedVersion", "ViewChange",
    # Once they are issued, sent, submitted, ended.
    "Closure", "CommentsMail", "Copy", "CopyMail", "Letter", "Mail", "ProgressReminder",
    "ProgressUpdate", "Question", "Reminder", "UpdateRequest", "ViewReminder",
    # Who made a change, which grows while the change is being made.
    "HistoryContext",
}  # fmt: skip
EVENTS = [
    model._meta.db_table
    for app in OURS
    for model in apps.get_app_config(app).get_models()
    if hasattr(model, "pgh_tracked_model")
]


@pytest.fixture
def world(db):
    return settled_world()


def test_what_is_kept_is_all_that_should_be():
    kept = {model.__name__ for model, trigger in registered() if isinstance(trigger, Final)}

    assert {name for name in kept if not name.endswith("Event")} == KEPT
    assert set(EVENTS) < set(kept_tables())


def test_the_database_has_every_trigger_as_the_models_have_it(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, obj_description(oid) FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgenabled = 'O'"
        )
        there = dict(cursor.fetchall())

    assert there == {
        trigger.get_pgid(model): trigger.compile(model).hash for model, trigger in registered()
    }


def test_every_kept_table_refuses_to_be_emptied(world):
    for table in kept_tables():
        refuses(f"TRUNCATE {table} CASCADE", saying="Cannot truncate")


def test_what_others_hang_on_cannot_be_emptied_with_them(world):
    for table in ("responses_response", "forces_user", "recommendations_inspection"):
        refuses(f"TRUNCATE {table} CASCADE", saying="Cannot truncate")
    assert SignedVersion.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_flush_is_refused():
    make_world()

    with pytest.raises(CommandError, match="couldn't be flushed"):
        call_command("flush", interactive=False)

    assert SignedVersion.objects.exists()


def test_no_trigger_of_ours_can_be_skipped(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname "
            "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE NOT tgisinternal AND prosrc LIKE '%%pgtrigger_should_ignore%%'"
        )
        found = cursor.fetchall()

    assert found == []


def test_a_switch_of_the_session_changes_nothing(world):
    name = Final(name="append_only").get_pgid(Change)

    with pgtrigger.ignore("responses.Change:append_only"):
        refuses("UPDATE responses_change SET reason = 'x'", saying="Cannot update")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pgtrigger.ignore = '{{{name}}}'")
    refuses("UPDATE responses_change SET reason = 'x'", saying="Cannot update")


def test_history_is_written_whatever_a_session_has_set(db):
    force = make.ForceFactory()
    names = [t.get_pgid(m) for m, t in registered() if m is Force]

    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pgtrigger.ignore = '{{{','.join(names)}}}'")
        cursor.execute("UPDATE forces_force SET name = 'Renamed' WHERE id = %s", [force.pk])

    assert force.events.filter(pgh_label="update", name="Renamed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_signed_version_gets_no_answer_and_a_return_no_note_afterwards():
    world = make_world()
    another = make.RecommendationFactory(inspection=world.response.inspection)
    returned = world.response.changes.get(notes__isnull=False)

    with pytest.raises(DatabaseError, match="Answers come with the version"):
        SignedAnswer.objects.create(version=world.version, recommendation=another)
    with pytest.raises(DatabaseError, match="Notes come with the return"):
        returned.notes.create(place="figures", text="x")


def test_what_is_published_stays_where_it_is(world):
    other = make.ResponseFactory()
    published = Response.objects.filter(pk=make.ResponseFactory(answers=True, published=True).pk)

    for column in ("body_id", "inspection_id"):
        refuses(
            f"UPDATE responses_response SET {column} = %s WHERE id = %s",  # noqa: S608  # ours
            getattr(other, column),
            published.get().pk,
            saying="stays with its inspection and its body",
        )
    refuses(
        "DELETE FROM responses_response WHERE id = %s",
        published.get().pk,
        saying="stays with what was signed of it",
    )
    with pytest.raises(DatabaseError, match="stays published"), transaction.atomic():
        published.update(published_version=None, published_on=None, status="signed")


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_began_before_a_version_was_signed_adds_no_answer_to_it():
    """Its number is lower than that of what was signed meanwhile, over another connection."""
    response = make.ResponseFactory(answers=True)
    another = make.RecommendationFactory(inspection=response.inspection)
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        version = pool.submit(signed_elsewhere, response).result(timeout=60)

        refuses(
            "INSERT INTO responses_signedanswer (version_id, recommendation_id, position, text,"
            " reason, local_number, officer_comment) VALUES (%s, %s, '', 'x', '', '', '')",
            version.pk,
            another.pk,
            saying="Answers come with the version",
        )


@pytest.mark.django_db(transaction=True)
def test_nobody_adds_an_answer_to_a_version_before_it_is_there():
    """The number that it will have can be guessed, and nothing asks whether it is there yet."""
    response = make.ResponseFactory(answers=True)
    another = make.RecommendationFactory(inspection=response.inspection)
    last = make.publish_version(make.ResponseFactory(answers=True), make.TODAY).pk

    with transaction.atomic():
        refuses(
            "INSERT INTO responses_signedanswer (version_id, recommendation_id, position, text,"
            " reason, local_number, officer_comment) VALUES (%s, %s, '', 'x', '', '', '')",
            last + 1,
            another.pk,
            saying="Answers come with the version",
        )


def signed_elsewhere(response):
    try:
        return make.publish_version(response, make.TODAY)
    finally:
        connection.close()
