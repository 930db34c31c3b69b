from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from responses.models.planning import is_time_for_round
from responses.tasks import send_reminders


class Command(BaseCommand):
    help = "Do the daily round of reminders now, as beat does at 7. Nobody is told twice."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not is_time_for_round(timezone.now()):
            raise CommandError(
                f"Nothing goes out before {settings.REMINDERS_FROM_HOUR} in the morning, in London."
            )
        send_reminders()
        self.stdout.write("The reminders owed today are reserved and handed to the worker.")
