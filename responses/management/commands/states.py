from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from responses.states import page

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Write docs/states.md from the table of moves, or check that it is up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if it differs"
        )

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "states.md"
        if not check:
            path.write_text(page(), encoding="utf-8")
            self.stdout.write("Wrote docs/states.md.")
        elif not path.exists() or path.read_text(encoding="utf-8") != page():
            raise CommandError("docs/states.md is out of date. Run: manage.py states")
