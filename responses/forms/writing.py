from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from responses.models.saving import Seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crispy_forms.helper import FormHelper
    from django.forms.boundfield import BoundField

MOST_SAVES = 2**31 - 1  # what the database holds
FORMATTING = (
    "Leave an empty line between paragraphs. Begin a line with - for a list. "
    "A table copied from a spreadsheet or from Word stays a table."
)

# A page saves itself when its writer pauses, and now and then while they do not.
SAVES_ITSELF = {
    "data-writing": True,
    "hx-post": "",
    "hx-trigger": "input delay:1500ms, change delay:1500ms, keep",
    "hx-target": "#saving",
    "hx-swap": "innerHTML",
    "hx-sync": "this:queue last",
    "hx-vals": '{"autosave": "yes"}',
}


class ProseField(forms.CharField):
    """Prose, with its lines ended in one way: buttons send two signs there, scripts send one.

    Otherwise whoever presses Save on an untouched text has changed it.
    """

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


def long_text(label: str, *, rows: int, hint: str = "") -> ProseField:
    """A box for prose: never required, since what is half done can be saved too."""
    return ProseField(
        label=label,
        required=False,
        strip=False,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class Shown(NamedTuple):
    """One field as a person reads it."""

    name: str
    label: str
    text: str
    is_prose: bool


class SeenForm(GovForm):
    """A form that several people may fill in: it hands back the mark of what was shown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def replace(self, name: str, value: str) -> None:
        """Put another value into a hidden field that came in, and leave all that was typed."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, once it is bound
        data[name] = value
        self.data = data


class WritingForm(SeenForm):
    """A form in which several people may write, and which saves itself as they type.

    It carries the token of its page and how often that page was saved (`responses.models.saving`),
    and by whom it is written.
    """

    page = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    tick = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput
    )
    writer = forms.CharField(required=False, widget=forms.HiddenInput)

    of_the_page = frozenset({"seen", "page", "tick", "writer"})
    submit_label: ClassVar = "Save"
    # Whether the page shows how what is typed will read.
    is_prose: ClassVar = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].initial = uuid4().hex
        self.fields["tick"].initial = 0

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.attrs = {**helper.attrs, **SAVES_ITSELF}
        return helper

    def what_was_seen(self) -> Seen:
        """What the writer had before them."""
        cleaned = self.cleaned_data
        return Seen(cleaned["seen"], cleaned["page"], cleaned["tick"] or 0)

    def as_sent(self) -> Seen:
        """The same of a form that need not be valid: of what is not a number, nothing was saved."""
        tick = str(self["tick"].value() or "")
        number = int(tick) if tick.isdecimal() and len(tick) < 10 else 0
        return Seen(str(self["seen"].value()), str(self["page"].value() or ""), number)

    def written(self) -> dict[str, Any]:
        """What was written, cleaned, without what only the page needs."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in self.of_the_page
        }

    def shown(self) -> list[Shown]:
        """What is in each field, in words: what was typed, or what is saved."""
        return [
            Shown(
                field.name,
                str(field.label),
                _in_words(field),
                isinstance(field.field.widget, forms.Textarea),
            )
            for field in self.visible_fields()
        ]

    def reads(self) -> Iterator[Shown]:
        """The texts that are not empty, for showing how they will read."""
        return (each for each in self.shown() if each.is_prose and each.text.strip())


def _date_in_words(field: DateField, value: Any) -> str:
    """A date in words, whether saved or typed; what is not a date as it was typed."""
    if isinstance(value, date) or value is None:
        return uk_date(value)
    try:
        return uk_date(field.clean(value))
    except ValidationError:
        return " ".join(filter(None, value))


def _in_words(field: BoundField) -> str:
    value = field.value()
    if isinstance(field.field, forms.ChoiceField):
        chosen = value if isinstance(value, list | tuple) else [value]
        pairs = cast("Iterable[tuple[Any, Any]]", field.field.choices)
        words = {str(key): str(label) for key, label in pairs}
        return ", ".join(words.get(str(key), "") for key in chosen if str(key or ""))
    if isinstance(field.field, DateField):
        return _date_in_words(field.field, value)
    return str(value or "").replace("\r\n", "\n")
