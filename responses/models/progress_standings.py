"""Where forces stand on what is open, read in as many queries for many forces as for one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Max, Q
from django.utils import timezone

from recommendations.choices import NOT_YET, UNFINISHED, Standing, is_settled
from recommendations.deadlines import figures_to
from recommendations.models import (
    Closure,
    Correction,
    CurrentAssessment,
    CurrentProgress,
    Figure,
    Measure,
    Question,
    Recommendation,
    UpdateRequest,
)
from responses.milestones.days import days_before
from responses.milestones.of_progress import NEWS_FOR, Claim, Wanted, a_year_later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recommendations.querysets import InspectionForceQuerySet

Pair = tuple[int, int]  # the ids of an inspection and a force


class Asked(NamedTuple):
    """What is asked of a force and waits: a question, or a request for an update to `person`."""

    id: int
    recommendation_id: int
    asked_on: date
    wanted_by: date
    person_id: int | None = None


class Done(NamedTuple):
    """What was done of late, or waits for another inspector: by, or for, `person`."""

    id: int
    recommendation_id: int | None
    on: date
    person_id: int | None = None


@dataclass
class PairStanding:
    """Where a force stands on an inspection: its open recommendations, and what else there is."""

    pair_id: int
    inspection_id: int
    force_id: int
    released_on: date
    claims: list[Claim] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    requests: list[Asked] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    replied: list[Done] = field(default_factory=list)
    corrected: list[Done] = field(default_factory=list)
    proposed: list[Done] = field(default_factory=list)
    declined: list[Done] = field(default_factory=list)
    authorised: list[Done] = field(default_factory=list)
    closed: list[Done] = field(default_factory=list)
    reopened: list[Done] = field(default_factory=list)


def standings(pairs: InspectionForceQuerySet, *, on: date) -> list[PairStanding]:
    """Where each force stands on a day, of inspections that are released."""
    rows = pairs.filter(inspection__released_at__isnull=False).values_list(
        "pk", "inspection", "force", "inspection__released_at", "inspection__published_on"
    )
    found, published = {}, {}
    for pk, inspection, force, released_at, published_on in rows:
        standing = PairStanding(pk, inspection, force, timezone.localdate(released_at))
        found[inspection, force] = standing
        published[inspection] = published_on
    reading = _Reading(found, on)
    reading.claims()
    reading.figures(published)
    reading.asked()
    reading.done()
    reading.corrections()
    return list(found.values())


class _Reading:
    """Reads into standings, by inspection and force, what hangs on each."""

    def __init__(self, found: dict[Pair, PairStanding], on: date) -> None:
        self.found, self.on = found, on
        self.inspections = {inspection for inspection, _ in found}
        self.forces = {force for _, force in found}
        self.news_since = timezone.make_aware(datetime.combine(days_before(on, NEWS_FOR), time.min))
        closed = Closure.objects.standing().filter(self._of_pairs())
        self.closed = set(closed.values_list("force", "recommendation"))

    def _of_pairs(self) -> Q:
        """Rows about these forces and inspections; some may be of other pairs of them."""
        return Q(force__in=self.forces, recommendation__inspection__in=self.inspections)

    def claims(self) -> None:
        """Every recommendation to the police that is open for a force, with what that says now."""
        asked = Recommendation.objects.for_police().filter(inspection__in=self.inspections)
        by_inspection: dict[int, list[int]] = defaultdict(list)
        for inspection, pk in asked.in_order().values_list("inspection", "pk"):
            by_inspection[inspection].append(pk)
        said = self._said()
        for (inspection, force), standing in self.found.items():
            for pk in by_inspection[inspection]:
                if (force, pk) not in self.closed:
                    standing.claims.append(said.get((force, pk)) or Claim(pk))

    def _said(self) -> dict[tuple[int, int], Claim]:
        """By force and recommendation, what each says now."""
        judged = CurrentAssessment.objects.filter(self._of_pairs(), verdict__in=NOT_YET)
        verdicts = dict(judged.values_list("assessment__update", "verdict"))
        current = CurrentProgress.objects.filter(self._of_pairs()).values_list(
            "force", "recommendation", "update", "state", "as_at", "next_on", "said_on"
        )
        found = {}
        for force, pk, update, state, as_at, next_on, said_on in current:
            is_quiet = is_settled(state, verdicts.get(update, ""))
            # An update of the day itself says what became of it.
            is_ahead = next_on is not None and as_at is not None and next_on > as_at
            promised = next_on if is_ahead and state in UNFINISHED else None
            found[force, pk] = Claim(pk, said_on, promised, is_quiet)
        return found

    def figures(self, published: dict[int, date]) -> None:
        """The figures of each measure for the twelve months after the newest that are held.

        Where a force has returned none, after those that the report asked for.
        """
        returned = (
            Figure.objects.filter(
                force__in=self.forces,
                measure__recommendation__inspection__in=self.inspections,
                period_ends_on__lte=self.on,
            )
            .exclude(standing=Standing.AWAITED)
            .order_by()
            .values_list("force", "measure")
            .annotate(Max("period_ends_on"))
        )
        newest = {(force, measure): last for force, measure, last in returned}
        measures = Measure.objects.filter(recommendation__inspection__in=self.inspections)
        by_inspection: dict[int, list[tuple[int, int]]] = defaultdict(list)
        columns = ("recommendation__inspection", "pk", "recommendation")
        for inspection, *measure in measures.order_by("pk").values_list(*columns):
            by_inspection[inspection].append((measure[0], measure[1]))
        for (inspection, force), standing in self.found.items():
            for pk, recommendation in by_inspection[inspection]:
                if (force, recommendation) not in self.closed:
                    last = newest.get((force, pk)) or figures_to(published[inspection])
                    standing.wanted.append(Wanted(pk, a_year_later(last)))

    def asked(self) -> None:
        """Questions that wait for a reply, and requests that wait for an update."""
        questions = Question.objects.open().filter(self._of_pairs())
        for standing, row in self._rows(questions, "asked_at", "reply_by"):
            standing.questions.append(Asked(*row))
        requests = UpdateRequest.objects.open().filter(self._of_pairs())
        for standing, row in self._rows(requests, "asked_at", "wanted_by", "person"):
            standing.requests.append(Asked(*row))

    def done(self) -> None:
        """Replies, proposals, and what became of closures."""
        replied = Question.objects.filter(self._of_pairs(), reply__at__gte=self.news_since)
        for standing, row in self._rows(replied, "reply__at", "asked_by"):
            standing.replied.append(Done(*row))
        proposed = Closure.objects.proposed().filter(self._of_pairs())
        for standing, row in self._rows(proposed, "proposed_at", "proposed_by"):
            standing.proposed.append(Done(*row))
        decided = Closure.objects.filter(self._of_pairs(), decided_at__gte=self.news_since)
        for standing, row in self._rows(decided.declined(), "decided_at", "proposed_by"):
            standing.declined.append(Done(*row))
        for standing, row in self._rows(decided.standing(), "decided_at", "proposed_by"):
            done = Done(*row)
            standing.authorised.append(done)  # to whoever proposed it
            standing.closed.append(done._replace(person_id=None))  # to the force
        reopened = Closure.objects.filter(self._of_pairs(), reopened_at__gte=self.news_since)
        for standing, row in self._rows(reopened, "reopened_at"):
            done = Done(*row)
            # What was closed again since is told as closed.
            if (standing.force_id, done.recommendation_id) not in self.closed:
                standing.reopened.append(done)

    def corrections(self) -> None:
        corrected = Correction.objects.filter(
            inspection__in=self.inspections, at__gte=self.news_since
        ).order_by("pk")
        by_inspection: dict[int, list[Done]] = defaultdict(list)
        for inspection, pk, recommendation, at in corrected.values_list(
            "inspection", "pk", "recommendation", "at"
        ):
            by_inspection[inspection].append(Done(pk, recommendation, timezone.localdate(at)))
        for (inspection, _), standing in self.found.items():
            standing.corrected = by_inspection[inspection]

    def _rows(self, rows: Any, at: str, *others: str) -> Iterable[tuple[PairStanding, list[Any]]]:
        """Rows with the standing each belongs to: its id, its recommendation, and the day of it."""
        columns = ("recommendation__inspection", "force", "pk", "recommendation", at, *others)
        for inspection, force, pk, recommendation, done_at, *rest in rows.order_by(
            "pk"
        ).values_list(*columns):
            if standing := self.found.get((inspection, force)):
                yield standing, [pk, recommendation, timezone.localdate(done_at), *rest]


def with_news(pairs: InspectionForceQuerySet, *, since: datetime) -> InspectionForceQuerySet:
    """Pairs of which something was asked, replied, proposed, decided or corrected since."""
    about: set[Pair] = set()
    of = ("recommendation__inspection", "force")
    about |= set(
        Question.objects.filter(Q(asked_at__gte=since) | Q(reply__at__gte=since)).values_list(*of)
    )
    about |= set(UpdateRequest.objects.filter(asked_at__gte=since).values_list(*of))
    steps = Q(proposed_at__gte=since) | Q(decided_at__gte=since) | Q(reopened_at__gte=since)
    about |= set(Closure.objects.filter(steps).values_list(*of))
    corrected = Correction.objects.filter(at__gte=since).values_list("inspection", flat=True)
    inspections = {inspection for inspection, _ in about}
    near = pairs.filter(
        inspection__in=inspections, force__in={force for _, force in about}
    ).values_list("inspection", "force", "pk")
    exact = [pk for inspection, force, pk in near if (inspection, force) in about]
    return pairs.filter(Q(pk__in=exact) | Q(inspection__in=list(corrected)))
