"""What one mail has to tell of forces' progress, in as many queries for many as for one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from forces.govuk.dates import uk_date
from recommendations.deadlines import number_of_days
from recommendations.models import Correction, InspectionForce, Measure, Recommendation
from responses.choices import ProgressReminderKind
from responses.emails.items import one_line
from responses.emails.matters import NoLongerOwed
from responses.milestones.days import Milestone
from responses.milestones.of_progress import FIGURES_AFTER, SOON
from responses.models.planning import pairs_in
from responses.models.progress_debts import pair_concerns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from responses.models import Mail
    from responses.models.progress_debts import PairConcern
    from responses.models.progress_standings import Asked, Done, PairStanding

K = ProgressReminderKind


class Line(NamedTuple):
    """One thing that is told: in words, of which recommendation, and by when, if by a day."""

    says: str
    recommendation_id: int | None
    by: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProgressMatter:
    """A force's progress on an inspection, with what a mail tells one person: lines by kind."""

    pair: InspectionForce
    lines: Mapping[str, list[Line]]
    recommendations: Mapping[int, Recommendation]
    on: date


@dataclass(frozen=True, kw_only=True)
class _Named:
    """The rows that lines are about, by id."""

    recommendations: Mapping[int, Recommendation]
    measures: Mapping[int, Measure]
    corrections: Mapping[int, Correction]


def progress_matters(mail: Mail, *, on: date) -> list[ProgressMatter]:
    """What a claimed mail tells of progress on a day, by inspection and force.

    Raises NoLongerOwed when something in it is not owed any more.
    """
    told = _told(mail)
    if not told:
        return []
    pairs = pairs_in(mail).select_related("inspection", "force").in_bulk()
    concerned = {each.standing.pair_id: each for each in pair_concerns(pairs_in(mail), on=on)}
    named = _named(concerned.values(), told)
    found = []
    for pk, milestones in told.items():
        concern = concerned.get(pk)
        if concern is None or milestones - _owed(concern, mail.recipient_id):
            raise NoLongerOwed("What is owed changed while this mail was written.")
        found.append(
            ProgressMatter(
                pair=pairs[pk],
                lines=_lines(concern.standing, milestones, named, on=on),
                recommendations=named.recommendations,
                on=on,
            )
        )
    return found


def _told(mail: Mail) -> dict[int, set[Milestone]]:
    """The milestones that a mail tells of, by the id of an inspection and force."""
    told: dict[int, set[Milestone]] = defaultdict(set)
    columns = ("pair", "kind", "milestone", "falls_on", "step")
    for pair, kind, *rest in mail.progressreminders.reserved().order_by("pk").values_list(*columns):
        told[pair].add(Milestone(K(kind), *rest))
    return told


def _owed(concern: PairConcern, person_id: int) -> set[Milestone]:
    return {debt.latest for debt in concern.debts() if debt.person_id == person_id}


def _named(concerned: Iterable[PairConcern], told: Mapping[int, set[Milestone]]) -> _Named:
    standings = [concern.standing for concern in concerned]
    asked = Recommendation.objects.filter(inspection__in={s.inspection_id for s in standings})
    return _Named(
        recommendations=asked.only("kind", "number", "heading").in_bulk(),
        measures=Measure.objects.in_bulk(
            {each.measure_id for standing in standings for each in standing.wanted}
        ),
        corrections=Correction.objects.in_bulk(
            {each.step for of_pair in told.values() for each in of_pair if each.kind == K.CORRECTED}
        ),
    )


def _lines(
    standing: PairStanding, milestones: set[Milestone], named: _Named, *, on: date
) -> dict[str, list[Line]]:
    """What is told of each kind. Of what dates bring it is all that stands so today."""
    told: dict[str, set[int]] = defaultdict(set)
    for each in milestones:
        told[each.kind].add(each.step)
    writers: dict[str, Callable[[set[int]], list[Line]]] = {
        K.QUESTION: lambda steps: _asked(standing.questions, steps, "reply by", on),
        K.REQUESTED: lambda steps: _asked(standing.requests, steps, "update by", on),
        K.PROPOSED: lambda steps: _done(standing.proposed, steps, "proposed on"),
        K.NEXT_DATE: lambda _: _dates(standing, on),
        K.FIGURES: lambda _: _figures(standing, named, on),
        K.SILENCE: lambda _: _silences(standing, on),
        K.REOPENED: lambda steps: _done(standing.reopened, steps, "reopened on"),
        K.CORRECTED: lambda steps: _corrected(standing, steps, named),
        K.REPLIED: lambda steps: _done(standing.replied, steps, "replied to on"),
        K.DECLINED: lambda steps: _done(standing.declined, steps, "declined on"),
        K.AUTHORISED: lambda steps: _done(standing.authorised, steps, "authorised on"),
        K.CLOSED: lambda steps: _done(standing.closed, steps, "closed on"),
    }
    return {kind: write(told[kind]) for kind, write in writers.items() if kind in told}


def _asked(asked: list[Asked], steps: set[int], what: str, on: date) -> list[Line]:
    rows = sorted((each for each in asked if each.id in steps), key=lambda each: each.wanted_by)
    return [
        Line(
            f"{what} {uk_date(each.wanted_by)}{_late(each.wanted_by, on)}",
            each.recommendation_id,
            each.wanted_by,
        )
        for each in rows
    ]


def _done(done: list[Done], steps: set[int], what: str) -> list[Line]:
    return [
        Line(f"{what} {uk_date(each.on)}", each.recommendation_id)
        for each in done
        if each.id in steps
    ]


def _dates(standing: PairStanding, on: date) -> list[Line]:
    """The dates that have passed or come within a week, the earliest first."""
    near = (
        (claim.next_on, claim.recommendation_id)
        for claim in standing.claims
        if claim.next_on is not None and claim.next_on - on <= SOON
    )
    return [
        Line(f"{uk_date(day)}{_late(day, on)}", recommendation_id, day)
        for day, recommendation_id in sorted(near)
    ]


def _silences(standing: PairStanding, on: date) -> list[Line]:
    """Those without an update for 90 days, the longest first."""
    silent = sorted(
        (claim.silent_since(standing.released_on), n, claim)
        for n, claim in enumerate(standing.claims)
        if claim.is_silent(standing.released_on, on=on)
    )
    return [
        Line(
            f"last update on {uk_date(since)}" if claim.said_on else "no update yet",
            claim.recommendation_id,
        )
        for since, _, claim in silent
    ]


def _figures(standing: PairStanding, named: _Named, on: date) -> list[Line]:
    return [
        Line(
            f"{one_line(named.measures[each.measure_id].name)}, for the twelve months to "
            f"{uk_date(each.period_ends_on)}",
            named.measures[each.measure_id].recommendation_id,
        )
        for each in standing.wanted
        if each.period_ends_on + FIGURES_AFTER <= on
    ]


def _corrected(standing: PairStanding, steps: set[int], named: _Named) -> list[Line]:
    found = []
    for each in standing.corrected:
        if each.id in steps:
            what = (str(change["what"]) for change in named.corrections[each.id].changes)
            says = f"{one_line(', '.join(what))}, on {uk_date(each.on)}"
            found.append(Line(says, each.recommendation_id))
    return found


def _late(by: date, on: date) -> str:
    days = (on - by).days
    return f", {number_of_days(days)} ago" if days > 0 else ", today" if days == 0 else ""
