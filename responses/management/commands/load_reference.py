from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.toml_tables import FileProblem
from responses import reference


class Command(BaseCommand):
    help = "Load forces, bodies and the inspection of 2021. Run again, it adds what is missing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            added = reference.load(at=timezone.now())
        except FileProblem as problem:
            raise CommandError(str(problem), returncode=2) from problem
        for sentence in added or ["All reference data is here already."]:
            self.stdout.write(sentence)
