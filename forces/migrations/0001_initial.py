import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
import django.db.models.functions.text
import forces.models.forces
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from forces.migrating import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        BtreeGistExtension(),
        Together([
            migrations.CreateModel(
                name='ForceEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=120)),
                    ('slug', models.SlugField(db_index=False, max_length=60)),
                    ('ons_code', models.CharField(blank=True, max_length=9, verbose_name='ONS code')),
                    ('country', models.CharField(max_length=40)),
                    ('region', models.CharField(max_length=40)),
                    ('is_territorial', models.BooleanField(default=True)),
                    ('has_deadline', models.BooleanField(default=True, help_text='Whether its body must publish a response within 56 days.', verbose_name='has a statutory last day')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ForceName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('valid_from', models.DateField(blank=True, null=True)),
                    ('valid_to', models.DateField()),
                    ('source', models.TextField(blank=True)),
                    ('uncertain', models.TextField(blank=True, help_text='What is not certain, in words. Empty when nothing is.')),
                ],
            ),
            migrations.CreateModel(
                name='ForceNameEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=120)),
                    ('valid_from', models.DateField(blank=True, null=True)),
                    ('valid_to', models.DateField()),
                    ('source', models.TextField(blank=True)),
                    ('uncertain', models.TextField(blank=True, help_text='What is not certain, in words. Empty when nothing is.')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Inspectorate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160, unique=True)),
                    ('short_name', models.CharField(max_length=20, unique=True)),
                    ('slug', models.SlugField(max_length=40, unique=True)),
                ],
            ),
            migrations.CreateModel(
                name='InspectorateEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=160)),
                    ('short_name', models.CharField(max_length=20)),
                    ('slug', models.SlugField(db_index=False, max_length=40)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('drafter', 'Office staff'), ('signatory', 'May sign'), ('force_contact', 'Force contact'), ('inspector', 'Inspector'), ('administrator', 'Inspectorate administrator')], max_length=20)),
                    ('office', models.CharField(blank=True, help_text='For someone who may sign: the office as printed under the signature.', max_length=160)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(blank=True, null=True)),
                ],
            ),
            migrations.CreateModel(
                name='MembershipEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('role', models.CharField(choices=[('drafter', 'Office staff'), ('signatory', 'May sign'), ('force_contact', 'Force contact'), ('inspector', 'Inspector'), ('administrator', 'Inspectorate administrator')], max_length=20)),
                    ('office', models.CharField(blank=True, help_text='For someone who may sign: the office as printed under the signature.', max_length=160)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PolicingBody',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160)),
                    ('kind', models.CharField(choices=[('pcc', 'Police and crime commissioner'), ('pfcc', 'Police, fire and crime commissioner'), ('mayor', 'Mayor'), ('mopac', "Mayor's Office for Policing and Crime"), ('common_council', 'Common Council'), ('police_authority', 'Police authority'), ('department', 'Government department')], max_length=20)),
                    ('valid_from', models.DateField(blank=True, null=True)),
                    ('valid_to', models.DateField(blank=True, null=True)),
                    ('source', models.TextField(blank=True)),
                    ('uncertain', models.TextField(blank=True, help_text='What is not certain, in words. Empty when nothing is.')),
                ],
                options={
                    'verbose_name_plural': 'policing bodies',
                },
            ),
            migrations.CreateModel(
                name='PolicingBodyEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=160)),
                    ('kind', models.CharField(choices=[('pcc', 'Police and crime commissioner'), ('pfcc', 'Police, fire and crime commissioner'), ('mayor', 'Mayor'), ('mopac', "Mayor's Office for Policing and Crime"), ('common_council', 'Common Council'), ('police_authority', 'Police authority'), ('department', 'Government department')], max_length=20)),
                    ('valid_from', models.DateField(blank=True, null=True)),
                    ('valid_to', models.DateField(blank=True, null=True)),
                    ('source', models.TextField(blank=True)),
                    ('uncertain', models.TextField(blank=True, help_text='What is not certain, in words. Empty when nothing is.')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='UserEvent',
                fields=[
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.BigIntegerField()),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, verbose_name='email address')),
                    ('name', models.CharField(max_length=120, verbose_name='full name')),
                    ('is_active', models.BooleanField(default=True)),
                    ('is_staff', models.BooleanField(default=False, verbose_name='technical administrator')),
                    ('joined_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='HistoryContext',
                fields=[
                ],
                options={
                    'proxy': True,
                    'indexes': [],
                    'constraints': [],
                },
                bases=('pghistory.context',),
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='email address')),
                    ('name', models.CharField(max_length=120, verbose_name='full name')),
                    ('is_active', models.BooleanField(default=True)),
                    ('is_staff', models.BooleanField(default=False, verbose_name='technical administrator')),
                    ('joined_at', models.DateTimeField(auto_now_add=True)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
            ),
            migrations.CreateModel(
                name='Force',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, unique=True)),
                    ('slug', models.SlugField(max_length=60, unique=True)),
                    ('ons_code', models.CharField(blank=True, max_length=9, verbose_name='ONS code')),
                    ('country', models.CharField(max_length=40)),
                    ('region', models.CharField(max_length=40)),
                    ('is_territorial', models.BooleanField(default=True)),
                    ('has_deadline', models.BooleanField(default=True, help_text='Whether its body must publish a response within 56 days.', verbose_name='has a statutory last day')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ons_code', ''), _negated=True), fields=('ons_code',), name='force_ons_code_unique'), models.CheckConstraint(condition=models.Q(('is_territorial', False), models.Q(('ons_code', ''), _negated=True), _connector='OR'), name='force_territorial_has_ons_code')],
                },
            ),
        ]),
        Together([
            pgtrigger.migrations.AddTrigger(
                model_name='force',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_forceevent" ("country", "has_deadline", "id", "is_territorial", "name", "ons_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "slug") VALUES (NEW."country", NEW."has_deadline", NEW."id", NEW."is_territorial", NEW."name", NEW."ons_code", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region", NEW."slug"); RETURN NULL;', hash='9646452b26fb733de002f5313938b87bd3dc12f3', operation='INSERT', pgid='pgtrigger_insert_insert_0ddf0', table='forces_force', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='force',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "forces_forceevent" ("country", "has_deadline", "id", "is_territorial", "name", "ons_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "slug") VALUES (NEW."country", NEW."has_deadline", NEW."id", NEW."is_territorial", NEW."name", NEW."ons_code", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."slug"); RETURN NULL;', hash='5c0aee5bf3486284f7062d6c499808da1a44c3e0', operation='UPDATE', pgid='pgtrigger_update_update_70b99', table='forces_force', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='force',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_forceevent" ("country", "has_deadline", "id", "is_territorial", "name", "ons_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "slug") VALUES (OLD."country", OLD."has_deadline", OLD."id", OLD."is_territorial", OLD."name", OLD."ons_code", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region", OLD."slug"); RETURN NULL;', hash='6b9637c1861550a92eb78b1d24dcf7b6ee4b38c0', operation='DELETE', pgid='pgtrigger_delete_delete_e7283', table='forces_force', when='AFTER')),
            ),
            migrations.AddField(
                model_name='forceevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='forceevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='forces.force'),
            ),
            migrations.AddField(
                model_name='forcename',
                name='force',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_names', to='forces.force'),
            ),
            migrations.AddField(
                model_name='forcenameevent',
                name='force',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='forces.force'),
            ),
            migrations.AddField(
                model_name='forcenameevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='forcenameevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='forces.forcename'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectorate',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_inspectorateevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short_name", NEW."slug"); RETURN NULL;', hash='898be3401b194eea1b327246e5c555471839444e', operation='INSERT', pgid='pgtrigger_insert_insert_4ae00', table='forces_inspectorate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectorate',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "forces_inspectorateevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short_name", NEW."slug"); RETURN NULL;', hash='2a39fbeff2f07fd8438ca5a80742c3f9ac79d36d', operation='UPDATE', pgid='pgtrigger_update_update_c9b20', table='forces_inspectorate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectorate',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_inspectorateevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."short_name", OLD."slug"); RETURN NULL;', hash='1db4490b0bf47f1b658f81b3eeb5740c9d228963', operation='DELETE', pgid='pgtrigger_delete_delete_2b813', table='forces_inspectorate', when='AFTER')),
            ),
            migrations.AddField(
                model_name='inspectorateevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='inspectorateevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='forces.inspectorate'),
            ),
            migrations.AddField(
                model_name='membership',
                name='force',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='forces.force'),
            ),
            migrations.AddField(
                model_name='membership',
                name='inspectorate',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='forces.inspectorate'),
            ),
            migrations.AddField(
                model_name='membership',
                name='user',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='membershipevent',
                name='force',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='forces.force'),
            ),
            migrations.AddField(
                model_name='membershipevent',
                name='inspectorate',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='forces.inspectorate'),
            ),
            migrations.AddField(
                model_name='membershipevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='membershipevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='forces.membership'),
            ),
            migrations.AddField(
                model_name='membershipevent',
                name='user',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='policingbody',
                name='force',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='forces.force'),
            ),
            migrations.AddField(
                model_name='membershipevent',
                name='body',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='forces.policingbody'),
            ),
            migrations.AddField(
                model_name='membership',
                name='body',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='forces.policingbody'),
            ),
            migrations.AddField(
                model_name='policingbodyevent',
                name='force',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='forces.force'),
            ),
            migrations.AddField(
                model_name='policingbodyevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='policingbodyevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='forces.policingbody'),
            ),
            migrations.AddField(
                model_name='userevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='userevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historycontext',
                trigger=pgtrigger.compiler.Trigger(name='is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b4e8dd20540ce08809cbe1ce4272338729d942f9', operation='DELETE', pgid='pgtrigger_is_kept_f2e16', table='pghistory_context', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historycontext',
                trigger=pgtrigger.compiler.Trigger(name='only_grows', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT NEW.metadata @> OLD.metadata OR NEW.id <> OLD.id THEN\n                        RAISE EXCEPTION 'What history says of a change is not rewritten';\n                    END IF;\n                    RETURN NEW;\n                ", hash='3bd2d988aa1c491226725dd680cc5cd067467bd4', operation='UPDATE', pgid='pgtrigger_only_grows_f27b5', table='pghistory_context', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='user',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique', violation_error_message='Someone with this email address already has an account.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_userevent" ("email", "id", "is_active", "is_staff", "is_superuser", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."joined_at", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='6b8c363e6c6330d27a77f8353e28d1255ddf9869', operation='INSERT', pgid='pgtrigger_insert_insert_5be71', table='forces_user', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."name" IS DISTINCT FROM (NEW."name"))', func='INSERT INTO "forces_userevent" ("email", "id", "is_active", "is_staff", "is_superuser", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."joined_at", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='063d926a38040559bf389bab827fc2e8b824215b', operation='UPDATE', pgid='pgtrigger_update_update_9ae82', table='forces_user', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_userevent" ("email", "id", "is_active", "is_staff", "is_superuser", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."email", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."joined_at", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='cd66f35478d391aeed89cb9a8fe5adc8615efe19', operation='DELETE', pgid='pgtrigger_delete_delete_551b0', table='forces_user', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='forceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='32343f732982649423736459bb8f1267e0257861', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0652c', table='forces_forceevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='forcename',
                constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_from__lte', models.F('valid_to')), _connector='OR'), name='force_name_begins_before_it_ends'),
            ),
            migrations.AddConstraint(
                model_name='forcename',
                constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(forces.models.forces.Period('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('force', '=')], name='force_name_one_at_a_time', violation_error_message='This force already has another name on some of these days.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='forcename',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_forcenameevent" ("force_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uncertain", "valid_from", "valid_to") VALUES (NEW."force_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."uncertain", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='78ff6662d5f19558d99b2efb3bc4273548ac9de6', operation='INSERT', pgid='pgtrigger_insert_insert_ce57f', table='forces_forcename', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='forcename',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "forces_forcenameevent" ("force_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uncertain", "valid_from", "valid_to") VALUES (NEW."force_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."uncertain", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='16b1072e975e99c81304d78126deaae6c756a1b4', operation='UPDATE', pgid='pgtrigger_update_update_e37b9', table='forces_forcename', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='forcename',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_forcenameevent" ("force_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uncertain", "valid_from", "valid_to") VALUES (OLD."force_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."uncertain", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='7a7a7405066b91ae6fa5b1356b1c7a7aba13a98b', operation='DELETE', pgid='pgtrigger_delete_delete_440e8', table='forces_forcename', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='forcenameevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c004f7215d2d9a628ec68074c9dac6ccbc5bd3f5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c3eee', table='forces_forcenameevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inspectorateevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='59d1027cd3732072de9944a5567475560267e4eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a29fd', table='forces_inspectorateevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='policingbody',
                constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_from__lte', models.F('valid_to')), _connector='OR'), name='policing_body_begins_before_it_ends'),
            ),
            migrations.AddConstraint(
                model_name='policingbody',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pcc', 'pfcc', 'mayor', 'mopac', 'common_council', 'police_authority', 'department'])), name='policing_body_kind_known'),
            ),
            migrations.AddConstraint(
                model_name='policingbody',
                constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(forces.models.forces.Period('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('force', '=')], name='policing_body_one_at_a_time', violation_error_message='This force already has another body on some of these days.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='policingbody',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_policingbodyevent" ("force_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uncertain", "valid_from", "valid_to") VALUES (NEW."force_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."uncertain", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='d6b47ab4c39d290f57f8afb31d314bca99e13bb5', operation='INSERT', pgid='pgtrigger_insert_insert_b603b', table='forces_policingbody', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='policingbody',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "forces_policingbodyevent" ("force_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uncertain", "valid_from", "valid_to") VALUES (NEW."force_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."uncertain", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='e7b1904aa4ef7cc9dea249055c248e72d3fe2ce8', operation='UPDATE', pgid='pgtrigger_update_update_ce493', table='forces_policingbody', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='policingbody',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_policingbodyevent" ("force_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uncertain", "valid_from", "valid_to") VALUES (OLD."force_id", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."uncertain", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='b669992f5624ad21399405fd0f49cb3d905371cd', operation='DELETE', pgid='pgtrigger_delete_delete_91ab2', table='forces_policingbody', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='membershipevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9bca9637afdf753bc548c63002fedbb9eb7ac46d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d6820', table='forces_membershipevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='membership',
                index=models.Index(fields=['user', 'valid_from'], name='forces_memb_user_id_069a01_idx'),
            ),
            migrations.AddConstraint(
                model_name='membership',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('role__in', ['drafter', 'signatory']), ('force__isnull', True), ('inspectorate__isnull', True)), models.Q(('force__isnull', False), ('role__in', ['force_contact']), ('body__isnull', True), ('inspectorate__isnull', True)), models.Q(('inspectorate__isnull', False), ('role__in', ['administrator', 'inspector']), ('body__isnull', True), ('force__isnull', True)), _connector='OR'), name='membership_scope_fits_role', violation_error_message='Choose a body for office staff and people who may sign, a force for a force contact, an inspectorate for an inspector.'),
            ),
            migrations.AddConstraint(
                model_name='membership',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'signatory'), _negated=True), models.Q(('office', ''), _negated=True), _connector='OR'), name='membership_signatory_has_office', violation_error_message='Enter the office of someone who may sign.'),
            ),
            migrations.AddConstraint(
                model_name='membership',
                constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__lte', models.F('valid_to')), _connector='OR'), name='membership_begins_before_it_ends', violation_error_message='A role ends on the day it begins, or later.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='membership',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_membershipevent" ("body_id", "force_id", "id", "inspectorate_id", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (NEW."body_id", NEW."force_id", NEW."id", NEW."inspectorate_id", NEW."office", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='59edb74cf1a5ccf289466119c6aa31fbcfe43065', operation='INSERT', pgid='pgtrigger_insert_insert_3f710', table='forces_membership', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='membership',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "forces_membershipevent" ("body_id", "force_id", "id", "inspectorate_id", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (NEW."body_id", NEW."force_id", NEW."id", NEW."inspectorate_id", NEW."office", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='43ab56804e0d165890a97406b8ecfdd6f4b15cdb', operation='UPDATE', pgid='pgtrigger_update_update_16560', table='forces_membership', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='membership',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_membershipevent" ("body_id", "force_id", "id", "inspectorate_id", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (OLD."body_id", OLD."force_id", OLD."id", OLD."inspectorate_id", OLD."office", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."user_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='88bb6605aee99726a357d69db39515220bb71417', operation='DELETE', pgid='pgtrigger_delete_delete_4b0b5', table='forces_membership', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='policingbodyevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4f7447766d7bce984ef2cc1520f1209a690f8290', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_45114', table='forces_policingbodyevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='userevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='87d7ed92d148f6469d029e46812e0dce2c30ef81', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5abe1', table='forces_userevent', when='BEFORE')),
            ),
        ]),
    ]
