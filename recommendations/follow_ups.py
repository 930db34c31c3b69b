"""What takes up what: the recommendations before and after one, across inspections."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from recommendations.models import Recommendation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forces.actors import Actor


@dataclass
class Chain:
    """What a recommendation takes up again, the newest first, and what takes it up, the oldest."""

    earlier: list[Recommendation] = field(default_factory=list)
    later: list[Recommendation] = field(default_factory=list)


def chains(recommendations: Iterable[Recommendation], actor: Actor) -> dict[int, Chain]:
    """The chain of each, as far as the person may see it. A query for each link of the longest.

    The database keeps no longer circle out than of one: a chain ends where it would begin again.
    """
    wanted = list(recommendations)
    known = _linked(wanted, actor)
    after: dict[int, list[Recommendation]] = {}
    for each in known.values():
        if each.follows_up_id:
            after.setdefault(each.follows_up_id, []).append(each)
    return {each.pk: Chain(_earlier(each, known), _later(each, after)) for each in wanted}


def _linked(wanted: list[Recommendation], actor: Actor) -> dict[int, Recommendation]:
    known = {each.pk: each for each in wanted}
    latest = wanted
    while latest:
        before = [each.follows_up_id for each in latest if each.follows_up_id]
        is_next = Q(pk__in=before) | Q(follows_up__in=[each.pk for each in latest])
        found = Recommendation.objects.visible_to(actor).filter(is_next).exclude(pk__in=known)
        latest = list(found.select_related("inspection").defer("text"))
        known |= {each.pk: each for each in latest}
    return known


def _earlier(this: Recommendation, known: dict[int, Recommendation]) -> list[Recommendation]:
    found: list[Recommendation] = []
    before = known.get(this.follows_up_id or 0)
    while before is not None and before not in (this, *found):
        found.append(before)
        before = known.get(before.follows_up_id or 0)
    return found


def _later(this: Recommendation, after: dict[int, list[Recommendation]]) -> list[Recommendation]:
    found: list[Recommendation] = []
    latest = [this]
    while latest:
        following = [each for one in latest for each in after.get(one.pk, [])]
        latest = [each for each in following if each not in (this, *found)]
        found += latest
    return sorted(found, key=lambda each: (each.inspection.published_on, each.position))
