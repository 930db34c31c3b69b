from responses.querysets.letters import (
    BundleQuerySet,
    DraftLetterQuerySet,
    LetterheadQuerySet,
    LetterImageQuerySet,
    LetterQuerySet,
)
from responses.querysets.mails import (
    CommentsMailQuerySet,
    CopyMailQuerySet,
    MailQuerySet,
    ReminderQuerySet,
)
from responses.querysets.responses import ResponseQuerySet
from responses.querysets.versions import (
    CopyQuerySet,
    SignedAnswerQuerySet,
    SignedVersionQuerySet,
)
from responses.querysets.writing import LookQuerySet, OfficerDraftQuerySet, UnsavedQuerySet

__all__ = [
    "BundleQuerySet",
    "CommentsMailQuerySet",
    "CopyMailQuerySet",
    "CopyQuerySet",
    "DraftLetterQuerySet",
    "LetterImageQuerySet",
    "LetterQuerySet",
    "LetterheadQuerySet",
    "LookQuerySet",
    "MailQuerySet",
    "OfficerDraftQuerySet",
    "ReminderQuerySet",
    "ResponseQuerySet",
    "SignedAnswerQuerySet",
    "SignedVersionQuerySet",
    "UnsavedQuerySet",
]
