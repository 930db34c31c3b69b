from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from recommendations.addresses import RESERVED_SLUGS

if TYPE_CHECKING:
    from forces.actors import Actor
    from recommendations.models import (
        CurrentProgress,
        Figure,
        Inspection,
        InspectionForce,
        ProgressUpdate,
        Recommendation,
        Redating,
    )


SLUG_LENGTH = 60
# What a search looks through. An index makes it quick, if a search asks for just this.
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

    def newest_first(self) -> Self:
        return self.order_by("-published_on", "title", "pk")

    def with_count(self) -> Self:
        """Annotate `asked`: how many recommendations there are."""
        return self.annotate(asked=Count("recommendations"))

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
        return self.of_forces(actor.office_of | actor.contact_of)

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

    def for_police(self) -> Self:
        """Those with a part addressed to police forces: what s.55(5B) asks about."""
        return self.filter(parts__addressees__is_police_forces=True).distinct()


class FigureQuerySet(models.QuerySet["Figure"]):
    def newest_by_measure(self, inspection_id: int) -> dict[int, Figure]:
        """Of one force: the figure of each measure of an inspection for the latest twelve months.

        By the id of the measure.
        """
        found = self.filter(measure__recommendation__inspection=inspection_id)
        newest = found.order_by("measure", "-period_ends_on").distinct("measure")
        return {figure.measure_id: figure for figure in newest}


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    def submitted(self) -> Self:
        return self.filter(submitted_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(submitted_at__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        """The force's own people see all of theirs; inspectors what is submitted; no one else."""
        own = Q(force__in=actor.office_of | actor.contact_of)
        if actor.is_inspector:
            return self.filter(own | Q(submitted_at__isnull=False))
        return self.filter(own)

    def latest_first(self) -> Self:
        return self.order_by("-as_at", "-submitted_at", "-pk")


class CurrentProgressQuerySet(models.QuerySet["CurrentProgress"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_inspector:
            return self
        return self.filter(force__in=actor.office_of | actor.contact_of)
