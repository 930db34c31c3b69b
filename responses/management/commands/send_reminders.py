from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from responses.tasks import send_reminders


class Command(BaseCommand):
    help = "Do the daily round of reminders now, as beat does at 7. Nobody is told twice."

    def handle(self, *_args: Any, **_options: Any) -> None:
        send_reminders()
        self.stdout.write("The reminders owed today are reserved and handed to the worker.")
