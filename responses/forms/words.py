from __future__ import annotations

from typing import TYPE_CHECKING

from responses.forms.writing import FORMATTING, WritingForm, long_text

if TYPE_CHECKING:
    from responses.models import Response


class WordsForm(WritingForm):
    """The commissioner's introduction and conclusion."""

    introduction = long_text("Introduction", rows=10, hint=FORMATTING)
    conclusion = long_text("Conclusion", rows=8)
    mark_optional = False

    @staticmethod
    def initial_of(response: Response) -> dict[str, str]:
        return {
            "introduction": response.introduction,
            "conclusion": response.conclusion,
            "seen": response.words_mark,
        }
