import django.core.validators
import django.db.models.constraints
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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='AddresseeEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=160)),
                    ('slug', models.SlugField(db_index=False, max_length=60)),
                    ('is_police_forces', models.BooleanField(default=False)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CurrentProgress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ],
                options={
                    'verbose_name_plural': 'current progress',
                },
            ),
            migrations.CreateModel(
                name='Inspection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=300)),
                    ('short_title', models.CharField(help_text='For lists and the subjects of mails, such as: Rape inspection', max_length=80)),
                    ('slug', models.SlugField(max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^(new)\\Z', 'This name is taken by a page of this service. Choose another', code='reserved', inverse_match=True)])),
                    ('published_on', models.DateField(verbose_name='date of publication')),
                    ('url', models.URLField(blank=True, max_length=500, verbose_name='address of the report')),
                    ('key_findings', models.TextField(blank=True)),
                    ('scope', models.CharField(choices=[('national', 'National'), ('one_force', 'One force')], default='national', max_length=20)),
                    ('counting_rule', models.CharField(choices=[('act', 'The Act: the day of publication is day 1'), ('day_after', 'The day after publication is day 1'), ('explicit', 'A date that is set, with a reason')], default='act', max_length=20)),
                    ('explicit_due_on', models.DateField(blank=True, null=True, verbose_name='the date that is set')),
                    ('rule_reason', models.TextField(blank=True, verbose_name='reason for another rule')),
                    ('source', models.TextField(blank=True, verbose_name='source of the wording')),
                    ('licence', models.CharField(blank=True, max_length=200)),
                    ('is_demonstration', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('released_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ],
            ),
            migrations.CreateModel(
                name='InspectionEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('title', models.CharField(max_length=300)),
                    ('short_title', models.CharField(help_text='For lists and the subjects of mails, such as: Rape inspection', max_length=80)),
                    ('slug', models.SlugField(db_index=False, max_length=80, validators=[django.core.validators.RegexValidator('^(new)\\Z', 'This name is taken by a page of this service. Choose another', code='reserved', inverse_match=True)])),
                    ('published_on', models.DateField(verbose_name='date of publication')),
                    ('url', models.URLField(blank=True, max_length=500, verbose_name='address of the report')),
                    ('key_findings', models.TextField(blank=True)),
                    ('scope', models.CharField(choices=[('national', 'National'), ('one_force', 'One force')], default='national', max_length=20)),
                    ('counting_rule', models.CharField(choices=[('act', 'The Act: the day of publication is day 1'), ('day_after', 'The day after publication is day 1'), ('explicit', 'A date that is set, with a reason')], default='act', max_length=20)),
                    ('explicit_due_on', models.DateField(blank=True, null=True, verbose_name='the date that is set')),
                    ('rule_reason', models.TextField(blank=True, verbose_name='reason for another rule')),
                    ('source', models.TextField(blank=True, verbose_name='source of the wording')),
                    ('licence', models.CharField(blank=True, max_length=200)),
                    ('is_demonstration', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('released_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='InspectionForceEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='InspectionInspectorateEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Part',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('text', models.TextField()),
                    ('timescale', models.CharField(blank=True, help_text='As the report says it, such as: Immediately', max_length=120)),
                ],
            ),
            migrations.CreateModel(
                name='PartAddresseeEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PartEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('position', models.PositiveSmallIntegerField()),
                    ('text', models.TextField()),
                    ('timescale', models.CharField(blank=True, help_text='As the report says it, such as: Immediately', max_length=120)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ProgressUpdate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('as_at', models.DateField(verbose_name='as at')),
                    ('state', models.CharField(blank=True, choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('complete', 'Complete'), ('overtaken', 'Overtaken by events'), ('not_for_us', 'Not for us')], max_length=20)),
                    ('text', models.TextField(blank=True, verbose_name='what has changed')),
                    ('next_on', models.DateField(blank=True, null=True, verbose_name='next date')),
                    ('moved_reason', models.TextField(blank=True, verbose_name='reason for moving the date')),
                    ('written_at', models.DateTimeField()),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ],
            ),
            migrations.CreateModel(
                name='ProgressUpdateEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('as_at', models.DateField(verbose_name='as at')),
                    ('state', models.CharField(blank=True, choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('complete', 'Complete'), ('overtaken', 'Overtaken by events'), ('not_for_us', 'Not for us')], max_length=20)),
                    ('text', models.TextField(blank=True, verbose_name='what has changed')),
                    ('next_on', models.DateField(blank=True, null=True, verbose_name='next date')),
                    ('moved_reason', models.TextField(blank=True, verbose_name='reason for moving the date')),
                    ('written_at', models.DateTimeField()),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Recommendation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=10, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9 .()-]*\\Z', 'The number must begin with a letter or a digit, and have only letters, digits, spaces, full stops, hyphens and brackets', code='number'), django.core.validators.RegexValidator('^(new|submit)\\Z', 'This name is taken by a page of this service. Choose another', code='reserved', inverse_match=True)])),
                    ('position', models.PositiveSmallIntegerField()),
                    ('heading', models.CharField(help_text='A few words for lists, such as: Protected characteristics', max_length=80)),
                    ('text', models.TextField()),
                    ('kind', models.CharField(choices=[('recommendation', 'Recommendation'), ('cause_of_concern', 'Cause of concern'), ('area_for_improvement', 'Area for improvement')], default='recommendation', max_length=30)),
                    ('wording', models.CharField(choices=[('official', 'Official wording'), ('summary', 'Summary, not the official wording')], default='official', max_length=10)),
                ],
            ),
            migrations.CreateModel(
                name='RecommendationEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('number', models.CharField(max_length=10, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9 .()-]*\\Z', 'The number must begin with a letter or a digit, and have only letters, digits, spaces, full stops, hyphens and brackets', code='number'), django.core.validators.RegexValidator('^(new|submit)\\Z', 'This name is taken by a page of this service. Choose another', code='reserved', inverse_match=True)])),
                    ('position', models.PositiveSmallIntegerField()),
                    ('heading', models.CharField(help_text='A few words for lists, such as: Protected characteristics', max_length=80)),
                    ('text', models.TextField()),
                    ('kind', models.CharField(choices=[('recommendation', 'Recommendation'), ('cause_of_concern', 'Cause of concern'), ('area_for_improvement', 'Area for improvement')], default='recommendation', max_length=30)),
                    ('wording', models.CharField(choices=[('official', 'Official wording'), ('summary', 'Summary, not the official wording')], default='official', max_length=10)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Addressee',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160, unique=True)),
                    ('slug', models.SlugField(max_length=60, unique=True)),
                    ('is_police_forces', models.BooleanField(default=False)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('is_police_forces', True)), fields=('is_police_forces',), name='addressee_one_is_police_forces')],
                },
            ),
        ]),
        Together([
            pgtrigger.migrations.AddTrigger(
                model_name='addressee',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_addresseeevent" ("id", "is_police_forces", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."id", NEW."is_police_forces", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;', hash='4971cc7ae2eb66cda8dfba0a15b83e9c2404bf98', operation='INSERT', pgid='pgtrigger_insert_insert_96811', table='recommendations_addressee', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='addressee',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recommendations_addresseeevent" ("id", "is_police_forces", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."id", NEW."is_police_forces", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='68927ade050c8a7bee1847248243c0845c647902', operation='UPDATE', pgid='pgtrigger_update_update_fd92e', table='recommendations_addressee', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='addressee',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_addresseeevent" ("id", "is_police_forces", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."id", OLD."is_police_forces", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;', hash='423f1cff15231dfc94a0c3520dcb9c8c7f7c69fe', operation='DELETE', pgid='pgtrigger_delete_delete_1a362', table='recommendations_addressee', when='AFTER')),
            ),
            migrations.AddField(
                model_name='addresseeevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='addresseeevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='recommendations.addressee'),
            ),
            migrations.AddField(
                model_name='currentprogress',
                name='force',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forces.force'),
            ),
            migrations.AddField(
                model_name='inspection',
                name='follows_up',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_up_by', to='recommendations.inspection'),
            ),
            migrations.AddField(
                model_name='inspection',
                name='forces',
                field=models.ManyToManyField(blank=True, related_name='inspections', to='forces.force'),
            ),
            migrations.AddField(
                model_name='inspection',
                name='inspectorates',
                field=models.ManyToManyField(related_name='inspections', to='forces.inspectorate'),
            ),
            migrations.AddField(
                model_name='inspection',
                name='released_by',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='inspectionevent',
                name='follows_up',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.inspection'),
            ),
            migrations.AddField(
                model_name='inspectionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='inspectionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='recommendations.inspection'),
            ),
            migrations.AddField(
                model_name='inspectionevent',
                name='released_by',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='inspectionforceevent',
                name='force',
                field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='forces.force'),
            ),
            migrations.AddField(
                model_name='inspectionforceevent',
                name='inspection',
                field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.inspection'),
            ),
            migrations.AddField(
                model_name='inspectionforceevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='inspectioninspectorateevent',
                name='inspection',
                field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.inspection'),
            ),
            migrations.AddField(
                model_name='inspectioninspectorateevent',
                name='inspectorate',
                field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='forces.inspectorate'),
            ),
            migrations.AddField(
                model_name='inspectioninspectorateevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='part',
                name='addressees',
                field=models.ManyToManyField(related_name='parts', to='recommendations.addressee'),
            ),
            migrations.AddField(
                model_name='partaddresseeevent',
                name='addressee',
                field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.addressee'),
            ),
            migrations.AddField(
                model_name='partaddresseeevent',
                name='part',
                field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.part'),
            ),
            migrations.AddField(
                model_name='partaddresseeevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='partevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='partevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='recommendations.part'),
            ),
            migrations.AddField(
                model_name='progressupdate',
                name='force',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='forces.force'),
            ),
            migrations.AddField(
                model_name='progressupdate',
                name='submitted_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='progressupdate',
                name='written_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='currentprogress',
                name='update',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recommendations.progressupdate'),
            ),
            migrations.AddField(
                model_name='progressupdateevent',
                name='force',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='forces.force'),
            ),
            migrations.AddField(
                model_name='progressupdateevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='progressupdateevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='recommendations.progressupdate'),
            ),
            migrations.AddField(
                model_name='progressupdateevent',
                name='submitted_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='progressupdateevent',
                name='written_by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='recommendation',
                name='inspection',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='recommendations.inspection'),
            ),
            migrations.AddField(
                model_name='progressupdateevent',
                name='recommendation',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.recommendation'),
            ),
            migrations.AddField(
                model_name='progressupdate',
                name='recommendation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='recommendations.recommendation'),
            ),
            migrations.AddField(
                model_name='partevent',
                name='recommendation',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.recommendation'),
            ),
            migrations.AddField(
                model_name='part',
                name='recommendation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='recommendations.recommendation'),
            ),
            migrations.AddField(
                model_name='currentprogress',
                name='recommendation',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='current_progress', to='recommendations.recommendation'),
            ),
            migrations.AddField(
                model_name='recommendationevent',
                name='inspection',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='recommendations.inspection'),
            ),
            migrations.AddField(
                model_name='recommendationevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='recommendationevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='recommendations.recommendation'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='addresseeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='96b8ae931e9965f9f8d7d4a620503f342a15c091', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5daf6', table='recommendations_addresseeevent', when='BEFORE')),
            ),
        ]),
        migrations.CreateModel(
            name='InspectionForce',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('recommendations.inspection_forces',),
        ),
        migrations.CreateModel(
            name='InspectionInspectorate',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('recommendations.inspection_inspectorates',),
        ),
        Together([
            migrations.AddConstraint(
                model_name='inspection',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='inspection_released_at_and_by'),
            ),
            migrations.AddConstraint(
                model_name='inspection',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('counting_rule', 'explicit'), ('explicit_due_on__isnull', False)), models.Q(models.Q(('counting_rule', 'explicit'), _negated=True), ('explicit_due_on__isnull', True)), _connector='OR'), name='inspection_explicit_date_fits_rule'),
            ),
            migrations.AddConstraint(
                model_name='inspection',
                constraint=models.CheckConstraint(condition=models.Q(('counting_rule', 'act'), models.Q(('rule_reason', ''), _negated=True), _connector='OR'), name='inspection_other_rule_has_reason'),
            ),
            migrations.AddConstraint(
                model_name='inspection',
                constraint=models.CheckConstraint(condition=models.Q(('explicit_due_on__isnull', True), ('explicit_due_on__gte', models.F('published_on')), _connector='OR'), name='inspection_due_after_publication'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspection',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_inspectionevent" ("counting_rule", "created_at", "explicit_due_on", "follows_up_id", "id", "is_demonstration", "key_findings", "licence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "released_at", "released_by_id", "rule_reason", "scope", "short_title", "slug", "source", "title", "url") VALUES (NEW."counting_rule", NEW."created_at", NEW."explicit_due_on", NEW."follows_up_id", NEW."id", NEW."is_demonstration", NEW."key_findings", NEW."licence", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."released_at", NEW."released_by_id", NEW."rule_reason", NEW."scope", NEW."short_title", NEW."slug", NEW."source", NEW."title", NEW."url"); RETURN NULL;', hash='ca4f6aaafaa4dc07d32c8de5de0ac978da06ea74', operation='INSERT', pgid='pgtrigger_insert_insert_23ffc', table='recommendations_inspection', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspection',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recommendations_inspectionevent" ("counting_rule", "created_at", "explicit_due_on", "follows_up_id", "id", "is_demonstration", "key_findings", "licence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "released_at", "released_by_id", "rule_reason", "scope", "short_title", "slug", "source", "title", "url") VALUES (NEW."counting_rule", NEW."created_at", NEW."explicit_due_on", NEW."follows_up_id", NEW."id", NEW."is_demonstration", NEW."key_findings", NEW."licence", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."released_at", NEW."released_by_id", NEW."rule_reason", NEW."scope", NEW."short_title", NEW."slug", NEW."source", NEW."title", NEW."url"); RETURN NULL;', hash='b0c3d3ee782659b46b7028c367390e34502b03fc', operation='UPDATE', pgid='pgtrigger_update_update_7247d', table='recommendations_inspection', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspection',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_inspectionevent" ("counting_rule", "created_at", "explicit_due_on", "follows_up_id", "id", "is_demonstration", "key_findings", "licence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "released_at", "released_by_id", "rule_reason", "scope", "short_title", "slug", "source", "title", "url") VALUES (OLD."counting_rule", OLD."created_at", OLD."explicit_due_on", OLD."follows_up_id", OLD."id", OLD."is_demonstration", OLD."key_findings", OLD."licence", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."released_at", OLD."released_by_id", OLD."rule_reason", OLD."scope", OLD."short_title", OLD."slug", OLD."source", OLD."title", OLD."url"); RETURN NULL;', hash='b3cba5f15276e92ab230038122856fceb94b5bdd', operation='DELETE', pgid='pgtrigger_delete_delete_da12b', table='recommendations_inspection', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='14f6450c81c042fd038393a1ea1e0ecddb385699', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7d2c3', table='recommendations_inspectionevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectionforceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8763ac6c3124457c905fa04a56078e82d6f1fa97', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b13c2', table='recommendations_inspectionforceevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectioninspectorateevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5a8b4db2550edfa755ad62ac6c50ca0f0d4d9fec', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b9f87', table='recommendations_inspectioninspectorateevent', when='BEFORE')),
            ),
        ]),
        migrations.CreateModel(
            name='PartAddressee',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('recommendations.part_addressees',),
        ),
        Together([
            pgtrigger.migrations.AddTrigger(
                model_name='partaddresseeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e63d63a4e8074abffe7a8bb683681c33cb6f3261', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_652a9', table='recommendations_partaddresseeevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='recommendation',
                constraint=models.UniqueConstraint(fields=('inspection', 'number'), name='recommendation_number_unique', violation_error_message='This inspection already has a recommendation with that number.'),
            ),
            migrations.AddConstraint(
                model_name='recommendation',
                constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('inspection', 'position'), name='recommendation_position_unique'),
            ),
            migrations.AddConstraint(
                model_name='recommendation',
                constraint=models.CheckConstraint(condition=models.Q(('number__regex', '^[A-Za-z0-9][A-Za-z0-9 .()-]*\\Z'), models.Q(('number__in', ('new', 'submit')), _negated=True)), name='recommendation_number_fits_an_address'),
            ),
            migrations.AddConstraint(
                model_name='recommendation',
                constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='recommendation_has_text'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recommendation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_recommendationevent" ("heading", "id", "inspection_id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "wording") VALUES (NEW."heading", NEW."id", NEW."inspection_id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."text", NEW."wording"); RETURN NULL;', hash='d0cf9b1486707fd5bdd9b66c671b09d1053eb188', operation='INSERT', pgid='pgtrigger_insert_insert_d6b9e', table='recommendations_recommendation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recommendation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recommendations_recommendationevent" ("heading", "id", "inspection_id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "wording") VALUES (NEW."heading", NEW."id", NEW."inspection_id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text", NEW."wording"); RETURN NULL;', hash='212ab1badfd28bd735233b081f03614999417019', operation='UPDATE', pgid='pgtrigger_update_update_f7db8', table='recommendations_recommendation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recommendation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_recommendationevent" ("heading", "id", "inspection_id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "wording") VALUES (OLD."heading", OLD."id", OLD."inspection_id", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."text", OLD."wording"); RETURN NULL;', hash='f5d14a72394e5f1a143656a345e4a91ce22195c1', operation='DELETE', pgid='pgtrigger_delete_delete_540f8', table='recommendations_recommendation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='progressupdateevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='93008d7895b1d997fde198799f5c03ea772a19f4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_57f94', table='recommendations_progressupdateevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='progressupdate',
                index=models.Index(fields=['force', 'recommendation', '-as_at'], name='recommendat_force_i_74814c_idx'),
            ),
            migrations.AddConstraint(
                model_name='progressupdate',
                constraint=models.UniqueConstraint(condition=models.Q(('submitted_at__isnull', True)), fields=('force', 'recommendation'), name='progress_update_one_draft'),
            ),
            migrations.AddConstraint(
                model_name='progressupdate',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='progress_update_submitted_at_and_by'),
            ),
            migrations.AddConstraint(
                model_name='progressupdate',
                constraint=models.CheckConstraint(condition=models.Q(('submitted_at__isnull', True), models.Q(('text', ''), _negated=True), _connector='OR'), name='progress_update_submitted_has_text'),
            ),
            migrations.AddConstraint(
                model_name='progressupdate',
                constraint=models.CheckConstraint(condition=models.Q(('submitted_at__isnull', True), ('state__in', ['not_started', 'in_progress', 'complete', 'overtaken', 'not_for_us']), _connector='OR'), name='progress_update_submitted_has_state'),
            ),
            migrations.AddConstraint(
                model_name='progressupdate',
                constraint=models.CheckConstraint(condition=models.Q(('next_on__isnull', True), ('next_on__gte', models.F('as_at')), _connector='OR'), name='progress_update_next_not_before_as_at'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='progressupdate',
                trigger=pgtrigger.compiler.Trigger(name='submitted_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."submitted_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b636e2229ad09fb6aa81e3828e25eda6e9db642b', operation='UPDATE OR DELETE', pgid='pgtrigger_submitted_is_final_2384c', table='recommendations_progressupdate', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='progressupdate',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_progressupdateevent" ("as_at", "force_id", "id", "moved_reason", "next_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "state", "submitted_at", "submitted_by_id", "text", "written_at", "written_by_id") VALUES (NEW."as_at", NEW."force_id", NEW."id", NEW."moved_reason", NEW."next_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='7d2cc5e7ed1e03a41edc66e8b047701c0455f291', operation='INSERT', pgid='pgtrigger_insert_insert_68269', table='recommendations_progressupdate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='progressupdate',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recommendations_progressupdateevent" ("as_at", "force_id", "id", "moved_reason", "next_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "state", "submitted_at", "submitted_by_id", "text", "written_at", "written_by_id") VALUES (NEW."as_at", NEW."force_id", NEW."id", NEW."moved_reason", NEW."next_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='059e1f41c7d4c18ac7d73ce8bcbe1b44077d8cfd', operation='UPDATE', pgid='pgtrigger_update_update_87dd2', table='recommendations_progressupdate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='progressupdate',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_progressupdateevent" ("as_at", "force_id", "id", "moved_reason", "next_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "state", "submitted_at", "submitted_by_id", "text", "written_at", "written_by_id") VALUES (OLD."as_at", OLD."force_id", OLD."id", OLD."moved_reason", OLD."next_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."text", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='421356c19f64d65d8061081cdb96bf334feae45b', operation='DELETE', pgid='pgtrigger_delete_delete_46468', table='recommendations_progressupdate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3a4b67e29d38b610f2452cefd5122eaeb62c7f83', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_737a9', table='recommendations_partevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='part',
                constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('recommendation', 'position'), name='part_position_unique'),
            ),
            migrations.AddConstraint(
                model_name='part',
                constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='part_has_text'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='part',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_partevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recommendation_id", "text", "timescale") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."recommendation_id", NEW."text", NEW."timescale"); RETURN NULL;', hash='64fd0dab9fb77b364a915847c309ada677d503e6', operation='INSERT', pgid='pgtrigger_insert_insert_d06c0', table='recommendations_part', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='part',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recommendations_partevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recommendation_id", "text", "timescale") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."recommendation_id", NEW."text", NEW."timescale"); RETURN NULL;', hash='0cbbe50679b07873d45766b14ea849106ce289d1', operation='UPDATE', pgid='pgtrigger_update_update_2333d', table='recommendations_part', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='part',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_partevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recommendation_id", "text", "timescale") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."recommendation_id", OLD."text", OLD."timescale"); RETURN NULL;', hash='02f5a9e0bb1fc0ea5fc589bfec74f48a0f37ec26', operation='DELETE', pgid='pgtrigger_delete_delete_dc9eb', table='recommendations_part', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='currentprogress',
                constraint=models.UniqueConstraint(fields=('force', 'recommendation'), name='current_progress_one_each'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='currentprogress',
                trigger=pgtrigger.compiler.Trigger(name='is_submitted_and_its_own', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM recommendations_progressupdate\n                        WHERE id = NEW.update_id AND submitted_at IS NOT NULL\n                            AND force_id = NEW.force_id\n                            AND recommendation_id = NEW.recommendation_id\n                    ) THEN\n                        RAISE EXCEPTION 'What a force says now is an update it submitted';\n                    END IF;\n                    RETURN NEW;\n                ", hash='6419ec4d18913b28253b8f03047921627cb2facb', operation='INSERT OR UPDATE', pgid='pgtrigger_is_submitted_and_its_own_aca2b', table='recommendations_currentprogress', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recommendationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='38188111013dac93ec26b35ec5f0f3717c5956bd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d81cd', table='recommendations_recommendationevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectionforce',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_inspectionforceevent" ("force_id", "id", "inspection_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."force_id", NEW."id", NEW."inspection_id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='e85c1499bb2f15fe8f810bdbaf18636c394028ec', operation='INSERT', pgid='pgtrigger_insert_insert_6cab6', table='recommendations_inspection_forces', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectionforce',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recommendations_inspectionforceevent" ("force_id", "id", "inspection_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."force_id", NEW."id", NEW."inspection_id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='cd08234650490319b70442d215670cd79f251a40', operation='UPDATE', pgid='pgtrigger_update_update_9a003', table='recommendations_inspection_forces', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectionforce',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_inspectionforceevent" ("force_id", "id", "inspection_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."force_id", OLD."id", OLD."inspection_id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='f26fba251f473dcae8f61ba0b52856ba084061eb', operation='DELETE', pgid='pgtrigger_delete_delete_57060', table='recommendations_inspection_forces', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectioninspectorate',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_inspectioninspectorateevent" ("id", "inspection_id", "inspectorate_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."inspection_id", NEW."inspectorate_id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='f6d845b480ed66921e8b29a5c4114a07d270d0ea', operation='INSERT', pgid='pgtrigger_insert_insert_ad742', table='recommendations_inspection_inspectorates', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectioninspectorate',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recommendations_inspectioninspectorateevent" ("id", "inspection_id", "inspectorate_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."inspection_id", NEW."inspectorate_id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='347d16ad0801ac2484382d2c364ef011e4beedbb', operation='UPDATE', pgid='pgtrigger_update_update_b11bf', table='recommendations_inspection_inspectorates', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectioninspectorate',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_inspectioninspectorateevent" ("id", "inspection_id", "inspectorate_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."id", OLD."inspection_id", OLD."inspectorate_id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='de70669287691ef0956c2da9215c64d5057e9917', operation='DELETE', pgid='pgtrigger_delete_delete_9d243', table='recommendations_inspection_inspectorates', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partaddressee',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_partaddresseeevent" ("addressee_id", "id", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."addressee_id", NEW."id", NEW."part_id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='6d6a7487ed0a270574c2c95e749e8aaee11d22d5', operation='INSERT', pgid='pgtrigger_insert_insert_56371', table='recommendations_part_addressees', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partaddressee',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "recommendations_partaddresseeevent" ("addressee_id", "id", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."addressee_id", NEW."id", NEW."part_id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='d794fa77e07f604646b78a3e0a9ced5bc5c4082b', operation='UPDATE', pgid='pgtrigger_update_update_78dde', table='recommendations_part_addressees', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='partaddressee',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "recommendations_partaddresseeevent" ("addressee_id", "id", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."addressee_id", OLD."id", OLD."part_id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='12b8901b99cb5ac4a8c5171c25cad5c12a8b2589', operation='DELETE', pgid='pgtrigger_delete_delete_e1790', table='recommendations_part_addressees', when='AFTER')),
            ),
        ]),
    ]
