"""The states of a response, and the moves between them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Status(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    DRAFTING = "drafting", "Drafting"
    WITH_COMMISSIONER = "with_commissioner", "With commissioner"
    SIGNED = "signed", "Signed"
    PUBLISHED = "published", "Published"


class Verb(models.TextChoices):
    """What a person does to move a response on."""

    START = "start", "Start"
    SEND = "send", "Send to the commissioner"
    RETURN = "return", "Return"
    SIGN = "sign", "Sign"
    PUBLISH = "publish", "Publish"
    REOPEN = "reopen", "Reopen"


@dataclass(frozen=True)
class Move:
    """One step in the life of a response: who takes it, and whether they must say why."""

    verb: Verb
    old: Status
    new: Status
    by: str
    needs_reason: bool = False


MOVES = (
    Move(Verb.START, Status.NOT_STARTED, Status.DRAFTING, "office staff"),
    Move(Verb.SEND, Status.DRAFTING, Status.WITH_COMMISSIONER, "office staff"),
    Move(Verb.RETURN, Status.WITH_COMMISSIONER, Status.DRAFTING, "a signatory", needs_reason=True),
    Move(Verb.SIGN, Status.WITH_COMMISSIONER, Status.SIGNED, "a signatory"),
    Move(Verb.PUBLISH, Status.SIGNED, Status.PUBLISHED, "office staff or a signatory"),
    Move(
        Verb.REOPEN,
        Status.SIGNED,
        Status.DRAFTING,
        "office staff or a signatory",
        needs_reason=True,
    ),
    Move(
        Verb.REOPEN,
        Status.PUBLISHED,
        Status.DRAFTING,
        "office staff or a signatory",
        needs_reason=True,
    ),
)
MOVE = {(move.old, move.new): move for move in MOVES}
NEXT = {old: {move.new for move in MOVES if move.old == old} for old in Status}

# How a response stands, after "this response".
STANDS = {
    Status.NOT_STARTED: "is not started",
    Status.DRAFTING: "is being drafted",
    Status.WITH_COMMISSIONER: "is with the commissioner",
    Status.SIGNED: "is signed",
    Status.PUBLISHED: "is published",
}

# Who does what next.
NEXT_STEP = {
    Status.NOT_STARTED: "Office staff start the response",
    Status.DRAFTING: "Office staff write the response and send it to the commissioner",
    Status.WITH_COMMISSIONER: "Whoever signs for the body reads it, then signs or returns it",
    Status.SIGNED: "The office publishes it: the day of publication is what counts",
    Status.PUBLISHED: "Nothing more: it is published",
}

# What was done, in the history of a response.
DONE = {
    Verb.START: "Started",
    Verb.SEND: "Sent to the commissioner",
    Verb.RETURN: "Returned",
    Verb.SIGN: "Signed",
    Verb.PUBLISH: "Published",
    Verb.REOPEN: "Reopened",
}

WRITABLE = frozenset({Status.NOT_STARTED, Status.DRAFTING})
SETTLED = frozenset({Status.SIGNED, Status.PUBLISHED})
