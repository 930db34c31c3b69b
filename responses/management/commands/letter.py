from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from responses import letters
from responses.content import content_of
from responses.models import Response


class Command(BaseCommand):
    help = "Write the letter of a response as a PDF: of its newest signed version, or of the draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--inspection", required=True, metavar="SLUG")
        parser.add_argument("--force", required=True, metavar="SLUG", dest="force_slug")
        parser.add_argument("--out", required=True, metavar="FILE.pdf", type=Path)

    def handle(
        self, *args: Any, inspection: str, force_slug: str, out: Path, **options: Any
    ) -> None:
        response = (
            Response.objects.filter(inspection__slug=inspection, body__force__slug=force_slug)
            .select_related("inspection", "body__force")
            .first()
        )
        if response is None:
            raise CommandError(
                f"There is no response of {force_slug} to {inspection}. "
                "Check both names: they are the last parts of the addresses of their pages.",
                returncode=2,
            )
        version = response.versions.newest_first().first()
        if version is not None:
            pdf = self._issued(version) or letters.to_pdf(version.html)
            what = f"version {version.number}"
        else:
            pdf = letters.to_pdf(letters.to_html(content_of(response), is_draft=True))
            what = "the draft, marked as one"
        try:
            out.write_bytes(pdf)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}", returncode=2) from None
        self.stdout.write(f"Wrote {out}: {what}, {len(pdf):,} bytes")

    @staticmethod
    def _issued(version: Any) -> bytes | None:
        """The file as it was issued: it is never made again."""
        letter = version.letters.exclude(content=None).first()
        return bytes(letter.content) if letter else None
