"""Reserving what is owed: each morning about everything, and at once where something is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from recommendations.models import InspectionForce
from responses.choices import ReminderState
from responses.models import ledger
from responses.models.debts import debts_of
from responses.models.ledger import PROGRESS, RESPONSES, VIEWS
from responses.models.notices import NoticeChoice
from responses.models.packing import pack
from responses.models.progress_debts import progress_debts_of
from responses.models.progress_standings import with_news
from responses.models.reminders import ReminderRound
from responses.models.responses import Response
from responses.models.saved_views import SavedView
from responses.models.view_debts import view_debts_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from recommendations.querysets import InspectionForceQuerySet
    from responses.milestones import Milestone
    from responses.models.ledger import Key, Ledger
    from responses.models.mails import Mail
    from responses.querysets import ResponseQuerySet, SavedViewQuerySet

# The sweeps look for what was done since: long enough for one that was down for a day.
RECENT = timedelta(days=2)


class Debt(Protocol):
    """What is owed to one person about one thing: the latest milestone, and those before it."""

    @property
    def about_id(self) -> int: ...
    @property
    def person_id(self) -> int: ...
    @property
    def latest(self) -> Milestone: ...
    @property
    def is_muted(self) -> bool: ...
    def overtaken(self, *, on: date) -> Iterable[Milestone]: ...


class Owed(NamedTuple):
    """What is owed on a day from one ledger, and what of it people do not want."""

    debts: dict[Key, Any]
    muted: set[Key]


def is_time_for_round(at: datetime) -> bool:
    """Whether the hour of the morning round has come, in London. Nothing goes out before."""
    return timezone.localtime(at).hour >= settings.REMINDERS_FROM_HOUR


@transaction.atomic
def make_round(*, on: date, at: datetime) -> list[int]:
    """The morning round: reserve what is owed, and put it into mails. Returns the mails' ids.

    Safe to run twice, and twice at once. The queries do not grow with the rows.
    """
    reserved = reserve(Response.objects.all(), on=on, at=at)
    reserved += reserve_progress(InspectionForce.objects.all(), on=on, at=at)
    reserved += reserve_views(SavedView.objects.all(), on=on, at=at)
    mails = pack(on=on, at=at)
    ReminderRound.objects.get_or_create(
        on=on, defaults={"at": at, "reserved": reserved, "mails": len(mails)}
    )
    return mails


@transaction.atomic
def post(*, on: date, at: datetime) -> list[int]:
    """Put into mails what was reserved since the morning. Returns the ids of the mails to send.

    A round that was missed is made first. Bodies that have lost whoever may sign are found here,
    since a role ends by the clock, or on the admin site; and what was asked, replied, proposed,
    decided or corrected of late, so that nothing of it hangs on a job queue.
    """
    if not is_time_for_round(at):
        return []
    if not ReminderRound.objects.filter(on=on).exists():
        return make_round(on=on, at=at)
    reserve(Response.objects.without_signatory(on), on=on, at=at)
    pairs = with_news(InspectionForce.objects.all(), since=at - RECENT)
    reserve_progress(pairs, on=on, at=at)
    reserve_views(SavedView.objects.all(), on=on, at=at)
    return pack(on=on, at=at)


def reserve(responses: ResponseQuerySet, *, on: date, at: datetime) -> int:
    """Reserve what is owed about some responses on a day, and return how many rows that made.

    Call inside a transaction.
    """
    ledger.one_at_a_time()
    about = set(responses.values_list("pk", flat=True))
    return _enter(RESPONSES, owed(responses, on=on), about, on=on, at=at)


def reserve_progress(pairs: InspectionForceQuerySet, *, on: date, at: datetime) -> int:
    """Reserve what is owed about some forces' progress; returns how many rows that made.

    Call inside a transaction.
    """
    ledger.one_at_a_time()
    about = set(pairs.values_list("pk", flat=True))
    return _enter(PROGRESS, owed_of_progress(pairs, on=on), about, on=on, at=at)


def reserve_views(views: SavedViewQuerySet, *, on: date, at: datetime) -> int:
    """Reserve what is owed about some saved views; returns how many rows that made.

    Call inside a transaction.
    """
    ledger.one_at_a_time()
    about = set(views.values_list("pk", flat=True))
    return _enter(VIEWS, owed_of_views(views, on=on), about, on=on, at=at)


def _enter(book: Ledger, found: Owed, about: set[int], *, on: date, at: datetime) -> int:
    """Enter into a ledger what is owed about some things; returns how many rows that made.

    Each person gets the latest milestone of each kind. Earlier ones of which there is no row are
    recorded as overtaken. What was reserved before and is no longer owed is given up. The unique
    constraint decides between two that do this at once.
    """
    debts, muted = found
    book.close_all_but(debts.keys() - muted, about)
    new, given_up = book.compare(debts)
    revived = given_up - muted
    book.insert(new - muted, ReminderState.RESERVED, at=at)
    book.insert(new & muted, ReminderState.MUTED, at=at)
    book.insert(overtaken((debts[key] for key in new), on=on), ReminderState.OVERTAKEN, at=at)
    book.revive(revived, at=at)
    return len(new) + len(revived)


def owed_of_all(*, on: date) -> dict[Ledger, Owed]:
    """What is owed on a day from every ledger. Reads only."""
    return {
        RESPONSES: owed(Response.objects.all(), on=on),
        PROGRESS: owed_of_progress(InspectionForce.objects.all(), on=on),
        VIEWS: owed_of_views(SavedView.objects.all(), on=on),
    }


def owed(responses: ResponseQuerySet, *, on: date) -> Owed:
    """What is owed about some responses on a day. Reads only."""
    return _without_what_is_not_wanted(debts_of(responses, on=on))


def owed_of_progress(pairs: InspectionForceQuerySet, *, on: date) -> Owed:
    """What is owed about some forces' progress on a day. Reads only."""
    return _without_what_is_not_wanted(progress_debts_of(pairs, on=on))


def owed_of_views(views: SavedViewQuerySet, *, on: date) -> Owed:
    """What is owed about some saved views on a day. Reads only."""
    return _without_what_is_not_wanted(view_debts_of(views, on=on))


def _without_what_is_not_wanted(found: Iterable[Debt]) -> Owed:
    debts = {ledger.key(each.about_id, each.person_id, each.latest): each for each in found}
    quiet = _who_wants_less({debt.person_id for debt in debts.values()})
    muted = {key for key, debt in debts.items() if debt.person_id in quiet and debt.is_muted}
    return Owed(debts, muted)


def overtaken(debts: Iterable[Debt], *, on: date) -> set[Key]:
    """The earlier milestones of what people are told of for the first time."""
    return {
        ledger.key(debt.about_id, debt.person_id, milestone)
        for debt in debts
        for milestone in debt.overtaken(on=on)
    }


def _who_wants_less(people: set[int]) -> set[int]:
    choices = NoticeChoice.objects.filter(user__in=people, only_pressing=True)
    return set(choices.values_list("user", flat=True))


def drop_what_is_not_owed(mail: Mail, *, on: date) -> None:
    """Give up reminders of a claimed mail that are no longer owed today.

    A response may be published, an update submitted, a role may end, a later milestone may come,
    and they may ask for less mail, while they wait.
    """
    responses = Response.objects.filter(reminders__in=mail.reminders.reserved())
    _drop(RESPONSES, owed(responses.distinct(), on=on), mail)
    _drop(PROGRESS, owed_of_progress(pairs_in(mail), on=on), mail)
    views = SavedView.objects.filter(reminders__in=mail.viewreminders.reserved())
    _drop(VIEWS, owed_of_views(views.distinct(), on=on), mail)


def pairs_in(mail: Mail) -> InspectionForceQuerySet:
    """The forces and inspections of whose progress a mail still has something to tell."""
    told = mail.progressreminders.reserved()
    return InspectionForce.objects.filter(pk__in=told.values("pair"))


def _drop(book: Ledger, found: Owed, mail: Mail) -> None:
    debts, muted = found
    own = {key for key, debt in debts.items() if debt.person_id == mail.recipient_id}
    book.close_in_mail(own - muted, mail.pk)
