"""Reminders go out in mails: each one that was sent becomes a mail of its own.

Web processes and workers of the version before must be stopped: they need the columns that go.
"""

from django.db import migrations, models

INTO_MAILS = """
ALTER TABLE responses_reminder DISABLE TRIGGER USER;
INSERT INTO responses_mail (
    recipient_id, "on", is_extra, state, message_id, attempts, error,
    reserved_at, claimed_at, sent_at
)
SELECT recipient_id, (sent_at AT TIME ZONE 'Europe/London')::date, TRUE, 'sent', message_id,
    attempts, '', reserved_at, claimed_at, sent_at
FROM responses_reminder WHERE state = 'sent';
UPDATE responses_reminder SET mail_id = mail.id
FROM responses_mail mail
WHERE mail.message_id = responses_reminder.message_id AND responses_reminder.state = 'sent';
UPDATE responses_reminder SET state = 'reserved' WHERE state IN ('claimed', 'failed');
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE responses_reminder ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responses', '0002_the_clock_and_its_mails'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_once_each',
        ),
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_message_id_unique',
        ),
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_sent_has_time',
        ),
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_failed_says_why_and_when_next',
        ),
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_attempted_was_claimed',
        ),
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_sendable_has_message_id',
        ),
        migrations.RemoveIndex(
            model_name='reminder',
            name='responses_r_state_a6c4f2_idx',
        ),
        migrations.RunSQL(INTO_MAILS),
        migrations.RemoveField(
            model_name='reminder',
            name='attempts',
        ),
        migrations.RemoveField(
            model_name='reminder',
            name='claimed_at',
        ),
        migrations.RemoveField(
            model_name='reminder',
            name='error',
        ),
        migrations.RemoveField(
            model_name='reminder',
            name='message_id',
        ),
        migrations.RemoveField(
            model_name='reminder',
            name='try_again_at',
        ),
        migrations.AlterField(
            model_name='reminder',
            name='state',
            field=models.CharField(choices=[('reserved', 'Waiting to be sent'), ('sent', 'Sent'), ('overtaken', 'Overtaken by a later one'), ('unnecessary', 'No longer needed'), ('muted', 'Not sent: they asked for less mail')], default='reserved', max_length=20),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(condition=models.Q(('state', 'reserved')), fields=['recipient'], name='reminder_unsent'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('response', 'kind', 'milestone', 'falls_on', 'step', 'recipient'), name='reminder_once_each'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mail__isnull', False), ('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='reminder_sent_has_time_and_mail'),
        ),
    ]
