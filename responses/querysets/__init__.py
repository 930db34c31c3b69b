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
)
from responses.querysets.packs import CommitteePackQuerySet
from responses.querysets.reminders import (
    LedgerQuerySet,
    ProgressReminderQuerySet,
    ReminderQuerySet,
    ViewReminderQuerySet,
)
from responses.querysets.responses import ResponseQuerySet
from responses.querysets.saved_views import SavedViewQuerySet
from responses.querysets.versions import (
    CopyQuerySet,
    SignedAnswerQuerySet,
    SignedVersionQuerySet,
)
from responses.querysets.writing import LookQuerySet, OfficerDraftQuerySet, UnsavedQuerySet

__all__ = [
    "BundleQuerySet",
    "CommentsMailQuerySet",
    "CommitteePackQuerySet",
    "CopyMailQuerySet",
    "CopyQuerySet",
    "DraftLetterQuerySet",
    "LedgerQuerySet",
    "LetterImageQuerySet",
    "LetterQuerySet",
    "LetterheadQuerySet",
    "LookQuerySet",
    "MailQuerySet",
    "OfficerDraftQuerySet",
    "ProgressReminderQuerySet",
    "ReminderQuerySet",
    "ResponseQuerySet",
    "SavedViewQuerySet",
    "SignedAnswerQuerySet",
    "SignedVersionQuerySet",
    "UnsavedQuerySet",
    "ViewReminderQuerySet",
]
