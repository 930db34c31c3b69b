from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from recommendations.models import Inspection
from responses.models import SignedVersion
from responses.models.verifying import check_letters, check_versions

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from responses.models.verifying import Difference


class Command(BaseCommand):
    help = (
        "Work out every hash of what was signed and issued again, and compare the rows beside it. "
        "Prints what differs; ends with 1 if anything does, with 2 when wrongly asked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--inspection", metavar="SLUG", help="only what answers this one")
        parser.add_argument("--response", metavar="ID", type=int, help="only this response")
        parser.add_argument(
            "--list",
            action="store_true",
            help="print each version's SHA-256 too, to be kept elsewhere and compared later",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        versions = self._asked_for(options["inspection"], options["response"])
        if options["list"]:
            self._list(versions)
        signed, wrong = self._tell(check_versions(versions))
        letters, wrong_letters = self._tell(check_letters(versions))
        total = (
            f"Signed versions: {signed}, letters: {letters}. Differing: {wrong + wrong_letters}."
        )
        if wrong or wrong_letters:
            raise CommandError(total, returncode=1)
        self.stdout.write(total)

    def _asked_for(self, inspection: str | None, response: int | None) -> QuerySet[SignedVersion]:
        versions = SignedVersion.objects.all()
        if inspection is not None:
            if not Inspection.objects.filter(slug=inspection).exists():
                raise CommandError(f"There is no inspection {inspection}.", returncode=2)
            versions = versions.filter(response__inspection__slug=inspection)
        if response is not None:
            versions = versions.filter(response=response)
            if not versions.exists():
                raise CommandError(f"Response {response} has no signed version.", returncode=2)
        return versions

    def _list(self, versions: QuerySet[SignedVersion]) -> None:
        """In the order in which they came, so that a later list begins like an earlier one."""
        names = ("sha256", "response__inspection__slug", "response__body__force__slug", "number")
        for sha256, *where, number in versions.order_by("pk").values_list(*names).iterator():
            self.stdout.write(f"{sha256}  {' '.join(where)} version {number}")

    def _tell(self, checked: Iterable[list[Difference]]) -> tuple[int, int]:
        """Print what differs; how many were checked, and how many of them differ."""
        number = wrong = 0
        for differences in checked:
            number += 1
            wrong += bool(differences)
            for difference in differences:
                self.stdout.write(str(difference))
        return number, wrong
