"""What a round of reminders would tell to whom, and why. Reads, and writes nothing."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone

from forces.govuk.dates import uk_datetime
from forces.models import User
from recommendations.models import InspectionForce
from responses.choices import MailState, ReminderState
from responses.milestones import words
from responses.models import Mail, Response, SavedView, ledger, packing, planning
from responses.models.ledger import LEDGERS, PROGRESS, RESPONSES, VIEWS, Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from forces.choices import Role
    from responses.models import LedgerRow
    from responses.models.ledger import Key


class Fate(models.TextChoices):
    """What becomes of a reminder. The labels go on after a number."""

    MAILED = "mailed", "to be mailed"
    GOING = "going", "in mails that are on their way"
    WAITS = "waits", "waiting for the next morning"
    BY_THEN = "by_then", "told before then"
    SENT = "sent", "sent already"
    MUTED = "muted", "not wanted"
    OVERTAKEN = "overtaken", "overtaken"
    UNNECESSARY = "unnecessary", "no longer needed"


SAYS = {
    Fate.WAITS: "waits for the next morning: the mail of the day has gone",
    Fate.BY_THEN: "told before then",
    Fate.MUTED: "not sent: they asked for less mail",
    Fate.OVERTAKEN: "overtaken by a later one",
    Fate.UNNECESSARY: "no longer needed",
}
ON_ITS_WAY = {
    MailState.RESERVED: "in a mail that is about to go",
    MailState.CLAIMED: "being sent at this moment",
    MailState.FAILED: "in a mail that could not be sent, and is tried again",
}


class Entry(NamedTuple):
    """A reminder by its key, in one of the ledgers."""

    book: Ledger
    key: Key

    @property
    def person_id(self) -> int:
        return self.key[-1]

    @property
    def group(self) -> tuple[str, tuple[int, str, int, int]]:
        """What later ones have in common with the earlier ones that they overtake."""
        return self.book.about, self.book.who_of_what(self.key)


class Line(NamedTuple):
    """One reminder: to whom, about what, in which roles, and what becomes of it, in words."""

    person: User
    about: str
    words: str
    roles: frozenset[Role]
    fate: Fate
    says: str


class Forecast(NamedTuple):
    """What a round would do: a line for each reminder, by person, and how many mails it makes."""

    lines: list[Line]
    mails: int

    @property
    def counts(self) -> Counter[Fate]:
        return Counter(line.fate for line in self.lines)


def forecast(*, on: date, now: datetime) -> Forecast:
    """What the round of a day would do; of a day ahead, if nothing changes until then.

    For today it is what a round would do now or, before seven, at seven.
    """
    round_ = _Round(on, now)
    people = User.objects.in_bulk({entry.person_id for entry in round_.fates})
    about = _about(round_.fates)
    lines = []
    order = sorted(round_.fates, key=lambda entry: (LEDGERS.index(entry.book), entry.key))
    for entry in order:
        about_id, kind, days, *_ = entry.key
        fate, says = round_.fates[entry]
        lines.append(
            Line(
                people[entry.person_id],
                about[entry.book, about_id],
                words(kind, days),
                round_.roles.get(entry, frozenset()),
                fate,
                says,
            )
        )
    lines.sort(key=lambda line: (line.person.name.casefold(), line.person.email))
    return Forecast(lines, round_.mails)


def _about(entries: Iterable[Entry]) -> dict[tuple[Ledger, int], str]:
    """What each reminder is about, in words."""
    ids = {book: {key[0] for key in keys} for book, keys in _by_book(entries).items()}
    responses = Response.objects.select_related("inspection", "body__force")
    pairs = InspectionForce.objects.select_related("inspection", "force")
    found: dict[tuple[Ledger, int], str] = {}
    for book, rows in ((RESPONSES, responses), (PROGRESS, pairs)):
        for pk, row in rows.in_bulk(ids[book]).items():
            found[book, pk] = f"{row.inspection.short_title}, {row.force}"
    for pk, view in SavedView.objects.in_bulk(ids[VIEWS]).items():
        found[VIEWS, pk] = view.name
    return found


def _by_book(entries: Iterable[Entry]) -> dict[Ledger, list[Key]]:
    found: dict[Ledger, list[Key]] = {book: [] for book in LEDGERS}
    for entry in entries:
        found[entry.book].append(entry.key)
    return found


def _debts(owed: Mapping[Ledger, planning.Owed]) -> dict[Entry, Any]:
    return {
        Entry(book, key): debt for book, of_book in owed.items() for key, debt in of_book[0].items()
    }


class _Round:
    """A round that is worked out, and not made: what becomes of each reminder."""

    def __init__(self, on: date, now: datetime) -> None:
        today = timezone.localdate(now)
        seven = timezone.make_aware(datetime.combine(on, time(settings.REMINDERS_FROM_HOUR)))
        self.on, self.at = on, max(now, seven) if on == today else seven
        self.when = f"at {seven:%H:%M}" if self.at == seven else "at once"
        self.fates: dict[Entry, tuple[Fate, str]] = {}
        self.mails = 0
        owed = planning.owed_of_all(on=on)
        self.debts = _debts(owed)
        self.muted = {Entry(book, key) for book, found in owed.items() for key in found.muted}
        self.roles = {entry: debt.roles for entry, debt in self.debts.items()}
        self.told_before = self._told_before(today, now) if on > today else set()
        self.open = {
            Entry(book, key)
            for book, keys in _by_book(self.debts).items()
            for key in set().union(*book.compare(keys))
        }
        self.rows = self._rows()
        self._give_up()
        self._pack([entry for entry in self.debts if not self._settle(entry)])
        self._overtake()

    def _told_before(self, today: date, now: datetime) -> set[Entry]:
        """What earlier rounds tell of a day ahead: all but what waits for this one."""
        told = _debts(planning.owed_of_all(on=self.on - timedelta(days=1)))
        if self.on > today + timedelta(days=1):
            return set(told)
        fates = _Round(today, now).fates
        return told.keys() - {entry for entry, (fate, _) in fates.items() if fate == Fate.WAITS}

    def _rows(self) -> dict[Entry, LedgerRow]:
        """The rows of what is owed, and of whatever else is still to be sent."""
        found = {}
        for book, keys in _by_book(self.debts).items():
            owed = book.rows.filter(pk__in=book.ids_of(keys).values())
            for row in (owed | book.rows.reserved()).select_related("mail"):
                found[Entry(book, book.key_of(row))] = row
        return found

    def _give_up(self) -> None:
        """What is still to be sent, and is owed no more."""
        later = {entry.group for entry in self.debts.keys() - self.muted}
        for entry in self.rows.keys() - self.debts.keys():
            mail = self.rows[entry].mail
            if mail and mail.state == MailState.CLAIMED:
                self._decide(entry, Fate.GOING, ON_ITS_WAY[MailState.CLAIMED])
            elif entry.group in later:
                self._decide(entry, Fate.OVERTAKEN)
            else:
                self._decide(entry, Fate.UNNECESSARY)

    def _settle(self, entry: Entry) -> bool:
        """Decide on what needs no mail of this round; False where it needs one."""
        row = self.rows.get(entry)
        state = row.state if row else ""
        if row and state == ReminderState.SENT:
            self._decide(entry, Fate.SENT, f"sent already, on {uk_datetime(row.sent_at)}")
        elif entry in self.muted or state == ReminderState.MUTED:
            self._decide(entry, Fate.MUTED)
        elif entry in self.told_before:
            self._decide(entry, Fate.BY_THEN)
        elif entry not in self.open and state != ReminderState.RESERVED:
            self._decide(entry, Fate.OVERTAKEN)
        return entry in self.fates

    def _pack(self, entries: list[Entry]) -> None:
        """Put what is left into mails, as a round does."""
        loose = {
            (book, pk)
            for book in LEDGERS
            for pk in book.rows.loose(on=self.on, at=self.at).values_list("pk", flat=True)
        }
        packed = [
            entry
            for entry in entries
            if self._mail_of(entry) and (entry.book, self.rows[entry].pk) not in loose
        ]
        others = {entry.person_id for entry in {*entries} - {*packed}}
        today = list(Mail.objects.of_day(others, on=self.on))
        anew = {mail.pk for mail in today if packing.has_to_go_anew(mail)}
        for entry in packed:
            mail = self._mail_of(entry)
            if mail and mail.pk not in anew:
                self._decide(entry, Fate.GOING, ON_ITS_WAY[MailState(mail.state)])
        self._arrange([entry for entry in entries if entry not in self.fates], today)

    def _arrange(self, entries: list[Entry], today: list[Mail]) -> None:
        rows = self._loose(entries)
        found = packing.arrange(rows, today, on=self.on, at=self.at)
        carried = [
            ([row for row in rows if row.mail == pk], is_extra)
            for pk, is_extra in found.carried.items()
        ]
        made = [(rows, mail.is_extra) for mail, rows in found.new]
        for together, is_extra in (*made, *carried):
            where = "in a mail of its own" if is_extra else "in one mail"
            self._mail([entries[row.id] for row in together], where)
        for _, together in found.joined:
            self._mail([entries[row.id] for row in together], "in the mail that is about to go")
        for entry in entries:
            if entry not in self.fates:
                self._decide(entry, Fate.WAITS)

    def _loose(self, entries: list[Entry]) -> list[packing.Loose]:
        """As if each were reserved: its place in the list stands for its row's id."""
        about = Response.objects.only("due_on", "published_version").in_bulk(
            {entry.key[0] for entry in entries if entry.book == RESPONSES}
        )
        rows = []
        for n, (book, (about_id, kind, *_, person)) in enumerate(entries):
            mail = self._mail_of(entries[n])
            row = packing.Loose(n, person, about_id, kind, mail.pk if mail else None, book)
            if book == RESPONSES:
                response = about[about_id]
                row = row._replace(due_on=response.due_on, published=response.published_version_id)
            rows.append(row)
        return rows

    def _mail(self, entries: list[Entry], where: str) -> None:
        """One mail with these."""
        others = len(entries) - 1
        beside = f" with {others} other{'' if others == 1 else 's'}" if others else ""
        for entry in entries:
            self._decide(entry, Fate.MAILED, f"mailed {self.when}, {where}{beside}")
        self.mails += 1

    def _mail_of(self, entry: Entry) -> Mail | None:
        """The mail in which it waits to be sent."""
        row = self.rows.get(entry)
        return row.mail if row and row.state == ReminderState.RESERVED else None

    def _overtake(self) -> None:
        """The earlier milestones of what people are told of for the first time."""
        told_before = {entry.group for entry in self.told_before}
        earlier = {
            Entry(entry.book, ledger.key(debt.about_id, debt.person_id, milestone)): debt.roles
            for entry, debt in self.debts.items()
            if entry not in self.rows and entry.group not in told_before
            for milestone in debt.overtaken(on=self.on)
        }
        for book, keys in _by_book(earlier).items():
            for key in set(keys) - book.ids_of(keys).keys():
                self._decide(Entry(book, key), Fate.OVERTAKEN)
                self.roles[Entry(book, key)] = earlier[Entry(book, key)]

    def _decide(self, entry: Entry, fate: Fate, says: str = "") -> None:
        self.fates[entry] = fate, says or SAYS[fate]
