"""What never changes once it is there, and what still may."""

import pytest
from django.db import connection

from recommendations.models import ProgressUpdate
from responses.choices import MailState, ReminderState
from responses.models import Letter, Mail, Reminder
from tests import factories as make
from tests.database.refusing import refuses
from tests.world import make_world

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
