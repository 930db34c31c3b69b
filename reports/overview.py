"""An inspection as a whole: who has responded and when, and how far its recommendations are."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count as Number

from forces.prepared import prepared
from recommendations.choices import State, Verdict
from recommendations.deadlines import day_in_period, written
from recommendations.models import Closure, CurrentAssessment, CurrentProgress
from recommendations.rows import for_police, forces_of
from reports.chart_tables import Charted
from reports.charts import Chart, Series, short
from reports.choices import Standing
from reports.quarters import MOST, kept_claims, quarter_ends
from reports.querysets import facts_by_force
from reports.standing import Count, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection, Recommendation
    from responses.models import Response

By = dict[int, Counter[str]]

NO_UPDATE, NOT_ASSESSED = "no_update", "not_assessed"
# In the order in which they are stacked; next to each other, they differ in lightness too.
CLAIMED = {
    State.COMPLETE: ("Complete", "green"),
    State.IN_PROGRESS: ("In progress", "teal"),
    State.NOT_STARTED: ("Not started", "orange"),
    State.OVERTAKEN: ("Overtaken by events", "blue"),
    State.NOT_FOR_US: ("Not for us", "grey"),
    NO_UPDATE: ("No update yet", "light_grey"),
}
ASSESSED = {
    Verdict.ACCEPTED: ("Accepted", "green"),
    Verdict.MORE_EVIDENCE: ("More evidence needed", "yellow"),
    Verdict.NOT_ACCEPTED: ("Not accepted", "red"),
    Verdict.SUPERSEDED: ("Superseded", "grey"),
    NOT_ASSESSED: ("Not assessed", "light_grey"),
}
PUBLISHED = {
    "published_on_time": ("Published in time", "green"),
    "published_late": ("Published late", "orange"),
    "no_deadline": ("Published, with no statutory last day", "blue"),
}


@dataclass(frozen=True)
class Overview:
    inspection: Inspection
    count: Count
    parts: list[Charted]

    @classmethod
    def of(cls, inspection: Inspection, actor: Actor) -> Self:
        """All of it. Eight queries, however many forces and recommendations there are."""
        forces = forces_of(inspection.pk)
        responses = facts_by_force(inspection)
        asked = for_police(inspection.pk)
        parts = [_days(inspection, forces, responses, actor.on)]
        if asked and forces:
            parts += [
                _claims(asked, len(forces), actor),
                _assessments(asked, len(forces), actor),
                _over_time(inspection, asked, len(forces), actor.on),
            ]
        return cls(inspection, Count.of(responses.values(), actor.on), parts)

    @property
    def responses(self) -> list[tuple[str, int, str, str]]:
        """Words, a number, how the matrix shows just these, and more words. All but the first
        are together the first.
        """
        count = self.count
        late = f"of which {count.late} late" if count.late else ""
        rows = [
            ("Owed", count.owed, "", ""),
            ("Published in time", count.in_time, Standing.IN_TIME, ""),
            ("Published late", count.published_late, Standing.PUBLISHED_LATE, ""),
            ("Not yet published", count.outstanding, Standing.UNPUBLISHED, late),
        ]
        if count.published_untold:
            rows.append(("Published, in time or not", count.published_untold, "", "cannot be told"))
        if count.not_held:
            rows.append(("No response is held here", count.not_held, "", ""))
        return rows


def _days(
    inspection: Inspection, forces: Sequence[Force], responses: Mapping[int, Response], on: date
) -> Charted:
    """On which day each response was published, beside the last day."""
    rows, drawn = [], []
    for force in forces:
        response = responses.get(force.pk)
        lateness = response.lateness(on) if response else None
        day = None
        if response and lateness and response.published_on and lateness.code in PUBLISHED:
            day = day_in_period(inspection.published_on, response.published_on)
            drawn.append((short(force.name), lateness.code, day))
        told = [standing(response), f"{day:,}" if day else "", str(lateness) if lateness else ""]
        rows.append([force.name, *told])
    last = day_in_period(inspection.published_on, inspection.due_on)
    return Charted(
        "days",
        f"Days from publication to response, against day {last}",
        f"The day of publication is day 1, so the last day, {written(inspection.due_on)}, is day "
        f"{last}. The chart has the responses whose day of publication is known.",
        _days_chart(drawn, last),
        ("Force", "Response", "Day", "In time?"),
        rows,
        in_numbers=False,
    )


def _days_chart(drawn: Sequence[tuple[str, str, int]], last: int) -> Chart | None:
    if not drawn:
        return None
    series = [
        Series(word, colour, tuple(day if this == code else 0 for _, this, day in drawn))
        for code, (word, colour) in PUBLISHED.items()
        if any(this == code for _, this, _ in drawn)
    ]
    return Chart(
        f"Bar chart of the day on which each response was published, against day {last}",
        tuple(name for name, _, _ in drawn),
        tuple(series),
        is_stacked=True,
        scale=_scale(max(day for _, _, day in drawn), last),
        mark=last,
    )


def _scale(longest: int, last: int) -> tuple[int, ...]:
    """Half the last day, the last day, and on in such steps or in larger ones."""
    step = max(last // 2, 1)
    while longest > step * 5:
        step *= 2
    steps = range(0, max(longest, last) + step, step)
    return tuple(sorted({last, *(each for each in steps if abs(each - last) >= step / 2)}))


def _claims(asked: Sequence[Recommendation], forces: int, actor: Actor) -> Charted:
    counts = _by_recommendation(_claimed(actor, _keys(asked)))
    return _of_recommendations(
        ("claimed", "What forces claim of each recommendation"), CLAIMED, asked, counts, forces
    )


def _assessments(asked: Sequence[Recommendation], forces: int, actor: Actor) -> Charted:
    counts = _by_recommendation(_assessed(actor, _keys(asked)))
    closed = _by_recommendation(_closed(actor, _keys(asked)))
    return _of_recommendations(
        ("assessed", "What inspectors make of it"),
        ASSESSED,
        asked,
        counts,
        forces,
        note=" The last assessment counts, also where the force has said more since then.",
        closed={key: count.total() for key, count in closed.items()},
    )


def _keys(asked: Iterable[Recommendation]) -> tuple[int, ...]:
    return tuple(each.pk for each in asked)


def _by_recommendation(rows: Iterable[tuple[int, str, int]]) -> By:
    found: By = defaultdict(Counter)
    for key, said, number in rows:
        found[key][said] = number
    return found


@prepared
def _claimed(actor: Actor, asked: tuple[int, ...]) -> QuerySet[Any, Any]:
    return _counted(CurrentProgress.objects.visible_to(actor), "state", asked)


@prepared
def _assessed(actor: Actor, asked: tuple[int, ...]) -> QuerySet[Any, Any]:
    return _counted(CurrentAssessment.objects.visible_to(actor), "verdict", asked)


@prepared
def _closed(actor: Actor, asked: tuple[int, ...]) -> QuerySet[Any, Any]:
    return _counted(Closure.objects.visible_to(actor).standing(), "decision", asked)


def _counted(rows: QuerySet[Any], what: str, asked: tuple[int, ...]) -> QuerySet[Any, Any]:
    """How many rows say what of each recommendation."""
    found: QuerySet[Any, Any] = rows.filter(recommendation__in=asked).order_by()
    counted: QuerySet[Any, Any] = found.values_list("recommendation", what).annotate(Number("pk"))
    return counted


def _of_recommendations(
    called: tuple[str, str],
    words: Mapping[str, tuple[str, str]],
    asked: Sequence[Recommendation],
    counts: By,
    forces: int,
    *,
    note: str = "",
    closed: Mapping[int, int] | None = None,
) -> Charted:
    """A bar for each recommendation to the police, of as many parts as there are forces."""
    anchor, title = called
    numbers = [_numbers(counts[each.pk], words, forces) for each in asked]
    more = [] if closed is None else [[closed.get(each.pk, 0)] for each in asked]
    return Charted(
        anchor,
        title,
        f"Each bar is the {_forces(forces)} concerned. Recommendations that are addressed to the "
        f"police are counted.{note}",
        _stacked(title, [each.number for each in asked], words, numbers),
        (
            "Recommendation",
            *(word for word, _ in words.values()),
            *(["Of these, closed"] if more else []),
        ),
        [
            [each.title, *row, *extra]
            for each, row, extra in zip(asked, numbers, more or [[]] * len(asked), strict=True)
        ],
    )


def _forces(number: int) -> str:
    return "one force" if number == 1 else f"{number} forces"


def _numbers(count: Counter[str], words: Iterable[str], in_all: int) -> list[int]:
    """How many there are of each; the last word is for all of which nothing is said."""
    *said, _ = words
    numbers = [count[code] for code in said]
    return [*numbers, max(in_all - sum(numbers), 0)]


def _stacked(
    title: str,
    rows: Sequence[str],
    words: Mapping[str, tuple[str, str]],
    numbers: Sequence[Sequence[int]],
) -> Chart:
    """What nothing is anywhere has no place in the legend."""
    columns = zip(words.values(), zip(*numbers, strict=True), strict=True)
    return Chart(
        f"Bar chart: {title[0].lower()}{title[1:]}",
        tuple(rows),
        tuple(Series(word, colour, values) for (word, colour), values in columns if any(values)),
        is_stacked=True,
    )


def _over_time(
    inspection: Inspection, asked: Sequence[Recommendation], forces: int, on: date
) -> Charted:
    """What was claimed at the end of each quarter, of all recommendations together."""
    days = quarter_ends(inspection.published_on, on)
    claimed = kept_claims(days, [each.pk for each in asked])
    in_all = len(asked) * forces
    numbers = [_numbers(claimed[day], CLAIMED, in_all) for day in days]
    title = "Progress claimed over time"
    return Charted(
        "over-time",
        title,
        f"Each bar is all {in_all:,} pairs of a force and a recommendation, as they stood at the "
        f"end of a quarter and as they stand today; the newest {MOST} at most.",
        _stacked(title, [f"{day.day} {day:%b %Y}" for day in days], CLAIMED, numbers),
        ("As at", *(word for word, _ in CLAIMED.values())),
        [[written(day), *row] for day, row in zip(days, numbers, strict=True)],
    )
