from responses.querysets.mails import CommentsMailQuerySet, MailQuerySet, ReminderQuerySet
from responses.querysets.responses import ResponseQuerySet
from responses.querysets.versions import LetterQuerySet, SignedAnswerQuerySet, SignedVersionQuerySet
from responses.querysets.writing import OfficerDraftQuerySet, UnsavedQuerySet

__all__ = [
    "CommentsMailQuerySet",
    "LetterQuerySet",
    "MailQuerySet",
    "OfficerDraftQuerySet",
    "ReminderQuerySet",
    "ResponseQuerySet",
    "SignedAnswerQuerySet",
    "SignedVersionQuerySet",
    "UnsavedQuerySet",
]
