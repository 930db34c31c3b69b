from __future__ import annotations

import pgtrigger
from pghistory import models as pghistory_models

from forces.triggers import Final, NeverEmptied, Trigger


class HistoryContext(pghistory_models.Context):
    """Who made the changes of one request. It grows while the request runs, and never changes."""

    class Meta:
        proxy = True
        triggers = [
            Final(name="is_kept", operation=pgtrigger.Delete),
            NeverEmptied(),
            Trigger(
                name="only_grows",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF NOT NEW.metadata @> OLD.metadata OR NEW.id <> OLD.id THEN
                        RAISE EXCEPTION 'What history says of a change is not rewritten';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
