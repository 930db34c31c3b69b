"""The days that matter to a person, for their calendar.

A program takes a new state of a day only if its number has grown, and reading a calendar writes
nothing. So the number is counted from rows that are only ever added: it never goes down, also
where a date moves back or a response is reopened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from forces.govuk.dates import uk_date_weekday
from recommendations.choices import UNFINISHED
from recommendations.deadlines import sign_by
from recommendations.models import Closure, CurrentProgress, Inspection, ProgressUpdate, Redating
from reports.calendars import Entry
from reports.diary_of_asking import of_asking
from responses.choices import WRITABLE
from responses.models import Change, ChiefOfficerComments, DueChange, Publication, Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from forces.actors import Actor

# How long what is over stays, as cancelled: programs that look in seldom have to see it once.
KEPT = timedelta(days=100)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Facts:
    """Rows about one thing that are only ever added: how many, and when the newest was.

    `day` is the last day that they name, for a day that was taken away since.
    """

    number: int = 0
    newest_at: datetime = LONG_AGO
    day: date | None = None

    def __add__(self, other: Facts) -> Facts:
        return Facts(
            self.number + other.number, max(self.newest_at, other.newest_at), other.day or self.day
        )

    @property
    def history(self) -> dict[str, Any]:
        """What an entry says of its own changes."""
        return {"sequence": self.number, "changed_at": self.newest_at}


NONE = Facts()


def _by(rows: QuerySet[Any], key: str, *, at: str, day: str = "") -> dict[int, Facts]:
    """The facts of each thing that rows are about, by its id. One query."""
    grouped = rows.order_by().values_list(key).annotate(Count("pk"), Max(at))
    if not day:
        return {pk: Facts(number, newest_at) for pk, number, newest_at in grouped}
    return {
        pk: Facts(number, newest_at, days[0] if days else None)
        for pk, number, newest_at, days in grouped.annotate(days=_newest_first(day))
    }


def _newest_first(day: str) -> ArrayAgg:
    """The days that rows name, those of the newest row first."""
    return ArrayAgg(day, filter=Q(**{f"{day}__isnull": False}), order_by="-pk")


def _of_dates(inspections: Iterable[Inspection]) -> dict[int, Facts]:
    """The release of each inspection, and what was changed of its dates since."""
    found = list(inspections)
    redatings = _by(Redating.objects.filter(inspection__in=found), "inspection", at="at")
    return {
        each.pk: Facts(0, each.released_at or LONG_AGO) + redatings.get(each.pk, NONE)
        for each in found
    }


def diary(actor: Actor) -> list[Entry]:
    """All that is in a person's calendar. The queries do not grow with the rows."""
    parts = (
        _of_office(actor),
        _of_inspectorate(actor),
        _of_progress(actor),
        of_asking(actor, kept=KEPT),
    )
    return sorted(chain.from_iterable(parts), key=lambda entry: (entry.on, entry.name))


def _of_office(actor: Actor) -> Iterator[Entry]:
    """For those who write or sign: the days of each response of their body, until it is out."""
    if not actor.office_of:
        return
    responses = list(
        Response.objects.visible_to(actor)
        .filter(Q(published_version=None) | Q(published_on__gte=actor.on - KEPT))
        .filter(is_recorded=False)
        .select_related("inspection", "body__force", "chief_officer")
        .defer("introduction", "conclusion", "inspection__key_findings", "chief_officer__reply")
    )
    dates = _of_dates(response.inspection for response in responses)
    changes = _by(Change.objects.filter(response__in=responses), "response", at="at")
    moves = _by(DueChange.objects.filter(response__in=responses), "response", at="at", day="old")
    comments = ChiefOfficerComments.pgh_event_model.objects.filter(response__in=responses)  # type: ignore[attr-defined]  # made by pghistory
    asked = _by(comments, "response", at="pgh_created_at", day="wanted_by")
    for response in responses:
        facts = dates[response.inspection_id] + changes.get(response.pk, NONE)
        yield from _last_day(response, facts + moves.get(response.pk, NONE))
        yield from _chief_officer(response, facts + asked.get(response.pk, NONE))


def _last_day(response: Response, facts: Facts) -> Iterator[Entry]:
    """The last day, and the day by which to sign. Over once it is out, or owes no day any more."""
    day = response.due_on or facts.day
    if day is None:
        return
    is_over = response.due_on is None or response.is_published
    yield Entry(
        f"last-day.{response.pk}",
        day,
        f"Response due: {_about(response)}",
        response.working,
        response.get_absolute_url(),
        is_over=is_over,
        **facts.history,
    )
    yield Entry(
        f"sign-by.{response.pk}",
        sign_by(day),
        f"Sign by: {_about(response)}",
        "The third working day before the last day, to leave time to publish. The last day is "
        f"{uk_date_weekday(day)}: it does not move for a weekend or a bank holiday.",
        response.get_absolute_url(),
        is_over=response.sign_by is None,
        **facts.history,
    )


def _chief_officer(response: Response, facts: Facts) -> Iterator[Entry]:
    """The day by which comments are wanted. Over once they are settled, or cannot be entered."""
    comments: ChiefOfficerComments | None = getattr(response, "chief_officer", None)
    if comments is None:
        return
    day = comments.wanted_by or facts.day
    if day is None:
        return
    is_wanted = comments.wanted_by and not comments.is_settled and response.status in WRITABLE
    yield Entry(
        f"chief-officer.{response.pk}",
        day,
        f"Chief officer’s comments wanted: {_about(response)}",
        "The date given to the chief officer for comments on the report (section 55(4) of the "
        "Police Act 1996).",
        response.get_absolute_url(),
        is_over=response.is_published or not is_wanted,
        **facts.history,
    )


def _about(response: Response) -> str:
    return f"{response.inspection.short_title}, {response.force.name}"


def _of_inspectorate(actor: Actor) -> Iterator[Entry]:
    """For inspectors: the last day of each inspection, until all of its responses are out.

    From what anyone may know: nothing here hangs on how far a draft is.
    """
    if not actor.is_inspector:
        return
    owed = Q(responses__due_on__isnull=False, responses__is_recorded=False)
    inspections: list[Any] = list(
        Inspection.objects.released()
        .annotate(
            missing=Count("responses", filter=owed & Q(responses__published_version=None)),
            last_out_on=Max("responses__published_on", filter=owed),
        )
        .filter(Q(missing__gt=0) | Q(last_out_on__gte=actor.on - KEPT))
        .defer("key_findings")
    )
    dates = _of_dates(inspections)
    publications = _by(
        Publication.objects.filter(version__response__inspection__in=inspections),
        "version__response__inspection",
        at="at",
    )
    owing = _by(
        DueChange.objects.filter(Q(old=None) | Q(new=None), response__inspection__in=inspections),
        "response__inspection",
        at="at",
    )
    for inspection in inspections:
        facts = dates[inspection.pk] + publications.get(inspection.pk, NONE)
        facts += owing.get(inspection.pk, NONE)
        yield Entry(
            f"inspection.{inspection.pk}",
            inspection.due_on,
            f"Responses due: {inspection.short_title}",
            inspection.working,
            inspection.get_absolute_url(),
            is_over=not inspection.missing,
            **facts.history,
        )


def _of_progress(actor: Actor) -> Iterator[Entry]:
    """For those who may add progress: the next date that their force has given, by inspection."""
    if not actor.updates_for:
        return
    closed = Closure.objects.filter(force__in=actor.updates_for)
    of_same = {"force": OuterRef("force"), "recommendation": OuterRef("recommendation")}
    said = CurrentProgress.objects.filter(force__in=actor.updates_for)
    now = said.exclude(Exists(closed.standing().filter(**of_same))).values("update")
    closings = _closings(closed)
    rows = (
        ProgressUpdate.objects.visible_to(actor)
        .submitted()
        .filter(force__in=actor.updates_for, recommendation__inspection__released_at__isnull=False)
        .order_by()
        .values(
            "force",
            to=F("force__slug"),
            name=F("force__name"),
            about=F("recommendation__inspection"),
            slug=F("recommendation__inspection__slug"),
            title=F("recommendation__inspection__short_title"),
        )
        .annotate(
            number=Count("pk"),
            newest_at=Max("submitted_at"),
            next_one=Min("next_on", filter=Q(state__in=UNFINISHED, pk__in=now)),
            given=_newest_first("next_on"),
        )
    )
    for row in rows:
        is_over = row["next_one"] is None
        is_old = timezone.localdate(row["newest_at"]) < actor.on - KEPT
        if not row["given"] or (is_over and is_old):
            continue
        yield Entry(
            f"progress.{row['about']}.{row['force']}",
            row["next_one"] or row["given"][0],
            f"Progress due: {row['title']}, {row['name']}",
            "The next date that the force has given for its progress, the earliest of all.",
            reverse("progress", args=[row["slug"], row["to"]]),
            is_over=is_over,
            **(
                Facts(row["number"], row["newest_at"])
                + closings.get((row["about"], row["force"]), NONE)
            ).history,
        )


def _closings(closures: QuerySet[Any]) -> dict[tuple[int, int], Facts]:
    """How often recommendations were closed or reopened, by inspection and force."""
    grouped = closures.order_by().values_list("recommendation__inspection", "force")
    rows = grouped.annotate(
        number=Count("decided_at") + Count("reopened_at"),
        newest_at=Max(Greatest("proposed_at", "decided_at", "reopened_at")),
    )
    return {(about, force): Facts(number, at) for about, force, number, at in rows}
