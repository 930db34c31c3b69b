from __future__ import annotations

from forces.govuk.forms import GovForm
from responses.forms.texts import FORMATTING, long_text


class WordsForm(GovForm):
    """The commissioner's introduction and conclusion."""

    introduction = long_text("Introduction", rows=10, hint=FORMATTING)
    conclusion = long_text("Conclusion", rows=8)
