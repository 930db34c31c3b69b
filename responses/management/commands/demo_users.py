from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from forces.models import Force, Inspectorate, User
from responses.demo.people import LOGINS, PASSWORD


class Command(BaseCommand):
    help = "Print the demonstration users and their password, as a table."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Nobody of the demonstration can sign in unless DEMO=1 is set.")
        here = set(User.objects.values_list("email", flat=True))
        places = {
            **dict(Force.objects.values_list("slug", "name")),
            **dict(Inspectorate.objects.values_list("slug", "short_name")),
        }
        rows = [
            (login.words, places.get(login.place, ""), login.email)
            for login in LOGINS
            if login.email in here
        ]
        if not rows:
            raise CommandError("There are no demonstration users. manage.py demo makes them.")
        table = [("Role", "For", "Email address"), *rows]
        widths = [max(len(row[column]) for row in table) for column in range(3)]
        for row in table:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())
        self.stdout.write(f"Password for all of them: {PASSWORD}")
