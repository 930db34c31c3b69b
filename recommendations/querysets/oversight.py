"""What inspectors say of a force's progress, and what the force adds to it: who may read which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

from django.apps import apps
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When

from recommendations.choices import ClosureState, Decision, QuestionState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from forces.actors import Actor
    from recommendations.models import Assessment, Closure, ProgressUpdate

# A question that waits for a reply.
IS_OPEN = Q(reply__isnull=True, withdrawn_at__isnull=True)

# What a search looks through. An index makes it quick, if a search asks for just this.
ASSESSMENT_WORDS = SearchVector("reason", config="english")
QUESTION_WORDS = SearchVector("text", config="english")
REPLY_WORDS = SearchVector("text", config="english")


class OfAForce(models.QuerySet[Any]):
    """Rows about one force: its own people and its body's office read them, and inspectors all."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.is_inspector:
            return self
        return self.filter(force__in=actor.own_forces)

    def of(self, force_id: int, recommendation_id: int) -> Self:
        return self.filter(force=force_id, recommendation=recommendation_id)

    def of_pair(self, inspection: str, force: str) -> Self:
        """Of the inspection and the force with these slugs; an empty one is any."""
        found = self
        if inspection:
            found = found.filter(recommendation__inspection__slug=inspection)
        return found.filter(force__slug=force) if force else found


class AssessmentQuerySet(OfAForce):
    def standing_of(self, force_id: int, recommendation_id: int) -> Assessment | None:
        """The one that stands of a force and a recommendation, with what is shown of it."""
        shown = ("by", "update", "superseded_by")
        found = self.of(force_id, recommendation_id).select_related(*shown).latest_first().first()
        return cast("Assessment | None", found)

    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class CurrentAssessmentQuerySet(OfAForce):
    pass


class ClosureQuerySet(OfAForce):
    """A proposal is the inspectors' own until it is decided: forces see what was authorised."""

    def visible_to(self, actor: Actor) -> Self:
        found = super().visible_to(actor)
        return found if actor.is_inspector else found.filter(decision=Decision.AUTHORISED)

    def proposed(self) -> Self:
        return self.filter(decision="")

    def standing(self) -> Self:
        """Closed now: authorised and not reopened."""
        return self.filter(decision=Decision.AUTHORISED, reopened_at__isnull=True)

    def declined(self) -> Self:
        return self.filter(decision=Decision.DECLINED)

    def live(self) -> Self:
        """A proposal that waits, or a closure that stands: one at a time."""
        return self.proposed() | self.standing()

    def live_of(self, force_id: int, recommendation_id: int) -> Closure | None:
        """The one of a force and a recommendation, with who took which step."""
        people = ("proposed_by", "decided_by", "reopened_by")
        found = self.live().of(force_id, recommendation_id).select_related(*people).first()
        return cast("Closure | None", found)

    def in_state(self, state: str) -> Self:
        found = {
            ClosureState.PROPOSED: Q(decision=""),
            ClosureState.CLOSED: Q(decision=Decision.AUTHORISED, reopened_at__isnull=True),
            ClosureState.REOPENED: Q(reopened_at__isnull=False),
            ClosureState.DECLINED: Q(decision=Decision.DECLINED),
            ClosureState.WITHDRAWN: Q(decision=Decision.WITHDRAWN),
        }
        return self.filter(found[ClosureState(state)])

    def latest_first(self) -> Self:
        return self.order_by("-proposed_at", "-pk")

    def most_urgent_first(self) -> Self:
        """What waits for a second inspector, the oldest first; then the rest, the newest first."""
        waiting_since = Case(When(decision="", then="proposed_at"))
        return self.order_by(waiting_since.asc(nulls_last=True), "-proposed_at", "-pk")


class QuestionQuerySet(OfAForce):
    def open(self) -> Self:
        """Those that wait for a reply."""
        return self.filter(IS_OPEN)

    def in_state(self, state: str, on: date) -> Self:
        """Those that stand so on a day; what is overdue is open too."""
        found = {
            QuestionState.OPEN: IS_OPEN,
            QuestionState.OVERDUE: IS_OPEN & Q(reply_by__lt=on),
            QuestionState.ANSWERED: Q(reply__isnull=False),
            QuestionState.WITHDRAWN: Q(withdrawn_at__isnull=False),
        }
        return self.filter(found[QuestionState(state)])

    def most_urgent_first(self) -> Self:
        """What waits for a reply, by the day it is wanted by; then the rest, the newest first."""
        wanted_by = Case(When(IS_OPEN, then="reply_by"))
        return self.order_by(wanted_by.asc(nulls_last=True), "-asked_at", "-pk")

    def latest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")


class EvidenceQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """As the update it belongs to: of a draft, the force's own people alone."""
        own = Q(update__force__in=actor.own_forces)
        if actor.is_inspector:
            return self.filter(own | Q(update__submitted_at__isnull=False))
        return self.filter(own)

    def without_content(self) -> Self:
        return self.defer("content")


class UpdateRequestQuerySet(OfAForce):
    """Who writes what is the force's own business: inspectors do not see it."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(force__in=actor.own_forces)

    def open(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def answered_by(self, updates: Iterable[ProgressUpdate]) -> Self:
        """Those that ask for one of these updates."""
        ids = [update.pk for update in updates]
        wanted = apps.get_model("recommendations", "ProgressUpdate").objects.filter(
            pk__in=ids, force=OuterRef("force"), recommendation=OuterRef("recommendation")
        )
        return self.filter(Exists(wanted))

    def end(self, at: datetime) -> None:
        """Ask no longer for what is still asked for."""
        self.open().update(ended_at=at)
