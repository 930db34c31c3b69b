"""What the database itself refuses about rows that hang on an update of progress."""

from __future__ import annotations

import pgtrigger

from forces.triggers import Trigger

UPDATE_IS_ITS_OWN = Trigger(
    name="update_is_its_own",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__update__isnull=False),
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM recommendations_progressupdate
            WHERE id = NEW.update_id AND submitted_at IS NOT NULL
                AND force_id = NEW.force_id AND recommendation_id = NEW.recommendation_id
        ) THEN
            RAISE EXCEPTION 'It is about an update that this force submitted of this';
        END IF;
        RETURN NEW;
    """,
)
