from __future__ import annotations

from typing import TYPE_CHECKING, Self

from responses.querysets.letters import MadeFileQuerySet

if TYPE_CHECKING:
    from forces.actors import Actor
    from responses.models import CommitteePack  # noqa: F401  # named as what a class is of


class CommitteePackQuerySet(MadeFileQuerySet["CommitteePack"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who asked for it, while they still work for the force or its body."""
        return self.filter(asked_by=actor.user.pk, force__in=actor.own_forces)
