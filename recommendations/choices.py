from django.db import models


class CountingRule(models.TextChoices):
    """How the last day for a response is worked out."""

    ACT = "act", "The Act: the day of publication is day 1"
    DAY_AFTER = "day_after", "The day after publication is day 1"
    EXPLICIT = "explicit", "A date that is set, with a reason"


class Scope(models.TextChoices):
    NATIONAL = "national", "National"
    ONE_FORCE = "one_force", "One force"


class Kind(models.TextChoices):
    RECOMMENDATION = "recommendation", "Recommendation"
    CAUSE_OF_CONCERN = "cause_of_concern", "Cause of concern"
    AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement"

    def in_a_sentence(self, number: str) -> str:
        """ "recommendation 4", with its number as the report writes it."""
        return f"{self.label.lower()} {number}"


class Wording(models.TextChoices):
    OFFICIAL = "official", "Official wording"
    SUMMARY = "summary", "Summary, not the official wording"


class State(models.TextChoices):
    """What a force claims about a recommendation in a progress update."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETE = "complete", "Complete"
    OVERTAKEN = "overtaken", "Overtaken by events"
    NOT_FOR_US = "not_for_us", "Not for us"


class Standing(models.TextChoices):
    """What a force returns of a measure. That there are none is not the same as not knowing."""

    NUMBER = "number", "A number"
    NIL = "nil", "None: the number is nil"
    NOT_HELD = "not_held", "Not held: the force does not collect this"
    AWAITED = "awaited", "Asked for and awaited"


# As short as a table has room for.
STANDING_WORDS: dict[str, str] = {
    Standing.NIL: "Nil",
    Standing.NOT_HELD: "Not held",
    Standing.AWAITED: "Awaited",
}


class Verdict(models.TextChoices):
    """What an inspector makes of what a force claims."""

    ACCEPTED = "accepted", "Accepted"
    MORE_EVIDENCE = "more_evidence", "More evidence needed"
    NOT_ACCEPTED = "not_accepted", "Not accepted"
    SUPERSEDED = "superseded", "Superseded by a later inspection"


# Verdicts by which a recommendation is not carried out yet, whatever the force claims.
NOT_YET = frozenset({Verdict.MORE_EVIDENCE, Verdict.NOT_ACCEPTED})


class Decision(models.TextChoices):
    """What became of a proposal to close a recommendation for a force."""

    AUTHORISED = "authorised", "Authorised"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ClosureState(models.TextChoices):
    """How far closing a recommendation for a force has come."""

    PROPOSED = "proposed", "Waiting for a second inspector"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Closed, then reopened"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class About(models.TextChoices):
    """What a question is about."""

    ANSWER = "answer", "The published answer"
    UPDATE = "update", "The progress update"


class QuestionState(models.TextChoices):
    """How a question stands on a day. One that is overdue is open too."""

    OPEN = "open", "Waiting for a reply"
    OVERDUE = "overdue", "Overdue"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Withdrawn"


# States in which something is still to come, so that a next date given before still stands.
UNFINISHED = frozenset({State.NOT_STARTED, State.IN_PROGRESS})
# States in which a force says that nothing is left for it to do.
FINISHED = frozenset(State) - UNFINISHED


def is_settled(state: str, verdict: str) -> bool:
    """Whether nothing more is waited for: a force says that it has finished, and no inspector has
    said of that claim that it has not. `verdict` is of what the force says now; empty: none.
    """
    return state in FINISHED and verdict not in NOT_YET
