"""Parts of a form's layout beyond what crispy-forms brings."""

from __future__ import annotations

from crispy_forms.layout import Div


class Details(Div):  # type: ignore[misc]  # crispy-forms is untyped
    """Fields behind a summary that opens; open from the start where there is something in them."""

    template = "%s/layout/details.html"

    def __init__(self, summary: str, *fields: str, is_open: bool) -> None:
        super().__init__(*fields)
        self.summary = summary
        self.is_open = is_open
