"""What a round of reminders would tell to whom, and why. Reads, and writes nothing."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone

from forces.govuk.dates import uk_datetime
from forces.models import User
from responses.choices import MailState, ReminderState
from responses.milestones import words
from responses.models import Mail, Reminder, Response, ledger, packing, planning
from responses.models.ledger import RESPONSES

if TYPE_CHECKING:
    from datetime import date

    from forces.choices import Role
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


class Line(NamedTuple):
    """One reminder: to whom, about what, in which roles, and what becomes of it, in words."""

    person: User
    response: Response
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
    people = User.objects.in_bulk({key[-1] for key in round_.fates})
    responses = Response.objects.select_related("inspection", "body__force")
    about = responses.in_bulk({key[0] for key in round_.fates})
    lines = []
    for key, (fate, says) in sorted(round_.fates.items()):
        response, kind, days, *_, person = key
        roles = round_.roles.get(key, frozenset())
        lines.append(Line(people[person], about[response], words(kind, days), roles, fate, says))
    lines.sort(key=lambda line: (line.person.name.casefold(), line.person.email))
    return Forecast(lines, round_.mails)


class _Round:
    """A round that is worked out, and not made: what becomes of each reminder, by its key."""

    def __init__(self, on: date, now: datetime) -> None:
        today = timezone.localdate(now)
        seven = timezone.make_aware(datetime.combine(on, time(settings.REMINDERS_FROM_HOUR)))
        self.on, self.at = on, max(now, seven) if on == today else seven
        self.when = f"at {seven:%H:%M}" if self.at == seven else "at once"
        self.fates: dict[Key, tuple[Fate, str]] = {}
        self.mails = 0
        self.debts, self.muted = planning.owed(Response.objects.all(), on=on)
        self.roles = {key: debt.roles for key, debt in self.debts.items()}
        self.told_before = self._told_before(today, now) if on > today else set()
        self.open = set().union(*RESPONSES.compare(self.debts))
        self.rows = self._rows()
        self._give_up()
        self._pack([key for key in self.debts if not self._settle(key)])
        self._overtake()

    def _told_before(self, today: date, now: datetime) -> set[Key]:
        """What earlier rounds tell of a day ahead: all but what waits for this one."""
        told, _ = planning.owed(Response.objects.all(), on=self.on - timedelta(days=1))
        if self.on > today + timedelta(days=1):
            return set(told)
        fates = _Round(today, now).fates
        return told.keys() - {key for key, (fate, _) in fates.items() if fate == Fate.WAITS}

    def _rows(self) -> dict[Key, Reminder]:
        """The rows of what is owed, and of whatever else is still to be sent."""
        owed = Reminder.objects.filter(pk__in=RESPONSES.ids_of(self.debts).values())
        rows = (owed | Reminder.objects.reserved()).select_related("mail")
        return {RESPONSES.key_of(row): row for row in rows}

    def _give_up(self) -> None:
        """What is still to be sent, and is owed no more."""
        later = {RESPONSES.who_of_what(key) for key in self.debts.keys() - self.muted}
        for key in self.rows.keys() - self.debts.keys():
            mail = self.rows[key].mail
            if mail and mail.state == MailState.CLAIMED:
                self._decide(key, Fate.GOING, ON_ITS_WAY[MailState.CLAIMED])
            elif RESPONSES.who_of_what(key) in later:
                self._decide(key, Fate.OVERTAKEN)
            else:
                self._decide(key, Fate.UNNECESSARY)

    def _settle(self, key: Key) -> bool:
        """Decide on what needs no mail of this round; False where it needs one."""
        row = self.rows.get(key)
        state = row.state if row else ""
        if row and state == ReminderState.SENT:
            self._decide(key, Fate.SENT, f"sent already, on {uk_datetime(row.sent_at)}")
        elif key in self.muted or state == ReminderState.MUTED:
            self._decide(key, Fate.MUTED)
        elif key in self.told_before:
            self._decide(key, Fate.BY_THEN)
        elif key not in self.open and state != ReminderState.RESERVED:
            self._decide(key, Fate.OVERTAKEN)
        return key in self.fates

    def _pack(self, keys: list[Key]) -> None:
        """Put what is left into mails, as a round does."""
        loose = set(Reminder.objects.loose(on=self.on, at=self.at).values_list("pk", flat=True))
        packed = [key for key in keys if self._mail_of(key) and self.rows[key].pk not in loose]
        today = list(Mail.objects.of_day({key[-1] for key in {*keys} - {*packed}}, on=self.on))
        anew = {mail.pk for mail in today if packing.has_to_go_anew(mail)}
        for key in packed:
            mail = self._mail_of(key)
            if mail and mail.pk not in anew:
                self._decide(key, Fate.GOING, ON_ITS_WAY[MailState(mail.state)])
        self._arrange([key for key in keys if key not in self.fates], today)

    def _arrange(self, keys: list[Key], today: list[Mail]) -> None:
        about = Response.objects.only("due_on", "published_version").in_bulk(
            {key[0] for key in keys}
        )
        rows = []
        for n, (response, kind, *_, person) in enumerate(keys):
            mail, due_on = self._mail_of(keys[n]), about[response].due_on
            published, pk = about[response].published_version_id, mail.pk if mail else None
            rows.append(packing.Loose(n, person, response, kind, pk, RESPONSES, due_on, published))
        found = packing.arrange(rows, today, on=self.on, at=self.at)
        carried = [
            ([row for row in rows if row.mail == pk], is_extra)
            for pk, is_extra in found.carried.items()
        ]
        made = [(rows, mail.is_extra) for mail, rows in found.new]
        for together, is_extra in (*made, *carried):
            where = "in a mail of its own" if is_extra else "in one mail"
            self._mail([keys[row.id] for row in together], where)
        for _, together in found.joined:
            self._mail([keys[row.id] for row in together], "in the mail that is about to go")
        for key in keys:
            if key not in self.fates:
                self._decide(key, Fate.WAITS)

    def _mail(self, keys: list[Key], where: str) -> None:
        """One mail with these."""
        others = len(keys) - 1
        beside = f" with {others} other{'' if others == 1 else 's'}" if others else ""
        for key in keys:
            self._decide(key, Fate.MAILED, f"mailed {self.when}, {where}{beside}")
        self.mails += 1

    def _mail_of(self, key: Key) -> Mail | None:
        """The mail in which it waits to be sent."""
        row = self.rows.get(key)
        return row.mail if row and row.state == ReminderState.RESERVED else None

    def _overtake(self) -> None:
        """The earlier milestones of what people are told of for the first time."""
        told_before = {RESPONSES.who_of_what(key) for key in self.told_before}
        earlier = {
            ledger.key(debt.about_id, debt.person_id, milestone): debt.roles
            for key, debt in self.debts.items()
            if key not in self.rows and RESPONSES.who_of_what(key) not in told_before
            for milestone in debt.overtaken(on=self.on)
        }
        for key in earlier.keys() - RESPONSES.ids_of(earlier).keys():
            self._decide(key, Fate.OVERTAKEN)
            self.roles[key] = earlier[key]

    def _decide(self, key: Key, fate: Fate, says: str = "") -> None:
        self.fates[key] = fate, says or SAYS[fate]
