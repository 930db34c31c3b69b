import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from forces.migrating import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('forces', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('recommendations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ChiefOfficerComments',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('invited_on', models.DateField(blank=True, null=True)),
                    ('wanted_by', models.DateField(blank=True, null=True)),
                    ('received_on', models.DateField(blank=True, null=True)),
                    ('received_from', models.CharField(blank=True, max_length=160)),
                    ('none_received', models.BooleanField(default=False)),
                    ('text', models.TextField(blank=True, verbose_name='general comments')),
                    ('reply', models.TextField(blank=True, verbose_name="the body's reply")),
                ],
                options={
                    'verbose_name_plural': "chief officer's comments",
                },
            ),
            migrations.CreateModel(
                name='OldResponse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('modelled_on', models.CharField(max_length=200)),
                    ('shape', models.CharField(blank=True, max_length=200)),
                    ('addressed_to', models.CharField(blank=True, max_length=200)),
                    ('cites', models.CharField(blank=True, max_length=300, verbose_name='statute it cites')),
                    ('stated_due_on', models.DateField(blank=True, null=True, verbose_name='last day it states')),
                    ('not_before_reason', models.TextField(blank=True)),
                    ('notes', models.TextField(blank=True)),
                ],
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.CharField(blank=True, choices=[('in_place', 'Already in place'), ('under_way', 'Action under way'), ('planned', 'Action planned'), ('considered', 'Being considered'), ('no_action', 'No action'), ('answered_with', 'Answered together with another'), ('elsewhere', 'Addressed to others')], max_length=20)),
                    ('text', models.TextField(blank=True, verbose_name='answer')),
                    ('reason', models.TextField(blank=True, help_text='Why nothing is done, or not yet.', verbose_name='why no action')),
                    ('planned_on', models.DateField(blank=True, null=True, verbose_name='planned for')),
                    ('local_number', models.CharField(blank=True, max_length=10, verbose_name='your own number')),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('saved_at', models.DateTimeField()),
                    ('answered_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recommendations.recommendation')),
                    ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='recommendations.recommendation')),
                    ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='ChiefOfficerComment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField()),
                    ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recommendations.recommendation')),
                ],
            ),
            migrations.CreateModel(
                name='Response',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('status', models.CharField(choices=[('not_started', 'Not started'), ('drafting', 'Drafting'), ('with_commissioner', 'With commissioner'), ('signed', 'Signed'), ('published', 'Published')], default='not_started', max_length=20)),
                    ('due_on', models.DateField(blank=True, help_text='Empty where the law sets this body no last day.', null=True)),
                    ('draft_number', models.PositiveSmallIntegerField(default=1, help_text='The number that the version now written will have when signed.')),
                    ('introduction', models.TextField(blank=True)),
                    ('conclusion', models.TextField(blank=True)),
                    ('published_on', models.DateField(blank=True, help_text='The day a version was first published.', null=True)),
                    ('is_recorded', models.BooleanField(default=False, help_text='Happened before this system; entered from what was published.')),
                    ('not_before', models.DateField(blank=True, help_text='For a recorded response whose day of publication is not known.', null=True, verbose_name='published no earlier than')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='forces.policingbody')),
                    ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='recommendations.inspection')),
                ],
            ),
            migrations.CreateModel(
                name='OldResponseEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('modelled_on', models.CharField(max_length=200)),
                    ('shape', models.CharField(blank=True, max_length=200)),
                    ('addressed_to', models.CharField(blank=True, max_length=200)),
                    ('cites', models.CharField(blank=True, max_length=300, verbose_name='statute it cites')),
                    ('stated_due_on', models.DateField(blank=True, null=True, verbose_name='last day it states')),
                    ('not_before_reason', models.TextField(blank=True)),
                    ('notes', models.TextField(blank=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='responses.oldresponse')),
                    ('response', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='responses.response')),
                ],
                options={
                    'abstract': False,
                },
            ),
        ]),
        migrations.AddField(
            model_name='oldresponse',
            name='response',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='old', to='responses.response'),
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='responses.response')),
            ],
        ),
        migrations.CreateModel(
            name='ChiefOfficerCommentsEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('invited_on', models.DateField(blank=True, null=True)),
                ('wanted_by', models.DateField(blank=True, null=True)),
                ('received_on', models.DateField(blank=True, null=True)),
                ('received_from', models.CharField(blank=True, max_length=160)),
                ('none_received', models.BooleanField(default=False)),
                ('text', models.TextField(blank=True, verbose_name='general comments')),
                ('reply', models.TextField(blank=True, verbose_name="the body's reply")),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='responses.chiefofficercomments')),
                ('response', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='responses.response')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='chiefofficercomments',
            name='response',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='chief_officer', to='responses.response'),
        ),
        migrations.CreateModel(
            name='ChiefOfficerCommentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('text', models.TextField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='responses.chiefofficercomment')),
                ('recommendation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.recommendation')),
                ('response', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='responses.response')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='chiefofficercomment',
            name='response',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officer_comments', to='responses.response'),
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old', models.CharField(choices=[('not_started', 'Not started'), ('drafting', 'Drafting'), ('with_commissioner', 'With commissioner'), ('signed', 'Signed'), ('published', 'Published')], max_length=20)),
                ('new', models.CharField(choices=[('not_started', 'Not started'), ('drafting', 'Drafting'), ('with_commissioner', 'With commissioner'), ('signed', 'Signed'), ('published', 'Published')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='responses.response')),
            ],
        ),
        migrations.CreateModel(
            name='AnswerEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('position', models.CharField(blank=True, choices=[('in_place', 'Already in place'), ('under_way', 'Action under way'), ('planned', 'Action planned'), ('considered', 'Being considered'), ('no_action', 'No action'), ('answered_with', 'Answered together with another'), ('elsewhere', 'Addressed to others')], max_length=20)),
                ('text', models.TextField(blank=True, verbose_name='answer')),
                ('reason', models.TextField(blank=True, help_text='Why nothing is done, or not yet.', verbose_name='why no action')),
                ('planned_on', models.DateField(blank=True, null=True, verbose_name='planned for')),
                ('local_number', models.CharField(blank=True, max_length=10, verbose_name='your own number')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('saved_at', models.DateTimeField()),
                ('answered_with', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.recommendation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='responses.answer')),
                ('recommendation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.recommendation')),
                ('saved_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('response', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='responses.response')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='answer',
            name='response',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='responses.response'),
        ),
        migrations.CreateModel(
            name='SignedVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('html', models.TextField()),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('signer_name', models.CharField(blank=True, max_length=120)),
                ('signer_office', models.CharField(blank=True, max_length=160)),
                ('dated_on', models.DateField(blank=True, null=True)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='responses.response')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.CharField(blank=True, choices=[('in_place', 'Already in place'), ('under_way', 'Action under way'), ('planned', 'Action planned'), ('considered', 'Being considered'), ('no_action', 'No action'), ('answered_with', 'Answered together with another'), ('elsewhere', 'Addressed to others')], max_length=20)),
                ('text', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('planned_on', models.DateField(blank=True, null=True)),
                ('local_number', models.CharField(blank=True, max_length=10)),
                ('officer_comment', models.TextField(blank=True)),
                ('answered_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recommendations.recommendation')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_answers', to='recommendations.recommendation')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='responses.signedversion')),
            ],
        ),
        migrations.CreateModel(
            name='ResponseEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('status', models.CharField(choices=[('not_started', 'Not started'), ('drafting', 'Drafting'), ('with_commissioner', 'With commissioner'), ('signed', 'Signed'), ('published', 'Published')], default='not_started', max_length=20)),
                ('due_on', models.DateField(blank=True, help_text='Empty where the law sets this body no last day.', null=True)),
                ('draft_number', models.PositiveSmallIntegerField(default=1, help_text='The number that the version now written will have when signed.')),
                ('introduction', models.TextField(blank=True)),
                ('conclusion', models.TextField(blank=True)),
                ('published_on', models.DateField(blank=True, help_text='The day a version was first published.', null=True)),
                ('is_recorded', models.BooleanField(default=False, help_text='Happened before this system; entered from what was published.')),
                ('not_before', models.DateField(blank=True, help_text='For a recorded response whose day of publication is not known.', null=True, verbose_name='published no earlier than')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='forces.policingbody')),
                ('inspection', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.inspection')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='responses.response')),
                ('published_version', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='responses.signedversion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='response',
            name='published_version',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='published_of', to='responses.signedversion'),
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_on', models.DateField(blank=True, null=True)),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='also published at')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='responses.signedversion')),
            ],
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shape', models.CharField(choices=[('report', 'Report')], default='report', max_length=20)),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('rendering', 'Being made'), ('ready', 'Ready'), ('failed', 'Failed')], default='queued', max_length=20)),
                ('content', models.BinaryField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('error', models.TextField(blank=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='responses.signedversion')),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('milestone', models.SmallIntegerField()),
                ('falls_on', models.DateField()),
                ('state', models.CharField(choices=[('reserved', 'Waiting to be sent'), ('claimed', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('overtaken', 'Overtaken by a later one'), ('unnecessary', 'No longer needed')], default='reserved', max_length=20)),
                ('message_id', models.CharField(blank=True, help_text='The same each time it is tried.', max_length=200, verbose_name='Message-ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.TextField(blank=True, verbose_name='why it failed last')),
                ('reserved_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('try_again_at', models.DateTimeField(blank=True, null=True)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='responses.response')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'claimed_at'], name='responses_r_state_a6c4f2_idx')],
                'constraints': [models.UniqueConstraint(fields=('response', 'milestone', 'recipient'), name='reminder_once_each'), models.UniqueConstraint(condition=models.Q(('message_id', ''), _negated=True), fields=('message_id',), name='reminder_message_id_unique'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='reminder_sent_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), ('try_again_at__isnull', False), models.Q(('error', ''), _negated=True)), models.Q(models.Q(('state', 'failed'), _negated=True), ('try_again_at__isnull', True)), _connector='OR'), name='reminder_failed_says_why_and_when_next'), models.CheckConstraint(condition=models.Q(models.Q(('attempts', 0), ('claimed_at__isnull', True)), models.Q(('attempts__gt', 0), ('claimed_at__isnull', False)), _connector='OR'), name='reminder_attempted_was_claimed'), models.CheckConstraint(condition=models.Q(('state__in', ['overtaken', 'unnecessary']), models.Q(('message_id', ''), _negated=True), _connector='OR'), name='reminder_sendable_has_message_id')],
            },
        ),
        Together([
            pgtrigger.migrations.AddTrigger(
                model_name='reminder',
                trigger=pgtrigger.compiler.Trigger(name='sent_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'sent\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0128b5efe5162baf48a2817f0e68569c45246be1', operation='UPDATE OR DELETE', pgid='pgtrigger_sent_is_final_09555', table='responses_reminder', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oldresponseevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='669ccdc22a03172fc8b0a2816c7b9345771bd97c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2a185', table='responses_oldresponseevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='oldresponse',
                constraint=models.CheckConstraint(condition=models.Q(('modelled_on', ''), _negated=True), name='old_response_says_what_it_is_modelled_on'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oldresponse',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_oldresponseevent" ("addressed_to", "cites", "id", "modelled_on", "not_before_reason", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "shape", "stated_due_on") VALUES (NEW."addressed_to", NEW."cites", NEW."id", NEW."modelled_on", NEW."not_before_reason", NEW."notes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."response_id", NEW."shape", NEW."stated_due_on"); RETURN NULL;', hash='5d2bcdca6e403a33dbbf2ef5fdc8cee168c2b7bf', operation='INSERT', pgid='pgtrigger_insert_insert_a64b5', table='responses_oldresponse', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oldresponse',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "responses_oldresponseevent" ("addressed_to", "cites", "id", "modelled_on", "not_before_reason", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "shape", "stated_due_on") VALUES (NEW."addressed_to", NEW."cites", NEW."id", NEW."modelled_on", NEW."not_before_reason", NEW."notes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."response_id", NEW."shape", NEW."stated_due_on"); RETURN NULL;', hash='81358627607704db0fa1b9199a7bd3b560673487', operation='UPDATE', pgid='pgtrigger_update_update_ddacf', table='responses_oldresponse', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oldresponse',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_oldresponseevent" ("addressed_to", "cites", "id", "modelled_on", "not_before_reason", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "shape", "stated_due_on") VALUES (OLD."addressed_to", OLD."cites", OLD."id", OLD."modelled_on", OLD."not_before_reason", OLD."notes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."response_id", OLD."shape", OLD."stated_due_on"); RETURN NULL;', hash='112356ec4a67b43429f5b8116896b90d826faa09', operation='DELETE', pgid='pgtrigger_delete_delete_199d0', table='responses_oldresponse', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='contribution',
                constraint=models.UniqueConstraint(fields=('response', 'number', 'by'), name='contribution_once_each'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contribution',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c6aeed09faf1af56ec810af013518b747d1a6ddb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b8fde', table='responses_contribution', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='chiefofficercommentsevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='580f0c1ec1869329640a20097ec33451cfd1c74d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f8214', table='responses_chiefofficercommentsevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='chiefofficercomments',
                constraint=models.CheckConstraint(condition=models.Q(('none_received', False), models.Q(('received_from', ''), ('received_on__isnull', True), ('text', '')), _connector='OR'), name='comments_received_or_none'),
            ),
            migrations.AddConstraint(
                model_name='chiefofficercomments',
                constraint=models.CheckConstraint(condition=models.Q(('wanted_by__isnull', True), ('invited_on__isnull', True), ('wanted_by__gte', models.F('invited_on')), _connector='OR'), name='comments_wanted_after_invited'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='chiefofficercomments',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_chiefofficercommentsevent" ("id", "invited_on", "none_received", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_from", "received_on", "reply", "response_id", "text", "wanted_by") VALUES (NEW."id", NEW."invited_on", NEW."none_received", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_from", NEW."received_on", NEW."reply", NEW."response_id", NEW."text", NEW."wanted_by"); RETURN NULL;', hash='9ecc49a84856182b1255dd26e66c1dacf241422e', operation='INSERT', pgid='pgtrigger_insert_insert_93f9e', table='responses_chiefofficercomments', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='chiefofficercomments',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "responses_chiefofficercommentsevent" ("id", "invited_on", "none_received", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_from", "received_on", "reply", "response_id", "text", "wanted_by") VALUES (NEW."id", NEW."invited_on", NEW."none_received", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_from", NEW."received_on", NEW."reply", NEW."response_id", NEW."text", NEW."wanted_by"); RETURN NULL;', hash='4f1b57a453738d1d03bed98ab4bc2014788a78bd', operation='UPDATE', pgid='pgtrigger_update_update_ba63c', table='responses_chiefofficercomments', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='chiefofficercomments',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_chiefofficercommentsevent" ("id", "invited_on", "none_received", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_from", "received_on", "reply", "response_id", "text", "wanted_by") VALUES (OLD."id", OLD."invited_on", OLD."none_received", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_from", OLD."received_on", OLD."reply", OLD."response_id", OLD."text", OLD."wanted_by"); RETURN NULL;', hash='7c256f2664d6b9960d82379c104780fcaafc5c80', operation='DELETE', pgid='pgtrigger_delete_delete_72b2d', table='responses_chiefofficercomments', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='chiefofficercommentevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='36c8c71c1f3b7a9e612a99578d26b689a41fadf1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2ac52', table='responses_chiefofficercommentevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='chiefofficercomment',
                constraint=models.UniqueConstraint(fields=('response', 'recommendation'), name='officer_comment_one_each'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='chiefofficercomment',
                trigger=pgtrigger.compiler.Trigger(name='same_inspection', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT 1 FROM recommendations_recommendation\n                WHERE id IN (NEW.recommendation_id) AND inspection_id <> (\n                    SELECT inspection_id FROM responses_response WHERE id = NEW.response_id\n                )\n            ) THEN\n                RAISE EXCEPTION 'An answer belongs to a recommendation of its inspection';\n            END IF;\n            RETURN NEW;\n        ", hash='e10790fceecf9971ed17843ed4c9cbb79611c391', operation='INSERT OR UPDATE', pgid='pgtrigger_same_inspection_3eeeb', table='responses_chiefofficercomment', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='chiefofficercomment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_chiefofficercommentevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "response_id", "text") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id", NEW."response_id", NEW."text"); RETURN NULL;', hash='4d87583203a8dada6b561c54b472c8e6109af1c5', operation='INSERT', pgid='pgtrigger_insert_insert_2a26f', table='responses_chiefofficercomment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='chiefofficercomment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "responses_chiefofficercommentevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "response_id", "text") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id", NEW."response_id", NEW."text"); RETURN NULL;', hash='bec60230c9dd96ce60d94fd612a99273882d21c5', operation='UPDATE', pgid='pgtrigger_update_update_eeb5b', table='responses_chiefofficercomment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='chiefofficercomment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_chiefofficercommentevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "response_id", "text") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."response_id", OLD."text"); RETURN NULL;', hash='0ee774fabe4643e93d76ddf68c4e4339f4ec9199', operation='DELETE', pgid='pgtrigger_delete_delete_4957b', table='responses_chiefofficercomment', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='change',
                index=models.Index(fields=['response', 'at'], name='responses_c_respons_713196_idx'),
            ),
            migrations.AddConstraint(
                model_name='change',
                constraint=models.CheckConstraint(condition=models.Q(('old', models.F('new')), _negated=True), name='change_changes_something'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='change',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='74a046f7969f5c2258b90396cbb2c3999bf5aae8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_96256', table='responses_change', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='answerevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0e4675f5ffbc764f94ad544769aed089185002c1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0a33c', table='responses_answerevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='answer',
                constraint=models.UniqueConstraint(fields=('response', 'recommendation'), name='answer_one_per_recommendation'),
            ),
            migrations.AddConstraint(
                model_name='answer',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_with__isnull', False), ('position', 'answered_with')), models.Q(models.Q(('position', 'answered_with'), _negated=True), ('answered_with__isnull', True)), _connector='OR'), name='answer_answered_with_fits_position'),
            ),
            migrations.AddConstraint(
                model_name='answer',
                constraint=models.CheckConstraint(condition=models.Q(('answered_with__isnull', True), models.Q(('answered_with', models.F('recommendation')), _negated=True), _connector='OR'), name='answer_not_answered_with_itself'),
            ),
            migrations.AddConstraint(
                model_name='answer',
                constraint=models.CheckConstraint(condition=models.Q(('planned_on__isnull', True), ('position', 'planned'), _connector='OR'), name='answer_planned_on_fits_position'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='answer',
                trigger=pgtrigger.compiler.Trigger(name='same_inspection', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT 1 FROM recommendations_recommendation\n                WHERE id IN (NEW.recommendation_id, NEW.answered_with_id) AND inspection_id <> (\n                    SELECT inspection_id FROM responses_response WHERE id = NEW.response_id\n                )\n            ) THEN\n                RAISE EXCEPTION 'An answer belongs to a recommendation of its inspection';\n            END IF;\n            RETURN NEW;\n        ", hash='c7f686c62de8fb7e04d906e82b7b38b5eb7e9b2c', operation='INSERT OR UPDATE', pgid='pgtrigger_same_inspection_46c86', table='responses_answer', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='answer',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_answerevent" ("answered_with_id", "id", "local_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "position", "reason", "recommendation_id", "response_id", "revision", "saved_at", "saved_by_id", "text") VALUES (NEW."answered_with_id", NEW."id", NEW."local_number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."planned_on", NEW."position", NEW."reason", NEW."recommendation_id", NEW."response_id", NEW."revision", NEW."saved_at", NEW."saved_by_id", NEW."text"); RETURN NULL;', hash='4482b584271f037a4f3dc7decb91827c94c71920', operation='INSERT', pgid='pgtrigger_insert_insert_1a3c5', table='responses_answer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='answer',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "responses_answerevent" ("answered_with_id", "id", "local_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "position", "reason", "recommendation_id", "response_id", "revision", "saved_at", "saved_by_id", "text") VALUES (NEW."answered_with_id", NEW."id", NEW."local_number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."planned_on", NEW."position", NEW."reason", NEW."recommendation_id", NEW."response_id", NEW."revision", NEW."saved_at", NEW."saved_by_id", NEW."text"); RETURN NULL;', hash='6e3cb1cffd391adb01967a40bf3b8fbaf955f814', operation='UPDATE', pgid='pgtrigger_update_update_65e04', table='responses_answer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='answer',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_answerevent" ("answered_with_id", "id", "local_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "position", "reason", "recommendation_id", "response_id", "revision", "saved_at", "saved_by_id", "text") VALUES (OLD."answered_with_id", OLD."id", OLD."local_number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."planned_on", OLD."position", OLD."reason", OLD."recommendation_id", OLD."response_id", OLD."revision", OLD."saved_at", OLD."saved_by_id", OLD."text"); RETURN NULL;', hash='feae3f3da3826eeb319a70703324cc354c889ba6', operation='DELETE', pgid='pgtrigger_delete_delete_30788', table='responses_answer', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='signedversion',
                constraint=models.UniqueConstraint(fields=('response', 'number'), name='signed_version_number_unique'),
            ),
            migrations.AddConstraint(
                model_name='signedversion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='signed_version_signed_at_and_by'),
            ),
            migrations.AddConstraint(
                model_name='signedversion',
                constraint=models.CheckConstraint(condition=models.Q(('signed_at__isnull', True), models.Q(models.Q(('signer_name', ''), _negated=True), models.Q(('signer_office', ''), _negated=True), ('dated_on__isnull', False)), _connector='OR'), name='signed_version_names_its_signer'),
            ),
            migrations.AddConstraint(
                model_name='signedversion',
                constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='signed_version_hash_is_sha256'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='signedversion',
                trigger=pgtrigger.compiler.Trigger(name='is_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='456bed94497bc6b2637d732a1099fb370b725bad', operation='UPDATE OR DELETE', pgid='pgtrigger_is_final_9a783', table='responses_signedversion', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='signedanswer',
                constraint=models.UniqueConstraint(fields=('version', 'recommendation'), name='signed_answer_one_each'),
            ),
            migrations.AddConstraint(
                model_name='signedanswer',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_with__isnull', False), ('position', 'answered_with')), models.Q(models.Q(('position', 'answered_with'), _negated=True), ('answered_with__isnull', True)), _connector='OR'), name='signed_answer_answered_with_fits_position'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='signedanswer',
                trigger=pgtrigger.compiler.Trigger(name='is_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c822134774c542877ecb5807fce2e8e3b7bf94d4', operation='UPDATE OR DELETE', pgid='pgtrigger_is_final_00dcd', table='responses_signedanswer', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='signedanswer',
                trigger=pgtrigger.compiler.Trigger(name='same_inspection', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT 1 FROM recommendations_recommendation\n                WHERE id IN (NEW.recommendation_id, NEW.answered_with_id) AND inspection_id <> (\n                    SELECT inspection_id FROM responses_response WHERE id = (SELECT response_id FROM responses_signedversion WHERE id = NEW.version_id)\n                )\n            ) THEN\n                RAISE EXCEPTION 'An answer belongs to a recommendation of its inspection';\n            END IF;\n            RETURN NEW;\n        ", hash='06e3ae6a2e29cd21157cf9b95a4564b7c4622580', operation='INSERT OR UPDATE', pgid='pgtrigger_same_inspection_687aa', table='responses_signedanswer', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='responseevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7fa74b96323f44a39832a9ccfafd275a3a340d5a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8f2a5', table='responses_responseevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='response',
                index=models.Index(fields=['body', 'status'], name='responses_r_body_id_382928_idx'),
            ),
            migrations.AddIndex(
                model_name='response',
                index=models.Index(fields=['due_on'], name='responses_r_due_on_8675a6_idx'),
            ),
            migrations.AddConstraint(
                model_name='response',
                constraint=models.UniqueConstraint(fields=('inspection', 'body'), name='response_one_per_inspection_and_body'),
            ),
            migrations.AddConstraint(
                model_name='response',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_version__isnull', False), _connector='OR'), name='response_published_has_version'),
            ),
            migrations.AddConstraint(
                model_name='response',
                constraint=models.CheckConstraint(condition=models.Q(('published_version__isnull', True), ('published_on__isnull', False), ('is_recorded', True), _connector='OR'), name='response_published_has_date'),
            ),
            migrations.AddConstraint(
                model_name='response',
                constraint=models.CheckConstraint(condition=models.Q(('published_on__isnull', True), ('published_version__isnull', False), _connector='OR'), name='response_date_has_published_version'),
            ),
            migrations.AddConstraint(
                model_name='response',
                constraint=models.CheckConstraint(condition=models.Q(('not_before__isnull', True), ('is_recorded', True), _connector='OR'), name='response_not_before_is_recorded'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='response',
                trigger=pgtrigger.compiler.Trigger(name='published_is_its_own', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."published_version_id" IS NOT NULL)', func="\n        IF NOT EXISTS (\n            SELECT 1 FROM responses_signedversion version\n            JOIN responses_publication publication ON publication.version_id = version.id\n            WHERE version.id = NEW.published_version_id AND version.response_id = NEW.id\n        ) THEN\n            RAISE EXCEPTION 'A response shows a published version of its own';\n        END IF;\n        RETURN NEW;\n    ", hash='17e8a9c0989382efb86e1dc2262965587d16e726', operation='INSERT OR UPDATE', pgid='pgtrigger_published_is_its_own_eeae9', table='responses_response', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='response',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_responseevent" ("body_id", "conclusion", "draft_number", "due_on", "id", "inspection_id", "introduction", "is_recorded", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_version_id", "status") VALUES (NEW."body_id", NEW."conclusion", NEW."draft_number", NEW."due_on", NEW."id", NEW."inspection_id", NEW."introduction", NEW."is_recorded", NEW."not_before", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."published_version_id", NEW."status"); RETURN NULL;', hash='56ca1e7255de7035d9deef3aa2d00896da056f0e', operation='INSERT', pgid='pgtrigger_insert_insert_d4b7e', table='responses_response', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='response',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "responses_responseevent" ("body_id", "conclusion", "draft_number", "due_on", "id", "inspection_id", "introduction", "is_recorded", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_version_id", "status") VALUES (NEW."body_id", NEW."conclusion", NEW."draft_number", NEW."due_on", NEW."id", NEW."inspection_id", NEW."introduction", NEW."is_recorded", NEW."not_before", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."published_version_id", NEW."status"); RETURN NULL;', hash='04c00affbbeeccdef68b1bb05cf04fd22a14eee5', operation='UPDATE', pgid='pgtrigger_update_update_2efb0', table='responses_response', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='response',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "responses_responseevent" ("body_id", "conclusion", "draft_number", "due_on", "id", "inspection_id", "introduction", "is_recorded", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_version_id", "status") VALUES (OLD."body_id", OLD."conclusion", OLD."draft_number", OLD."due_on", OLD."id", OLD."inspection_id", OLD."introduction", OLD."is_recorded", OLD."not_before", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."published_version_id", OLD."status"); RETURN NULL;', hash='6e3757794be0b71b74eddfb2f62ec298e7d182a6', operation='DELETE', pgid='pgtrigger_delete_delete_1c802', table='responses_response', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='publication',
                constraint=models.CheckConstraint(condition=models.Q(('by__isnull', True), ('published_on__isnull', False), _connector='OR'), name='publication_here_has_date'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='publication',
                trigger=pgtrigger.compiler.Trigger(name='is_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ba73f9c049a73a02c8c94ca40cbaa3715b4b6499', operation='UPDATE OR DELETE', pgid='pgtrigger_is_final_dd37e', table='responses_publication', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='letter',
                constraint=models.UniqueConstraint(fields=('version', 'shape'), name='letter_one_per_shape'),
            ),
            migrations.AddConstraint(
                model_name='letter',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('state', 'ready'), ('sha256__regex', '^[0-9a-f]{64}$')), models.Q(models.Q(('state', 'ready'), _negated=True), ('content__isnull', True), ('sha256', '')), _connector='OR'), name='letter_ready_has_content'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='letter',
                trigger=pgtrigger.compiler.Trigger(name='issued_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'ready\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1deec73e5c63a89e858bac9e5dd8641abfeec7d2', operation='UPDATE OR DELETE', pgid='pgtrigger_issued_is_final_eab83', table='responses_letter', when='BEFORE')),
            ),
        ]),
    ]
