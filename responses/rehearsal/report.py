"""What a rehearsal prints: a line a day, then the figures and the verdicts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from responses.choices import ReminderState
from responses.rehearsal import checks
from responses.rehearsal.mishaps import UP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from responses.rehearsal.record import Hindsight
    from responses.rehearsal.year import Day

COUNTED = ("steps", "reserved", "sent", "failed", "killed", "overtaken")
SHOWN = 10  # lines of what a check found
HEAD = f"{'date':10}  day  {'service':14}  {'round':11}" + "".join(
    f"{name:>10}" for name in COUNTED
)


def line(day: Day) -> str:
    """A day: what was up, when the round was made, and how many of each."""
    counts = "".join(f"{day.counts[name] or '':>10}" for name in COUNTED)
    return f"{day.on}  {day.number:3}  {day.state:14}  {day.round or 'none':11}{counts}".rstrip()


def figures(days: Sequence[Day], seen: Hindsight) -> Iterator[str]:
    """What happened, in numbers."""
    record = seen.record
    total: Counter[str] = sum((day.counts for day in days), Counter())
    kinds = Counter(day.state for day in days if day.state != UP)
    made = [day.round for day in days if day.round]
    late = sum(not at.startswith("07:00") for at in made)
    twice = sum(at.endswith("twice") for at in made)
    states = Counter(stands.state for stands in record.rows.values())
    told = len({mail.person for mail in record.accepted})
    endings = Counter(case.status(record.ends_at).label for case in record.cases.values())
    longest = max((days for days, _ in checks.waits(seen)), default=0)

    yield f"Days of an outage: {sum(kinds.values())} of {len(days)} ({_words(kinds)})"
    yield f"Rounds: {len(made)} made, {late} of them late, {twice} by two schedulers at once"
    lost = sum(mail.is_lost for mail in record.accepted)
    yield f"Killed: {total['killed']} times, {lost} of them just after a mail was accepted"
    yield f"Mail that failed: {total['failed']} times"
    yield f"Steps that people took: {total['steps']}. Responses at the end: {_words(endings)}"
    progress = sum(row.is_of_progress for row in seen.ever)
    yield (
        f"Owed, by the rehearsal's own reckoning: {len(seen.ever):,} reminders, "
        f"{progress:,} of them of progress"
    )
    yield f"In the ledger: {len(record.rows):,} ({_words(_labels(states))})"
    yield f"Mails that the mail server accepted: {len(record.accepted):,}, to {told} people"
    yield "Second mails to somebody on one day, each for a reason:"
    yield from (f"  {n:6,}  {why}" for why, n in sorted(checks.second_mails(seen).items()) if why)
    share = checks.share_on_its_day(seen)
    yield f"Sent on the working day on which they were to be told: {share:.1%}"
    yield f"Longest wait of a reminder: {longest} working days before the one on which it went"


def verdicts(found: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """How many times what must not happen did, with some of them."""
    yield "What must not happen, and how many times it did:"
    for title, lines in found.items():
        yield f"  {len(lines):6,}  {title}"
        yield from (f"          {one}" for one in lines[:SHOWN])


def _labels(states: Counter[str]) -> Counter[str]:
    return Counter({ReminderState(state).label: count for state, count in states.items()})


def _words(counts: Counter[str]) -> str:
    """ "3 down, 2 up"."""
    words = (f"{count:,} {name.lower()}" for name, count in sorted(counts.items()))
    return ", ".join(words) or "none"
