from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import pluralize
from django.utils import timezone

from recommendations import inspection_file
from recommendations.toml_tables import FileProblem

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Create an inspection and its recommendations from a file (docs/inspection-file.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.toml")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            inspection = inspection_file.load(options["file"], on=timezone.localdate())
        except FileProblem as problem:
            raise CommandError(str(problem), returncode=2) from problem
        count = inspection.recommendations.count()
        self.stdout.write(
            f"Created “{inspection.title}” with {count} recommendation{pluralize(count)}. "
            "An inspectorate administrator can now check and publish it."
        )
