"""Search for who is signed in: over all that the person may read, the best passages first."""

from reports.searches.kinds import Kind, Narrowed
from reports.searches.looking import Hit, Hits, look
from reports.searches.offered import offered, offered_to_all
from reports.searches.passages import Passage, passages
from reports.searches.register import groups, look_in_register

__all__ = [
    "Hit",
    "Hits",
    "Kind",
    "Narrowed",
    "Passage",
    "groups",
    "look",
    "look_in_register",
    "offered",
    "offered_to_all",
    "passages",
]
