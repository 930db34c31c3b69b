"""What people enter is remembered, for every model there is, and nobody rewrites it."""

import pghistory
import pghistory.models
import pytest
from django.db import DatabaseError, connection, transaction

from forces.models import Force
from tests import factories as make
from tests.database.refusing import refuses
from tests.database.tables import EVENTS, ROWS, triggers_of
from tests.world import make_world

NO_HISTORY = {
    "User_groups": "there are no groups",
    "User_user_permissions": "roles are memberships; the admin site asks for no permission",
    "CurrentProgress": "follows from the updates, which have history",
    "Change": "is itself history: append-only",
    "Contribution": "is itself history: append-only",
    "Redating": "is itself history: append-only",
    "SignedVersion": "never changes once it is there",
    "SignedAnswer": "never changes once it is there",
    "Publication": "never changes once it is there",
    "Letter": "is made by the system from what has history, and final when issued",
    "DraftLetter": "is made by the system, and made anew from what has history",
    "LetterImage": "is itself kept for good",
    "Bundle": "is itself history: append-only",
    "BundledVersion": "is itself history: append-only",
    "Reminder": "is a ledger that the system writes, and final when sent",
    "Mail": "is a ledger that the system writes, and final when sent",
    "CommentsMail": "is a ledger that the system writes, and final when sent",
    "CopyMail": "is a ledger that the system writes, and final when sent",
    "ReturnNote": "is itself history: append-only",
    "Look": "holds what its reader was shown, for themselves alone",
    "Unsaved": "is its writer's alone, and gone when they save it or let it go",
    "Unsent": "is its writer's alone, and gone when they send it or remove it",
    "LastSave": "follows from the saves, and of these what was written has history",
    "ReminderRound": "is a ledger that the system writes",
    "DueChange": "is itself history: append-only",
    "Assessment": "is itself history: append-only",
    "CurrentAssessment": "follows from the assessments, which never change",
    "RecommendationForce": "follows from what has history, kept by triggers alone",
    "Closure": "is itself history: what was proposed and decided is not rewritten",
    "Correction": "is itself history: append-only",
    "Question": "is itself history: what was asked is not rewritten",
    "Reply": "is itself history: append-only",
    "Evidence": "comes and goes with a draft, and never changes once that is submitted",
    "ProgressReminder": "is a ledger that the system writes, and final when sent",
    "ViewReminder": "is a ledger that the system writes, and final when sent",
    "ViewChange": "is itself history: append-only",
    "CommitteePack": "is made by the system, and made anew from what has history",
    "CalendarFeed": "holds a secret, which a history would keep after it was taken back",
}


def tracked_tables():
    return {event.pgh_tracked_model._meta.db_table: event for event in EVENTS}


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_what_people_enter_has_history_by_triggers(db, model):
    names = triggers_of(model._meta.db_table)
    kept = {
        what
        for what in ("insert", "update", "delete")
        if any(name.startswith(f"pgtrigger_{what}_{what}_") for name in names)
    }

    assert kept == (set() if model.__name__ in NO_HISTORY else {"insert", "update", "delete"})
    assert (model._meta.db_table in tracked_tables()) is (model.__name__ not in NO_HISTORY)


def test_models_without_history_are_there():
    assert {model.__name__ for model in ROWS} > set(NO_HISTORY)


# What history leaves out: secrets, and what changes by itself.
NOT_KEPT = {
    "User": {"password", "last_login"},
    "ApiToken": {"digest", "last_used_on"},
    "SavedView": {"seen"},
    "Recommendation": {"is_for_police"},
}


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_history_keeps_every_column_but_secrets(model):
    event = tracked_tables().get(model._meta.db_table)
    if event is None:
        return

    kept = {field.column for field in event._meta.concrete_fields}
    missing = {field.column for field in model._meta.concrete_fields} - kept

    assert missing == NOT_KEPT.get(model.__name__, set())


def test_history_covers_sql_outside_django(db):
    force = make.ForceFactory(name="Old name")
    event = tracked_tables()[Force._meta.db_table]

    with connection.cursor() as cursor:
        cursor.execute("UPDATE forces_force SET name = 'New name' WHERE id = %s", [force.pk])
        cursor.execute("DELETE FROM forces_force WHERE id = %s", [force.pk])

    rows = event.objects.filter(id=force.pk).order_by("pgh_id").values_list("pgh_label", "name")
    assert list(rows) == [("insert", "Old name"), ("update", "New name"), ("delete", "New name")]


def test_history_refuses_sql(db):
    make_world()
    seen = 0
    for event in EVENTS:
        table = event._meta.db_table
        pk = event.objects.values_list("pgh_id", flat=True).first()
        if pk is None:
            names = triggers_of(table)
            assert any("append_only" in name for name in names), table
            continue
        seen += 1
        refuses(f"UPDATE {table} SET pgh_label = 'x' WHERE pgh_id = %s", pk)  # noqa: S608  # ours
        refuses(f"DELETE FROM {table} WHERE pgh_id = %s", pk)  # noqa: S608  # ours

    assert seen > len(EVENTS) / 2


def test_who_made_a_change_is_not_rewritten(db):
    with pghistory.context(user=1):
        make.ForceFactory()
        with pghistory.context(page="/forces/"):
            make.ForceFactory()
    context = pghistory.models.Context.objects.get()

    assert context.metadata == {"user": 1, "page": "/forces/"}
    with pytest.raises(DatabaseError, match="is not rewritten"), transaction.atomic():
        pghistory.models.Context.objects.update(metadata={"user": 2})
    with pytest.raises(DatabaseError, match="Cannot delete rows"), transaction.atomic():
        pghistory.models.Context.objects.all().delete()
