from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from forces.models import Force
from responses.demo import world
from responses.models import Letter
from responses.tasks.letters import render_letter

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Make the demonstration: two made-up inspections, with answers, progress and people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="another number, another world")
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day to make it for (default: today)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demonstration users share a published password, so this is refused unless the "
                "environment has DEMO=1. Never set it where real responses are kept."
            )
        if not Force.objects.exists():
            raise CommandError("There are no forces yet. Run manage.py load_reference first.")
        on = options["on"] or timezone.localdate()
        if not world.make(seed=options["seed"], on=on):
            self.stdout.write("The demonstration is here already.")
            return
        for letter in Letter.objects.without_content().order_by("pk"):
            render_letter(letter_id=letter.pk)
        self.stdout.write("Made the demonstration. manage.py demo_users lists who can sign in.")
