from __future__ import annotations

from django.db import models

from forces.history import tracked, tracked_links
from recommendations.models.recommendations import Recommendation


@tracked()
class Theme(models.Model):
    """What recommendations of several inspections are about, such as: Victims’ services."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    recommendations = models.ManyToManyField(Recommendation, related_name="themes", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="theme_has_name")]

    def __str__(self) -> str:
        return self.name


@tracked_links()
class ThemeRecommendation(Theme.recommendations.through):  # type: ignore[name-defined,misc]  # Django makes it
    class Meta:
        proxy = True
