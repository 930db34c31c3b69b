from responses.models.answers import Answer
from responses.models.bundles import Bundle, BundledVersion
from responses.models.comments import ChiefOfficerComment, ChiefOfficerComments
from responses.models.comments_mails import CommentsMail
from responses.models.copies import Copy, CopyAddress, CopyMail
from responses.models.due_changes import DueChange
from responses.models.letterheads import LetterChoice, Letterhead, LetterImage, SignatureImage
from responses.models.letters import DraftLetter, Letter
from responses.models.looks import Look
from responses.models.mails import Mail
from responses.models.notices import CalendarFeed, NoticeChoice
from responses.models.officer import OfficerDraft, OfficerDraftComment
from responses.models.packs import CommitteePack
from responses.models.progress_reminders import ProgressReminder
from responses.models.reminders import LedgerRow, Reminder, ReminderRound
from responses.models.responses import Change, Contribution, Response
from responses.models.returns import ReturnNote
from responses.models.saved_views import SavedView, ViewChange, ViewReminder
from responses.models.saving import LastSave
from responses.models.unsaved import Unsaved
from responses.models.versions import OldResponse, Publication, SignedAnswer, SignedVersion

__all__ = [
    "Answer",
    "Bundle",
    "BundledVersion",
    "CalendarFeed",
    "Change",
    "ChiefOfficerComment",
    "ChiefOfficerComments",
    "CommentsMail",
    "CommitteePack",
    "Contribution",
    "Copy",
    "CopyAddress",
    "CopyMail",
    "DraftLetter",
    "DueChange",
    "LastSave",
    "LedgerRow",
    "Letter",
    "LetterChoice",
    "LetterImage",
    "Letterhead",
    "Look",
    "Mail",
    "NoticeChoice",
    "OfficerDraft",
    "OfficerDraftComment",
    "OldResponse",
    "ProgressReminder",
    "Publication",
    "Reminder",
    "ReminderRound",
    "Response",
    "ReturnNote",
    "SavedView",
    "SignatureImage",
    "SignedAnswer",
    "SignedVersion",
    "Unsaved",
    "ViewChange",
    "ViewReminder",
]
