from responses.querysets.mails import (
    CommentsMailQuerySet,
    CopyMailQuerySet,
    MailQuerySet,
    ReminderQuerySet,
)
from responses.querysets.responses import ResponseQuerySet
from responses.querysets.versions import (
    CopyQuerySet,
    LetterQuerySet,
    SignedAnswerQuerySet,
    SignedVersionQuerySet,
)
from responses.querysets.writing import LookQuerySet, OfficerDraftQuerySet, UnsavedQuerySet

__all__ = [
    "CommentsMailQuerySet",
    "CopyMailQuerySet",
    "CopyQuerySet",
    "LetterQuerySet",
    "LookQuerySet",
    "MailQuerySet",
    "OfficerDraftQuerySet",
    "ReminderQuerySet",
    "ResponseQuerySet",
    "SignedAnswerQuerySet",
    "SignedVersionQuerySet",
    "UnsavedQuerySet",
]
