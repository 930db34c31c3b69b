from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from forces import grants

if TYPE_CHECKING:
    from argparse import ArgumentParser

PASSWORD = "APPLICATION_PASSWORD"  # noqa: S105  # the name of a variable


class Command(BaseCommand):
    help = (
        "Let a database role do what the application does, and no more. Run it as the owner of the "
        "tables, after each migrate; again changes nothing. A role that is missing is made. Where "
        f"{PASSWORD} is set, that becomes its password."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="the role that the application connects as")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.grant(options["role"])
        except DatabaseError as error:
            raise CommandError(f"The database refused: {error}".strip()) from error

    def grant(self, role: str) -> None:
        overrules = grants.overrules(role)
        if overrules:
            raise CommandError(
                f"{role} is a superuser, may make roles, owns what is kept here, or may become "
                "someone who does: it could overrule what never changes. Name another role.",
                returncode=2,
            )
        if overrules is None:
            grants.make_role(role)
        if password := os.environ.get(PASSWORD):
            grants.set_password(role, password)
        grants.grant(role)
        self.stdout.write(f"{role} may read and add, and change what may be changed.")
