"""What an inspection's last day is worked out from, and how it changes once the report is out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import F, Q

from forces.models import User
from forces.triggers import Trigger, final
from recommendations import deadlines
from recommendations.choices import CountingRule
from recommendations.deadlines import written
from recommendations.querysets import RedatingQuerySet

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Dates:
    """From when an inspection's days count, and how."""

    published_on: date
    counting_rule: str = CountingRule.ACT
    explicit_due_on: date | None = None
    rule_reason: str = ""

    @property
    def due_on(self) -> date:
        """The last day for a response, by the counting rule."""
        return deadlines.last_day_under(self.counting_rule, self.published_on, self.explicit_due_on)

    @property
    def working(self) -> str:
        """How the last day was worked out, in sentences."""
        return deadlines.working(
            self.counting_rule, self.published_on, self.explicit_due_on, self.rule_reason
        )


class Redating(models.Model):
    """The dates of a published inspection were changed: from what to what, by whom, why."""

    inspection = models.ForeignKey(
        "recommendations.Inspection", on_delete=models.PROTECT, related_name="redatings"
    )
    old_published_on = models.DateField("date of publication before")
    new_published_on = models.DateField("date of publication after")
    old_counting_rule = models.CharField("rule before", max_length=20, choices=CountingRule)
    new_counting_rule = models.CharField("rule after", max_length=20, choices=CountingRule)
    old_explicit_due_on = models.DateField("date that was set before", null=True, blank=True)
    new_explicit_due_on = models.DateField("date that is set after", null=True, blank=True)
    old_rule_reason = models.TextField("reason for another rule before", blank=True)
    new_rule_reason = models.TextField("reason for another rule after", blank=True)
    reason = models.TextField("reason for the change")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RedatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_published_on=F("new_published_on"))
                | ~Q(old_counting_rule=F("new_counting_rule"))
                | ~Q(old_rule_reason=F("new_rule_reason"))
                | Q(old_explicit_due_on__isnull=False, new_explicit_due_on__isnull=False)
                & ~Q(old_explicit_due_on=F("new_explicit_due_on")),
                name="redating_changes_something",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="redating_has_reason"),
        ]
        triggers = final("append_only")

    def __str__(self) -> str:
        return f"{self.inspection}: {self.what_changed}"

    @property
    def old(self) -> Dates:
        return Dates(
            self.old_published_on,
            self.old_counting_rule,
            self.old_explicit_due_on,
            self.old_rule_reason,
        )

    @property
    def new(self) -> Dates:
        return Dates(
            self.new_published_on,
            self.new_counting_rule,
            self.new_explicit_due_on,
            self.new_rule_reason,
        )

    @property
    def what_changed(self) -> str:
        """What was changed, from when to when, to go on after the day on which it was."""
        old, new = self.old, self.new
        days = (
            ("the date of publication", old.published_on, new.published_on),
            ("the last day", old.due_on, new.due_on),
        )
        changed = [
            f"{name} was changed from {written(before)} to {written(after)}"
            for name, before, after in days
            if before != after
        ]
        if new.due_on != old.due_on:
            return " and ".join(changed)
        unmoved = f"the last day stayed {written(new.due_on)}"
        if new.counting_rule != old.counting_rule:
            changed.append("the rule by which days are counted was changed")
        if not changed:
            return f"the reason for the last day, {written(new.due_on)}, was put in other words"
        return f"{' and '.join(changed)}, and {unmoved}"


# A published inspection's dates are what its newest redating says. A change that none states is
# refused, also where it comes from outside Django.
CHANGES_BY_REDATING = Trigger(
    name="changes_by_redating",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__released_at__isnull=False)
    & (
        pgtrigger.Q(old__published_on__df=pgtrigger.F("new__published_on"))
        | pgtrigger.Q(old__counting_rule__df=pgtrigger.F("new__counting_rule"))
        | pgtrigger.Q(old__explicit_due_on__df=pgtrigger.F("new__explicit_due_on"))
        | pgtrigger.Q(old__rule_reason__df=pgtrigger.F("new__rule_reason"))
    ),
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM recommendations_redating
            WHERE id = (
                    SELECT max(id) FROM recommendations_redating WHERE inspection_id = NEW.id
                )
                AND new_published_on = NEW.published_on
                AND new_counting_rule = NEW.counting_rule
                AND new_explicit_due_on IS NOT DISTINCT FROM NEW.explicit_due_on
                AND new_rule_reason = NEW.rule_reason
        ) THEN
            RAISE EXCEPTION 'The dates of a published inspection change with a redating';
        END IF;
        RETURN NEW;
    """,
)
