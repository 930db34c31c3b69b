"""What there is to judge at the end of a rehearsal, as plain data."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from responses.models import Mail
from responses.rehearsal.owed import Group, Owed, in_ledgers, owed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from responses.rehearsal.facts import Case
    from responses.rehearsal.workers import Accepted


class Look(NamedTuple):
    """The service looked for what is owed: about the response of one force, or (None) about all.

    A working day is one on which scheduler and workers were up.
    """

    at: datetime
    force: int | None = None
    is_working_day: bool = False


class Row(NamedTuple):
    """A row of the ledger at the end."""

    state: str
    message_id: str | None


@dataclass
class Record:
    """A rehearsal as it went: what happened by force, and how the ledgers stand at the end.

    `sweeps` are when the service looked for what is owed where there was news, after the first look
    of a day. `back_on` are the days on which an outage was over.
    """

    cases: dict[int, Case]
    ends_at: datetime
    quiet: frozenset[int] = frozenset()
    at_once: frozenset[int] = frozenset()
    looks: list[Look] = field(default_factory=list)
    sweeps: list[datetime] = field(default_factory=list)
    back_on: list[date] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    rows: dict[Owed, Row] = field(default_factory=dict)
    mails: dict[str, str] = field(default_factory=dict)

    def read_ledger(self) -> None:
        """Take down how rows and mails stand: the state of each."""
        rows = in_ledgers(None, "state", "mail__message_id")
        self.rows = {row: Row(*stands) for row, stands in rows}
        self.mails = dict(Mail.objects.values_list("message_id", "state"))

    def owed_at(self, look: Look) -> Iterator[list[Owed]]:
        """What was owed when the service looked: a list for each group."""
        if look.force is None:
            for case in self.cases.values():
                yield from owed(case, look.at).values()
            return
        for each in owed(self.cases[look.force], look.at).values():
            if not each[-1].is_of_progress:
                yield each


@dataclass
class Hindsight:
    """A record, with what was owed in its time.

    `latest` is what was to be told at each look, by group; `ever` is that, with what it overtook
    when it was first to be told; `mails_about` are the mails in which something went out.
    """

    record: Record
    latest: dict[Group, list[tuple[Look, Owed]]]
    ever: set[Owed]
    mails_about: dict[Owed, list[Accepted]]

    @classmethod
    def of(cls, record: Record) -> Hindsight:
        found = cls(record, defaultdict(list), set(), defaultdict(list))
        for look in record.looks:
            for each in record.owed_at(look):
                found.latest[each[-1].group].append((look, each[-1]))
                if each[-1] not in found.ever:
                    found.ever.update(each)
        for mail in record.accepted:
            for row in mail.told:
                found.mails_about[row].append(mail)
        return found
