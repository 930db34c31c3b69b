from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from forces.choices import Role
from forces.models import User
from recommendations.models import ProgressUpdate, Recommendation
from responses.demo.people import ADMINISTRATOR
from responses.load import PREFIX, make
from responses.load.making import bring_up_to_date
from responses.models import Answer

if TYPE_CHECKING:
    from argparse import ArgumentParser

MOST = 500


class Command(BaseCommand):
    help = (
        "Make rows to measure with: inspections of all 43 forces, answered and followed up for "
        "years. Beside the demonstration, and never where real responses are kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--inspections", type=int, default=100, help="how many there are to be (default 100)"
        )
        parser.add_argument("--seed", type=int, default=1, help="another number, other rows")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This fills the database with what nobody said, so it is refused unless the "
                "environment has DEMO=1. Never set it where real responses are kept.",
                returncode=2,
            )
        count = options["inspections"]
        if not 0 < count <= MOST:
            raise CommandError(f"Give a number of inspections from 1 to {MOST}.", returncode=2)
        by = User.objects.filter(email=ADMINISTRATOR).first()
        if by is None:
            raise CommandError(
                "There are no people for it yet. Run manage.py demo first.", returncode=2
            )
        begun = time.monotonic()
        for made in make(
            inspections=count,
            seed=options["seed"],
            on=timezone.localdate(),
            by=by,
            inspectors=_two_inspectors(by),
        ):
            if options["verbosity"] > 1:
                self.stdout.write(f"{made.slug}, {time.monotonic() - begun:.0f} s")
        bring_up_to_date()
        self.stdout.write(
            f"{Recommendation.objects.filter(inspection__slug__startswith=PREFIX).count():,} "
            f"recommendations, {Answer.objects.count():,} answers and "
            f"{ProgressUpdate.objects.count():,} updates, in {time.monotonic() - begun:.0f} s."
        )


def _two_inspectors(administrator: User) -> tuple[User, User]:
    """Who proposes and who authorises: two people, whoever the demonstration has."""
    inspector = User.objects.filter(memberships__role=Role.INSPECTOR).earliest("pk")
    return inspector, administrator
