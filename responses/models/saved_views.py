from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q

from forces.history import tracked
from forces.models import User
from forces.triggers import final
from responses.choices import ViewReminderKind
from responses.models.reminders import LedgerRow
from responses.querysets import SavedViewQuerySet, ViewReminderQuerySet
from responses.view_changes import lines_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from responses.view_changes import Rows


@tracked(exclude=["seen"])
class SavedView(models.Model):
    """A page that a person made with filters and gave a name, to come back to.

    `address` is its path and `query` what stands behind it. For whoever wants to be told of
    changes, `seen` is what the page showed when it was last looked at for them: the columns of
    each row, by the row's name.
    """

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=300)
    query = models.CharField(max_length=1000, blank=True)
    is_weekly = models.BooleanField("tell me each week what has changed", default=False)
    created_at = models.DateTimeField()
    seen = models.JSONField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=Q(ended_at__isnull=True),
                name="saved_view_name_unique",
                violation_error_message="You already have a saved view with that name.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_name"),
            models.CheckConstraint(
                condition=Q(address__startswith="/") & ~Q(address__startswith="//"),
                name="saved_view_is_a_page_of_ours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.name}"

    @property
    def whole_address(self) -> str:
        return f"{self.address}?{self.query}" if self.query else self.address

    @classmethod
    def keep(
        cls, owner: User, *, name: str, address: str, query: str, is_weekly: bool, at: datetime
    ) -> SavedView:
        return cls.objects.create(
            owner=owner,
            name=name,
            address=address,
            query=query,
            is_weekly=is_weekly,
            created_at=at,
        )

    def change(self, *, name: str, is_weekly: bool) -> None:
        """Another name, or more or less mail. Who asks for mail anew is told of what comes."""
        if is_weekly and not self.is_weekly:
            self.seen, self.seen_at = None, None
        self.name, self.is_weekly = name, is_weekly
        self.save(update_fields=["name", "is_weekly", "seen", "seen_at"])

    def stop(self, *, at: datetime) -> None:
        """List it no more, and tell of it no more."""
        self.ended_at = at
        self.save(update_fields=["ended_at"])

    @transaction.atomic
    def take_note(self, rows: Rows, *, on: date, at: datetime) -> ViewChange | None:
        """Hold what is shown now against what was seen; what changed is kept, to be told.

        The first look only takes note. After a change of the same day nothing is noted: what
        changes then is told the next time.
        """
        row = type(self).objects.select_for_update().get(pk=self.pk)
        if row.changes.filter(on=on).exists():
            return None
        lines = [] if row.seen is None else lines_of(row.seen, rows)
        row.seen, row.seen_at = rows, at
        row.save(update_fields=["seen", "seen_at"])
        if not lines:
            return None
        change: ViewChange = row.changes.create(on=on, lines=lines, at=at)
        return change


class ViewChange(models.Model):
    """What changed on a saved view in a week: lines of text, as its owner is told of them."""

    view = models.ForeignKey(SavedView, on_delete=models.PROTECT, related_name="changes")
    on = models.DateField()
    lines = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["view", "on"], name="view_change_once_a_day"),
            models.CheckConstraint(condition=~Q(lines=[]), name="view_change_says_something"),
        ]
        triggers = final("append_only")

    def __str__(self) -> str:
        return f"{self.view}, {self.on}"


class ViewReminder(LedgerRow):
    """One mail owed to the owner of a saved view: `step` is the id of the change it tells of."""

    view = models.ForeignKey(SavedView, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(
        max_length=20, choices=ViewReminderKind, default=ViewReminderKind.CHANGED
    )

    objects = ViewReminderQuerySet.as_manager()

    class Meta(LedgerRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["view", "kind", "milestone", "falls_on", "step", "recipient"],
                name="viewreminder_once_each",
            ),
            *LedgerRow.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{self.recipient}, {self.view}, {self.falls_on}"
