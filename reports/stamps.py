"""A stamp of all that is public: two that are alike were made of the same facts.

Every table that a public page reads is either only added to, or keeps each change of its rows in a
table of events that is. So the newest rows of those tables say whether anything changed, and an
index finds them however many there are.

The number of a row does not tell when it is committed: a change that is under way can have a lower
number than one that is seen already. So the transactions under way that write anything are in the
stamp too, and it changes once more when they end. What has no transaction to write in yet will get
higher numbers than any that is seen.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection

from forces.models import Force, ForceName, Inspectorate, PolicingBody
from recommendations.models import (
    Addressee,
    Correction,
    Inspection,
    Part,
    Recommendation,
    Redating,
)
from recommendations.models.inspections import InspectionForce, InspectionInspectorate
from recommendations.models.recommendations import PartAddressee
from responses.choices import LetterState
from responses.models import Copy, Letter, OldResponse, Publication, Response

# What is signed never changes, and is public with its publication.
ADDED_TO = (Publication, Redating, Correction, Letter)
TRACKED: tuple[Any, ...] = (
    Force,
    ForceName,
    PolicingBody,
    Inspectorate,
    Inspection,
    InspectionForce,
    InspectionInspectorate,
    Addressee,
    Recommendation,
    Part,
    PartAddressee,
    Response,
    OldResponse,
    Copy,
)
# A letter changes once more after it is added: when it is made. Those that are still to be made
# are few.
TO_BE_MADE = f"""
    (SELECT md5(coalesce(string_agg(id::text, ' ' ORDER BY id), ''))
    FROM {Letter._meta.db_table} WHERE state <> '{LetterState.READY}')
"""  # noqa: S608  # names of our own
# A database that was made anew counts from one again.
DATABASE = "(SELECT oid FROM pg_database WHERE datname = current_database())"
# Several databases may share one server.
UNDER_WAY = """
    (SELECT coalesce(string_agg(transactionid::text, ' ' ORDER BY transactionid::text), '')
    FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock' AND datname = current_database())
"""


@cache
def _query() -> str:
    newest = [(model._meta.db_table, "id") for model in ADDED_TO]
    newest += [(model.pgh_event_model._meta.db_table, "pgh_id") for model in TRACKED]
    numbers = [f"(SELECT coalesce(max({key}), 0) FROM {table})" for table, key in newest]  # noqa: S608  # ours
    return f"SELECT concat_ws(',', {', '.join([DATABASE, UNDER_WAY, TO_BE_MADE, *numbers])})"


# What was worked out last, and in which snapshot of which database.
_latest: dict[str, tuple[str, str]] = {}


def stamp_of_public_facts() -> str:
    """A text that differs whenever anything that a public page shows has changed.

    It may differ though nothing public changed: a response's events hold its draft's too. So it
    stays inside, and nobody is sent it. While nothing is committed it is worked out once.
    """
    if connection.in_atomic_block:  # whose own changes no snapshot tells
        return _told(_query())
    name, now = str(connection.settings_dict["NAME"]), snapshot()
    then, stamp = _latest.get(name, ("", ""))
    if then != now:
        stamp = _told(_query())
        _latest[name] = (now, stamp)
    return stamp


def snapshot() -> str:
    """What is committed, as a text: another one after every commit on the server, by whomever."""
    return _told("SELECT pg_current_snapshot()::text")


def _told(query: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(query)
        (told,) = cursor.fetchone()
    return str(told)
