"""Reserving what is owed: each morning about everything, and at once where something is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from responses.choices import ReminderState
from responses.milestones import is_muted
from responses.models import ledger
from responses.models.debts import debts_of
from responses.models.notices import NoticeChoice
from responses.models.packing import pack
from responses.models.reminders import ReminderRound
from responses.models.responses import Response

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from responses.models.debts import Debt
    from responses.models.ledger import Key
    from responses.models.mails import Mail
    from responses.querysets import ResponseQuerySet


def is_time_for_round(at: datetime) -> bool:
    """Whether the hour of the morning round has come, in London. Nothing goes out before."""
    return timezone.localtime(at).hour >= settings.REMINDERS_FROM_HOUR


@transaction.atomic
def make_round(*, on: date, at: datetime) -> list[int]:
    """The morning round: reserve what is owed, and put it into mails. Returns the mails' ids.

    Safe to run twice, and twice at once. The queries do not grow with the rows.
    """
    reserved = reserve(Response.objects.all(), on=on, at=at)
    mails = pack(on=on, at=at)
    ReminderRound.objects.get_or_create(
        on=on, defaults={"at": at, "reserved": reserved, "mails": len(mails)}
    )
    return mails


@transaction.atomic
def post(*, on: date, at: datetime) -> list[int]:
    """Put into mails what was reserved since the morning. Returns the ids of the mails to send.

    A round that was missed is made first. Bodies that have lost whoever may sign are found here,
    since a role ends by the clock, or on the admin site.
    """
    if not is_time_for_round(at):
        return []
    if not ReminderRound.objects.filter(on=on).exists():
        return make_round(on=on, at=at)
    reserve(Response.objects.without_signatory(on), on=on, at=at)
    return pack(on=on, at=at)


def reserve(responses: ResponseQuerySet, *, on: date, at: datetime) -> int:
    """Reserve what is owed about some responses on a day, and return how many rows that made.

    Each person gets the latest milestone of each kind. Earlier ones of which there is no row are
    recorded as overtaken. What was reserved before and is no longer owed is given up. The unique
    constraint decides between two that do this at once. Call inside a transaction.
    """
    ledger.one_at_a_time()
    debts, muted = owed(responses, on=on)
    ledger.close_all_but(debts.keys() - muted, set(responses.values_list("pk", flat=True)))
    new, given_up = ledger.compare(debts)
    revived = given_up - muted
    ledger.insert(new - muted, ReminderState.RESERVED, at=at)
    ledger.insert(new & muted, ReminderState.MUTED, at=at)
    ledger.insert(overtaken((debts[key] for key in new), on=on), ReminderState.OVERTAKEN, at=at)
    ledger.revive(revived, at=at)
    return len(new) + len(revived)


def owed(responses: ResponseQuerySet, *, on: date) -> tuple[dict[Key, Debt], set[Key]]:
    """What is owed about some responses on a day, and what of it people do not want. Reads only."""
    debts = {ledger.key(debt, debt.latest): debt for debt in debts_of(responses, on=on)}
    quiet = _who_wants_less({debt.person_id for debt in debts.values()})
    muted = {
        key for key, debt in debts.items() if debt.person_id in quiet and is_muted(debt.latest)
    }
    return debts, muted


def overtaken(debts: Iterable[Debt], *, on: date) -> set[Key]:
    """The earlier milestones of what people are told of for the first time."""
    return {ledger.key(debt, milestone) for debt in debts for milestone in debt.overtaken(on=on)}


def _who_wants_less(people: set[int]) -> set[int]:
    choices = NoticeChoice.objects.filter(user__in=people, only_pressing=True)
    return set(choices.values_list("user", flat=True))


def drop_what_is_not_owed(mail: Mail, *, on: date) -> None:
    """Give up reminders of a claimed mail that are no longer owed today.

    A response may be published, a role may end, a later milestone may come, and they may ask for
    less mail, while they wait.
    """
    responses = Response.objects.filter(reminders__in=mail.reminders.reserved())
    debts, muted = owed(responses.distinct(), on=on)
    own = {key for key, debt in debts.items() if debt.person_id == mail.recipient_id}
    ledger.close_in_mail(own - muted, mail.pk)
