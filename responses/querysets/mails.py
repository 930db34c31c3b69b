"""Mails and the reminders in them."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q

from forces.choices import Role
from responses.choices import (
    MAIL_IS_LIVE,
    TOLD_TO_INSPECTORATE,
    Format,
    LetterState,
    MailState,
    ReminderKind,
    ReminderState,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from forces.actors import Actor
    from responses.models import (
        CommentsMail,
        CopyMail,
        LedgerRow,
        Mail,
        ProgressReminder,  # noqa: F401  # named as what a class is of
        Reminder,  # noqa: F401  # likewise
        ViewReminder,  # noqa: F401  # likewise
    )

LOST_AFTER = timedelta(minutes=15)
NEWEST_MILESTONE = ("-falls_on", "kind", "-milestone", "-step")
MILESTONE_KEY = tuple(column.lstrip("-") for column in NEWEST_MILESTONE)

Row = TypeVar("Row", bound="LedgerRow")


def _takeable(at: datetime) -> Q:
    """Not tried yet, waited long enough, or left by a lost worker."""
    return (
        Q(state=MailState.RESERVED)
        | Q(state=MailState.FAILED, try_again_at__lte=at)
        | Q(state=MailState.CLAIMED, claimed_at__lte=at - LOST_AFTER)
    )


class CopyMailQuerySet(models.QuerySet["CopyMail"]):
    def visible_to(self, actor: Actor) -> Self:
        """Mails that carry copies of what the person's own office published."""
        copy = apps.get_model("responses", "Copy")
        return self.filter(copy__in=copy.objects.visible_to(actor))

    def with_version(self) -> Self:
        """With what they carry and all that they say of it; its words are in the letter."""
        version = "copy__version"
        return self.select_related(
            f"{version}__publication",
            f"{version}__response__body__force",
            f"{version}__response__inspection",
        ).defer(f"{version}__content", f"{version}__html")

    def claimable(self, *, at: datetime) -> Self:
        """What a worker may take, now that the letter it carries is there.

        No join: two workers that claim a row at once both pass a condition on a joined copy of it.
        """
        letter = apps.get_model("responses", "Letter")
        ready = letter.objects.filter(
            version__copies=OuterRef("copy"), format=Format.PDF, state=LetterState.READY
        )
        return self.filter(_takeable(at), models.Exists(ready))

    def unsent(self) -> Self:
        """Not gone out, and in nobody's hands."""
        return self.filter(state__in=[MailState.RESERVED, MailState.FAILED])

    def being_sent(self) -> Self:
        return self.filter(state=MailState.CLAIMED)

    def live(self) -> Self:
        """What went out, or is still to go out: of each copy there is one at most."""
        return self.filter(state__in=MAIL_IS_LIVE)


class CommentsMailQuerySet(models.QuerySet["CommentsMail"]):
    def claimable(self, *, at: datetime) -> Self:
        """What a worker may take."""
        return self.filter(_takeable(at))

    def unsent(self) -> Self:
        """Not gone out, and in nobody's hands."""
        return self.filter(state__in=[MailState.RESERVED, MailState.FAILED])

    def newest_first(self) -> Self:
        return self.order_by("-reserved_at", "recipient__name", "-pk")


class MailQuerySet(models.QuerySet["Mail"]):
    def visible_to(self, actor: Actor) -> Self:
        """Mails with a reminder in them that the person sees. The others in it stay unseen."""
        reminder = apps.get_model("responses", "Reminder")
        return self.holding(reminder.objects.visible_to(actor))

    def holding(self, reminders: ReminderQuerySet) -> Self:
        """Mails with one of these reminders in them."""
        return self.filter(models.Exists(reminders.filter(mail=OuterRef("pk"))))

    def claimable(self, *, on: date, at: datetime) -> Self:
        """What a worker may take today.

        What had its day goes out with the next morning's round, so that nobody gets two mails.
        """
        return self.filter(_takeable(at), on=on)

    def left_behind(self, *, on: date, at: datetime) -> Self:
        """Claimable, and nobody is about to take it: not one that was reserved just now."""
        return self.claimable(on=on, at=at).exclude(
            state=MailState.RESERVED, reserved_at__gt=at - LOST_AFTER
        )

    def failed(self) -> Self:
        return self.filter(state=MailState.FAILED)

    def waiting(self, on: date) -> Self:
        """Of a day, and about to go out or going out."""
        return self.filter(state__in=[MailState.RESERVED, MailState.CLAIMED], on=on)

    def of_day(self, people: Iterable[int], *, on: date) -> Self:
        """The one mail of the day of each of these people, sent or to be sent."""
        return self.filter(recipient__in=people, on=on, is_extra=False, state__in=MAIL_IS_LIVE)

    def had_its_day(self, *, on: date, at: datetime) -> Self:
        """Unsent, of an earlier day, and in nobody's hands."""
        return self.filter(
            Q(state__in=[MailState.RESERVED, MailState.FAILED])
            | Q(state=MailState.CLAIMED, claimed_at__lte=at - LOST_AFTER),
            on__lt=on,
        )


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
        """An office and a force see what is told of their own progress; nobody else sees any."""
        return self.filter(pair__force__in=actor.office_of | actor.contact_of)


class ViewReminderQuerySet(LedgerQuerySet["ViewReminder"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(recipient=actor.user.pk)
