from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recommendations import deadlines
from recommendations.choices import CountingRule

RULES = {CountingRule.ACT.value, CountingRule.DAY_AFTER.value}


class Command(BaseCommand):
    help = "Print the last day for responses to a report, with how it is worked out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("published_on", metavar="YYYY-MM-DD", help="date of publication")
        parser.add_argument(
            "--rule",
            default=CountingRule.ACT.value,
            metavar="|".join(sorted(RULES)),
            help="how to count; act, the default, is section 55(5A) of the Police Act 1996",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        rule, published_on = options["rule"], options["published_on"]
        if rule not in RULES:
            raise CommandError(
                f"The rule must be act or day_after, not “{rule}”. A date that is set needs no "
                "working out.",
                returncode=2,
            )
        try:
            day = date.fromisoformat(published_on)
            working = deadlines.working(rule, day)
        except (ValueError, OverflowError) as error:
            raise CommandError(
                f"“{published_on}” is not a date that can be counted from. Write it like "
                "2021-07-16.",
                returncode=2,
            ) from error
        self.stdout.write(deadlines.last_day_under(rule, day).isoformat())
        self.stdout.write(working)
