from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from forces.govuk.dates import uk_date_weekday
from responses.forecast import Fate, Line, forecast
from responses.models.planning import is_time_for_round
from responses.tasks import send_reminders

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from responses.forecast import Forecast

AHEAD = timedelta(days=366)
HEADINGS = ("Who", "About", "What", "Why", "What becomes of it")


class Command(BaseCommand):
    help = (
        "Do the morning round of reminders now, as beat does at 7. Nobody is told twice. "
        "With --dry-run, print who would be told what, and why, and send nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="print it, and send nothing")
        parser.add_argument(
            "--on", metavar="YYYY-MM-DD", help="with --dry-run: the day; today without it"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        today = timezone.localdate(now)
        on = today if options["on"] is None else _day(options["on"])
        if options["dry_run"]:
            self._print(on, now)
        elif on != today:
            raise CommandError(
                "A round is made for today only. To see that of another day, add --dry-run.",
                returncode=2,
            )
        elif not is_time_for_round(now):
            raise CommandError(
                f"Nothing goes out before {settings.REMINDERS_FROM_HOUR} in the morning, in London."
            )
        else:
            send_reminders()
            self.stdout.write("The reminders owed today are reserved and handed to the worker.")

    def _print(self, on: date, now: datetime) -> None:
        today = timezone.localdate(now)
        if on > today + AHEAD:
            raise CommandError("Choose a day up to a year ahead.", returncode=2)
        found = forecast(on=on, now=now)
        title = f"Reminders of {uk_date_weekday(on)}. Nothing is written or sent."
        for line in (title + _assumption(on, today), "", *_table(found.lines), _totals(found)):
            self.stdout.write(line)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        raise CommandError(
            f"“{text}” is not a date. Write it like 2021-09-09.", returncode=2
        ) from None


def _assumption(on: date, today: date) -> str:
    if on > today:
        return " This day lies ahead: it is assumed that nothing changes until then."
    if on < today:
        return " This day has gone: it is worked out from how everything stands now."
    return ""


def _table(lines: list[Line]) -> list[str]:
    """A line for each reminder, in columns; nothing where there is none."""
    if not lines:
        return []
    rows = [HEADINGS, *(_cells(line) for line in lines)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADINGS))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ] + [""]


def _cells(line: Line) -> tuple[str, ...]:
    return (
        f"{line.person.name} <{line.person.email}>",
        line.about,
        line.words,
        ", ".join(sorted(role.label for role in line.roles)) or "-",
        line.says,
    )


def _totals(found: Forecast) -> str:
    """How many reminders to how many people, and what becomes of how many."""
    if not found.lines:
        return "Nobody is owed a reminder."
    fates = [f"{found.counts[fate]:,} {fate.label}" for fate in Fate if found.counts[fate]]
    if found.mails:
        fates[0] += f" in {_number(found.mails, 'mail')}"
    people = len({line.person for line in found.lines})
    reminders = _number(len(found.lines), "reminder")
    return f"{reminders} to {_number(people, 'person', 'people')}: {', '.join(fates)}."


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
