"""Search for who is signed in: over all that the person may read, the best passages first."""

from reports.searches.kinds import Kind, Narrowed
from reports.searches.looking import Hit, Hits, look
from reports.searches.passages import Passage, passages

__all__ = ["Hit", "Hits", "Kind", "Narrowed", "Passage", "look", "passages"]
