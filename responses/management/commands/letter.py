from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from responses import letters
from responses.choices import Format
from responses.content import content_of
from responses.models import Response


class Command(BaseCommand):
    help = (
        "Write the letter of a response as a PDF or a Word file: of its newest signed version, or "
        "of the draft."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--inspection", required=True, metavar="SLUG")
        parser.add_argument("--force", required=True, metavar="SLUG", dest="force_slug")
        parser.add_argument(
            "--out",
            required=True,
            metavar="FILE",
            type=Path,
            help="its ending says which: .pdf or .docx",
        )

    def handle(
        self, *args: Any, inspection: str, force_slug: str, out: Path, **options: Any
    ) -> None:
        kind = out.suffix.lower().removeprefix(".")
        if kind not in Format.values:
            raise CommandError(f"{out} must end in .pdf or .docx.", returncode=2)
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
        file, what = self._made(response, kind)
        try:
            out.write_bytes(file)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}", returncode=2) from None
        self.stdout.write(f"Wrote {out}: {what}, {len(file):,} bytes")

    def _made(self, response: Response, kind: str) -> tuple[bytes, str]:
        version = response.versions.newest_first().first()
        if version is None:
            html = letters.to_html(content_of(response), is_draft=True)
            return letters.to_file(html, kind), "the draft, marked as one"
        file = self._issued(version, kind) or letters.to_file(version.html, kind)
        return file, f"version {version.number}"

    @staticmethod
    def _issued(version: Any, kind: str) -> bytes | None:
        """The file as it was issued: it is never made again."""
        letter = version.letters.filter(format=kind).exclude(content=None).first()
        return bytes(letter.content) if letter else None
