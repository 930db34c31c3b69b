"""What people are told by mail: about what, and what became of it."""

from __future__ import annotations

from django.db import models

from forces.choices import Role


class CommentsMailKind(models.TextChoices):
    """What a mail about the chief officer's comments tells."""

    INVITED = "invited", "Invited to comment"
    HANDED_OVER = "handed_over", "Comments handed over"
    GIVEN_BACK = "given_back", "Comments given back"


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
