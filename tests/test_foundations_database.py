"""What the database itself must refuse, and what it must remember: for every model there is."""

import re
from datetime import date

import pghistory
import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import CheckConstraint

from forces.models import Force, PolicingBody
from recommendations.models import CurrentProgress, ProgressUpdate
from responses.choices import MailState, ReminderState
from responses.models import Answer, Letter, Mail, Reminder, Response, SignedAnswer
from tests import factories as make
from tests.world import make_world

OURS = ["forces", "recommendations", "responses", "reports"]
MODELS = [
    model
    for app in OURS
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
]
EVENTS = [model for model in MODELS if hasattr(model, "pgh_tracked_model")]
ROWS = [model for model in MODELS if model not in EVENTS and not model._meta.proxy]


# Pairs: who and when, together or not at all


def pairs():
    """(model, moment, person) wherever a model has x_at and x_by, or at and by."""
    for model in ROWS:
        names = {field.name for field in model._meta.concrete_fields}
        for name in sorted(names):
            if re.fullmatch(r"(.+_)?by", name) and f"{name[:-2]}at" in names:
                yield model, f"{name[:-2]}at", name


# A pair that another constraint holds together, and why.
OTHER_PAIRS = {
    ("Publication", "at"): "a recorded one was entered by a command, and its day may be unknown",
}
PAIRS = [pair for pair in pairs() if (pair[0].__name__, pair[1]) not in OTHER_PAIRS]


def allows(model, values):
    """Whether every constraint on these columns alone lets them pass, asked of the database."""
    checks = [
        constraint.condition
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint) and columns(constraint.condition) <= set(values)
    ]
    types = {name: model._meta.get_field(name) for name in values}
    typed = {
        name: models.Value(value, getattr(types[name], "target_field", types[name]))
        for name, value in values.items()
    }
    return all(condition.check(typed) for condition in checks)


def columns(condition):
    """The fields that a condition speaks of."""
    found = set()
    for child in condition.children:
        found |= columns(child) if isinstance(child, models.Q) else {child[0].partition("__")[0]}
    return found


def test_pairs_are_found():
    found = {(model.__name__, moment) for model, moment, _ in pairs()}

    assert {("Inspection", "released_at"), ("SignedVersion", "signed_at"), ("Change", "at")} < found
    assert set(OTHER_PAIRS) < found


@pytest.mark.parametrize(
    ("model", "moment", "person"), PAIRS, ids=lambda part: getattr(part, "__name__", part)
)
def test_who_and_when_are_both_there_or_neither(db, model, moment, person):
    fields = [model._meta.get_field(name) for name in (moment, person)]
    if not any(field.null for field in fields):
        return  # both are required: NOT NULL is the constraint

    assert all(field.null for field in fields), "one is required and the other is not"
    assert allows(model, {moment: make.NOON, person: 1})
    assert allows(model, {moment: None, person: None})
    assert not allows(model, {moment: make.NOON, person: None})
    assert not allows(model, {moment: None, person: 1})


# History


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
    "LastSave": "follows from the saves, and of these what was written has history",
    "ReminderRound": "is a ledger that the system writes",
    "DueChange": "is itself history: append-only",
    "Assessment": "is itself history: append-only",
    "CurrentAssessment": "follows from the assessments, which never change",
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


def triggers_of(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass "
            "AND NOT tgisinternal AND tgenabled <> 'D'",
            [table],
        )
        return {name for (name,) in cursor.fetchall()}


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


# What never changes


def refuses(sql, *values):
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


IMMUTABLE = [
    "responses_signedversion", "responses_signedanswer", "responses_publication",
    "responses_change", "responses_contribution", "responses_reminder", "responses_letter",
    "responses_mail", "responses_duechange",
    "recommendations_redating",
]  # fmt: skip


@pytest.mark.parametrize("table", IMMUTABLE)
def test_final_rows_refuse_sql(db, table):
    make_world()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id) FROM {table}")  # noqa: S608  # a name from the list above
        (pk,) = cursor.fetchone()

    assert pk is not None
    refuses(f"UPDATE {table} SET id = id WHERE id = %s", pk)  # noqa: S608  # likewise
    refuses(f"DELETE FROM {table} WHERE id = %s", pk)  # noqa: S608  # likewise


def test_submitted_update_refuses_sql_and_a_draft_does_not(db):
    world = make_world()
    draft = ProgressUpdate.objects.drafts().get()

    refuses(
        "UPDATE recommendations_progressupdate SET text = 'Other' WHERE id = %s", world.update.pk
    )
    refuses("DELETE FROM recommendations_progressupdate WHERE id = %s", world.update.pk)
    assert ProgressUpdate.objects.filter(pk=draft.pk).update(text="Other") == 1
    assert draft.delete()[1]["recommendations.ProgressUpdate"] == 1


def test_unsent_mail_and_unmade_letter_may_still_change(db):
    world = make_world()
    mail, reminder = world.reminder.mail, world.reminder
    mail.pk, mail.state, mail.sent_at = None, MailState.CLAIMED, None
    mail.is_extra, mail.message_id = True, "<another@example.org>"
    mail.save(force_insert=True)
    reminder.pk, reminder.state, reminder.sent_at = None, ReminderState.RESERVED, None
    reminder.milestone, reminder.mail = -3, mail
    reminder.save(force_insert=True)
    letter = Letter.objects.create(
        version=make.sign_version(make.ResponseFactory()), changed_at=make.NOON
    )

    assert Mail.objects.filter(pk=mail.pk).update(attempts=2) == 1
    assert Reminder.objects.filter(pk=reminder.pk).update(state=ReminderState.OVERTAKEN) == 1
    assert Letter.objects.filter(pk=letter.pk).update(attempts=2) == 1
    assert world.letter.pk != letter.pk


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


# What does not fit together


def test_answer_to_a_recommendation_of_another_inspection_is_refused(db):
    response, other = make.ResponseFactory(), make.RecommendationFactory()

    with pytest.raises(DatabaseError, match="belongs to a recommendation of its inspection"):
        make.AnswerFactory(response=response, recommendation=other)


def test_answer_moved_to_another_inspection_is_refused(db):
    world = make_world()
    other = make.RecommendationFactory()

    with (
        pytest.raises(DatabaseError, match="belongs to a recommendation of its inspection"),
        transaction.atomic(),
    ):
        Answer.objects.filter(response=world.response).update(recommendation=other)


def test_signed_answers_and_comments_are_of_their_inspection_too(db):
    world = make_world()
    other = make.RecommendationFactory()
    of_another = "belongs to a recommendation of its inspection"

    with pytest.raises(DatabaseError, match=of_another), transaction.atomic():
        SignedAnswer.objects.create(version=world.version, recommendation=other)
    with pytest.raises(DatabaseError, match=of_another), transaction.atomic():
        world.response.officer_comments.create(recommendation=other, text="x")
    with pytest.raises(DatabaseError, match=of_another), transaction.atomic():
        Answer.objects.filter(response=world.response).update(
            position="answered_with", answered_with=other
        )


def test_a_response_shows_a_published_version_of_its_own(db):
    inspection = make.InspectionFactory()
    response = make.ResponseFactory(inspection=inspection)
    signed = make.sign_version(make.ResponseFactory(inspection=inspection))
    own = make.sign_version(response)
    theirs = make.ResponseFactory(inspection=inspection, published=True).published_version

    for version in (signed, own, theirs):
        with (
            pytest.raises(DatabaseError, match="shows a published version of its own"),
            transaction.atomic(),
        ):
            Response.objects.filter(pk=response.pk).update(
                published_version=version, published_on=make.TODAY
            )


def test_current_progress_is_an_update_that_the_force_submitted(db):
    current = make.ProgressUpdateFactory()
    draft = make.ProgressUpdateFactory(
        draft=True, recommendation=current.recommendation, force=current.force
    )
    other = make.ProgressUpdateFactory(recommendation=current.recommendation)
    CurrentProgress.objects.filter(update=other).delete()

    for wrong in (draft, other):
        with (
            pytest.raises(DatabaseError, match="is an update it submitted"),
            transaction.atomic(),
        ):
            CurrentProgress.objects.filter(force=current.force).update(update=wrong)


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


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (None, None),
        (date(2012, 11, 22), None),
        (date(2021, 5, 6), date(2021, 5, 6)),
        (None, date(2021, 5, 6)),
    ],
)
def test_force_has_one_body_at_a_time(db, starts, ends):
    force = make.ForceFactory()
    make.PolicingBodyFactory(force=force, valid_from=date(2021, 5, 6), valid_to=date(2024, 5, 8))

    with pytest.raises(IntegrityError, match="policing_body_one_at_a_time"), transaction.atomic():
        make.PolicingBodyFactory(force=force, valid_from=starts, valid_to=ends)


def test_force_may_have_one_body_after_another(db):
    force = make.ForceFactory()
    make.PolicingBodyFactory(force=force, valid_from=date(2021, 5, 6), valid_to=date(2024, 5, 8))

    make.PolicingBodyFactory(force=force, valid_from=None, valid_to=date(2021, 5, 5))
    make.PolicingBodyFactory(force=force, valid_from=date(2024, 5, 9), valid_to=None)

    assert PolicingBody.objects.filter(force=force).count() == 3


def test_an_inspection_does_not_follow_up_itself(db):
    inspection = make.InspectionFactory()
    inspection.follows_up = inspection

    with pytest.raises(IntegrityError, match="inspection_does_not_follow_itself"):
        inspection.save()


def test_a_recommendation_takes_up_only_one_of_the_inspection_followed_up(db):
    earlier, stranger = make.RecommendationFactory(), make.RecommendationFactory()
    later = make.InspectionFactory(follows_up=earlier.inspection)

    made = make.RecommendationFactory(inspection=later, follows_up=earlier)
    with pytest.raises(DatabaseError), transaction.atomic():
        make.RecommendationFactory(inspection=later, follows_up=stranger)

    assert list(later.recommendations.all()) == [made]
