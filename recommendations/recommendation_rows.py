"""Saves the recommendations that the tables of a file describe, with all that belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F

from recommendations import policies
from recommendations.choices import Kind, Wording
from recommendations.models import Addressee, MeasureText, PartText, Recommendation, Theme
from recommendations.policies.progress import LONGEST_TEXT
from recommendations.toml_tables import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recommendations.models import Inspection
    from recommendations.toml_tables import Table

M = TypeVar("M", bound=models.Model)

# Where a file's word for a field differs from the model's.
KEYS = {"explicit_due_on": "due_on"}
# Out of the way of the places that the recommendations of a file get.
FAR = 10_000


@transaction.atomic
def bring_in(file: Table, inspection: Inspection) -> None:
    """Save the recommendations of a file in an inspection that is being set up. All, or none.

    One that is here under the same number becomes what the file says of it; the others stay, after
    those of the file. Raises FileProblem with what is wrong with each, and Refused once the
    inspection is released.
    """
    policies.check_embargoed(inspection.locked())
    rows = _Rows(inspection)
    if not file.each("recommendations", rows.take):
        raise file.problem("The file has no [[recommendations]].")
    rows.put_the_others_after()


class _Rows:
    def __init__(self, inspection: Inspection) -> None:
        inspection.recommendations.update(position=F("position") + FAR)
        self.inspection = inspection
        self.here = {each.number: each for each in inspection.recommendations.in_order()}
        self.addressees = by("slug", Addressee.objects.all())
        self.numbers: set[str] = set()

    def take(self, row: Table) -> None:
        number = row.needed_text("number", longest=10)
        if number in self.numbers:
            raise row.problem(f"Two recommendations have the number {number}.", "number")
        self.numbers.add(number)
        recommendation = self.here.get(number) or Recommendation(number=number)
        recommendation.inspection = self.inspection
        recommendation.position = len(self.numbers)
        recommendation.heading = row.needed_text("heading", longest=80)
        recommendation.text = row.needed_text("text", longest=LONGEST_TEXT)
        recommendation.kind = row.choice("kind", Kind, Kind.RECOMMENDATION)
        recommendation.wording = row.choice("wording", Wording)
        recommendation.follows_up = _earlier_recommendation(row, self.inspection)
        check_model(row, recommendation)
        measures = [_measure(table) for table in row.tables("measures")]
        parts = self._parts(row, recommendation.text)
        recommendation.save()
        recommendation.set_parts(parts)
        recommendation.set_measures(measures)
        recommendation.themes.set([_theme(row, name) for name in row.texts("themes")])

    def _parts(self, row: Table, whole: str) -> list[PartText]:
        tables: list[Table] = []
        parts: list[PartText] = []
        for table in row.tables("parts"):
            tables.append(table)
            parts.append(self._part(table, table.needed_text("text")))
        if not parts:
            return [self._part(row, whole)]
        try:
            policies.check_parts([part.text for part in parts], whole)
        except policies.PartRefused as refusal:
            raise tables[refusal.place - 1].problem(str(refusal), "text") from refusal
        return parts

    def _part(self, table: Table, text: str) -> PartText:
        addressees = named(table, "addressees", self.addressees)
        return PartText(text, addressees, table.text("timescale", longest=120))

    def put_the_others_after(self) -> None:
        others = [each for number, each in self.here.items() if number not in self.numbers]
        for position, each in enumerate(others, start=len(self.numbers) + 1):
            each.position = position
        Recommendation.objects.bulk_update(others, ["position"])


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


def _measure(table: Table) -> MeasureText:
    return MeasureText(
        name=table.needed_text("name", longest=160),
        unit=table.needed_text("unit", longest=40),
        definition=table.text("definition"),
    )


def _theme(row: Table, name: str) -> Theme:
    """The theme of this name, which is made where there is none."""
    theme = Theme.objects.called(name) or Theme.named(name)
    if theme.pk is None:
        check_model(row, theme, key="themes")
        theme.save()
    return theme


def named(table: Table, key: str, rows: dict[str, M]) -> list[M]:
    """What a list of texts names, in its order."""
    names = table.texts(key)
    if not names:
        raise table.problem(f"{table.name(key)} is missing.", key)
    for name in names:
        if name not in rows:
            raise table.problem(f"{name} is not known. These are: {', '.join(sorted(rows))}.", key)
    return [rows[name] for name in names]


def by(field: str, rows: Iterable[M]) -> dict[str, M]:
    return {getattr(row, field): row for row in rows}


def check_model(table: Table, row: models.Model, key: str = "") -> None:
    """What the model itself refuses, as a problem in the place of its key."""
    try:
        row.full_clean()
    except ValidationError as error:
        said = [
            (key or KEYS.get(field, field), messages[0].rstrip("."))
            for field, messages in error.message_dict.items()
        ]
        problems: list[str] = []
        for where, why in sorted(said, key=lambda each: table.order(each[0])):
            problems += table.problem(f"{table.name(where)}: {why}.", where).sentences
        raise FileProblem(*problems) from error
