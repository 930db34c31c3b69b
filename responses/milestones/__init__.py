"""When people are told something, and who they are: worked out from dates alone."""

from responses.milestones.days import Milestone, Step, Term
from responses.milestones.of_responses import (
    Standing,
    is_muted,
    milestones,
    nobody_since,
    roles_told,
    told_at,
    upcoming,
)
from responses.milestones.words import WORDS, words

__all__ = [
    "WORDS",
    "Milestone",
    "Standing",
    "Step",
    "Term",
    "is_muted",
    "milestones",
    "nobody_since",
    "roles_told",
    "told_at",
    "upcoming",
    "words",
]
