"""The states of a response and the moves between them; the positions an answer can take."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from forces.choices import Role


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


class Position(models.TextChoices):
    """What an answer says is done about a recommendation: s.55(5B) of the Police Act 1996."""

    IN_PLACE = "in_place", "Already in place"
    UNDER_WAY = "under_way", "Action under way"
    PLANNED = "planned", "Action planned"
    CONSIDERED = "considered", "Being considered"
    NO_ACTION = "no_action", "No action"
    ANSWERED_WITH = "answered_with", "Answered together with another"
    ELSEWHERE = "elsewhere", "Addressed to others"


# s.55(5B): action taken or proposed, or the reason why none. "Being considered" is neither.
ACTION = frozenset({Position.IN_PLACE, Position.UNDER_WAY, Position.PLANNED})


class NotSaved(models.TextChoices):
    """Why what a person typed is not part of the response."""

    CONFLICT = "conflict", "Somebody else saved this while you were writing."
    INVALID = "invalid", "Something in it had to be put right first."
    SIGNED_OUT = "signed_out", "You were signed out while you were writing."
    CLOSED = "closed", "The response could not be changed any more."


# The place of how the letter is arranged: its shape, its numbers, what it quotes and leaves out.
LETTER = "letter"
# The place of what the force drafts, among those that people write.
OFFICER = "officer"
# The place of an old response that an administrator enters: its office writes nothing of it.
OLD = "old"
# The places of a reason: it is no part of the response, and only its writer knows of it.
RETURN, REOPEN, GIVE_BACK = "return", "reopen", "give_back"
REASONS = frozenset({RETURN, REOPEN, GIVE_BACK})


class CommentsMailKind(models.TextChoices):
    """What a mail about the chief officer's comments tells."""

    INVITED = "invited", "Invited to comment"
    HANDED_OVER = "handed_over", "Comments handed over"
    GIVEN_BACK = "given_back", "Comments given back"


class LetterState(models.TextChoices):
    QUEUED = "queued", "Queued"
    RENDERING = "rendering", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Failed"


class Shape(models.TextChoices):
    """How a letter arranges a response."""

    REPORT = "report", "Report"
    LETTER = "letter", "Letter with comments"
    FORM = "form", "Form"
    HOME_SECRETARY = "home_secretary", "Letter to the Home Secretary with an annex"
    BRIEFING = "briefing", "Briefing"


# What each shape suits, in a line.
SUITS = {
    Shape.REPORT: "Numbered sections, for a response that answers every recommendation",
    Shape.LETTER: "Your letterhead, then each recommendation with the force’s comment below it",
    Shape.FORM: "A table of facts first, then the answers, for a plain publication on a website",
    Shape.HOME_SECRETARY: "A short letter, with the answers in an annex on a page of their own",
    Shape.BRIEFING: "The local picture and its figures first, the recommendations quoted last",
}
# Shapes that are a letter: from an address, to somebody, with a closing.
LETTERS = frozenset({Shape.LETTER, Shape.HOME_SECRETARY})
# Shapes that may leave recommendations out, where they say which and why.
SELECTS = LETTERS


class Numbers(models.TextChoices):
    """By whose numbers a letter calls the recommendations."""

    NATIONAL = "national", "The report’s own numbers"
    LOCAL = "local", "Your own numbers, with the report’s beside them"


class Quotation(models.TextChoices):
    """How much of a recommendation’s wording a letter quotes."""

    FULL = "full", "In full"
    SHORT = "short", "Shortened, and marked as shortened"


# The colour of a letter whose body chose none.
ACCENT = "#0b0c0c"


class ImagePurpose(models.TextChoices):
    LOGO = "logo", "Logo"
    SIGNATURE = "signature", "Signature"


class Format(models.TextChoices):
    """As what kind of file a letter is issued, beside the page in the register."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


MEDIA_TYPES: dict[str, str] = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class CopyTo(models.TextChoices):
    """To whom a published response is sent: s.55(6) of the Police Act 1996."""

    INSPECTORS = "inspectors", "HM Inspectors of Constabulary"
    SECRETARY_OF_STATE = "secretary_of_state", "The Home Secretary"

    @property
    def spoken(self) -> str:
        """The recipient in the middle of a sentence."""
        return str(self.label).replace("The ", "the ", 1)


class SentBy(models.TextChoices):
    """How a copy was sent."""

    SERVICE = "service", "By email from this service"
    EMAIL = "email", "By email from the office"
    POST = "post", "By post"
    PORTAL = "portal", "Through the recipient’s own website"
    OTHER = "other", "In another way"


class ReminderKind(models.TextChoices):
    """What a reminder is about."""

    LAST_DAY = "last_day", "The last day"
    CHIEF_OFFICER = "chief_officer", "The date given to the chief officer"
    TO_SIGN = "to_sign", "Waiting to be signed"
    RETURNED = "returned", "Returned"
    NO_SIGNATORY = "no_signatory", "Nobody may sign"
    ALL_WROTE = "all_wrote", "Everybody who may sign wrote in it"
    DATE_MOVED = "date_moved", "The last day was moved"


class ProgressReminderKind(models.TextChoices):
    """What a reminder about the progress of a force on an inspection is about."""

    NEXT_DATE = "next_date", "The next date has come"
    SILENCE = "silence", "No update for 90 days"
    REQUESTED = "requested", "An update is wanted"
    QUESTION = "question", "A question waits for a reply"
    REPLIED = "replied", "A question was replied to"
    FIGURES = "figures", "Figures of the year are wanted"
    CORRECTED = "corrected", "The inspection was corrected"
    PROPOSED = "proposed", "A closure waits for a second inspector"
    DECLINED = "declined", "A closure was declined"
    AUTHORISED = "authorised", "A closure was authorised"
    CLOSED = "closed", "A recommendation was closed"
    REOPENED = "reopened", "A closed recommendation was reopened"


# What the inspectorate alone is told: a closure is its own affair until it is authorised. From then
# on the force is told that it is closed.
FOR_INSPECTORS = frozenset(
    {
        ProgressReminderKind.REPLIED,
        ProgressReminderKind.PROPOSED,
        ProgressReminderKind.DECLINED,
        ProgressReminderKind.AUTHORISED,
    }
)


class ViewReminderKind(models.TextChoices):
    """What a reminder about a saved view is about."""

    CHANGED = "changed", "A saved view has changed"


# What hands a response to someone: a hand-over that is late already does not wait for a morning.
HAND_OVERS = frozenset({ReminderKind.TO_SIGN, ReminderKind.RETURNED})
# What the inspectorate is told too. The others tell how far a draft is: they are the office's.
TOLD_TO_INSPECTORATE = frozenset(
    {ReminderKind.LAST_DAY, ReminderKind.NO_SIGNATORY, ReminderKind.DATE_MOVED}
)


# Those who are told, in words. A person with several roles is counted in the first of these.
PEOPLE_TOLD = {
    Role.DRAFTER: "office staff",
    Role.SIGNATORY: "people who may sign",
    Role.ADMINISTRATOR: "inspectorate administrators",
}


class ReminderState(models.TextChoices):
    RESERVED = "reserved", "Waiting to be sent"
    SENT = "sent", "Sent"
    OVERTAKEN = "overtaken", "Overtaken by a later one"
    UNNECESSARY = "unnecessary", "No longer needed"
    MUTED = "muted", "Not sent: they asked for less mail"


class MailState(models.TextChoices):
    RESERVED = "reserved", "Waiting to be sent"
    CLAIMED = "claimed", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    REPLACED = "replaced", "Replaced by a later mail"
    UNNECESSARY = "unnecessary", "No longer needed"


# A mail that is still to go out: of these a person has one a day.
MAIL_IS_LIVE = frozenset({MailState.RESERVED, MailState.CLAIMED, MailState.SENT, MailState.FAILED})

# Why a mail is not sent again by hand: only one that failed is.
NOT_FAILED = {
    MailState.RESERVED: "This mail is waiting to be sent already.",
    MailState.CLAIMED: "This mail is being sent at this moment. Look again in a few minutes.",
    MailState.SENT: "This mail has been sent already.",
    MailState.REPLACED: "What this mail said goes out in a later one.",
    MailState.UNNECESSARY: "Nothing in this mail is owed to anyone any more.",
}


class Pace(models.TextChoices):
    """How often a person wants mail."""

    DAILY = "daily", "At most one mail a day"
    AT_ONCE = "at_once", "A mail for each response, as soon as there is something to do"
