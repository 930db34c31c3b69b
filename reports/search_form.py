from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.fields import DateField
from forces.govuk.widgets import Select
from reports.forms import SearchForm
from reports.searches import Kind, Narrowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NARROWING = ("kind", "inspection", "force", "since", "until")


class FullSearchForm(SearchForm):
    """Words to look for in all that a person may read, narrowed by what it is and by its date."""

    kind = forms.ChoiceField(
        label="What to look in", choices=[("", "Everything"), *Kind.choices], required=False,
        widget=Select,
    )  # fmt: skip
    since = DateField(label="Dated from", required=False)
    until = DateField(label="Dated to", required=False)

    called: ClassVar[Mapping[str, str]] = {
        **SearchForm.called,
        "since": "the date from which to look",
        "until": "the date up to which to look",
    }

    def __init__(
        self,
        typed: Mapping[str, Any] | None,
        *,
        inspections: Iterable[tuple[int, str, str]],
        forces: Iterable[tuple[int, str, str]],
    ) -> None:
        super().__init__(typed, inspections=inspections, forces=forces)
        self.fields["q"].help_text = (
            "All of the words are looked for, in any of their forms. Put quotation marks around "
            "words that belong together, a minus sign before a word to leave out, and “or” "
            "between words of which one is enough."
        )

    @property
    def is_narrowed(self) -> bool:
        return any(typed for name, typed in self.data.items() if name.startswith(NARROWING))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The date up to which to look must not be before the other")
        return cleaned

    @property
    def narrowed(self) -> Narrowed:
        """Where to look, of a form that is valid."""
        cleaned = self.cleaned_data
        return Narrowed.of(
            cleaned["kind"], since=cleaned["since"], until=cleaned["until"], **self.keys
        )
