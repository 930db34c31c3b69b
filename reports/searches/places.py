"""What rows that were found are about, and some of their words: a page of them in one query."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    IntegerField,
    Model,
    Q,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from forces.models import Force
from forces.prepared import prepared
from forces.word_index import AsInIndex
from recommendations.models import Inspection, Recommendation
from reports.searches.kinds import SOURCES, Kind
from reports.snippets import WORDS_PATHS, headline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

FEW = 15


class Place(NamedTuple):
    """What a row is about, with its words around those that were looked for."""

    inspection: Inspection
    recommendation: Recommendation | None
    force: Force | None
    day: date | None
    is_draft: bool
    headline: str


class Shown(NamedTuple):
    """What is searched of a row, and the ways from it to what it is about; None if to nothing."""

    texts: tuple[Any, ...]
    inspection: str
    recommendation: str | None
    force: str | None


SHOWN = {
    Kind.INSPECTION: Shown(("key_findings",), "", None, None),
    Kind.RECOMMENDATION: Shown(("text",), "inspection__", "", None),
    Kind.ANSWER: Shown(
        ("text", "reason", "officer_comment"),
        "recommendation__inspection__",
        "recommendation__",
        "version__response__body__force__",
    ),
    Kind.WORDS: Shown(
        tuple(AsInIndex(KT(f"content__{path}")) for path in WORDS_PATHS),
        "response__inspection__",
        None,
        "response__body__force__",
    ),
    Kind.UPDATE: Shown(("text",), "recommendation__inspection__", "recommendation__", "force__"),
    Kind.ASSESSMENT: Shown(
        ("reason",), "recommendation__inspection__", "recommendation__", "force__"
    ),
    Kind.QUESTION: Shown(("text",), "recommendation__inspection__", "recommendation__", "force__"),
    Kind.REPLY: Shown(
        ("text",),
        "question__recommendation__inspection__",
        "question__recommendation__",
        "question__force__",
    ),
}

COLUMNS: dict[type[Model], dict[str, Any]] = {
    Inspection: {
        "id": IntegerField(),
        "slug": CharField(),
        "title": CharField(),
        "short_title": CharField(),
        "is_demonstration": BooleanField(),
    },
    Recommendation: {
        "id": IntegerField(),
        "kind": CharField(),
        "number": CharField(),
        "position": IntegerField(),
        "heading": CharField(),
    },
    Force: {
        "id": IntegerField(),
        "slug": CharField(),
        "name": CharField(),
        "ons_code": CharField(),
    },
}


def places(keys: Iterable[tuple[Kind, int]], words: str) -> dict[tuple[Kind, int], Place]:
    """Of each row what it is about, by its kind and key. To be asked `by_index`."""
    by_kind: defaultdict[Kind, list[int]] = defaultdict(list)
    for kind, key in keys:
        by_kind[kind].append(key)
    if not by_kind:
        return {}
    rows = _rows(words, *(_filled_up(by_kind[kind]) for kind in Kind))
    known: dict[Any, Model] = {}
    return {(Kind(kind), key): _place(row, known) for kind, key, *row in rows}


def _filled_up(keys: list[int]) -> tuple[int, ...]:
    """Keys, and as many of no row that few queries have to be written for them: 15, 30, 60, …"""
    if not keys:
        return ()
    length = FEW
    while length < len(keys):
        length *= 2
    return (*keys, *range(-1, len(keys) - length - 1, -1))


@prepared
def _rows(words: str, *keys: tuple[int, ...]) -> QuerySet[Any, Any]:
    parts = [_part(kind, some, words) for kind, some in zip(Kind, keys, strict=True) if some]
    return parts[0].union(*parts[1:], all=True)


def _part(kind: Kind, keys: tuple[int, ...], words: str) -> QuerySet[Any, Any]:
    shown = SHOWN[kind]
    is_draft = Q(submitted_at__isnull=True) if kind is Kind.UPDATE else Q(pk__isnull=True)
    columns = {
        "its_kind": Cast(Value(kind.value), CharField()),
        "its_key": F("pk"),
        "its_day": Cast(SOURCES[kind].day, DateField()),
        "its_headline": headline(words, *shown.texts),
        "its_draft": ExpressionWrapper(is_draft, output_field=BooleanField()),
    }
    ways = (shown.inspection, shown.recommendation, shown.force)
    for (model, names), way in zip(COLUMNS.items(), ways, strict=True):
        for name, field in names.items():
            value = Value(None) if way is None else F(f"{way}{name}")
            columns[f"its_{model._meta.model_name}_{name}"] = Cast(value, field)
    rows = SOURCES[kind].model._default_manager.filter(pk__in=keys).order_by()
    found: QuerySet[Any, Any] = rows.annotate(**columns).values_list(*columns)
    return found


def _place(row: list[Any], known: dict[Any, Model]) -> Place:
    """What a row of the query is about. Each inspection and each force is made once."""
    day, headline, is_draft, *rest = row
    about: list[Any] = []
    for model, names in COLUMNS.items():
        values, rest = rest[: len(names)], rest[len(names) :]
        key = (model, values[0])
        if values[0] is not None and key not in known:
            known[key] = model.from_db(None, list(names), values)
        about.append(known.get(key))
    inspection, recommendation, force = about
    return Place(inspection, recommendation, force, day, is_draft, headline)
