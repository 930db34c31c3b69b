from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q

from forces.models import Force, User
from forces.triggers import Trigger, final
from recommendations import policies
from recommendations.choices import ClosureState, Decision
from recommendations.models.claims import hold_claim
from recommendations.models.pairing import CLOSURE_TELLS_ITS_PAIR
from recommendations.models.progress import ProgressUpdate, hold_progress
from recommendations.models.recommendations import Recommendation
from recommendations.models.requests import UpdateRequest
from recommendations.models.triggers import UPDATE_IS_ITS_OWN
from recommendations.querysets.oversight import ClosureQuerySet

if TYPE_CHECKING:
    from datetime import datetime

    from forces.actors import Actor

# A proposal that waits, or a closure that stands: a force has one of a recommendation at a time.
LIVE = Q(decision="") | Q(decision=Decision.AUTHORISED, reopened_at__isnull=True)


BY_DECISION = {
    "": ClosureState.PROPOSED,
    Decision.AUTHORISED: ClosureState.CLOSED,
    Decision.DECLINED: ClosureState.DECLINED,
    Decision.WITHDRAWN: ClosureState.WITHDRAWN,
}


def state_of_closure(decision: str, reopened_at: datetime | None) -> ClosureState:
    """How a closure stands after a decision, which is "" until there is one."""
    return BY_DECISION[decision] if reopened_at is None else ClosureState.REOPENED


class Closure(models.Model):
    """A recommendation closed for a force: one inspector proposes it, another authorises it.

    It is proposed, then authorised, declined or withdrawn. What was authorised may be reopened,
    with a reason; closing it again is a new row.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="closures"
    )
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="closures")
    update = models.ForeignKey(
        ProgressUpdate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closures",
        verbose_name="claim that stood",
    )
    reason = models.TextField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reopened_reason = models.TextField(blank=True)
    reopened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["force", "recommendation"],
                condition=Q(decision=Decision.AUTHORISED, reopened_at__isnull=True),
                name="closure_stands",
            ),
            models.Index(fields=["recommendation"], condition=Q(decision=""), name="closure_waits"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["force", "recommendation"], condition=LIVE, name="closure_one_live"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="closure_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="closure_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | Q(decision__in=Decision.values, decided_at__isnull=False),
                name="closure_decision_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", Decision.WITHDRAWN])
                | ~Q(decided_by=F("proposed_by")),
                name="closure_takes_two_inspectors",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.DECLINED) | ~Q(decision_reason=""),
                name="closure_declined_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True)
                | Q(reopened_at__isnull=False, reopened_by__isnull=False),
                name="closure_reopened_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_reason="")
                | Q(reopened_at__isnull=False, decision=Decision.AUTHORISED)
                & ~Q(reopened_reason=""),
                name="closure_reopened_was_authorised_and_has_reason",
            ),
        ]
        triggers = [
            *final(
                "ended_is_final",
                pgtrigger.Q(old__decision__in=[Decision.DECLINED, Decision.WITHDRAWN])
                | pgtrigger.Q(old__reopened_at__isnull=False),
            ),
            UPDATE_IS_ITS_OWN,
            CLOSURE_TELLS_ITS_PAIR,
            Trigger(
                name="goes_forward",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'DELETE' THEN
                        RAISE EXCEPTION 'What was proposed stays on record';
                    END IF;
                    IF (
                        NEW.recommendation_id, NEW.force_id, NEW.update_id, NEW.reason,
                        NEW.proposed_by_id, NEW.proposed_at
                    ) IS DISTINCT FROM (
                        OLD.recommendation_id, OLD.force_id, OLD.update_id, OLD.reason,
                        OLD.proposed_by_id, OLD.proposed_at
                    ) OR OLD.decision <> '' AND (
                        NEW.decision, NEW.decision_reason, NEW.decided_by_id, NEW.decided_at
                    ) IS DISTINCT FROM (
                        OLD.decision, OLD.decision_reason, OLD.decided_by_id, OLD.decided_at
                    ) THEN
                        RAISE EXCEPTION 'What was proposed and decided is not rewritten';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.force}, {self.recommendation}: {self.get_decision_display() or 'Proposed'}"

    @property
    def state(self) -> ClosureState:
        return state_of_closure(self.decision, self.reopened_at)

    def locked(self) -> Closure:
        """This row as it is now, held until the transaction ends, and what its force says."""
        hold_progress([self.force_id])
        row: Closure = Closure.objects.select_for_update(of=("self",)).get(pk=self.pk)
        return row

    @transaction.atomic
    def authorise(self, actor: Actor, *, reason: str, seen: int | None, at: datetime) -> None:
        """Close the recommendation for the force: nobody is asked for updates of it any more.

        Raises Refused to whoever proposed it, and when the force has said more than was `seen`.
        """
        policies.check_oversees(actor, self.recommendation.inspection)
        row = self.locked()
        policies.check_decide(actor, row)
        hold_claim(row.recommendation, row.force, seen=seen)
        self._decide(Decision.AUTHORISED, actor, reason=reason, at=at)
        UpdateRequest.objects.of(self.force_id, self.recommendation_id).end(at)

    @transaction.atomic
    def decline(self, actor: Actor, *, reason: str, at: datetime) -> None:
        """Leave the recommendation open, with a reason. Raises Refused to whoever proposed it."""
        policies.check_oversees(actor, self.recommendation.inspection)
        policies.check_decide(actor, self.locked())
        policies.check_reason(reason)
        self._decide(Decision.DECLINED, actor, reason=reason, at=at)

    @transaction.atomic
    def withdraw(self, actor: Actor, *, reason: str, at: datetime) -> None:
        """Take back what the same inspector proposed."""
        policies.check_oversees(actor, self.recommendation.inspection)
        policies.check_withdraw(actor, self.locked())
        self._decide(Decision.WITHDRAWN, actor, reason=reason, at=at)

    @transaction.atomic
    def reopen(self, actor: Actor, *, reason: str, at: datetime) -> None:
        """Open a recommendation that was closed again, with a reason."""
        policies.check_oversees(actor, self.recommendation.inspection)
        policies.check_reopen(self.locked())
        policies.check_reason(reason)
        self.reopened_reason, self.reopened_by, self.reopened_at = reason, actor.person, at
        self.save(update_fields=["reopened_reason", "reopened_by", "reopened_at"])

    def _decide(self, decision: Decision, actor: Actor, *, reason: str, at: datetime) -> None:
        self.decision, self.decision_reason = decision, reason
        self.decided_by, self.decided_at = actor.person, at
        self.save(update_fields=["decision", "decision_reason", "decided_by", "decided_at"])


@transaction.atomic
def propose_closure(
    recommendation: Recommendation,
    force: Force,
    actor: Actor,
    *,
    reason: str,
    seen: int | None,
    at: datetime,
) -> Closure:
    """Propose that a recommendation be closed for a force: another inspector decides.

    Raises Refused when it is closed or proposed already, and when the force has said more than
    was `seen`.
    """
    policies.check_oversees(actor, recommendation.inspection)
    claim = hold_claim(recommendation, force, seen=seen)
    live = Closure.objects.live_of(force.pk, recommendation.pk)
    policies.check_propose(recommendation, live)
    return Closure.objects.create(
        recommendation=recommendation,
        force=force,
        update=claim,
        reason=reason,
        proposed_by=actor.person,
        proposed_at=at,
    )
