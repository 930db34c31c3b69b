"""What was found, as it is shown: what it is, where it is, and some of its words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models.fields.json import KT
from django.urls import reverse

from reports.matrix_cells import anchor
from reports.searches.kinds import SOURCES, Kind
from reports.snippets import WORDS_PATHS, headline, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection, Recommendation
    from reports.searches.looking import Hit


@dataclass(frozen=True)
class Passage:
    """One thing that was found. `inspection` and `force` are what it is about, if it is."""

    kind: Kind
    title: str
    address: str
    inspection: Inspection
    force: Force | None
    day: date | None
    snippet: SafeString


class Place(NamedTuple):
    """What a row is about."""

    inspection: Inspection
    recommendation: Recommendation | None = None
    force: Force | None = None


class Shown(NamedTuple):
    """How the rows of a kind are loaded: their texts, by way of what, and without what is long."""

    texts: tuple[Any, ...]
    related: tuple[str, ...]
    place: Callable[[Any], Place]
    left_out: tuple[str, ...] = ()


def passages(hits: Iterable[Hit], words: str, actor: Actor) -> list[Passage]:
    """A page of what was found, in the same order. A query for each kind that is on it."""
    by_kind: defaultdict[Kind, list[int]] = defaultdict(list)
    for hit in hits:
        by_kind[hit.kind].append(hit.key)
    rows = {
        (kind, row.pk): row for kind, keys in by_kind.items() for row in _rows(kind, keys, words)
    }
    return [
        _passage(hit, rows[hit.kind, hit.key], actor) for hit in hits if (hit.kind, hit.key) in rows
    ]


def _rows(kind: Kind, keys: list[int], words: str) -> QuerySet[Any]:
    shown = SHOWN[kind]
    rows: QuerySet[Any] = SOURCES[kind].model._default_manager.filter(pk__in=keys)
    rows = rows.select_related(*shown.related).defer(*shown.left_out)
    found: QuerySet[Any] = rows.annotate(headline=headline(words, *shown.texts))
    return found


def _passage(hit: Hit, row: Any, actor: Actor) -> Passage:
    place = SHOWN[hit.kind].place(row)
    return Passage(
        kind=hit.kind,
        title=_title(hit.kind, row, place),
        address=_address(hit.kind, place, actor),
        inspection=place.inspection,
        force=place.force,
        day=hit.day,
        snippet=marked(row.headline),
    )


def _title(kind: Kind, row: Any, place: Place) -> str:
    if place.recommendation is None:
        return str(place.force or place.inspection.title)
    asked = f"{place.recommendation.in_a_sentence}: {place.recommendation.heading}"
    if place.force is None:
        return asked[:1].upper() + asked[1:]
    is_draft = kind is Kind.UPDATE and row.submitted_at is None
    return f"{place.force} on {asked}{' (draft)' if is_draft else ''}"


def _address(kind: Kind, place: Place, actor: Actor) -> str:
    """The page where a person reads it: answers of others than their own are in the register."""
    inspection, recommendation, force = place
    if force is None:
        page = reverse("inspection", args=[inspection.slug])
        return f"{page}#recommendation-{recommendation.position}" if recommendation else page
    if kind in {Kind.ANSWER, Kind.WORDS}:
        is_own = actor.is_inspector or force.pk in actor.own_forces
        name = "force_answers" if is_own and recommendation else "register_response"
        page = reverse(name, args=[inspection.slug, force.slug])
        return f"{page}#{anchor(recommendation.number)}" if recommendation else page
    assert recommendation is not None  # noqa: S101  # what is said of progress is of one
    return reverse("progress_history", args=[inspection.slug, force.slug, recommendation.number])


def _of_response(row: Any) -> Place:
    return Place(row.response.inspection, None, row.response.body.force)


def _of_answer(row: Any) -> Place:
    recommendation = row.recommendation
    return Place(recommendation.inspection, recommendation, row.version.response.body.force)


def _of_progress(row: Any) -> Place:
    return Place(row.recommendation.inspection, row.recommendation, row.force)


ABOUT = ("recommendation__inspection", "force")
SHOWN = {
    Kind.INSPECTION: Shown(("key_findings",), (), Place),
    Kind.RECOMMENDATION: Shown(("text",), ("inspection",), lambda row: Place(row.inspection, row)),
    Kind.ANSWER: Shown(
        ("text", "reason", "officer_comment"),
        ("recommendation__inspection", "version__response__body__force"),
        _of_answer,
    ),
    Kind.WORDS: Shown(
        tuple(KT(f"content__{path}") for path in WORDS_PATHS),
        ("response__inspection", "response__body__force"),
        _of_response,
        left_out=("content", "html"),
    ),
    Kind.UPDATE: Shown(("text",), ABOUT, _of_progress),
    Kind.ASSESSMENT: Shown(("reason",), ABOUT, _of_progress),
    Kind.QUESTION: Shown(("text",), ABOUT, _of_progress),
    Kind.REPLY: Shown(
        ("text",),
        tuple(f"question__{name}" for name in ABOUT),
        lambda row: _of_progress(row.question),
    ),
}
