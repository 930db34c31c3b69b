"""What the forces of the demonstration say of their progress, round by round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from recommendations.choices import UNFINISHED, State
from recommendations.deadlines import is_put_off, quarter_end
from recommendations.models import ProgressUpdate, Recommendation
from recommendations.models.asking import ask_for_updates
from recommendations.models.evidence import add_evidence
from recommendations.models.progress import submit_updates
from recommendations.models.standings import standings
from responses.demo import people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from forces.models import Force, User
    from recommendations.models import Inspection
    from responses.demo.words import Words

# A later round says more is done.
ROUNDS = (
    {State.NOT_STARTED: 3, State.IN_PROGRESS: 6, State.COMPLETE: 1},
    {State.NOT_STARTED: 1, State.IN_PROGRESS: 5, State.COMPLETE: 4, State.OVERTAKEN: 1},
)
ROUND_DAYS = 28
# How often a force says something of a recommendation, and how often it then gives a new date.
SAID, MOVED = 0.8, 0.3


@dataclass(frozen=True)
class Rounds:
    """A force's updates on an inspection: one round in its first month, another in its third."""

    inspection: Inspection
    force: Force
    writer: User
    words: Words
    rng: Random
    on: date

    def tell(self) -> None:
        for number, weights in enumerate(ROUNDS):
            day = self.inspection.published_on + timedelta(days=(2 * number + 1) * ROUND_DAYS)
            if day < self.on:
                updates = list(self._round(day, weights))
                self._take_up_offers(updates)
                drafts = ProgressUpdate.objects.bulk_create(updates)
                if number:  # the same file twice would prove nothing more
                    self._add_evidence(drafts, _moment(day, 12))
                submit_updates(drafts, by=self.writer, at=_moment(day, 15))

    def leave_draft(self, writer: User) -> None:
        """A draft on the first recommendation, that someone has still to submit."""
        recommendation = self.inspection.recommendations.in_order()[0]
        update = self._update(recommendation, self._before, State.IN_PROGRESS, writer, None)
        self._take_up_offers([update])
        update.save()

    def ask(self, person: User) -> None:
        """The writer asks somebody of the force to update two recommendations."""
        asked = Recommendation.objects.open_for(self.force.pk).filter(inspection=self.inspection)
        ask_for_updates(
            self.force,
            list(asked.in_order()[1:3]),
            person=person,
            wanted_by=quarter_end(self.on),
            by=self.writer,
            at=_moment(self._before, 9),
        )

    @property
    def _before(self) -> date:
        """The day before: of the day itself, nobody knows how much is past."""
        return self.on - timedelta(days=1)

    def _add_evidence(self, drafts: list[ProgressUpdate], at: datetime) -> None:
        """A file with one update of the later round, for a force that somebody can sign in for."""
        by_state = {draft.state: draft for draft in reversed(drafts)}
        proved = by_state.get(State.COMPLETE) or by_state.get(State.IN_PROGRESS)
        if proved and self.force.slug in people.FORCE_CONTACTS:
            file = self.words.entries["evidence"]
            add_evidence(proved, file["name"], file["content"].encode(), by=self.writer, at=at)

    def _take_up_offers(self, updates: list[ProgressUpdate]) -> None:
        """What a published response offered is said in other words: there is one draft of each."""
        told = {update.recommendation_id: update for update in updates}
        offered = ProgressUpdate.objects.drafts().filter(force=self.force, recommendation__in=told)
        for draft in offered:
            told[draft.recommendation_id].answer_promised_on = draft.answer_promised_on
        offered.delete()

    def _round(self, day: date, weights: dict[State, int]) -> Iterator[ProgressUpdate]:
        told = standings(self.inspection, self.force, drafts=True)
        promised = {standing.recommendation.pk: standing.held_to for standing in told}
        recommendations = self.inspection.recommendations.in_order()
        for recommendation in recommendations.prefetch_related("parts__addressees"):
            state = self.rng.choices([*weights], [*weights.values()])[0]
            if not recommendation.is_for_police:
                state = State.NOT_FOR_US
            if self.rng.random() < SAID:
                last = promised.get(recommendation.pk)
                yield self._update(recommendation, day, state, self.writer, last)

    def _update(
        self,
        recommendation: Recommendation,
        day: date,
        state: State,
        writer: User,
        promised: date | None,
    ) -> ProgressUpdate:
        """A draft, which keeps the date promised before unless that is past, or is moved."""
        next_on = None
        keeps = promised is not None and promised >= day and self.rng.random() > MOVED
        if state in UNFINISHED and not keeps:
            next_on = day + timedelta(days=self.rng.randrange(20, 90, 7))
        has_moved = next_on is not None and is_put_off(next_on, promised)
        return ProgressUpdate(
            recommendation=recommendation,
            force=self.force,
            as_at=day,
            state=state,
            text=self.words.progress(state, self.rng),
            next_on=next_on,
            moved_reason=self.words.one("moved_because", self.rng) if has_moved else "",
            written_by=writer,
            written_at=_moment(day, 10),
        )


def _moment(day: date, hour: int) -> datetime:
    """An hour of a day, in London."""
    return timezone.make_aware(datetime.combine(day, time(hour)))
