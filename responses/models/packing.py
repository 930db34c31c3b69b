"""Putting reserved reminders into mails: one a day for each person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from responses.choices import HAND_OVERS, MailState, Pace, ReminderKind, ReminderState
from responses.models import ledger
from responses.models.ledger import LEDGERS, RESPONSES, Ledger
from responses.models.mails import Mail, new_message_id
from responses.models.notices import NoticeChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from responses.querysets import LedgerQuerySet, MailQuerySet

CANNOT_WAIT = HAND_OVERS | {ReminderKind.DATE_MOVED}


class Loose(NamedTuple):
    """A reserved reminder that is in no mail, or in one that has to go out anew (`mail`).

    Of one about a response it says when that is due, and which version of it is published.
    """

    id: int
    person: int
    about: int
    kind: str
    mail: int | None
    ledger: Ledger
    due_on: date | None = None
    published: int | None = None

    @property
    def subject(self) -> tuple[str, int]:
        """What it is about: a response, the progress of a force, a saved view."""
        return self.ledger.about, self.about


@dataclass
class Packing:
    """What becomes of mails on a day, worked out before anything is written.

    `sizes` is how many unsent reminders are in each mail that has to go out anew; `carried` are
    those of these that go out as they are, and whether as an extra one.
    """

    on: date
    at: datetime
    sizes: Counter[int]
    new: list[tuple[Mail, list[Loose]]] = field(default_factory=list)
    joined: list[tuple[Mail, list[Loose]]] = field(default_factory=list)
    carried: dict[int, bool] = field(default_factory=dict)

    @property
    def replaced(self) -> set[int]:
        """Mails whose reminders have gone into others."""
        moved = (row for _, rows in (*self.new, *self.joined) for row in rows)
        return {row.mail for row in moved if row.mail is not None}

    def make(self, rows: list[Loose], *, is_extra: bool) -> None:
        """Put rows of one person into one mail.

        Where these are just what another mail said, it is that one, with its Message-ID. A mail
        that says more is a new one: a mail program may show only the first with a Message-ID.
        """
        old = rows[0].mail
        if old is not None and {row.mail for row in rows} == {old} and self.sizes[old] == len(rows):
            self.carried[old] = is_extra
            return
        mail = Mail(
            recipient_id=rows[0].person,
            on=self.on,
            is_extra=is_extra,
            message_id=new_message_id(),
            reserved_at=self.at,
        )
        self.new.append((mail, rows))

    def make_each(self, rows: list[Loose]) -> None:
        """A mail for each thing that there is to say: what people get who asked for it."""
        by_subject: dict[tuple[str, int], list[Loose]] = defaultdict(list)
        for row in rows:
            by_subject[row.subject].append(row)
        for each in by_subject.values():
            self.make(each, is_extra=True)

    def add_to_day(self, rows: list[Loose], today: Mail | None) -> None:
        """Put what a person is owed into their one mail of the day, unless that has gone.

        What comes after it waits for the next morning. A hand-over of a response that has reached
        its last day does not, nor that its last day was moved to this one: the morning would be too
        late, so it goes at once, in an extra mail.
        """
        if today is None or has_to_go_anew(today):
            self.make(rows, is_extra=False)
        elif today.state == MailState.RESERVED:
            self.joined.append((today, rows))
        elif urgent := {row.subject for row in rows if self.cannot_wait(row)}:
            self.make([row for row in rows if row.subject in urgent], is_extra=True)

    def cannot_wait(self, row: Loose) -> bool:
        is_owed = row.published is None and row.due_on is not None and row.due_on <= self.on
        return is_owed and row.kind in CANNOT_WAIT

    def write(self) -> list[int]:
        """Write it, and return the ids of the mails that can be sent."""
        Mail.objects.filter(pk__in=self.replaced).update(
            state=MailState.REPLACED, try_again_at=None
        )
        for is_extra in (False, True):
            carried = [pk for pk, extra in self.carried.items() if extra == is_extra]
            Mail.objects.filter(pk__in=carried).update(
                state=MailState.RESERVED,
                on=self.on,
                is_extra=is_extra,
                reserved_at=self.at,
                try_again_at=None,
            )
        Mail.objects.bulk_create(mail for mail, _ in self.new)
        filled = (*self.new, *self.joined)
        pairs: dict[Ledger, list[tuple[int, int]]] = {book: [] for book in LEDGERS}
        for mail, rows in filled:
            for row in rows:
                pairs[row.ledger].append((row.id, mail.pk))
        for book, of_book in pairs.items():
            book.put_into_mails(of_book)
        return sorted({*self.carried, *(mail.pk for mail, _ in filled)})


def has_to_go_anew(mail: Mail) -> bool:
    """Whether a mail of today was tried and did not go out: saying more, it is a new one."""
    return mail.attempts > 0 and mail.state in {MailState.FAILED, MailState.RESERVED}


def pack(*, on: date, at: datetime) -> list[int]:
    """Put loose reminders into mails, and return the ids of the mails that can be sent.

    Call inside a transaction. The queries do not grow with the rows.
    """
    ledger.one_at_a_time()
    loose = rows_of(lambda reminders: reminders.loose(on=on, at=at))
    today = Mail.objects.of_day({row.person for row in loose}, on=on).select_for_update()
    anew = {mail.pk for mail in today if has_to_go_anew(mail)}
    loose += rows_of(lambda reminders: reminders.reserved().filter(mail__in=anew))
    _close(Mail.objects.filter(pk__in=anew - {row.mail for row in loose}))
    sendable = arrange(loose, today, on=on, at=at).write()
    _close_empty(on, at)
    return sendable


def arrange(loose: list[Loose], today: Iterable[Mail], *, on: date, at: datetime) -> Packing:
    """Which reminder goes into which mail, beside those of today that people have. Reads only."""
    by_person: dict[int, list[Loose]] = defaultdict(list)
    for row in loose:
        by_person[row.person].append(row)
    choices = NoticeChoice.objects.filter(user__in=by_person, pace=Pace.AT_ONCE)
    at_once = set(choices.values_list("user", flat=True))
    mails = {mail.recipient_id: mail for mail in today}
    packing = Packing(on, at, Counter(row.mail for row in loose if row.mail is not None))
    for person, rows in by_person.items():
        if person in at_once:
            packing.make_each(rows)
        else:
            packing.add_to_day(rows, mails.get(person))
    return packing


def rows_of(which: Callable[[LedgerQuerySet[Any]], LedgerQuerySet[Any]]) -> list[Loose]:
    """Rows of all ledgers, held until the transaction ends, before their mails.

    A worker locks them in that order.
    """
    found = []
    for book in LEDGERS:
        columns = ["pk", "recipient", book.about, "kind", "mail"]
        if book == RESPONSES:
            columns += ["response__due_on", "response__published_version"]
        held = which(book.rows).order_by("pk").select_for_update(of=("self",))
        for pk, person, about, kind, mail, *of_response in held.values_list(*columns):
            found.append(Loose(pk, person, about, kind, mail, book, *of_response))
    return found


def _close_empty(on: date, at: datetime) -> None:
    """Mails of earlier days in which nothing is left to send."""
    _close(Mail.objects.had_its_day(on=on, at=at).exclude(_holds(ReminderState.RESERVED)))


def _close(empty: MailQuerySet) -> None:
    """Nothing in these is left to send: later ones say it, or nobody does."""
    empty.update(
        state=Case(
            When(_holds(ReminderState.OVERTAKEN), then=Value(MailState.REPLACED)),
            default=Value(MailState.UNNECESSARY),
        ),
        try_again_at=None,
    )


def _holds(state: ReminderState) -> Q:
    """Mails with a reminder in them, of any ledger, that stands so."""
    rows = (book.rows.filter(mail=OuterRef("pk"), state=state) for book in LEDGERS)
    return reduce(or_, (Q(Exists(found)) for found in rows))
