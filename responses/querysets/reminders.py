"""Rows of the ledgers of reminders."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q

from forces.choices import Role
from responses.choices import (
    FOR_INSPECTORS,
    TOLD_TO_INSPECTORATE,
    MailState,
    ProgressReminderKind,
    ReminderKind,
    ReminderState,
)
from responses.querysets.mails import LOST_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from forces.actors import Actor
    from responses.models import (
        LedgerRow,
        ProgressReminder,  # noqa: F401  # named as what a class is of
        Reminder,  # noqa: F401  # likewise
        ViewReminder,  # noqa: F401  # likewise
    )

NEWEST_MILESTONE = ("-falls_on", "kind", "-milestone", "-step")
MILESTONE_KEY = tuple(column.lstrip("-") for column in NEWEST_MILESTONE)

Row = TypeVar("Row", bound="LedgerRow")


class LedgerQuerySet(models.QuerySet[Row]):
    """Rows of a ledger of reminders, whatever they are about."""

    def sent(self) -> Self:
        return self.filter(state=ReminderState.SENT)

    def failed(self) -> Self:
        """Those that could not be sent when they were last tried."""
        return self.reserved().filter(mail__state=MailState.FAILED)

    def reserved(self) -> Self:
        return self.filter(state=ReminderState.RESERVED)

    def loose(self, *, on: date, at: datetime) -> Self:
        """Reserved, and in no mail that may still go out: in none, or in one that had its day."""
        in_flight = Q(mail__state=MailState.CLAIMED, mail__claimed_at__gt=at - LOST_AFTER)
        return self.reserved().filter(Q(mail__isnull=True) | Q(mail__on__lt=on) & ~in_flight)


class ReminderQuerySet(LedgerQuerySet["Reminder"]):
    def visible_to(self, actor: Actor) -> Self:
        """An office sees what is told about its own responses, to whomever.

        An inspectorate's administrators see what they are told too, about their own inspections.
        That nobody may sign, the office is told only until somebody has signed: so of that they
        see only what is told to administrators. Nobody else sees any.
        """
        inspection = apps.get_model("recommendations", "Inspection")
        administered = inspection.objects.filter(inspectorates__in=actor.administers)
        membership = apps.get_model("forces", "Membership")
        administrators = membership.objects.filter(role=Role.ADMINISTRATOR).values("user")
        seen = Q(kind__in=TOLD_TO_INSPECTORATE) & (
            ~Q(kind=ReminderKind.NO_SIGNATORY) | Q(recipient__in=administrators)
        )
        return self.filter(
            Q(response__body__force__in=actor.office_of)
            | seen & Q(response__inspection__in=administered),
            response__inspection__released_at__isnull=False,
        )

    def with_office(self) -> Self:
        """Annotate `is_of_office`: the recipient works for the response's body, or has."""
        membership = apps.get_model("forces", "Membership")
        held = membership.objects.filter(
            user=OuterRef("recipient"), body__force=OuterRef("response__body__force")
        )
        return self.annotate(is_of_office=models.Exists(held))

    def for_reading(self) -> Self:
        """With all that a page says of each: by milestone, the newest first."""
        rows = self.with_office().select_related("recipient", "mail")
        return rows.order_by(*NEWEST_MILESTONE, "recipient__name", "pk")

    def milestones(self) -> models.QuerySet[Any, tuple[Any, ...]]:
        """What people were told of, each once, the newest first: see `Reminder.milestone_key`."""
        return self.order_by(*NEWEST_MILESTONE).values_list(*MILESTONE_KEY).distinct()

    def at_milestones(self, keys: Iterable[tuple[Any, ...]]) -> Self:
        these = (Q(**dict(zip(MILESTONE_KEY, key, strict=True))) for key in keys)
        return self.filter(reduce(or_, these, Q(pk__in=[])))


class ProgressReminderQuerySet(LedgerQuerySet["ProgressReminder"]):
    def visible_to(self, actor: Actor) -> Self:
        """An office and a force see what is told of their own progress, but nothing of proposals.

        An inspectorate's administrators see what is told about their own inspections, but not whom
        a force asks to write its updates. Nobody else sees any.
        """
        own = Q(pair__force__in=actor.own_forces)
        inspection = apps.get_model("recommendations", "Inspection")
        administered = inspection.objects.filter(inspectorates__in=actor.administers)
        return self.filter(
            own & ~Q(kind__in=FOR_INSPECTORS)
            | Q(pair__inspection__in=administered) & ~Q(kind=ProgressReminderKind.REQUESTED),
            pair__inspection__released_at__isnull=False,
        )


class ViewReminderQuerySet(LedgerQuerySet["ViewReminder"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(recipient=actor.user.pk)
