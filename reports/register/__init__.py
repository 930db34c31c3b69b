"""The public register: what is owed and what is published, for anyone.

It is read from the public facts of responses, and from signed versions that cannot change.
"""

from reports.register.bodies import Concern, Entry, concerns, entries, outstanding
from reports.register.corrected import answers_as_corrected
from reports.register.saying import Saying, said_of
from reports.register.versions import (
    Edition,
    editions,
    is_elsewhere_first,
    public_since,
    published_letters,
    published_versions,
)

__all__ = [
    "Concern",
    "Edition",
    "Entry",
    "Saying",
    "answers_as_corrected",
    "concerns",
    "editions",
    "entries",
    "is_elsewhere_first",
    "outstanding",
    "public_since",
    "published_letters",
    "published_versions",
    "said_of",
]
