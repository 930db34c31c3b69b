"""A round: what a force says, at one time, of the recommendations that concern it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from forces.policies import Refused
from recommendations import policies
from recommendations.models.progress import (
    WRITTEN,
    CurrentProgress,
    ProgressUpdate,
    hold_progress,
    submit_updates,
)
from recommendations.models.standings import Standing, standings_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from forces.models import Force, User
    from recommendations.models.recommendations import Recommendation


@dataclass(frozen=True)
class Entry:
    """What was typed about one recommendation by someone who saw it as `seen` marks it.

    An empty entry takes the draft away.
    """

    recommendation: Recommendation
    seen: str
    state: str = ""
    text: str = ""
    next_on: date | None = None
    moved_reason: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.state or self.text or self.next_on or self.moved_reason)

    def write_to(self, draft: ProgressUpdate, as_at: date) -> bool:
        """Put this into a draft, and tell whether that changed anything."""
        before = [getattr(draft, name) for name in WRITTEN]
        draft.as_at, draft.next_on = as_at, self.next_on
        draft.state, draft.text, draft.moved_reason = self.state, self.text, self.moved_reason
        return before != [getattr(draft, name) for name in WRITTEN]


@transaction.atomic
def save_drafts(
    force: Force,
    entries: Sequence[Entry],
    *,
    as_at: date,
    by: User,
    at: datetime,
) -> list[ProgressUpdate]:
    """Keep what was typed, and return the drafts that now stand for the entries.

    Raises Refused when someone else has changed one of them since it was read, for what is closed
    for the force, and for an emptied draft that has files.
    """
    hold_progress([force.pk])
    told = standings_of(force, [entry.recommendation for entry in entries], drafts=True)
    now = {row.recommendation.pk: row for row in told}
    kept: list[ProgressUpdate] = []
    new: list[ProgressUpdate] = []
    changed: list[ProgressUpdate] = []
    emptied: list[Standing] = []
    for entry in entries:
        standing = now[entry.recommendation.pk]
        if standing.mark != entry.seen:
            raise Refused(f"{entry.recommendation} has changed since you opened this page.")
        draft = standing.draft or ProgressUpdate(recommendation=entry.recommendation, force=force)
        if entry.is_empty:
            emptied.append(standing)
            continue
        policies.check_takes_updates(entry.recommendation, is_closed=standing.is_closed)
        if entry.write_to(draft, as_at):
            draft.written_by, draft.written_at = by, at
            (changed if draft.pk else new).append(draft)
        kept.append(draft)
    ProgressUpdate.objects.bulk_create(new)
    ProgressUpdate.objects.bulk_update(changed, [*WRITTEN, "written_by", "written_at"])
    _throw_away(emptied)
    return kept


def _throw_away(emptied: Sequence[Standing]) -> None:
    """Delete drafts that were emptied.

    Raises Refused where files would go with them, or a date in a published answer.
    """
    drafts = [standing.draft for standing in emptied if standing.draft]
    if drafts:
        for standing in emptied:
            if standing.draft:
                policies.check_delete_draft(standing.draft, is_closed=standing.is_closed)
        gone = ProgressUpdate.objects.drafts().filter(pk__in=[draft.pk for draft in drafts])
        policies.check_nothing_is_lost(has_files=gone.exclude(evidence=None).exists())
        gone.delete()


@transaction.atomic
def submit_round(
    force: Force,
    entries: Sequence[Entry],
    *,
    as_at: date,
    by: User,
    at: datetime,
) -> list[ProgressUpdate]:
    """Submit every entry that is not empty: all of them, or on any Refused none.

    Refused is also what says just what the force said last.
    """
    drafts = save_drafts(force, entries, as_at=as_at, by=by, at=at)
    _check_are_new(force, drafts)
    submit_updates(drafts, by=by, at=at)
    return drafts


def _check_are_new(force: Force, drafts: Sequence[ProgressUpdate]) -> None:
    keys = [draft.recommendation_id for draft in drafts]
    current = CurrentProgress.objects.filter(force=force, recommendation__in=keys)
    said = {row.recommendation_id: row.update for row in current.select_related("update")}
    for draft in drafts:
        policies.check_is_new(draft, said.get(draft.recommendation_id))
