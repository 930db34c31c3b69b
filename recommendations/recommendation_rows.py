"""Saves the recommendations that the tables of a file describe, with all that belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F

from recommendations import policies
from recommendations.choices import Kind, Wording
from recommendations.models import Addressee, MeasureText, PartText, Recommendation, Theme
from recommendations.policies.progress import LONGEST_TEXT
from recommendations.toml_tables import FileProblem, Gathered, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
    inspection.recommendations.update(position=F("position") + FAR)
    rows = _Rows(inspection)
    _each(file, rows.take)
    rows.put_the_others_after()


def look_at(file: Table) -> None:
    """Raise FileProblem with what is wrong with each recommendation; nothing is saved.

    For a file whose inspection cannot be made: what hangs on that is not looked at.
    """
    _each(file, _Rows(None).read)


def _each(file: Table, take: Callable[[Table], object]) -> None:
    if not file.each("recommendations", take):
        raise file.problem("The file has no [[recommendations]].")


class _Read(NamedTuple):
    """What a row says, before any of it is saved."""

    recommendation: Recommendation
    parts: list[PartText]
    measures: list[MeasureText]
    themes: list[Theme]


class _Rows:
    def __init__(self, inspection: Inspection | None) -> None:
        held = inspection.recommendations.in_order() if inspection else []
        self.inspection = inspection
        self.here = {each.number: each for each in held}
        self.addressees = by("slug", Addressee.objects.all())
        self.numbers: dict[str, Table] = {}

    def take(self, row: Table) -> None:
        read = self.read(row)
        read.recommendation.save()
        read.recommendation.set_parts(read.parts)
        read.recommendation.set_measures(read.measures)
        read.recommendation.themes.set(read.themes)

    def read(self, row: Table) -> _Read:
        """All that a row says. Raises FileProblem with everything that is wrong in it."""
        gathered = Gathered(row)
        recommendation = Recommendation()
        parts: list[PartText] = []
        measures: list[MeasureText] = []
        themes: list[Theme] = []
        with gathered:
            recommendation = self._numbered(row)
        with gathered:
            recommendation.heading = row.needed_text("heading", longest=80)
        with gathered:
            recommendation.kind = row.choice("kind", Kind, Kind.RECOMMENDATION)
        with gathered:
            recommendation.wording = row.choice("wording", Wording)
        with gathered:
            recommendation.text = row.needed_text("text", longest=LONGEST_TEXT)
        with gathered:
            parts = self._parts(row, "" if "text" in gathered.keys else recommendation.text)
        with gathered:
            row.each("measures", lambda table: measures.append(_measure(table)))
        with gathered:
            recommendation.follows_up = _earlier_recommendation(row, self.inspection)
        with gathered:
            themes = [_theme(row, name) for name in row.texts("themes")]
        with gathered:
            row.finish()
        with gathered:
            self._check(row, recommendation, gathered.keys)
        gathered.finish()
        return _Read(recommendation, parts, measures, themes)

    def _numbered(self, row: Table) -> Recommendation:
        """The recommendation that has a number here, or a new one with it."""
        number = row.needed_text("number", longest=10)
        first = self.numbers.setdefault(number, row)
        if first is not row:
            raise row.problem(
                f"The number {number} is {first.spoken('number')} too. Give each recommendation a "
                "number of its own.",
                "number",
            )
        found = self.here.get(number) or Recommendation(number=number)
        found.position = len(self.numbers)
        if self.inspection:
            found.inspection = self.inspection
        return found

    def _check(self, row: Table, recommendation: Recommendation, wrong: set[str]) -> None:
        """What the model refuses, of what was read."""
        if self.inspection and not wrong:
            check_model(row, recommendation)
        else:
            check_fields(row, recommendation, wrong | {"inspection", "position"})

    def _parts(self, row: Table, whole: str) -> list[PartText]:
        """Its parts; without a `whole` text, whether they quote all of it is not looked at."""
        tables: list[Table] = []
        parts: list[PartText] = []

        def take(table: Table) -> None:
            tables.append(table)
            parts.append(self._part(table))

        if not row.each("parts", take):
            return [self._part(row, whole)]
        if not whole:
            return parts
        try:
            policies.check_parts([part.text for part in parts], whole)
        except policies.PartRefused as refusal:
            raise tables[refusal.place - 1].problem(str(refusal), "text") from refusal
        return parts

    def _part(self, table: Table, whole: str | None = None) -> PartText:
        """What a table says of a part; the text of the only one is that of the `whole`."""
        gathered = Gathered(table)
        text = whole or ""
        addressees: list[Addressee] = []
        timescale = ""
        with gathered:
            text = table.needed_text("text") if whole is None else whole
        with gathered:
            addressees = named(table, "addressees", self.addressees)
        with gathered:
            timescale = table.text("timescale", longest=120)
        gathered.finish()
        return PartText(text, addressees, timescale)

    def put_the_others_after(self) -> None:
        others = [each for number, each in self.here.items() if number not in self.numbers]
        for position, each in enumerate(others, start=len(self.numbers) + 1):
            each.position = position
        Recommendation.objects.bulk_update(others, ["position"])


def _earlier_recommendation(row: Table, inspection: Inspection | None) -> Recommendation | None:
    """The one that this takes up again, by its number in the inspection that is followed up."""
    number = row.text("follows_up")
    if not number or inspection is None:
        return None
    earlier = inspection.follows_up
    if earlier is None:
        raise row.problem(
            "The inspection follows up no other, so nothing in it does.", "follows_up"
        )
    found = earlier.recommendations.filter(number=number).first()
    if found is None:
        raise row.problem(f"{earlier.short_title} has no recommendation {number}.", "follows_up")
    return found


def _measure(table: Table) -> MeasureText:
    gathered = Gathered(table)
    name = unit = definition = ""
    with gathered:
        name = table.needed_text("name", longest=160)
    with gathered:
        unit = table.needed_text("unit", longest=40)
    with gathered:
        definition = table.text("definition")
    gathered.finish()
    return MeasureText(name=name, unit=unit, definition=definition)


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
        raise _problem(table, error, key) from error


def check_fields(table: Table, row: models.Model, wrong: Iterable[str]) -> None:
    """What the model refuses of each field by itself, but of those that are known to be wrong."""
    fields = {key: field for field, key in KEYS.items()}
    try:
        row.clean_fields(exclude={fields.get(key, key) for key in wrong})
    except ValidationError as error:
        raise _problem(table, error) from error


def _problem(table: Table, error: ValidationError, key: str = "") -> FileProblem:
    said: list[Told] = []
    for field, messages in error.message_dict.items():
        where = key or KEYS.get(field, field)
        why = messages[0].rstrip(".")
        said += table.problem(f"{table.name(where)}: {why}.", where).told
    return FileProblem(*said)
