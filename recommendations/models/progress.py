from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from forces.history import tracked
from forces.models import Force, User
from forces.models.loading import ReadInNumbers
from forces.policies import Refused
from forces.triggers import Trigger, final
from forces.word_index import SHELF, Beside, year_of
from recommendations import deadlines, policies
from recommendations.choices import UNFINISHED, State
from recommendations.models.pairing import OF_PROGRESS, tells_its_pair
from recommendations.models.recommendations import Recommendation
from recommendations.models.requests import UpdateRequest
from recommendations.promises import Promise, in_succession
from recommendations.querysets import (
    UPDATE_WORDS,
    CurrentProgressQuerySet,
    ProgressUpdateQuerySet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

# What a person writes in an update.
WRITTEN = ("as_at", "state", "text", "next_on", "moved_reason")


@tracked()
class ProgressUpdate(ReadInNumbers):
    """What a force says about one recommendation, as at a day.

    A draft until it is submitted; from then on it never changes, and inspectors see it.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="updates"
    )
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="updates")
    as_at = models.DateField("as at")
    state = models.CharField(max_length=20, choices=State, blank=True)
    text = models.TextField("what has changed", blank=True)
    next_on = models.DateField("next date", null=True, blank=True)
    moved_reason = models.TextField("reason for moving the date", blank=True)
    offered_by_version = models.PositiveSmallIntegerField(
        "version that offered it",
        null=True,
        blank=True,
        help_text="The number of the published version whose answer this began with.",
    )
    answer_promised_on = models.DateField(
        "date in the published answer",
        null=True,
        blank=True,
        help_text="The date that the answer this began with gave: the first that was promised.",
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["force", "recommendation", "-as_at"]),
            models.Index(
                fields=["submitted_at"],
                condition=Q(submitted_at__isnull=False),
                name="progress_update_submitted",
            ),
            models.Index(
                fields=["force", "recommendation"],
                condition=Q(submitted_at__isnull=False) & ~Q(moved_reason=""),
                name="progress_update_moved_a_date",
            ),
            GinIndex(
                UPDATE_WORDS,
                SHELF,
                Beside("force"),
                Beside("recommendation"),
                year_of("as_at"),
                name="progress_update_words",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["force", "recommendation"],
                condition=Q(submitted_at__isnull=True),
                name="progress_update_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="progress_update_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(text=""),
                name="progress_update_submitted_has_text",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(state__in=State.values),
                name="progress_update_submitted_has_state",
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gte=models.F("as_at")),
                name="progress_update_next_not_before_as_at",
            ),
        ]
        triggers = final("submitted_is_final", pgtrigger.Q(old__submitted_at__isnull=False))

    def __str__(self) -> str:
        return f"{self.force}, {self.recommendation}, {self.as_at}"

    @property
    def mark(self) -> str:
        """Another one whenever a draft has changed."""
        return f"{self.pk}.{self.written_at.timestamp()}"

    @property
    def promised_on(self) -> date | None:
        """The next date that still stands: none is owed once a force says it has finished."""
        return self.next_on if self.state in UNFINISHED else None

    @property
    def is_dated(self) -> bool:
        """Whether somebody gave this its date: what was offered has that of its offer."""
        is_offered = self.offered_by_version is not None
        return not is_offered or self.as_at != timezone.localdate(self.written_at)

    def repeats(self, said: ProgressUpdate) -> bool:
        """Whether it says just what was said, and brings no files with it."""
        next_on = self.next_on
        if self.state in UNFINISHED:
            next_on = deadlines.next_date(next_on, said.promised_on, as_at=self.as_at)
        is_same = (self.as_at, self.state, next_on) == (
            said.as_at,
            said.state,
            said.next_on,
        ) and self.text.splitlines() == said.text.splitlines()
        return is_same and not (self.pk and self.evidence.exists())

    def follow(self, current: ProgressUpdate | None, held_to: date | None) -> None:
        """Check that this may come after what the force says now, and keep the date it is held to.

        Where the force has promised none itself, that is the date in the published answer.
        """
        held_to = held_to or self.answer_promised_on
        policies.check_says_something(self)
        policies.check_follows(self.as_at, current)
        if self.state in UNFINISHED:
            self.next_on = deadlines.next_date(self.next_on, held_to, as_at=self.as_at)
        policies.check_put_off(self.state, self.next_on, self.moved_reason, held_to)

    def submit(self, *, by: User, at: datetime) -> None:
        """Make this update final, and what the force says now: see `submit_updates`."""
        submit_updates([self], by=by, at=at)


class CurrentProgress(ReadInNumbers):
    """What a force says now of a recommendation: one row each, so that no page looks for it.

    What lists read of the update is here too: the database copies it whenever the row is written.
    So is whether a date was ever moved, up to that update.
    """

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="current_progress"
    )
    update = models.OneToOneField(ProgressUpdate, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=20, choices=State, editable=False, default="", db_default=""
    )
    as_at = models.DateField("as at", null=True, editable=False)
    next_on = models.DateField("next date", null=True, editable=False)
    said_on = models.DateField("submitted on", null=True, editable=False)
    is_moved = models.BooleanField(
        "a date was moved", editable=False, default=False, db_default=False
    )

    objects = CurrentProgressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "current progress"
        indexes = [
            models.Index(
                fields=["force"],
                include=["recommendation", "update", "state", "next_on", "said_on", "is_moved"],
                name="current_progress_of_force",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["force", "recommendation"], name="current_progress_one_each"
            )
        ]
        triggers = [
            Trigger(
                name="is_submitted_and_its_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    SELECT state, as_at, next_on,
                        (submitted_at AT TIME ZONE 'Europe/London')::date
                    INTO NEW.state, NEW.as_at, NEW.next_on, NEW.said_on
                    FROM recommendations_progressupdate
                    WHERE id = NEW.update_id AND submitted_at IS NOT NULL
                        AND force_id = NEW.force_id
                        AND recommendation_id = NEW.recommendation_id;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'What a force says now is an update it submitted';
                    END IF;
                    -- No date is moved without a reason. One beside a finished claim moves none.
                    NEW.is_moved = EXISTS (
                        SELECT 1 FROM recommendations_progressupdate
                        WHERE force_id = NEW.force_id AND recommendation_id = NEW.recommendation_id
                            AND submitted_at IS NOT NULL AND moved_reason <> ''
                            AND state IN ('not_started', 'in_progress')
                    );
                    RETURN NEW;
                """,
            ),
            tells_its_pair(OF_PROGRESS),
        ]

    def __str__(self) -> str:
        return str(self.update)


@transaction.atomic
def submit_updates(updates: Sequence[ProgressUpdate], *, by: User, at: datetime) -> None:
    """Make drafts final, all or none, and let them be what their forces say now.

    A draft without a next date keeps the one promised before, while that lies ahead. Who was
    asked for one of these updates no longer is. Raises Refused when one is submitted already, is
    of a recommendation that is closed, says too little, is older than what stands, or puts off a
    date without a reason.
    """
    forces = [update.force_id for update in updates]
    recommendations = [update.recommendation_id for update in updates]
    hold_progress(forces)
    _check_open_drafts(updates)
    current = {
        (row.force_id, row.recommendation_id): row.update
        for row in CurrentProgress.objects.filter(
            force__in=forces, recommendation__in=recommendations
        ).select_related("update")
    }
    held_to = _held_to(forces, recommendations)
    for update in updates:
        pair = update.force_id, update.recommendation_id
        update.follow(current.get(pair), held_to.get(pair))
        update.submitted_by, update.submitted_at = by, at
    ProgressUpdate.objects.bulk_update(updates, [*WRITTEN, "submitted_by", "submitted_at"])
    CurrentProgress.objects.bulk_create(
        [
            CurrentProgress(force_id=u.force_id, recommendation_id=u.recommendation_id, update=u)
            for u in updates
        ],
        update_conflicts=True,
        unique_fields=["force", "recommendation"],
        update_fields=["update"],
    )
    UpdateRequest.objects.answered_by(updates).end(at)


def _held_to(
    forces: Iterable[int], recommendations: Iterable[int]
) -> dict[tuple[int, int], date | None]:
    """The date that each of these forces is held to on each of these recommendations."""
    said = ProgressUpdate.objects.filter(force__in=forces, recommendation__in=recommendations)
    pair = "force", "recommendation"
    rows = said.in_succession().values_list(*pair, *Promise._fields)
    return {
        each: in_succession(Promise._make(promise) for _, _, *promise in promises)[-1].held_to
        for each, promises in groupby(rows, key=itemgetter(0, 1))
    }


def _check_open_drafts(updates: Sequence[ProgressUpdate]) -> None:
    ids = {update.pk for update in updates}
    drafts = ProgressUpdate.objects.drafts().filter(pk__in=ids)
    if drafts.count() < len(ids):
        raise Refused("This update is submitted already.")
    closed = drafts.of_closed().select_related("recommendation").first()
    if closed is not None:
        policies.check_takes_updates(closed.recommendation, is_closed=True)


def hold_progress(force_ids: Iterable[int]) -> None:
    """Let nobody else change what these forces say until the transaction ends."""
    rows = Force.objects.select_for_update(no_key=True).filter(pk__in=force_ids).order_by("pk")
    list(rows.values_list("pk"))
