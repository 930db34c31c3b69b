from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q

from forces.choices import BodyKind
from forces.history import tracked
from forces.models.loading import ReadInNumbers
from forces.prepared import prepared
from forces.querysets import ForceQuerySet, PolicingBodyQuerySet

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


class Period(Func):
    """The days from one column to another, both included, as a database range."""

    function = "DATERANGE"
    output_field = DateRangeField()


def check_order(valid_from: date | None, valid_to: date | None) -> None:
    """The first day comes before the last. On a field, so that nothing asks for their range."""
    if valid_from and valid_to and valid_to < valid_from:
        raise ValidationError({"valid_to": "The last day must be the first day or later."})


PERIOD = Period("valid_from", "valid_to", RangeBoundary(inclusive_lower=True, inclusive_upper=True))


@tracked()
class Force(ReadInNumbers):
    """A police force that the inspectorate inspects: 43 territorial ones and the special forces."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    ons_code = models.CharField("ONS code", max_length=9, blank=True)
    country = models.CharField(max_length=40)
    region = models.CharField(max_length=40)
    is_territorial = models.BooleanField(default=True)
    has_deadline = models.BooleanField(
        "has a statutory last day",
        default=True,
        help_text="Whether its body must publish a response within 56 days. It counts for reports "
        "that are published here from then on.",
    )
    deadline_law = models.TextField(
        "law that sets the last day",
        blank=True,
        default="",
        db_default="",
        help_text="A sentence, shown with the working of the last day. Empty where it is section "
        "55 of the Police Act 1996 itself, or none.",
    )

    objects = ForceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ons_code"], condition=~Q(ons_code=""), name="force_ons_code_unique"
            ),
            models.CheckConstraint(
                condition=Q(is_territorial=False) | ~Q(ons_code=""),
                name="force_territorial_has_ons_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_on(self, on: date) -> str:
        """What the force was called on a day."""
        for former in _former_names(self.pk):
            if former.valid_to >= on and (former.valid_from is None or former.valid_from <= on):
                return former.name
        return self.name

    def body_on(self, on: date) -> PolicingBody | None:
        """Its local policing body on a day, or None when none is recorded."""
        return self.bodies.in_office(on).first()


@tracked()
class ForceName(models.Model):
    """A name that a force went by until a day."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=120)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField()
    source = models.TextField(blank=True)
    uncertain = models.TextField(
        blank=True, help_text="What is not certain, in words. Empty when nothing is."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="force_name_begins_before_it_ends",
            ),
            ExclusionConstraint(
                name="force_name_one_at_a_time",
                violation_error_message="This force already has another name on some of "
                "these days.",
                expressions=[(PERIOD, RangeOperators.OVERLAPS), ("force", RangeOperators.EQUAL)],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        check_order(self.valid_from, self.valid_to)


@prepared
def _former_names(force: int) -> QuerySet[ForceName]:
    return ForceName.objects.filter(force=force)


@tracked()
class PolicingBody(ReadInNumbers):
    """The local policing body of a force, from a day to a day.

    Bodies change: commissioners become mayors, or take on fire and rescue. Each is a row of its
    own, and a force has one at a time. An empty day is not known, or not yet come.
    """

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=BodyKind)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    uncertain = models.TextField(
        blank=True, help_text="What is not certain, in words. Empty when nothing is."
    )

    objects = PolicingBodyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "policing bodies"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="policing_body_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BodyKind.values), name="policing_body_kind_known"
            ),
            ExclusionConstraint(
                name="policing_body_one_at_a_time",
                violation_error_message="This force already has another body on some of "
                "these days.",
                expressions=[(PERIOD, RangeOperators.OVERLAPS), ("force", RangeOperators.EQUAL)],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        check_order(self.valid_from, self.valid_to)


@tracked()
class Inspectorate(models.Model):
    """A body that inspects, and publishes reports: HMICFRS, HMCPSI."""

    name = models.CharField(max_length=160, unique=True)
    short_name = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.short_name
