import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from forces.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Redating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_published_on', models.DateField(verbose_name='date of publication before')),
                ('new_published_on', models.DateField(verbose_name='date of publication after')),
                ('old_counting_rule', models.CharField(choices=[('act', 'The Act: the day of publication is day 1'), ('day_after', 'The day after publication is day 1'), ('explicit', 'A date that is set, with a reason')], max_length=20, verbose_name='rule before')),
                ('new_counting_rule', models.CharField(choices=[('act', 'The Act: the day of publication is day 1'), ('day_after', 'The day after publication is day 1'), ('explicit', 'A date that is set, with a reason')], max_length=20, verbose_name='rule after')),
                ('old_explicit_due_on', models.DateField(blank=True, null=True, verbose_name='date that was set before')),
                ('new_explicit_due_on', models.DateField(blank=True, null=True, verbose_name='date that is set after')),
                ('old_rule_reason', models.TextField(blank=True, verbose_name='reason for another rule before')),
                ('new_rule_reason', models.TextField(blank=True, verbose_name='reason for another rule after')),
                ('reason', models.TextField(verbose_name='reason for the change')),
                ('at', models.DateTimeField()),
            ],
        ),
        Together([
            pgtrigger.migrations.AddTrigger(
                model_name='inspection',
                trigger=pgtrigger.compiler.Trigger(name='changes_by_redating', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."released_at" IS NOT NULL AND (OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."counting_rule" IS DISTINCT FROM (NEW."counting_rule") OR OLD."explicit_due_on" IS DISTINCT FROM (NEW."explicit_due_on") OR OLD."rule_reason" IS DISTINCT FROM (NEW."rule_reason")))', func="\n        IF NOT EXISTS (\n            SELECT 1 FROM recommendations_redating\n            WHERE id = (\n                    SELECT max(id) FROM recommendations_redating WHERE inspection_id = NEW.id\n                )\n                AND new_published_on = NEW.published_on\n                AND new_counting_rule = NEW.counting_rule\n                AND new_explicit_due_on IS NOT DISTINCT FROM NEW.explicit_due_on\n                AND new_rule_reason = NEW.rule_reason\n        ) THEN\n            RAISE EXCEPTION 'The dates of a published inspection change with a redating';\n        END IF;\n        RETURN NEW;\n    ", hash='7d05e0afdb83382898a388a2f15390f4450eab1e', operation='UPDATE', pgid='pgtrigger_changes_by_redating_c3552', table='recommendations_inspection', when='BEFORE')),
            ),
            migrations.AddField(
                model_name='redating',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='redating',
                name='inspection',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redatings', to='recommendations.inspection'),
            ),
            migrations.AddConstraint(
                model_name='redating',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('old_published_on', models.F('new_published_on')), _negated=True), models.Q(('old_counting_rule', models.F('new_counting_rule')), _negated=True), models.Q(('old_rule_reason', models.F('new_rule_reason')), _negated=True), models.Q(('new_explicit_due_on__isnull', False), ('old_explicit_due_on__isnull', False), models.Q(('old_explicit_due_on', models.F('new_explicit_due_on')), _negated=True)), _connector='OR'), name='redating_changes_something'),
            ),
            migrations.AddConstraint(
                model_name='redating',
                constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='redating_has_reason'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='redating',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c8f1d542a9ce824b3572254f8e22d2fae400160f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_16e96', table='recommendations_redating', when='BEFORE')),
            ),
        ]),
    ]
