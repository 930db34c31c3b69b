from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.fields import Pairs
from forces.govuk.forms import Filter
from forces.govuk.widgets import Checkboxes, Select, TextInput
from reports.across import MOST_BESIDE, Sieve
from reports.choices import (
    ASSESSED_CHOICES,
    CLAIMED_CHOICES,
    ForceKind,
    Lack,
    Sort,
    Standing,
)
from reports.matrix import Narrowing
from reports.search import Asked, has_word_to_find, understood
from responses.choices import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from forces.models import Force
    from recommendations.models import Measure


class MatrixFilter(Filter):
    region = forms.ChoiceField(required=False, widget=Select)
    kind = forms.ChoiceField(
        label="Kind of force",
        choices=Pairs([("", "All"), *ForceKind.choices]),
        required=False,
        widget=Select,
    )
    standing = forms.ChoiceField(
        label="Published or late",
        choices=Pairs([("", "All"), *Standing.choices]),
        required=False,
        widget=Select,
    )
    state = forms.ChoiceField(
        label="Progress claimed", choices=Pairs(CLAIMED_CHOICES), required=False, widget=Select
    )
    verdict = forms.ChoiceField(
        label="Assessed", choices=Pairs(ASSESSED_CHOICES), required=False, widget=Select
    )
    addressee = forms.ChoiceField(label="Addressed to", required=False, widget=Select)
    sort = forms.ChoiceField(
        label="Sort by", choices=Pairs(Sort.choices), required=False, widget=Select
    )

    def __init__(
        self, typed: Mapping[str, Any], *, regions: Iterable[str], addressees: Mapping[str, str]
    ) -> None:
        super().__init__(typed)
        in_order = sorted(addressees.items(), key=lambda pair: pair[1])
        self.offer("region", _twice(regions), everything="All regions")
        self.offer("addressee", in_order, everything="All")

    @property
    def is_used(self) -> bool:
        """Whether anything is asked for but all forces by name, which nobody has to ask for."""
        typed = ((name, self.data.get(name)) for name in self.fields)
        return any(value and (name, value) != ("sort", Sort.FORCE) for name, value in typed)

    @property
    def asked(self) -> Narrowing:
        """What of the matrix is asked for."""
        return Narrowing(**{each.name: self.chosen(each.name) for each in fields(Narrowing)})


def _twice(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names as choices, in order."""
    return [(name, name) for name in sorted(names)]


class FiguresFilter(Filter):
    """Chooses a measure of an inspection, and the forces of a region."""

    measure = forms.ChoiceField(required=False, widget=Select)
    region = forms.ChoiceField(required=False, widget=Select)

    def __init__(
        self, typed: Mapping[str, Any], *, measures: Sequence[Measure], regions: Iterable[str]
    ) -> None:
        super().__init__(typed)
        self.measures = {str(measure.pk): measure for measure in measures}
        self.offer("measure", ((key, measure.name) for key, measure in self.measures.items()))
        self.offer("region", _twice(regions), everything="All regions")

    @property
    def shown(self) -> Measure | None:
        """The measure that was chosen, or the first; None where the inspection asks for none."""
        first = next(iter(self.measures.values()), None)
        return self.measures.get(self.chosen("measure"), first)


def look_for(words: str) -> Asked:
    """What is looked for. Raises ValidationError where that is nothing, and says why."""
    asked = understood(words)
    if asked is not None:
        return asked
    if not has_word_to_find(words):
        raise forms.ValidationError(
            "Enter at least one word to look for: signs and words to leave out are not enough"
        )
    raise forms.ValidationError(
        "Enter a less common word: words like “the” and “and” are in every text, and are not "
        "looked for"
    )


class AcrossFilter(Filter):
    """Narrows what all forces say of one recommendation, or puts some side by side."""

    position = forms.ChoiceField(
        label="Show",
        choices=Pairs([("", "All forces"), *Position.choices, *Lack.choices]),
        required=False,
        widget=Select,
    )
    state = forms.ChoiceField(
        label="Progress claimed", choices=Pairs(CLAIMED_CHOICES), required=False, widget=Select
    )
    verdict = forms.ChoiceField(
        label="Assessed", choices=Pairs(ASSESSED_CHOICES), required=False, widget=Select
    )
    q = forms.CharField(
        label="Words in it",
        max_length=200,
        required=False,
        widget=TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    force = forms.MultipleChoiceField(
        label="Side by side",
        required=False,
        widget=Checkboxes,
        error_messages={"invalid_choice": "Choose forces from the list"},
    )

    def __init__(self, typed: Mapping[str, Any], *, forces: Iterable[Force]) -> None:
        super().__init__(typed)
        self.asked: Asked | None = None
        self.offered = [(force.slug, force.name) for force in forces]
        self.offer("force", self.offered)

    def clean_q(self) -> str:
        words: str = self.cleaned_data["q"]
        self.asked = look_for(words) if words else None
        return words

    def clean_force(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["force"]
        if len(chosen) == 1 or len(chosen) > MOST_BESIDE:
            raise forms.ValidationError(f"Choose 2 to {MOST_BESIDE} forces to put side by side")
        return chosen

    @property
    def beside(self) -> list[str]:
        """The forces to put side by side; none for one after the other."""
        self.is_valid()
        chosen: list[str] = self.cleaned_data.get("force", [])
        return chosen

    @property
    def sieve(self) -> Sieve:
        """Which entries are asked for."""
        return Sieve(
            **{name: self.chosen(name) for name in ("position", "state", "verdict")},
            asked=self.asked,
            forces=frozenset(self.beside),
        )


class SearchForm(Filter):
    """Words to look for in the register, narrowed to an inspection or a force."""

    q = forms.CharField(
        label="Words to look for",
        min_length=2,
        max_length=200,
        error_messages={"required": "Enter a word to look for"},
        help_text="All of the words are looked for, in any of their forms. Put quotation marks "
        "around words that belong together.",
        widget=TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    inspection = forms.ChoiceField(required=False, widget=Select)
    force = forms.ChoiceField(required=False, widget=Select)

    called: ClassVar[Mapping[str, str]] = {"q": "what you look for"}

    def __init__(
        self,
        typed: Mapping[str, Any] | None,
        *,
        inspections: Iterable[tuple[int, str, str]],
        forces: Iterable[tuple[int, str, str]],
    ) -> None:
        """`inspections` and `forces` as key, slug and what each is called."""
        super().__init__(typed)
        self._keys = {
            "inspection": self._keyed("inspection", "All inspections", inspections),
            "force": self._keyed("force", "All forces", forces),
        }
        self.asked: Asked | None = None

    def clean_q(self) -> str:
        words: str = self.cleaned_data["q"]
        self.asked = look_for(words)
        return words

    @property
    def keys(self) -> dict[str, int | None]:
        """Of the inspection and the force that were chosen; None where none was."""
        return {
            f"{name}_id": keys.get(self.cleaned_data[name]) for name, keys in self._keys.items()
        }

    def _keyed(
        self, name: str, everything: str, choices: Iterable[tuple[int, str, str]]
    ) -> dict[str, int]:
        """Fill a field with choices; gives the key of each by its slug."""
        listed = list(choices)
        self.offer(name, ((slug, text) for _, slug, text in listed), everything=everything)
        return {slug: key for key, slug, _ in listed}
