"""Search for who is signed in: over all that the person may read, the best passages first."""

from reports.searches.kinds import Kind, Narrowed, forces_offered, inspections_offered
from reports.searches.looking import Hit, Hits, look
from reports.searches.passages import Passage, passages
from reports.searches.register import (
    forces_searched,
    groups,
    inspections_searched,
    look_in_register,
)

__all__ = [
    "Hit",
    "Hits",
    "Kind",
    "Narrowed",
    "Passage",
    "forces_offered",
    "forces_searched",
    "groups",
    "inspections_offered",
    "inspections_searched",
    "look",
    "look_in_register",
    "passages",
]
