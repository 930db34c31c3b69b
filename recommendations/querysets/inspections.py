from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from recommendations.addresses import RESERVED_SLUGS

if TYPE_CHECKING:
    from forces.actors import Actor
    from recommendations.models import (
        Inspection,
        InspectionForce,
        Recommendation,
        Redating,
    )


SLUG_LENGTH = 60
# What a correction calls the number of a recommendation.
NUMBER_CORRECTED = "Number"
# What a search looks through. An index makes it quick, if a search asks for just this.
INSPECTION_WORDS = SearchVector("title", "key_findings", config="english")
RECOMMENDATION_WORDS = SearchVector("heading", "text", config="english")


def _shortened(slug: str, length: int) -> str:
    """A slug cut after a whole word."""
    return slug if len(slug) <= length else slug[: length + 1].rpartition("-")[0] or slug[:length]


def _grouped(rows: models.QuerySet[Any], by: str, aggregate: models.Aggregate) -> Subquery:
    """One figure over rows that share a column, for use in another query."""
    return Subquery(rows.order_by().values(by).annotate(figure=aggregate).values("figure"))


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def released(self) -> Self:
        """Inspections whose report is out: everyone may read these."""
        return self.filter(released_at__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """Everyone sees what is released; only administrators what is being set up."""
        return self if actor.is_administrator else self.released()

    def administered_by(self, actor: Actor) -> Self:
        """Released ones whose dates the person may change, and of which they enter old responses.

        Those of the inspectorates that they administer.
        """
        return self.released().filter(inspectorates__in=actor.administers)

    def overseen_by(self, actor: Actor) -> Self:
        """Reports of the inspectorates for which the person inspects: `check_oversees`."""
        return self.filter(inspectorates__in=actor.inspects).distinct()

    def newest_first(self) -> Self:
        return self.order_by("-published_on", "title", "pk")

    def concerning(self, force_id: int) -> Self:
        """Released ones of a force, the newest first."""
        return self.released().filter(forces=force_id).newest_first()

    def later_than(self, inspection: Inspection) -> Self:
        """Those whose report came out after that of another one."""
        return self.filter(published_on__gt=inspection.published_on)

    def in_lists(self) -> Self:
        """Without what is read on the inspection’s own page alone: its texts are long."""
        return self.defer("key_findings", "source", "licence", "url")

    def with_count(self) -> Self:
        """Annotate `asked`: how many recommendations there are, counted for what is read alone."""
        recommendations = apps.get_model("recommendations", "Recommendation").objects
        asked = recommendations.filter(inspection=OuterRef("pk"))
        return self.annotate(asked=Coalesce(_grouped(asked, "inspection", Count("pk")), 0))

    def line_of(self, inspection: Inspection) -> list[int]:
        """The inspection, the one that it follows up, the one that this follows up, and so on."""
        earlier = dict(self.exclude(follows_up=None).values_list("pk", "follows_up"))
        line: list[int] = []
        each: int | None = inspection.pk
        while each is not None and each not in line:
            line.append(each)
            each = earlier.get(each)
        return line

    def free_slug(self, title: str) -> str:
        """A slug made of a title that no inspection has yet; empty if it has no letters for one."""
        slug = _shortened(slugify(title), SLUG_LENGTH)
        taken = {
            *RESERVED_SLUGS,
            *self.filter(slug__startswith=slug).values_list("slug", flat=True),
        }
        numbered = (f"{slug}-{number}" for number in count(2))
        return slug if slug not in taken else next(s for s in numbered if s not in taken)


class RedatingQuerySet(models.QuerySet["Redating"]):
    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class InspectionForceQuerySet(models.QuerySet["InspectionForce"]):
    """Inspections with the forces they concern: a pair is what a force's progress hangs on."""

    def of_forces(self, force_ids: frozenset[int]) -> Self:
        """Pairs of these forces, once the inspection is released: progress starts then."""
        return self.filter(force__in=force_ids, inspection__released_at__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """Whose progress a person may read: their own force's; inspectors that of all."""
        if actor.is_inspector:
            return self.filter(inspection__released_at__isnull=False)
        return self.of_forces(actor.own_forces)

    def newest_first(self) -> Self:
        return self.order_by(
            "-inspection__published_on", "inspection__title", "inspection_id", "force__name"
        )

    def with_progress(self) -> Self:
        """Annotate `asked` (recommendations), `updated` of them, and `last_on` (newest as-at)."""
        recommendation = apps.get_model("recommendations", "Recommendation")
        current = apps.get_model("recommendations", "CurrentProgress")
        asked = recommendation.objects.filter(inspection=OuterRef("inspection"))
        said = current.objects.filter(
            force=OuterRef("force"), recommendation__inspection=OuterRef("inspection")
        )
        return self.annotate(
            asked=Coalesce(_grouped(asked, "inspection", Count("pk")), 0),
            updated=Coalesce(_grouped(said, "force", Count("pk")), 0),
            last_on=_grouped(said, "force", Max("update__as_at")),
        )


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def visible_to(self, actor: Actor) -> Self:
        return (
            self if actor.is_administrator else self.filter(inspection__released_at__isnull=False)
        )

    def in_order(self) -> Self:
        """The order of the report."""
        return self.order_by("position")

    def newest_report_first(self) -> Self:
        """Those of several inspections, each with its inspection, the newest report first."""
        return self.select_related("inspection").order_by(
            "-inspection__published_on", "inspection__title", "inspection_id", "position"
        )

    def once_numbered(self, number: str) -> Self:
        """Those that had a number before it was corrected, the one that had it last first."""
        was = [{"what": NUMBER_CORRECTED, "old": number}]
        return self.filter(corrections__changes__contains=was).order_by(
            "-corrections__at", "-corrections__pk"
        )

    def with_correction(self) -> Self:
        """Annotate `corrected_at`: when it was corrected last, since it was published."""
        return self.annotate(corrected_at=Max("corrections__at"))

    def for_police(self) -> Self:
        """Those with a part addressed to police forces: what s.55(5B) asks about."""
        return self.filter(is_for_police=True)

    def concerning(self, force_id: int) -> Self:
        """What a force has to carry out: of released inspections of it, addressed to the police."""
        return self.for_police().filter(
            inspection__forces=force_id, inspection__released_at__isnull=False
        )

    def open_for(self, force_id: int) -> Self:
        """Of these, what no two inspectors have closed for the force."""
        closure = apps.get_model("recommendations", "Closure")
        closed = closure.objects.standing().filter(force=force_id)
        return self.concerning(force_id).exclude(pk__in=closed.values("recommendation"))
