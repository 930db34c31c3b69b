"""The verdicts on a rehearsal: each finds what is wrong, in lines to read; none is what we want."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from django.utils import timezone

from responses.choices import MailState, ReminderKind, ReminderState
from responses.rehearsal.muting import is_muted, was_muted
from responses.rehearsal.of_responses import HANDED_OVER
from responses.rehearsal.owed import owed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from responses.rehearsal.owed import Group, Owed
    from responses.rehearsal.record import Hindsight
    from responses.rehearsal.workers import Accepted

    Check = Callable[[Hindsight], Iterator[str]]

LONGEST_WAIT = 3  # working days that may pass before something owed is sent
ON_ITS_DAY = 0.9  # of what is to be told on a working day, so much goes out on it at least
FINAL = {
    ReminderState.SENT, ReminderState.OVERTAKEN, ReminderState.UNNECESSARY, ReminderState.MUTED,
}  # fmt: skip
UNSENT = {MailState.RESERVED, MailState.CLAIMED, MailState.FAILED}


def not_in_the_ledger(seen: Hindsight) -> Iterator[str]:
    """Everything that was ever owed to anybody has a row."""
    return (f"{row}" for row in sorted(seen.ever) if row not in seen.record.rows)


def left_over(seen: Hindsight) -> Iterator[str]:
    """Every row has an outcome, and no mail is waiting."""
    for row, stands in seen.record.rows.items():
        if stands.state not in FINAL:
            yield f"{stands.state}: {row}"
    for message_id, state in seen.record.mails.items():
        if state in UNSENT:
            yield f"{state}: {message_id}"


def unsent_at_the_end(seen: Hindsight) -> Iterator[str]:
    """What is owed when the year is over has been sent, or is muted.

    What is muted now and was not when it was reserved is given up.
    """
    for case in seen.record.cases.values():
        for each in owed(case, seen.record.ends_at).values():
            stands, row = seen.record.rows.get(each[-1]), each[-1]
            settled = {ReminderState.SENT, ReminderState.MUTED}
            if is_muted(row, seen.record, seen.record.ends_at):
                settled |= {ReminderState.UNNECESSARY}
            if stands is None or stands.state not in settled:
                yield f"{stands and stands.state}: {row}"


def overtaken_by_nothing(seen: Hindsight) -> Iterator[str]:
    """What was overtaken is not the last of its kind that was to be told: another was."""
    for row, stands in seen.record.rows.items():
        if stands.state == ReminderState.OVERTAKEN:
            told = seen.latest.get(row.group)
            if not told or told[-1][1] == row or told[-1][1] not in seen.record.rows:
                yield f"{row}"


def unnecessary_and_owed(seen: Hindsight) -> Iterator[str]:
    """What was given up was not owed any more."""
    ends_at = seen.record.ends_at
    for row, stands in seen.record.rows.items():
        if stands.state == ReminderState.UNNECESSARY:
            now = owed(seen.record.cases[row.force], ends_at).get(row.group)
            if now and now[-1] == row and not is_muted(row, seen.record, ends_at):
                yield f"{row}"


def muted_unasked(seen: Hindsight) -> Iterator[str]:
    """Muted is only what is neither late nor waits for the person, for who wanted it so."""
    for row, stands in seen.record.rows.items():
        if stands.state == ReminderState.MUTED and not was_muted(row, seen):
            yield f"{row}"


def waits(seen: Hindsight) -> Iterator[tuple[int, Owed]]:
    """How many working days passed on which something was to be told, and was not yet sent.

    A mail about a later day of its kind tells of it as well, also where nothing of that later day
    is left afterwards.
    """
    sent: defaultdict[Group, list[tuple[date, date]]] = defaultdict(list)
    for row, mails in seen.mails_about.items():
        sent[row.group] += [(row.falls_on, mail.on) for mail in mails]
    for group, told in seen.latest.items():
        for row in {row for _, row in told}:
            stands = seen.record.rows.get(row)
            if stands is None or stands.state == ReminderState.MUTED:
                continue
            if stands.state == ReminderState.UNNECESSARY and was_muted(row, seen):
                continue
            sent_on = min((on for day, on in sent[group] if day >= row.falls_on), default=None)
            days = {
                timezone.localdate(look.at)
                for look, latest in told
                if latest == row and look.is_working_day
            }
            if days:
                yield sum(sent_on is None or day < sent_on for day in days), row


def waited_too_long(seen: Hindsight) -> Iterator[str]:
    """Nothing that could be sent was left unsent for days."""
    return (f"{days} days: {row}" for days, row in waits(seen) if days > LONGEST_WAIT)


def share_on_its_day(seen: Hindsight) -> float:
    """Of what was to be told on a working day, how much did not wait for the next."""
    passed = [days for days, _ in waits(seen)]
    return passed.count(0) / len(passed) if passed else 1


def put_off(seen: Hindsight) -> Iterator[str]:
    """A mail that fails is tried again on its day: few things wait for the next."""
    share = share_on_its_day(seen)
    if share < ON_ITS_DAY:
        yield f"{share:.0%} on the day"


def recorded_wrongly(seen: Hindsight) -> Iterator[str]:
    """What the ledger calls sent is what the mail server accepted."""
    accepted = {(mail.message_id, row) for mail in seen.record.accepted for row in mail.told}
    for row, stands in seen.record.rows.items():
        if stands.state == ReminderState.SENT and (stands.message_id, row) not in accepted:
            yield f"sent, and never accepted: {row}"
    for mail in seen.record.accepted:
        if not mail.is_lost and seen.record.mails.get(mail.message_id) != MailState.SENT:
            yield f"accepted, and not sent: {mail.message_id}"


def told_twice(seen: Hindsight) -> Iterator[str]:
    """Nobody is told the same twice, unless nobody could know that they had been told."""
    first: dict[Owed, Accepted] = {}
    for mail in seen.record.accepted:
        for row in mail.told:
            if row in first and not first[row].is_lost:
                yield f"{mail.at}: {row}"
            first[row] = mail


def doubled_under_another_id(seen: Hindsight) -> Iterator[str]:
    """What goes out again, since nobody could record it, keeps its Message-ID or says more."""
    for lost in seen.record.accepted:
        again = (mail for row in lost.told for mail in seen.mails_about[row] if lost.is_lost)
        for mail in again:
            if mail.message_id != lost.message_id and mail.at > lost.at and mail.told <= lost.told:
                yield f"{mail.at}: {mail.message_id}"


def by_person_and_day(seen: Hindsight) -> Iterator[list[Accepted]]:
    days: dict[tuple[int, date], list[Accepted]] = defaultdict(list)
    for mail in seen.record.accepted:
        days[mail.person, mail.on].append(mail)
    yield from days.values()


def why_second(mail: Accepted, before: list[Accepted], seen: Hindsight) -> str:
    """Why somebody may get another mail on a day; empty when they may not."""
    same = [other for other in before if other.message_id == mail.message_id]
    if same:
        is_double = all(o.is_lost and o.told >= mail.told for o in same)
        return "the same Message-ID again" if is_double else ""
    if mail.person in seen.record.at_once:
        subjects = {(row.force, row.is_of_progress) for row in mail.told}
        return "asked for a mail for each response" if len(subjects) == 1 else ""
    if any(other.is_lost and mail.told - other.told for other in before):
        return "more to say, after one that nobody could record"
    if mail.is_extra and _is_pressing(mail, seen):
        return "handed over, or moved, on the last day or later"
    return ""


def _forces(mail: Accepted) -> set[int]:
    return {row.force for row in mail.told}


def _is_pressing(mail: Accepted, seen: Hindsight) -> bool:
    """Whether all its responses were handed over, or moved, and are owed today at the latest."""
    kinds = HANDED_OVER | {ReminderKind.DATE_MOVED}
    handed_over = {row.force for row in mail.told if row.kind in kinds}
    cases = [seen.record.cases[force] for force in _forces(mail)]
    last_days = [case.last_day(mail.at) for case in cases if not case.is_public(mail.at)]
    are_owed = [day is not None and day <= mail.on for day in last_days]
    is_all = handed_over == _forces(mail) and not any(row.is_of_progress for row in mail.told)
    return is_all and len(are_owed) == len(cases) and all(are_owed)


def second_mails(seen: Hindsight) -> Counter[str]:
    """Mails to somebody who had had one that day, by the reason why they may."""
    found: Counter[str] = Counter()
    for mails in by_person_and_day(seen):
        found.update(why_second(mail, mails[:n], seen) for n, mail in enumerate(mails) if n)
    return found


def second_mail_of_a_day(seen: Hindsight) -> Iterator[str]:
    for mails in by_person_and_day(seen):
        for n, mail in enumerate(mails):
            if n and not why_second(mail, mails[:n], seen):
                yield f"{mail.at}: person {mail.person}, {mail.message_id}"


def other_words(seen: Hindsight) -> Iterator[str]:
    """A mail that goes out twice on a day says the same both times, if nothing happened between."""
    for mails in by_person_and_day(seen):
        for first, second in combinations(mails, 2):
            is_same = first.message_id == second.message_id and first.told == second.told
            if is_same and second.words != first.words and not _happened(first, second, seen):
                yield f"{second.at}: {second.message_id}"


def _happened(first: Accepted, second: Accepted, seen: Hindsight) -> bool:
    cases = (seen.record.cases[force] for force in _forces(first))
    return any(first.at < fact.at <= second.at for case in cases for fact in case.facts)


def about_another(seen: Hindsight) -> Iterator[str]:
    """The words of a mail name the bodies that it tells of, and no other."""
    for mail in seen.record.accepted:
        told = _forces(mail)
        for case in seen.record.cases.values():
            is_named = any(name in mail.words for name in case.names)
            if is_named != (case.force in told):
                yield f"{mail.at}: {case.names[0]}, {'unasked' if is_named else 'not named'}"


def about_published(seen: Hindsight) -> Iterator[str]:
    """Nothing is said of what is published, but that a new version of it is handed over."""
    for mail in seen.record.accepted:
        for row in mail.told:
            case = seen.record.cases[row.force]
            is_over = case.is_public(mail.at) and not row.is_of_progress
            if is_over and row.kind not in HANDED_OVER:
                yield f"{mail.at}: {row}"


def to_outsiders(seen: Hindsight) -> Iterator[str]:
    """Nothing goes to somebody who has no role for the response any more."""
    for mail in seen.record.accepted:
        for row in mail.told:
            if not seen.record.cases[row.force].roles(mail.person, mail.at):
                yield f"{mail.at}: {row}"


def to_another(seen: Hindsight) -> Iterator[str]:
    """Each mail goes to the person to whom it is owed."""
    for mail in seen.record.accepted:
        if any(row.person != mail.person for row in mail.told):
            yield f"{mail.at}: {mail.message_id}"


def not_owed(seen: Hindsight) -> Iterator[str]:
    """What is said is what was owed at that moment, and the latest of its kind."""
    for mail in seen.record.accepted:
        for row in mail.told:
            now = owed(seen.record.cases[row.force], mail.at).get(row.group)
            if not now or now[-1] != row:
                yield f"{mail.at}: {row}"


def before_seven(seen: Hindsight) -> Iterator[str]:
    for mail in seen.record.accepted:
        if timezone.localtime(mail.at).hour < 7:
            yield f"{mail.at}: {mail.message_id}"


def bursts(seen: Hindsight) -> Iterator[str]:
    """On the day after an outage, a person is told one thing of a kind of each force.

    What is done on that very day is no part of catching up.
    """
    for mails in by_person_and_day(seen):
        on = mails[0].on
        rows = {row for mail in mails for row in mail.told if not (row.step and row.falls_on == on)}
        for told, count in Counter(row.group for row in rows).items():
            if on in seen.record.back_on and count > 1:
                yield f"{on}: {count} of {told}"


CHECKS: dict[str, Check] = {
    "owed, and not in the ledger": not_in_the_ledger,
    "reserved, claimed or failed at the end": left_over,
    "owed at the end, and not sent": unsent_at_the_end,
    "overtaken by nothing": overtaken_by_nothing,
    "given up, and owed": unnecessary_and_owed,
    "muted for somebody who did not ask": muted_unasked,
    f"waited for more than {LONGEST_WAIT} working days": waited_too_long,
    f"less than {ON_ITS_DAY:.0%} sent on the day": put_off,
    "recorded otherwise than it went": recorded_wrongly,
    "told twice": told_twice,
    "doubled under another Message-ID": doubled_under_another_id,
    "second mails on one day": second_mail_of_a_day,
    "the same Message-ID with other words": other_words,
    "about another body, or not about its own": about_another,
    "about a published response": about_published,
    "to somebody without a role": to_outsiders,
    "to somebody else": to_another,
    "sent, and not owed at that moment": not_owed,
    "before 07:00": before_seven,
    "more than one of a kind after an outage": bursts,
}


def failures(seen: Hindsight) -> dict[str, list[str]]:
    """What each check found, in the order of the table."""
    return {title: list(check(seen)) for title, check in CHECKS.items()}
