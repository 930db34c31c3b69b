"""Search of what the register holds: answers, the other words of responses, recommendations.

Only of what is published now: no draft, no earlier version, nothing of a report that is not out.
Anyone may look, so it starts from what a person may read who is not signed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, IntegerField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.html import format_html

from forces.actors import Actor
from forces.prepared import prepared
from reports.matrix_cells import anchor
from reports.searches.kinds import SOURCES, Kind, Narrowed
from reports.searches.looking import (
    AGAINST_THE_KEY,
    Reach,
    kind_and_key,
    newest_with,
    reaching,
)
from reports.searches.places import Place, places
from reports.snippets import marked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from recommendations.models import Inspection
    from reports.search import Asked

MOST = 60
ENTRY = '<li><a class="govuk-link" href="{}">{}</a><br>{}</li>'
# In the order in which they are listed for an inspection and a force, each with the ways to its
# inspection, to its force and to its place in the report.
WAYS: dict[Kind, tuple[str, str | None, str | None]] = {
    Kind.RECOMMENDATION: ("inspection__", None, "position"),
    Kind.WORDS: ("response__inspection__", "response__body__force__name", None),
    Kind.ANSWER: (
        "recommendation__inspection__",
        "version__response__body__force__name",
        "recommendation__position",
    ),
}


class Listed(NamedTuple):
    """Where something was found, the newest inspection first, then forces by their name."""

    days_back: int
    title: str
    inspection_id: int
    force: str
    order: int
    place: int
    kind: Kind
    key: int


@dataclass(frozen=True)
class InRegister:
    """What was found, in order, and of which kinds only the newest were read."""

    found: list[Listed]
    cut_short: list[Kind]
    most: int = MOST


@dataclass(frozen=True)
class Found:
    """A passage: what it is of, its page, and some of its words."""

    inspection: Inspection
    title: str
    address: str
    snippet: SafeString

    @property
    def entry(self) -> SafeString:
        """A line of the list of what was found."""
        return format_html(ENTRY, self.address, self.title, self.snippet)


@dataclass(frozen=True)
class Group:
    """What was found on one inspection."""

    inspection: Inspection
    found: list[Found]


def look_in_register(
    asked: Asked, on: date, *, inspection_id: int | None = None, force_id: int | None = None
) -> InRegister:
    """Where words are in what is published. To be asked `by_index`."""
    nobody = Actor(AnonymousUser(), on)

    def ask(reach: Reach, kinds: Collection[Kind]) -> Iterable[tuple[Any, ...]]:
        return published_with(
            asked.words, asked.in_index, nobody, inspection_id, force_id, reach, *kinds
        )

    rows = reaching(ask, WAYS, MOST, Narrowed("", inspection_id, force_id))
    found = [
        Listed(-day.toordinal(), title, inspection, force, order, place, kind, key)
        for order, kind in enumerate(WAYS)
        for _, key, is_sure, day, title, inspection, force, place in rows[kind][:MOST]
        if is_sure
    ]
    return InRegister(sorted(found), [kind for kind in WAYS if len(rows[kind]) > MOST])


@prepared
def published_with(
    words: str,
    in_index: str | None,
    nobody: Actor,
    inspection_id: int | None,
    force_id: int | None,
    reach: Reach,
    *kinds: Kind,
) -> QuerySet[Any, Any]:
    """Of each kind the newest rows with the words, with what they are sorted by."""
    narrowed = Narrowed("", inspection_id, force_id)
    parts = []
    for kind in kinds:
        inspection, force, place = WAYS[kind]
        columns = {
            **kind_and_key(kind, words, in_index),
            "its_day": F(f"{inspection}published_on"),
            "its_title": F(f"{inspection}title"),
            "its_inspection": F(f"{inspection}pk"),
            "its_force": Cast(F(force) if force else Value(""), CharField()),
            "its_place": Cast(F(place) if place else Value(0), IntegerField()),
        }
        newest = newest_with(kind, words, in_index, nobody, narrowed, reach, MOST)
        # What rows are sorted by stands in other tables: fetched for those that are read alone.
        rows = SOURCES[kind].model._default_manager.filter(pk__in=newest.values("pk")[: MOST + 1])
        rows = rows.order_by(AGAINST_THE_KEY)
        parts.append(rows.annotate(**columns).values_list(*columns)[: MOST + 1])
    together: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True)
    return together


def groups(listed: Iterable[Listed], words: str) -> list[Group]:
    """A page of what was found, by inspection, in the same order. To be asked `by_index`."""
    order = list(listed)
    about = places(((each.kind, each.key) for each in order), words)
    # Between two queries a newer version may have taken the place of what the first one found.
    found = [_found(about[each.kind, each.key]) for each in order if (each.kind, each.key) in about]
    return [
        Group(inspection, list(each))
        for inspection, each in groupby(found, key=lambda one: one.inspection)
    ]


def _found(place: Place) -> Found:
    title, address = _heading(place)
    return Found(place.inspection, title, address, marked(place.headline))


def _heading(place: Place) -> tuple[str, str]:
    """What a passage is of, and its page in the register."""
    inspection, recommendation, force = place.inspection, place.recommendation, place.force
    if recommendation and force is None:
        return (
            f"What is asked: {recommendation.in_a_sentence}, {recommendation.heading}",
            reverse("register_recommendation", args=[inspection.slug, recommendation.number]),
        )
    assert force is not None  # noqa: S101  # all else is of a response
    page = reverse("register_response", args=[inspection.slug, force.slug])
    if recommendation is None:
        return f"{force}: introduction, conclusion and the chief officer’s comments", page
    return (
        f"{force} on {recommendation.in_a_sentence}: {recommendation.heading}",
        f"{page}#{anchor(recommendation.number)}",
    )
