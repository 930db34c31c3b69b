from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from forces.history import tracked, tracked_links
from recommendations.models.recommendations import Recommendation


class ThemeQuerySet(models.QuerySet["Theme"]):
    def called(self, name: str) -> Theme | None:
        """The one of this name, whatever its capitals; or of a name with the same letters."""
        named = self.filter(name__iexact=name).first()
        return named or self.filter(slug=Theme.named(name).slug).first()

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
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="theme_has_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.slug])

    @classmethod
    def named(cls, name: str) -> Theme:
        """A new one, not yet saved, with its name in addresses."""
        name = " ".join(name.split())
        return cls(name=name, slug=slugify(name)[:80])


@tracked_links()
class ThemeRecommendation(Theme.recommendations.through):  # type: ignore[name-defined,misc]  # Django makes it
    class Meta:
        proxy = True
