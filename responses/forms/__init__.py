from responses.forms.answers import AnswerForm
from responses.forms.comments import CommentsForm, ReplyForm
from responses.forms.decisions import ReasonForm, ReturnForm, SignForm
from responses.forms.filters import InspectionFilter, RecommendationSearch
from responses.forms.inviting import InvitationForm
from responses.forms.letter_choices import DraftForm, LetterChoiceForm
from responses.forms.letters import LetterForm
from responses.forms.letters_in import ProposalForm
from responses.forms.notices import NoticesForm
from responses.forms.officer import HandOverForm, OfficerForm
from responses.forms.publishing import PublishForm
from responses.forms.saved_views import SavedViewForm
from responses.forms.words import WordsForm

__all__ = [
    "AnswerForm",
    "CommentsForm",
    "DraftForm",
    "HandOverForm",
    "InspectionFilter",
    "InvitationForm",
    "LetterChoiceForm",
    "LetterForm",
    "NoticesForm",
    "OfficerForm",
    "ProposalForm",
    "PublishForm",
    "ReasonForm",
    "RecommendationSearch",
    "ReplyForm",
    "ReturnForm",
    "SavedViewForm",
    "SignForm",
    "WordsForm",
]
