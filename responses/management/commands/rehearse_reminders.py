from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from responses.rehearsal.database import MayNotCreate, scratch_database
from responses.rehearsal.run import rehearse

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

ALL_BODIES = 43
FEWEST_DAYS = 60  # the period, and some quiet days


class Command(BaseCommand):
    help = (
        "Rehearse the reminders: a made-up year in a database of its own, in which nearly "
        "everything goes wrong. Prints a line a day, and what must not happen. Sends nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="another number, another year")
        parser.add_argument("--bodies", type=_between(1, ALL_BODIES), default=ALL_BODIES)
        parser.add_argument("--days", type=_between(FEWEST_DAYS, 1000), default=365)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with scratch_database():
                is_well = rehearse(
                    seed=options["seed"],
                    bodies=options["bodies"],
                    days=options["days"],
                    say=self._say,
                )
        except MayNotCreate:
            raise CommandError(
                "A rehearsal needs a database of its own, and the PostgreSQL role in DATABASE_URL "
                "may not create one. Run it with a role that has CREATEDB, not with that of the "
                "live service.",
                returncode=2,
            ) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. Its database is dropped.", returncode=130) from None
        if not is_well:
            raise CommandError("Something happened that must not: see the list above.")
        self._say("All went well.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _between(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ArgumentTypeError(f"a number from {least} to {most}, please")
        return int(text)

    return number
