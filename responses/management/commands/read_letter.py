import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import formats

from recommendations.models import Inspection
from responses.models.taking_in import officials_of
from responses.reading import FoundDate, Proposal, Unreadable, read, text_of


class Command(BaseCommand):
    help = (
        "Read an old response letter (.txt, .docx, or PDF with text) and print what it says of "
        "an inspection's recommendations. Nothing is stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--inspection", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, file: Path, inspection: str, **options: Any) -> None:
        found = Inspection.objects.filter(slug=inspection).first()
        if found is None:
            raise CommandError(
                f"There is no inspection {inspection}. "
                "Check the name: it is the last part of the address of the inspection’s page.",
                returncode=2,
            )
        try:
            text = text_of(file.name, file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}", returncode=2) from None
        except Unreadable as error:
            raise CommandError(f"{file}: {error}", returncode=2) from None
        proposal = read(
            text, officials_of(found.recommendations.in_order()), inspection_title=found.title
        )
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_json(proposal), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(proposal))


def as_json(proposal: Proposal) -> dict[str, Any]:
    """The proposal with null for what the letter does not state."""
    chief, body = proposal.chief_officer_comments, proposal.body_comments
    return {
        "published_on": proposal.published_on and proposal.published_on.value.isoformat(),
        "signed_on": proposal.signed_on and proposal.signed_on.value.isoformat(),
        "signatory": proposal.signatory and proposal.signatory.value,
        "statute_cited": proposal.statute_cited and proposal.statute_cited.value,
        "chief_officer_comments": chief and chief.text,
        "body_comments": body and body.text,
        "answers": [
            {
                "number": answer.number,
                "local_number": answer.local_number,
                "quoted": answer.quoted,
                "answer": answer.answer,
                "confidence": answer.confidence.value,
            }
            for answer in proposal.answers
        ],
        "unplaced": [left.text for left in proposal.unplaced],
    }


def _day(found: FoundDate | None) -> str:
    return formats.date_format(found.value, "j F Y") if found else "not stated"


def as_text(proposal: Proposal) -> str:
    """The proposal for a person at a terminal."""
    content = as_json(proposal)
    lines = [
        f"Signed on: {_day(proposal.signed_on)}",
        f"Signed by: {content['signatory'] or 'not stated'}",
        f"Published on: {_day(proposal.published_on)}",
        f"Law cited: {content['statute_cited'] or 'none'}",
        "",
    ]
    for answer in proposal.answers:
        local = f", in the letter {answer.local_number}" if answer.local_number else ""
        lines += [
            f"Recommendation {answer.number}{local}: {answer.confidence.value}",
            f"  {answer.why}",
            *(f"  {line}" for line in (answer.answer or "").splitlines()),
            "",
        ]
    for title, text in (
        ("Comments of the chief officer", content["chief_officer_comments"]),
        ("Comments of the policing body", content["body_comments"]),
        ("Not placed", "\n\n".join(content["unplaced"])),
    ):
        lines += [f"{title}:", text or "none", ""]
    return "\n".join(lines).rstrip()
