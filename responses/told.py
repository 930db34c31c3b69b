"""What was told to whom about a response, and what comes next: in words, for its pages.

And of progress, whom of a force's people nothing could be told.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.utils.text import get_text_list

from forces.choices import Role
from forces.prepared import prepared
from responses.choices import PEOPLE_TOLD, ReminderState, Status
from responses.milestones import upcoming
from responses.models import Mail, ProgressReminder, Reminder, ReminderRound, Response
from responses.models.debts import concerns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models import Force

MOST_NOT_SENT = 25  # mails that a page lists

# What is still to come first.
ORDER = (
    ReminderState.RESERVED,
    ReminderState.SENT,
    ReminderState.MUTED,
    ReminderState.OVERTAKEN,
    ReminderState.UNNECESSARY,
)


class Line(NamedTuple):
    """People of whose reminders the same became; where they could not be sent, why and what next.

    `mail_id` is then the mail to send again.
    """

    who: str
    standing: str
    error: str = ""
    next_try: str = ""
    mail_id: int | None = None


class Told(NamedTuple):
    """A milestone, and what became of it for each person."""

    falls_on: date
    words: str
    lines: list[Line]


class Coming(NamedTuple):
    """A milestone ahead, and to whom it is told."""

    falls_on: date
    words: str
    to: str


class NotSent(NamedTuple):
    """A mail that could not be sent: to whom and of which day, why, and what next."""

    mail: Mail
    next_try: str


def failed(response: Response, actor: Actor) -> list[Line]:
    """The reminders of a response that could not be sent."""
    return _lines(_failed(actor, response.pk), on=actor.on, one_a_mail=False)


@prepared
def _failed(actor: Actor, response: int) -> QuerySet[Reminder]:
    reminders = Reminder.objects.visible_to(actor).filter(response=response)
    return reminders.failed().for_reading()


def progress_not_sent(force: Force, actor: Actor) -> list[NotSent]:
    """Mails with something of a force's progress that could not be sent to its people.

    The newest first, as far as the person may see them, and no more than a page lists. One query.
    """
    return [NotSent(mail, mail.next_try(actor.on)) for mail in _not_sent(actor, force.pk)]


@prepared
def _not_sent(actor: Actor, force: int) -> QuerySet[Mail]:
    told = ProgressReminder.objects.visible_to(actor).filter(pair__force=force).reserved()
    mails = Mail.objects.failed().holding(told).select_related("recipient")
    return mails.order_by("-on", "recipient__name", "pk")[:MOST_NOT_SENT]


def last_told(response: Response, actor: Actor) -> Told | None:
    """The milestone of which somebody was told last."""
    reminders = Reminder.objects.visible_to(actor).filter(response=response)
    last = reminders.sent().order_by("-sent_at", "-pk").first()
    if last is None:
        return None
    rows = reminders.sent().at_milestones([last.milestone_key]).for_reading()
    return next(iter(told(rows, on=actor.on)), None)


def told(reminders: Iterable[Reminder], *, on: date) -> list[Told]:
    """Reminders by milestone, in the order in which they come."""
    by_milestone = (list(rows) for _, rows in groupby(reminders, key=lambda row: row.milestone_key))
    return [Told(rows[0].falls_on, rows[0].words, _lines(rows, on=on)) for rows in by_milestone]


def coming(response: Response, *, on: date) -> list[Coming]:
    """What comes next if nothing changes: today's too, until the morning's round is made."""
    if response.status == Status.PUBLISHED or response.is_recorded:
        return []
    is_made = ReminderRound.objects.filter(on=on).exists()
    since = on if is_made else on - timedelta(days=1)
    return [
        Coming(each.falls_on, each.words, _people(concern.told_at(each)))
        for concern in concerns(Response.objects.filter(pk=response.pk), on=on)
        for each in upcoming(concern.standing, on=since, days=settings.REMINDER_DAYS)
    ]


def why_none(response: Response) -> str:
    """Why nothing is to come, where nothing is."""
    if response.is_recorded:
        return "No reminders: this response came before this service."
    if response.status == Status.PUBLISHED:
        return "No more reminders: it is published."
    if response.is_published:
        return "A version of it is published, so nobody is reminded of its last day any more."
    return "No reminder is planned."


def _people(roles: Iterable[Role]) -> str:
    return get_text_list([words for role, words in PEOPLE_TOLD.items() if role in roles], "and")


def _lines(rows: Iterable[Any], *, on: date, one_a_mail: bool = True) -> list[Line]:
    """The people of whose reminders the same became in one line, those that failed first.

    Each mail that failed has a line of its own, unless it is enough to say why.
    """
    together: dict[tuple[str, str, str, int | None], list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (not row.has_failed, ORDER.index(row.state))):
        if row.mail and row.has_failed:
            mail = row.mail
            mail_id = mail.pk if one_a_mail else None
            # An error may quote the address, which the office is not told of others.
            error = mail.error if row.is_of_office else "The mail server did not take it."
            together[row.standing, error, mail.next_try(on), mail_id].append(row)
        else:
            together[row.standing, "", "", None].append(row)
    return [Line(_who(people), *fate) for fate, people in together.items()]


def _who(rows: list[Any]) -> str:
    """The office's own people by name; how many administrators of the inspectorate."""
    office = {row.recipient_id: str(row.recipient) for row in rows if row.is_of_office}
    others = len({row.recipient_id for row in rows} - office.keys())
    names = list(office.values())
    if others:
        names.append(f"{others} inspectorate administrator{'' if others == 1 else 's'}")
    return get_text_list(names, "and")
