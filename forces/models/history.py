from __future__ import annotations

import pgtrigger
from pghistory import models as pghistory_models


class HistoryContext(pghistory_models.Context):
    """Who made the changes of one request. It grows while the request runs, and never changes."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
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
