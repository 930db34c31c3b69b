import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import responses.models.notices
from django.conf import settings
from django.db import migrations, models

from forces.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('responses', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CalendarFeed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('secret', models.CharField(default=responses.models.notices.new_secret, max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='DueChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('old', models.DateField(blank=True, null=True)),
                    ('new', models.DateField(blank=True, null=True)),
                    ('reason', models.TextField()),
                    ('at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Mail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField(help_text='The day on which it may go out.')),
                    ('is_extra', models.BooleanField(default=False)),
                    ('state', models.CharField(choices=[('reserved', 'Waiting to be sent'), ('claimed', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('replaced', 'Replaced by a later mail'), ('unnecessary', 'No longer needed')], default='reserved', max_length=20)),
                    ('message_id', models.CharField(help_text='The same each time it is tried.', max_length=200, unique=True, verbose_name='Message-ID')),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('error', models.TextField(blank=True, verbose_name='why it failed last')),
                    ('reserved_at', models.DateTimeField()),
                    ('claimed_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('try_again_at', models.DateTimeField(blank=True, null=True)),
                ],
            ),
            migrations.CreateModel(
                name='NoticeChoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pace', models.CharField(choices=[('daily', 'At most one mail a day'), ('at_once', 'A mail for each response, as soon as there is something to do')], default='daily', max_length=20)),
                    ('only_pressing', models.BooleanField(default=False, help_text='Only what is late, waits for the person, or moves a last day.')),
                ],
            ),
            migrations.CreateModel(
                name='NoticeChoiceEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('pace', models.CharField(choices=[('daily', 'At most one mail a day'), ('at_once', 'A mail for each response, as soon as there is something to do')], default='daily', max_length=20)),
                    ('only_pressing', models.BooleanField(default=False, help_text='Only what is late, waits for the person, or moves a last day.')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ReminderRound',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField(unique=True)),
                    ('at', models.DateTimeField()),
                    ('reserved', models.PositiveIntegerField(help_text='Reminders that it reserved.')),
                    ('mails', models.PositiveIntegerField(help_text='Mails that it made up.')),
                ],
            ),
        ]),
        pgtrigger.migrations.RemoveTrigger(
            model_name='response',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='response',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='response',
            name='delete_delete',
        ),
        Together([
            migrations.AddField(
                model_name='reminder',
                name='kind',
                field=models.CharField(choices=[('last_day', 'The last day'), ('chief_officer', 'The date given to the chief officer'), ('to_sign', 'Waiting to be signed'), ('returned', 'Returned'), ('no_signatory', 'Nobody may sign'), ('all_wrote', 'Everybody who may sign wrote in it'), ('date_moved', 'The last day was moved')], db_default='last_day', default='last_day', max_length=20),
            ),
            migrations.AddField(
                model_name='reminder',
                name='step',
                field=models.PositiveBigIntegerField(db_default=0, default=0),
            ),
            migrations.AddField(
                model_name='response',
                name='due_reason',
                field=models.TextField(blank=True, db_default='', help_text="Empty where the inspection's last day counts, or none.", verbose_name='reason for a last day of its own'),
            ),
            migrations.AddField(
                model_name='responseevent',
                name='due_reason',
                field=models.TextField(blank=True, db_default='', help_text="Empty where the inspection's last day counts, or none.", verbose_name='reason for a last day of its own'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='response',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_responseevent" ("body_id", "conclusion", "draft_number", "due_on", "due_reason", "id", "inspection_id", "introduction", "is_recorded", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_version_id", "status") VALUES (NEW."body_id", NEW."conclusion", NEW."draft_number", NEW."due_on", NEW."due_reason", NEW."id", NEW."inspection_id", NEW."introduction", NEW."is_recorded", NEW."not_before", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."published_version_id", NEW."status"); RETURN NULL;', hash='80fac87dd50ac41192167245f65fece7dc73161a', operation='INSERT', pgid='pgtrigger_insert_insert_d4b7e', table='responses_response', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='response',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "responses_responseevent" ("body_id", "conclusion", "draft_number", "due_on", "due_reason", "id", "inspection_id", "introduction", "is_recorded", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_version_id", "status") VALUES (NEW."body_id", NEW."conclusion", NEW."draft_number", NEW."due_on", NEW."due_reason", NEW."id", NEW."inspection_id", NEW."introduction", NEW."is_recorded", NEW."not_before", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."published_version_id", NEW."status"); RETURN NULL;', hash='1f7f45d023c973c3e45704b9df7eed38e731ae4e', operation='UPDATE', pgid='pgtrigger_update_update_2efb0', table='responses_response', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='response',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_responseevent" ("body_id", "conclusion", "draft_number", "due_on", "due_reason", "id", "inspection_id", "introduction", "is_recorded", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_version_id", "status") VALUES (OLD."body_id", OLD."conclusion", OLD."draft_number", OLD."due_on", OLD."due_reason", OLD."id", OLD."inspection_id", OLD."introduction", OLD."is_recorded", OLD."not_before", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."published_version_id", OLD."status"); RETURN NULL;', hash='6a6d175e74c59730eb2990e732c1b19c94b4598d', operation='DELETE', pgid='pgtrigger_delete_delete_1c802', table='responses_response', when='AFTER')),
            ),
            migrations.AddField(
                model_name='calendarfeed',
                name='user',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_feed', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='duechange',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='duechange',
                name='response',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='due_changes', to='responses.response'),
            ),
            migrations.AddField(
                model_name='mail',
                name='recipient',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='reminder',
                name='mail',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='responses.mail'),
            ),
            migrations.AddField(
                model_name='noticechoice',
                name='user',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notice_choice', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='noticechoiceevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='noticechoiceevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='responses.noticechoice'),
            ),
            migrations.AddField(
                model_name='noticechoiceevent',
                name='user',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddConstraint(
                model_name='duechange',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('new__isnull', False), ('old__isnull', True)), models.Q(('new__isnull', True), ('old__isnull', False)), models.Q(('old', models.F('new')), _negated=True), _connector='OR'), name='due_change_changes_something'),
            ),
            migrations.AddConstraint(
                model_name='duechange',
                constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='due_change_has_reason'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='duechange',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9cde5f5b55fe4096fefd6875e0877c625d531753', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ac971', table='responses_duechange', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='mail',
                index=models.Index(fields=['state', 'on'], name='responses_m_state_cf5b1f_idx'),
            ),
            migrations.AddConstraint(
                model_name='mail',
                constraint=models.UniqueConstraint(condition=models.Q(('is_extra', False), ('state__in', ['claimed', 'failed', 'reserved', 'sent'])), fields=('recipient', 'on'), name='mail_one_a_day'),
            ),
            migrations.AddConstraint(
                model_name='mail',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='mail_sent_has_time'),
            ),
            migrations.AddConstraint(
                model_name='mail',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), ('try_again_at__isnull', False), models.Q(('error', ''), _negated=True)), models.Q(models.Q(('state', 'failed'), _negated=True), ('try_again_at__isnull', True)), _connector='OR'), name='mail_failed_says_why_and_when_next'),
            ),
            migrations.AddConstraint(
                model_name='mail',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('attempts', 0), ('claimed_at__isnull', True)), models.Q(('attempts__gt', 0), ('claimed_at__isnull', False)), _connector='OR'), name='mail_attempted_was_claimed'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='mail',
                trigger=pgtrigger.compiler.Trigger(name='sent_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'sent\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='15541d61c2d02327baddfb33b1b40a458fb20521', operation='UPDATE OR DELETE', pgid='pgtrigger_sent_is_final_c0b58', table='responses_mail', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='noticechoice',
                constraint=models.CheckConstraint(condition=models.Q(('pace__in', ['daily', 'at_once'])), name='notice_choice_pace_known'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='noticechoice',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_noticechoiceevent" ("id", "only_pressing", "pace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."id", NEW."only_pressing", NEW."pace", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;', hash='38761093cbd01150aa150d067fb8d651e854b3d7', operation='INSERT', pgid='pgtrigger_insert_insert_91194', table='responses_noticechoice', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='noticechoice',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "responses_noticechoiceevent" ("id", "only_pressing", "pace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."id", NEW."only_pressing", NEW."pace", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='f573bbbc39bad638ae514b3dbd8e8542ec1613f0', operation='UPDATE', pgid='pgtrigger_update_update_3dfe5', table='responses_noticechoice', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='noticechoice',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_noticechoiceevent" ("id", "only_pressing", "pace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."id", OLD."only_pressing", OLD."pace", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;', hash='0ec777d5a4568762bfb957ed2615903443590894', operation='DELETE', pgid='pgtrigger_delete_delete_6e3ba', table='responses_noticechoice', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='noticechoiceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bacf9c0bb192577b87a6cc48fc60635795b6a4f2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_82474', table='responses_noticechoiceevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='response',
                constraint=models.CheckConstraint(condition=models.Q(('due_reason', ''), ('due_on__isnull', False), _connector='OR'), name='response_due_reason_has_date'),
            ),
        ]),
    ]
