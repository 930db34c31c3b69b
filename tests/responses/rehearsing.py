"""Records of a rehearsal that were made up to try its checks on."""

from responses.rehearsal import checks
from responses.rehearsal.record import Hindsight
from responses.rehearsal.workers import Accepted

DRAFTER, SIGNATORY, ADMINISTRATOR, CONTACT, INSPECTOR = 10, 11, 12, 13, 14


def mail(at, *told, person=DRAFTER, message_id="", words="Cheshire", **fields):
    return Accepted(at, person, message_id or str(at), words, frozenset(told), **fields)


def wrong(record):
    """The checks that fail."""
    found = checks.failures(Hindsight.of(record))
    return {checks.CHECKS[title].__name__ for title, lines in found.items() if lines}
