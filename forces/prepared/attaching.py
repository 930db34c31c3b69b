"""What belongs to rows that are loaded, given to them in memory."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

Child = TypeVar("Child", bound="Model")


def attach(
    relation: str, parents: Iterable[Model], children: Iterable[tuple[int | None, Child]]
) -> None:
    """Let `relation.all()` of each parent give its children, in the order they come in.

    Each child comes with the key of its parent, or with none. It is what `prefetch_related` does,
    with queries that are written already, and without one more queryset for each parent.
    """
    belonging: defaultdict[int | None, list[Child]] = defaultdict(list)
    for key, child in children:
        belonging[key].append(child)
    for parent in parents:
        kept = parent.__dict__.setdefault("_prefetched_objects_cache", {})
        kept[relation] = belonging[parent.pk]
