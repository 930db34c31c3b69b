from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from forces.history import tracked, tracked_links
from forces.models import Force, Inspectorate, User
from forces.models.loading import ReadInNumbers
from recommendations import policies
from recommendations.addresses import slug_validators
from recommendations.choices import CountingRule, Scope
from recommendations.models.changing import (
    INSPECTION_CHANGES_WITH_CORRECTION,
    OF_ITS_INSPECTION,
    changes_with_correction,
)
from recommendations.models.pairing import FORCE_MAKES_ITS_PAIRS, INSPECTION_MAKES_ITS_PAIRS
from recommendations.models.redating import CHANGES_BY_REDATING, Dates
from recommendations.querysets import (
    INSPECTION_WORDS,
    InspectionForceQuerySet,
    InspectionQuerySet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

LOCK = 5507  # of PostgreSQL's advisory locks


def one_link_at_a_time() -> None:
    """Wait until nobody else says what follows up what, until the transaction ends.

    Two who each make one half of a circle would not see the other half. Taken before any row is.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@tracked()
class Inspection(ReadInNumbers):
    """A published report of one or more inspectorates, whose recommendations are answered.

    Until it is released here it is embargoed: only inspectorate administrators see it.
    """

    title = models.CharField(max_length=300)
    short_title = models.CharField(
        max_length=80, help_text="For lists and the subjects of mails, such as: Rape inspection"
    )
    slug = models.SlugField(max_length=80, unique=True, validators=slug_validators)
    published_on = models.DateField("date of publication")
    url = models.URLField("address of the report", max_length=500, blank=True)
    key_findings = models.TextField(blank=True)
    scope = models.CharField(max_length=20, choices=Scope, default=Scope.NATIONAL)
    inspectorates = models.ManyToManyField(Inspectorate, related_name="inspections")
    forces = models.ManyToManyField(Force, related_name="inspections", blank=True)
    follows_up = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_up_by"
    )
    counting_rule = models.CharField(max_length=20, choices=CountingRule, default=CountingRule.ACT)
    explicit_due_on = models.DateField("the date that is set", null=True, blank=True)
    rule_reason = models.TextField("reason for another rule", blank=True)
    source = models.TextField("source of the wording", blank=True)
    licence = models.CharField(max_length=200, blank=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = InspectionQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(INSPECTION_WORDS, name="inspection_words")]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="inspection_released_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(counting_rule=CountingRule.EXPLICIT, explicit_due_on__isnull=False)
                | (~Q(counting_rule=CountingRule.EXPLICIT) & Q(explicit_due_on__isnull=True)),
                name="inspection_explicit_date_fits_rule",
            ),
            models.CheckConstraint(
                condition=Q(counting_rule=CountingRule.ACT) | ~Q(rule_reason=""),
                name="inspection_other_rule_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(explicit_due_on__isnull=True)
                | Q(explicit_due_on__gte=F("published_on")),
                name="inspection_due_after_publication",
            ),
            models.CheckConstraint(
                condition=Q(follows_up__isnull=True) | ~Q(follows_up=F("pk")),
                name="inspection_does_not_follow_itself",
            ),
        ]
        triggers = [
            CHANGES_BY_REDATING,
            INSPECTION_CHANGES_WITH_CORRECTION,
            INSPECTION_MAKES_ITS_PAIRS,
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspection", args=[self.slug])

    @property
    def is_released(self) -> bool:
        return self.released_at is not None

    @property
    def dates(self) -> Dates:
        return Dates(self.published_on, self.counting_rule, self.explicit_due_on, self.rule_reason)

    @property
    def due_on(self) -> date:
        """The last day for a response, by this inspection's counting rule."""
        return self.dates.due_on

    @property
    def working(self) -> str:
        """How the last day was worked out, in sentences."""
        return self.dates.working

    def clean(self) -> None:
        errors: dict[str, str] = {}
        if self.counting_rule == CountingRule.EXPLICIT:
            if self.explicit_due_on is None:
                errors["explicit_due_on"] = "Enter the last day for responses."
            elif self.published_on and self.explicit_due_on < self.published_on:
                errors["explicit_due_on"] = "The last day must be the date of publication or later."
        elif self.explicit_due_on is not None:
            errors["explicit_due_on"] = (
                "Leave this empty, or choose the rule for a date that is set."
            )
        if self.counting_rule != CountingRule.ACT and not self.rule_reason:
            errors["rule_reason"] = "Enter the reason for not counting as the Act does."
        if errors:
            raise ValidationError(errors)

    def check_no_circle(self, earlier: Inspection | None) -> None:
        """Raises Refused where the one that this is to follow up leads back to this one.

        Sure to hold only where `one_link_at_a_time` was waited for.
        """
        if earlier is not None:
            policies.check_no_circle(self, earlier, Inspection.objects.line_of(earlier))

    def locked(self) -> Inspection:
        """This row as it is now, held until the transaction ends."""
        return Inspection.objects.select_for_update().get(pk=self.pk)

    @transaction.atomic
    def set_up(self, *, inspectorates: Iterable[Inspectorate], forces: Sequence[Force]) -> None:
        """Save what was entered.

        Raises Refused once the inspection is released, and where what it follows up leads back.
        """
        if self.pk:
            one_link_at_a_time()
            policies.check_embargoed(self.locked())
            self.check_no_circle(self.follows_up)
        policies.check_forces(self.scope, len(forces))
        self.save()
        self.inspectorates.set(inspectorates)
        self.forces.set(forces)
        self._let_go_of_follow_ups()

    def _let_go_of_follow_ups(self) -> None:
        """Nothing here takes up a recommendation of a report that this one does not follow up."""
        linked = self.recommendations.exclude(follows_up=None)
        if self.follows_up_id:
            linked = linked.exclude(follows_up__inspection=self.follows_up_id)
        linked.update(follows_up=None)

    @transaction.atomic
    def redate(self, dates: Dates, *, reason: str, by: User, at: datetime) -> None:
        """Change the dates of a report that is out, and record it. Moves no response's last day.

        Whoever calls it moves those, in the same transaction. Raises Refused without a reason, and
        for dates that change nothing or cannot be.
        """
        row = self.locked()
        policies.check_released(row)
        policies.check_dates(row.dates, dates, on=timezone.localdate(at))
        policies.check_reason(reason)
        old = {f"old_{name}": value for name, value in asdict(row.dates).items()}
        new = {f"new_{name}": value for name, value in asdict(dates).items()}
        self.redatings.create(**old, **new, reason=reason, by=by, at=at)
        self.published_on, self.counting_rule = dates.published_on, dates.counting_rule
        self.explicit_due_on, self.rule_reason = dates.explicit_due_on, dates.rule_reason
        self.save(update_fields=list(asdict(dates)))

    def release(self, *, by: User, at: datetime) -> None:
        """Record that the report is out. Checks nothing, and opens no responses.

        Whoever calls it has checked, and opens them in the same transaction.
        """
        self.released_at, self.released_by = at, by
        self.save(update_fields=["released_at", "released_by"])


@tracked_links()
class InspectionForce(Inspection.forces.through):  # type: ignore[name-defined,misc]  # Django makes it
    """A force that an inspection concerns."""

    objects = InspectionForceQuerySet.as_manager()

    class Meta:
        proxy = True
        triggers = [changes_with_correction(OF_ITS_INSPECTION), FORCE_MAKES_ITS_PAIRS]


@tracked_links()
class InspectionInspectorate(Inspection.inspectorates.through):  # type: ignore[name-defined,misc]  # Django makes it
    class Meta:
        proxy = True
        triggers = [changes_with_correction(OF_ITS_INSPECTION)]
