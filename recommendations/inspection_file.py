"""Reads an inspection with its recommendations from a file: docs/inspection-file.md."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from forces.models import Force, Inspectorate
from recommendations import policies
from recommendations.choices import CountingRule, Kind, Scope, Wording
from recommendations.models import Addressee, Inspection, Measure, Part, Recommendation
from recommendations.toml_tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

M = TypeVar("M", bound=models.Model)

DATA = Path(__file__).parent / "data"

# Where a file's word for a field differs from the model's.
KEYS = {"explicit_due_on": "due_on"}


@transaction.atomic
def load(path: Path, *, on: date) -> Inspection:
    """Create the inspection that a file describes, not yet released. All of it, or nothing.

    Raises FileProblem, with the line, when anything in the file is wrong.
    """
    file = Table.read(path)
    head = file.table("inspection")
    if head is None:
        raise file.problem("The file has no [inspection] table.")
    inspection = _create_inspection(head, on)
    addressees = _by("slug", Addressee.objects.all())
    numbers: set[str] = set()
    for row in file.tables("recommendations"):
        number = row.needed_text("number", longest=10)
        if number in numbers:
            raise row.problem(f"Two recommendations have the number {number}.", "number")
        numbers.add(number)
        _create_recommendation(row, inspection, number, len(numbers), addressees)
    if not numbers:
        raise file.problem("The file has no [[recommendations]].")
    file.finish()
    return inspection


def _create_inspection(head: Table, on: date) -> Inspection:
    is_demonstration = head.yes("demonstration")
    slug = head.needed_text("slug", longest=80)
    if Inspection.objects.filter(slug=slug).exists():
        raise head.problem(f"An inspection with the slug {slug} is here already.", "slug")
    inspection = Inspection(
        title=head.needed_text("title", longest=300),
        short_title=head.needed_text("short_title", longest=80),
        slug=slug,
        published_on=_published_on(head, on, is_demonstration=is_demonstration),
        url=head.text("url"),
        key_findings=head.text("key_findings"),
        scope=head.choice("scope", Scope, Scope.NATIONAL),
        follows_up=_earlier_inspection(head),
        counting_rule=head.choice("counting_rule", CountingRule, CountingRule.ACT),
        explicit_due_on=head.day("due_on"),
        rule_reason=head.text("rule_reason"),
        source=head.text("source"),
        licence=head.text("licence", longest=200),
        is_demonstration=is_demonstration,
    )
    inspectorates = _named(head, "inspectorates", _by("short_name", Inspectorate.objects.all()))
    forces = _forces(head, inspection)
    head.finish()
    _clean(head, inspection)
    inspection.save()
    inspection.inspectorates.set(inspectorates)
    inspection.forces.set(forces)
    return inspection


def _published_on(head: Table, on: date, *, is_demonstration: bool) -> date:
    """The day of publication, which only a demonstration may count back from the day of loading."""
    day = head.day("published_on")
    days_before = head.number("published_days_before_loading")
    if days_before is None:
        if day is None:
            raise head.problem("published_on is missing.")
        return day
    if not is_demonstration or day is not None or days_before < 0:
        raise head.problem(
            "published_days_before_loading is a number of days, 0 or more, for a demonstration "
            "without published_on.",
            "published_days_before_loading",
        )
    return on - timedelta(days=days_before)


def _earlier_inspection(head: Table) -> Inspection | None:
    slug = head.text("follows_up")
    if not slug:
        return None
    earlier = Inspection.objects.filter(slug=slug).first()
    if earlier is None:
        raise head.problem(f"No inspection has the slug {slug}.", "follows_up")
    return earlier


def _forces(head: Table, inspection: Inspection) -> list[Force]:
    """The forces concerned: all territorial ones in one word, or those named by their slugs."""
    if isinstance(head.entries.get("forces"), str):
        if head.text("forces") != "territorial":
            raise head.problem(
                'forces must be "territorial", or a list of slugs such as ["cheshire"].', "forces"
            )
        forces = list(Force.objects.territorial())
    else:
        forces = _named(head, "forces", _by("slug", Force.objects.all()))
    if inspection.scope == Scope.ONE_FORCE and len(forces) != 1:
        raise head.problem("An inspection of one force must name one force.", "forces")
    return forces


def _create_recommendation(
    row: Table,
    inspection: Inspection,
    number: str,
    position: int,
    addressees: dict[str, Addressee],
) -> None:
    recommendation = Recommendation(
        inspection=inspection,
        position=position,
        number=number,
        heading=row.needed_text("heading", longest=80),
        text=row.needed_text("text"),
        kind=row.choice("kind", Kind, Kind.RECOMMENDATION),
        wording=row.choice("wording", Wording),
        follows_up=_earlier_recommendation(row, inspection),
    )
    _clean(row, recommendation)
    recommendation.save()
    _create_measures(row, recommendation)
    _create_parts(row, recommendation, addressees)


def _earlier_recommendation(row: Table, inspection: Inspection) -> Recommendation | None:
    """The one that this takes up again, by its number in the inspection that is followed up."""
    number = row.text("follows_up")
    if not number:
        return None
    earlier = inspection.follows_up
    if earlier is None:
        raise row.problem(
            "The inspection follows up no other, so nothing in it does.", "follows_up"
        )
    found = earlier.recommendations.filter(number=number).first()
    if found is None:
        raise row.problem(f"{earlier.slug} has no recommendation {number}.", "follows_up")
    return found


def _create_measures(row: Table, recommendation: Recommendation) -> None:
    for position, table in enumerate(row.tables("measures"), start=1):
        Measure.objects.create(
            recommendation=recommendation,
            position=position,
            name=table.needed_text("name", longest=160),
            definition=table.text("definition"),
            unit=table.needed_text("unit", longest=40),
        )


def _create_parts(
    row: Table, recommendation: Recommendation, addressees: dict[str, Addressee]
) -> None:
    parts: list[Table] = []
    texts: list[str] = []
    for part in row.tables("parts"):
        parts.append(part)
        texts.append(part.needed_text("text"))
        _create_part(part, recommendation, len(parts), texts[-1], addressees)
    if not parts:
        _create_part(row, recommendation, 1, recommendation.text, addressees)
        return
    try:
        policies.check_parts(texts, recommendation.text)
    except policies.PartRefused as refusal:
        raise parts[refusal.place - 1].problem(str(refusal), "text") from refusal


def _create_part(
    table: Table,
    recommendation: Recommendation,
    position: int,
    text: str,
    addressees: dict[str, Addressee],
) -> None:
    part = Part.objects.create(
        recommendation=recommendation,
        position=position,
        text=text,
        timescale=table.text("timescale", longest=120),
    )
    part.addressees.set(_named(table, "addressees", addressees))


def _named(table: Table, key: str, rows: dict[str, M]) -> list[M]:
    """What a list of texts names, in its order."""
    names = table.texts(key)
    if not names:
        raise table.problem(f"{key} is missing.", key)
    for name in names:
        if name not in rows:
            raise table.problem(f"{name} is not known. These are: {', '.join(sorted(rows))}.", key)
    return [rows[name] for name in names]


def _by(field: str, rows: Iterable[M]) -> dict[str, M]:
    return {getattr(row, field): row for row in rows}


def _clean(table: Table, row: models.Model) -> None:
    """What the model itself refuses, as a problem on the line of its key."""
    try:
        row.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        key = KEYS.get(field, field)
        raise table.problem(f"{key}: {messages[0].rstrip('.')}.", key) from error
