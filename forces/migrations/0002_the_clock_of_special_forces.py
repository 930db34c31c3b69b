"""The British Transport Police have the clock, by an Act of their own.

The other special forces have none, unless an administrator gives them one. Responses that are open
already are left as they are: their bodies were told that they have no last day.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

BTP = 'british-transport-police'
LAW = (
    'Section 63(6) of the Railways and Transport Safety Act 2003 applies section 55 of the Police '
    'Act 1996 to the British Transport Police.'
)
NOTE_BEFORE = (
    'no first day is recorded; not a local policing body under section 55 of the Police Act 1996'
)
NOTE = (
    'no first day is recorded; not a local policing body but bound by section 55 of the Police Act '
    '1996 all the same: see section 63(6) of the Railways and Transport Safety Act 2003'
)


def start_the_clock(apps, schema_editor):
    """Say so of the force and its body, where nobody has decided or written otherwise."""
    Force = apps.get_model('forces', 'Force')
    ForceEvent = apps.get_model('forces', 'ForceEvent')
    PolicingBody = apps.get_model('forces', 'PolicingBody')
    if not ForceEvent.objects.filter(slug=BTP, has_deadline=True).exists():
        Force.objects.filter(slug=BTP).update(has_deadline=True)
    Force.objects.filter(slug=BTP, deadline_law='').update(deadline_law=LAW)
    bodies = PolicingBody.objects.filter(force__slug=BTP)
    bodies.filter(uncertain=NOTE_BEFORE).update(uncertain=NOTE)


class Migration(migrations.Migration):

    dependencies = [
        ('forces', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='force',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='force',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='force',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='force',
            name='deadline_law',
            field=models.TextField(blank=True, db_default='', default='', help_text='A sentence, shown with the working of the last day. Empty where it is section 55 of the Police Act 1996 itself, or none.', verbose_name='law that sets the last day'),
        ),
        migrations.AddField(
            model_name='forceevent',
            name='deadline_law',
            field=models.TextField(blank=True, db_default='', default='', help_text='A sentence, shown with the working of the last day. Empty where it is section 55 of the Police Act 1996 itself, or none.', verbose_name='law that sets the last day'),
        ),
        migrations.AlterField(
            model_name='force',
            name='has_deadline',
            field=models.BooleanField(default=True, help_text='Whether its body must publish a response within 56 days. It counts for reports that are published here from then on.', verbose_name='has a statutory last day'),
        ),
        migrations.AlterField(
            model_name='forceevent',
            name='has_deadline',
            field=models.BooleanField(default=True, help_text='Whether its body must publish a response within 56 days. It counts for reports that are published here from then on.', verbose_name='has a statutory last day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='force',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_forceevent" ("country", "deadline_law", "has_deadline", "id", "is_territorial", "name", "ons_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "slug") VALUES (NEW."country", NEW."deadline_law", NEW."has_deadline", NEW."id", NEW."is_territorial", NEW."name", NEW."ons_code", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region", NEW."slug"); RETURN NULL;', hash='989b79bea49af831ad5afe8d3cc975fcb6814b39', operation='INSERT', pgid='pgtrigger_insert_insert_0ddf0', table='forces_force', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='force',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "forces_forceevent" ("country", "deadline_law", "has_deadline", "id", "is_territorial", "name", "ons_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "slug") VALUES (NEW."country", NEW."deadline_law", NEW."has_deadline", NEW."id", NEW."is_territorial", NEW."name", NEW."ons_code", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."slug"); RETURN NULL;', hash='3fde8aa36c2c2f88b407f2ad2b346444b130a8f3', operation='UPDATE', pgid='pgtrigger_update_update_70b99', table='forces_force', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='force',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "forces_forceevent" ("country", "deadline_law", "has_deadline", "id", "is_territorial", "name", "ons_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "slug") VALUES (OLD."country", OLD."deadline_law", OLD."has_deadline", OLD."id", OLD."is_territorial", OLD."name", OLD."ons_code", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region", OLD."slug"); RETURN NULL;', hash='9bd009e7f0907e9b207ce6173ddb49fc712900b3', operation='DELETE', pgid='pgtrigger_delete_delete_e7283', table='forces_force', when='AFTER')),
        ),
        migrations.RunPython(start_the_clock, migrations.RunPython.noop),
    ]
