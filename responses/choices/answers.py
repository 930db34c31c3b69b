"""The positions an answer can take; why what was typed is not part of it, and where people type."""

from __future__ import annotations

from django.db import models


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
