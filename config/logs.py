"""What a log line says of a request and of an exception."""

import re
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

from django.db.utils import Error as DatabaseFailure

# Addresses up to the key in them. Who has the key of a link for a new password, has the account;
# who has that of a calendar, reads it.
KEY = re.compile(r"(/password/reset/key/[0-9A-Za-z]+-|/calendar/)[^/?\s]+")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def without_secrets(
    _logger: Any, _name: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The line, with a request's address cut before what was searched for, and without a key.

    Django itself names the address in the event: "Not Found: /calendar/...".
    """
    if isinstance(line.get("request"), str):
        line["request"] = KEY.sub(r"\1...", line["request"].partition("?")[0])
    if isinstance(line.get("event"), str):
        line["event"] = KEY.sub(r"\1...", line["event"])
    return line


def without_rows(exc_info: ExcInfo) -> str:
    """A traceback in which the database's messages are cut to their first line.

    The lines after it quote the row that failed, and with it what somebody typed.
    """
    text = "".join(traceback.format_exception(*exc_info))
    for error in _chain(exc_info[1]):
        message = str(error)
        if _is_of_database(error) and message:
            text = text.replace(message, message.splitlines()[0])
    return text.rstrip("\n")


def _is_of_database(error: BaseException) -> bool:
    return isinstance(error, DatabaseFailure) or type(error).__module__.startswith("psycopg")


def _chain(error: BaseException | None) -> list[BaseException]:
    """An exception, and those that led to it."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and one not in found:
            found.append(one)
            waiting += [one.__cause__, one.__context__]
    return found
