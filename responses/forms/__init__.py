from responses.forms.answers import AnswerForm
from responses.forms.comments import CommentsForm
from responses.forms.decisions import PublishForm, ReasonForm, SignForm
from responses.forms.filters import InspectionFilter
from responses.forms.notices import NoticesForm
from responses.forms.words import WordsForm

__all__ = [
    "AnswerForm",
    "CommentsForm",
    "InspectionFilter",
    "NoticesForm",
    "PublishForm",
    "ReasonForm",
    "SignForm",
    "WordsForm",
]
