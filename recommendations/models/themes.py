from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import slugify

from forces.history import tracked, tracked_links
from recommendations.models.recommendations import Recommendation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from forces.actors import Actor
    from recommendations.models.inspections import Inspection


# Where these stand in an address, it leads to a page of its own: recommendations/urls.py.
RESERVED_THEMES = frozenset({"new"})


class ThemeQuerySet(models.QuerySet["Theme"]):
    def called(self, name: str) -> Theme | None:
        """The one of this name, whatever its capitals; or of a name with the same letters."""
        named = self.filter(name__iexact=name).first()
        return named or self.filter(slug=Theme.named(name).slug).first()

    def visible_to(self, actor: Actor) -> Self:
        """Those of what is published; administrators see all, as they do what is being set up."""
        if actor.is_administrator:
            return self
        return self.filter(recommendations__inspection__released_at__isnull=False).distinct()

    def with_counts(self, actor: Actor) -> Self:
        """Annotate how many recommendations the person sees, and of how many `inspections`."""
        seen = Q()
        if not actor.is_administrator:
            seen = Q(recommendations__inspection__released_at__isnull=False)
        return self.annotate(
            asked=Count("recommendations", filter=seen, distinct=True),
            inspected=Count("recommendations__inspection", filter=seen, distinct=True),
        )

    def by_name(self) -> Self:
        return self.order_by("name")


@tracked()
class Theme(models.Model):
    """What recommendations of several inspections are about, such as: Victims’ services."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    recommendations = models.ManyToManyField(Recommendation, related_name="themes", blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="theme_has_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.slug])

    def seen_by(self, actor: Actor) -> QuerySet[Recommendation]:
        """Its recommendations that a person may read, the newest inspections first."""
        asked = self.recommendations.visible_to(actor).select_related("inspection")
        return asked.order_by("-inspection__published_on", "inspection__title", "position")

    @classmethod
    def named(cls, name: str) -> Theme:
        """A new one, not yet saved, with its name in addresses."""
        name = " ".join(name.split())
        slug = slugify(name)[:80]
        return cls(name=name, slug=f"{slug}-theme" if slug in RESERVED_THEMES else slug)

    def rename(self, name: str) -> None:
        """Its name in addresses stays, so that they lead where they led."""
        self.name = name
        self.save(update_fields=["name"])

    @transaction.atomic
    def choose(self, inspection: Inspection, chosen: Iterable[Recommendation]) -> None:
        """Of this inspection these are about it, and no others."""
        kept = [recommendation.pk for recommendation in chosen]
        others = self.recommendations.filter(inspection=inspection).exclude(pk__in=kept)
        self.recommendations.remove(*others)
        self.recommendations.add(*kept)


@tracked_links()
class ThemeRecommendation(Theme.recommendations.through):  # type: ignore[name-defined,misc]  # Django makes it
    class Meta:
        proxy = True
