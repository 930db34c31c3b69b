"""History of what people enter, written by database triggers: SQL outside Django is covered too."""

from collections.abc import Callable
from typing import Any

import pghistory
from django.db import models
from pghistory import models as pghistory_models


class Event(pghistory_models.Event):
    """One row as it stood after an insert or an update, or before a deletion."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def tracked(*, exclude: list[str] | None = None, **options: Any) -> Callable[[Any], Any]:
    """A class decorator that keeps every version of a model's rows in an append-only table."""
    track: Callable[[Any], Any] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
        base_model=Event,
        **options,
    )
    return track


def tracked_links() -> Callable[[Any], Any]:
    """The same for a proxy of a many-to-many table, whose rows have no object to point at."""
    return tracked(obj_field=None)
