from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from forces.history import tracked
from forces.models import Force, User
from recommendations.choices import STANDING_WORDS, Standing
from recommendations.models.changing import OF_ITS_RECOMMENDATION, changes_with_correction
from recommendations.models.recommendations import Recommendation
from recommendations.querysets import FigureQuerySet, MeasureQuerySet

if TYPE_CHECKING:
    from decimal import Decimal

# The units of a share of a whole, which is never more than 100.
SHARES = frozenset({"%", "per cent", "percent", "percentage"})


@tracked()
class Measure(models.Model):
    """A number that a recommendation asks each force for, every year."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="measures"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    definition = models.TextField(blank=True, help_text="What is counted, and what is not.")
    unit = models.CharField(max_length=40, help_text="Such as: investigators, or per cent")

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "position"], name="measure_position_unique"
            ),
        ]
        triggers = [changes_with_correction(OF_ITS_RECOMMENDATION)]

    def __str__(self) -> str:
        return self.name

    @property
    def is_share(self) -> bool:
        """Whether it is so many of a hundred: "per cent of the year before" may be more."""
        return self.unit.strip().casefold() in SHARES


@tracked()
class Figure(models.Model):
    """A force's return of a measure for twelve months: a number, nil, not held, or awaited."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="figures")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="figures")
    period_ends_on = models.DateField("the twelve months end on")
    standing = models.CharField(max_length=20, choices=Standing)
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "force", "period_ends_on"], name="figure_one_per_period"
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.NUMBER, value__isnull=False, value__gt=0)
                | (~Q(standing=Standing.NUMBER) & Q(value__isnull=True)),
                name="figure_value_fits_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.force}: {self.measure}"

    @property
    def said(self) -> str:
        """ "1,819", or in a word why there is no number."""
        if self.value is not None:
            return in_figures(self.value)
        return STANDING_WORDS[self.standing]


def in_figures(value: Decimal) -> str:
    """ "1,819", or "90.5"."""
    whole, _, part = f"{value:,.2f}".partition(".")
    return f"{whole}.{part}".rstrip("0").rstrip(".")
