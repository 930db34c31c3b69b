from responses.models.answers import Answer
from responses.models.comments import ChiefOfficerComment, ChiefOfficerComments
from responses.models.letters import Letter
from responses.models.reminders import Reminder
from responses.models.responses import Change, Contribution, Response
from responses.models.versions import OldResponse, Publication, SignedAnswer, SignedVersion

__all__ = [
    "Answer",
    "Change",
    "ChiefOfficerComment",
    "ChiefOfficerComments",
    "Contribution",
    "Letter",
    "OldResponse",
    "Publication",
    "Reminder",
    "Response",
    "SignedAnswer",
    "SignedVersion",
]
