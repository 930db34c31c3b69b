from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from responses import letters
from responses.choices import Format, Shape
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
        parser.add_argument(
            "--shape",
            choices=Shape.values,
            default="",
            help="of a draft: another shape than the one chosen for it",
        )

    def handle(
        self,
        *args: Any,
        inspection: str,
        force_slug: str,
        out: Path,
        shape: str = "",
        **options: Any,
    ) -> None:
        kind = out.suffix.lower().removeprefix(".")
        if kind not in Format.values:
            raise CommandError(f"{out} must end in .pdf or .docx.", returncode=2)
        response = (
            Response.objects.filter(inspection__slug=inspection, body__force__slug=force_slug)
            .select_related("inspection", "body__force", "body__letterhead__logo", "letter_choice")
            .first()
        )
        if response is None:
            raise CommandError(
                f"There is no response of {force_slug} to {inspection}. "
                "Check both names: they are the last parts of the addresses of their pages.",
                returncode=2,
            )
        file, what = self._made(response, kind, shape)
        try:
            out.write_bytes(file)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}", returncode=2) from None
        self.stdout.write(f"Wrote {out}: {what}, {len(file):,} bytes")

    def _made(self, response: Response, kind: str, shape: str) -> tuple[bytes, str]:
        version = response.versions.newest_first().first()
        if version is None:
            html = letters.to_html(content_of(response, shape=shape), is_draft=True)
            return self._file(response, html, kind), "the draft, marked as one"
        if shape and shape != version.shape:
            raise CommandError(
                f"Version {version.number} is signed as: {version.get_shape_display()}. "
                "Leave out --shape: what is signed keeps its shape.",
                returncode=2,
            )
        file = self._issued(version, kind) or self._file(response, version.html, kind)
        return file, f"version {version.number}"

    @staticmethod
    def _file(response: Response, html: str, kind: str) -> bytes:
        return letters.to_file(html, kind, letters.pictures_in(html, response.body_id))

    @staticmethod
    def _issued(version: Any, kind: str) -> bytes | None:
        """The file as it was issued: it is never made again."""
        letter = version.letters.filter(format=kind).exclude(content=None).first()
        return bytes(letter.content) if letter else None
