"""History of what people enter, written by database triggers: SQL outside Django is covered too."""

from collections.abc import Callable
from typing import Any

import pghistory
import pgtrigger
from django.db import models
from pghistory import models as pghistory_models
from pghistory.trigger import Event as EventTrigger

from forces.triggers import Unskippable, final


class Event(pghistory_models.Event):
    """One row as it stood after an insert or an update, or before a deletion."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


class UnskippableEvent(Unskippable, EventTrigger):
    """Writes an event whatever a session has set."""


class Always(pghistory.RowEvent):
    """An event that is written by a trigger which cannot be skipped."""

    def add_event_trigger(self, event_model: Any) -> None:
        trigger = UnskippableEvent(  # type: ignore[no-untyped-call]  # it has no types
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
            level=self.level,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


class Inserted(Always, pghistory.InsertEvent):
    """A row was added."""


class Updated(Always, pghistory.UpdateEvent):
    """A row was changed."""


class Deleted(Always, pghistory.DeleteEvent):
    """A row was deleted."""


def tracked(*, exclude: list[str] | None = None, **options: Any) -> Callable[[Any], Any]:
    """A class decorator that keeps every version of a model's rows in an append-only table."""
    track: Callable[[Any], Any] = pghistory.track(
        Inserted(),
        Updated(),
        Deleted(),
        exclude=exclude,
        base_model=Event,
        meta={"triggers": final("append_only")},
        **options,
    )
    return track


def tracked_links() -> Callable[[Any], Any]:
    """The same for a proxy of a many-to-many table, whose rows have no object to point at."""
    return tracked(obj_field=None)
