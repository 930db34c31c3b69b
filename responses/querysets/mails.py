"""Mails and the reminders in them."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q

from responses.choices import MAIL_IS_LIVE, Format, LetterState, MailState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from forces.actors import Actor
    from responses.models import CommentsMail, CopyMail, Mail
    from responses.querysets.reminders import LedgerQuerySet

LOST_AFTER = timedelta(minutes=15)


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
        ledgers = (apps.get_model("responses", name) for name in ("Reminder", "ProgressReminder"))
        return self.holding(*(ledger.objects.visible_to(actor) for ledger in ledgers))

    def holding(self, *ledgers: LedgerQuerySet[Any]) -> Self:
        """Mails with one of these reminders in them, of any of the ledgers."""
        of_mail = (reminders.filter(mail=OuterRef("pk")) for reminders in ledgers)
        return self.filter(reduce(or_, (Q(models.Exists(rows)) for rows in of_mail)))

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
