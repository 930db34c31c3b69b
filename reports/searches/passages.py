"""What was found, as who is signed in is shown it: what and where it is, some of its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html

from forces.govuk.dates import uk_date
from reports.matrix_cells import anchor
from reports.searches.kinds import Kind
from reports.searches.places import Place, places
from reports.snippets import marked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.utils.safestring import SafeString

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection
    from reports.searches.looking import Hit

ENTRY = (
    '<li class="app-entry"><a class="govuk-link govuk-!-font-weight-bold" href="{}">{}</a><br>'
    '<span class="app-found__about">{}</span><br>{}</li>'
)


@dataclass(frozen=True)
class Passage:
    """One thing that was found. `inspection` and `force` are what it is about, if it is."""

    kind: Kind
    title: str
    address: str
    inspection: Inspection
    force: Force | None
    day: date | None
    headline: str

    @property
    def about(self) -> str:
        """What it is, of which inspection and of which day."""
        is_inspection = self.kind is Kind.INSPECTION
        parts = (
            self.kind.label,
            "" if is_inspection else self.inspection.short_title,
            uk_date(self.day),
            "demonstration" if self.inspection.is_demonstration else "",
        )
        return ", ".join(filter(None, parts))

    @property
    def snippet(self) -> SafeString:
        return marked(self.headline)

    @property
    def entry(self) -> SafeString:
        """A line of the list of what was found."""
        return format_html(ENTRY, self.address, self.title, self.about, self.snippet)


def passages(hits: Iterable[Hit], words: str, actor: Actor) -> list[Passage]:
    """Some of what was found, in the same order. To be asked `by_index`."""
    order = list(hits)
    found = places(((hit.kind, hit.key) for hit in order), words)
    return [
        _passage(hit, found[hit.kind, hit.key], actor)
        for hit in order
        if (hit.kind, hit.key) in found
    ]


def _passage(hit: Hit, place: Place, actor: Actor) -> Passage:
    return Passage(
        kind=hit.kind,
        title=_title(place),
        address=_address(hit.kind, place, actor),
        inspection=place.inspection,
        force=place.force,
        day=place.day,
        headline=place.headline,
    )


def _title(place: Place) -> str:
    if place.recommendation is None:
        return str(place.force or place.inspection.title)
    asked = f"{place.recommendation.in_a_sentence}: {place.recommendation.heading}"
    if place.force is None:
        return asked[:1].upper() + asked[1:]
    return f"{place.force} on {asked}{' (draft)' if place.is_draft else ''}"


def _address(kind: Kind, place: Place, actor: Actor) -> str:
    """The page where a person reads it: answers of others than their own are in the register."""
    inspection, recommendation, force = place.inspection, place.recommendation, place.force
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
