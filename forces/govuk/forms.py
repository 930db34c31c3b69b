"""Forms that speak plainly: what every form of the project starts from."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.forms.utils import pretty_name
from django.utils.choices import CallableChoiceIterator, flatten_choices

from forces.govuk.controls import BLANK, visible_fields
from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField, Pairs
from forces.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

# By the kinds of field, from narrow to wide. {the} is the field's name in a sentence, {The} begins
# one. What stands in %(…)s is Django's.
_Kinds = type[forms.Field] | tuple[type[forms.Field], ...]
MESSAGES: tuple[tuple[_Kinds, dict[str, str]], ...] = (
    (
        DateField,
        {
            "incomplete": "{The} must include a %(missing)s",
            "invalid": "{The} must be a real date",
            "year": "The year must include 4 numbers",
        },
    ),
    (
        forms.EmailField,
        {"invalid": "Enter an email address in the correct format, like name@example.com"},
    ),
    (
        forms.URLField,
        {"invalid": "Enter a web address in the correct format, like https://www.example.com"},
    ),
    (forms.FloatField, {"invalid": "{The} must be a number, like 30"}),
    (
        forms.DecimalField,
        {
            "invalid": "{The} must be a number, like 30",
            "max_decimal_places": "{The} must have no more than %(max)s decimal places",
        },
    ),
    (forms.IntegerField, {"invalid": "{The} must be a whole number, like 30"}),
    (
        forms.FileField,
        {
            "required": "Select {the}",
            "empty": "The selected file is empty",
            "missing": "Select {the}",
            "invalid": "The selected file could not be uploaded: try again",
        },
    ),
    (forms.BooleanField, {"required": "Tick the box to continue"}),
    (
        (forms.ChoiceField, forms.ModelChoiceField),
        {"required": "Select {the}", "invalid_choice": "Select {the} from the list"},
    ),
    (
        forms.Field,
        {
            "required": "Enter {the}",
            "max_length": "{The} must be %(limit_value)s characters or fewer",
            "min_length": "{The} must be %(limit_value)s characters or more",
            "max_value": "{The} must be %(limit_value)s or less",
            "min_value": "{The} must be %(limit_value)s or more",
            "null_characters_not_allowed": "{The} must not include null characters",
        },
    ),
)


@lru_cache(maxsize=512)
def in_a_sentence(label: str) -> str:
    """How a label is spoken of: "the date of the letter" for "Date of the letter (optional)"."""
    if label.endswith("?"):
        return f"an answer to “{label}”"
    words = re.sub(r"\s*\([^)]*\)$", "", label).rstrip("?:. ").replace("%", "per cent")
    if not re.match(r"[A-Z][A-Z]", words):
        words = words[:1].lower() + words[1:]
    return words if re.match(r"(a|an|the|your)\s", words) else f"the {words}"


def _own_messages(field: forms.Field) -> Iterator[str]:
    """The codes whose message is no longer the one that Django, or our own field, gives."""
    defaults = _default_messages(type(field).__mro__)
    return (code for code, text in field.error_messages.items() if text != defaults.get(code))


@cache
def _default_messages(classes: tuple[type, ...]) -> dict[str, Any]:
    defaults: dict[str, Any] = {}
    for cls in reversed(classes):
        defaults.update(getattr(cls, "default_error_messages", {}))
    return defaults


if TYPE_CHECKING:
    _Form = forms.BaseForm
else:
    _Form = object


class GovFormMixin(_Form):
    """Draws a form by the pack, and says what is wrong in sentences made from its labels.

    A message given to the field itself stays. `called` says how fields are spoken of where the
    label does not do: {"published_on": "the date of publication"}.
    """

    use_required_attribute = False
    called: ClassVar[Mapping[str, str]] = {}
    # The field whose label is the heading of the page: for a page that asks one question.
    page_heading: ClassVar[str] = ""
    # The size of labels and legends: "", "s", "m" or "l".
    label_size: ClassVar[str] = ""
    # Searches and filters are all optional, and do not say so.
    mark_optional: ClassVar[bool] = True
    # What the button says; without words there is no button.
    submit_label: ClassVar[str] = "Save and continue"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or name.replace("_", " "))
            self._speak_plainly(field, self.name_of(name) or in_a_sentence(label))
            self._suit_the_keyboard(field)
            self._name_the_blank_choice(field)

    def check(self, field: str, check: Callable[..., None], *args: Any, **kwargs: Any) -> None:
        """Put the refusal of a policy beside the field that it is about."""
        try:
            check(*args, **kwargs)
        except Refused as refusal:
            self.add_error(field, str(refusal))

    def name_of(self, field: str) -> str:
        """How a field is spoken of, as `called` says: override where that hangs on the form."""
        return self.called.get(field, "")

    @property
    def within(self) -> Sequence[forms.BaseForm]:
        """Forms drawn inside this one: valid with it, their errors in its summary after its own."""
        return ()

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(form.is_valid() for form in self.within)])

    @property
    def helper(self) -> FormHelper:
        """Draws every field, then the button. Override for another layout."""
        helper = FormHelper()
        helper.attrs = {"novalidate": True}
        helper.layout = Layout(*(field.name for field in visible_fields(self)))
        helper.render_hidden_fields = True
        if self.submit_label:
            helper.add_input(Submit("submit", self.submit_label))
        return helper

    @staticmethod
    def _speak_plainly(field: forms.Field, the: str) -> None:
        own = set(_own_messages(field))
        for kind, messages in reversed(MESSAGES):
            if isinstance(field, kind):
                for code, text in messages.items():
                    if code not in own:
                        field.error_messages[code] = text.format(
                            the=the, The=the[:1].upper() + the[1:]
                        )

    @staticmethod
    def _suit_the_keyboard(field: forms.Field) -> None:
        """Whole and decimal numbers are typed in plain boxes, which scrolling cannot change."""
        attrs = field.widget.attrs
        if isinstance(field.widget, forms.NumberInput):
            field.widget.input_type = "text"
            is_whole = not isinstance(field, forms.DecimalField | forms.FloatField)
            attrs["inputmode"] = "numeric" if is_whole else "decimal"
            for name in ("min", "max", "step"):
                attrs.pop(name, None)
            attrs.setdefault("class", "govuk-input--width-5")
        if isinstance(field, forms.EmailField):
            attrs.setdefault("autocomplete", "email")
            attrs.setdefault("spellcheck", "false")

    @staticmethod
    def _name_the_blank_choice(field: forms.Field) -> None:
        """Says "Choose" for Django's row of dashes; a list that is a function is not called yet."""
        if isinstance(field, forms.ModelChoiceField):
            if field.empty_label == BLANK:
                field.empty_label = "Choose"
        elif isinstance(field, forms.ChoiceField) and type(field.widget) is forms.Select:
            choices = field.choices
            if not isinstance(choices, CallableChoiceIterator):
                pairs = cast("Iterable[tuple[Any, Any]]", choices)
                field.choices = [
                    (value, "Choose" if label == BLANK else label) for value, label in pairs
                ]


class GovForm(GovFormMixin, forms.Form):
    """A form that stands for no row of the database."""


class Filter(GovForm):
    """Narrows a list by the query string, so that a link to what is shown can be sent on."""

    mark_optional = False
    submit_label = ""

    def name_of(self, field: str) -> str:
        """Choices are spoken of by what stands above them, which may be no noun: “Show”."""
        chosen = self.fields[field]
        if isinstance(chosen, forms.ChoiceField) and field not in self.called:
            return f"something under “{chosen.label or pretty_name(field)}”"
        return super().name_of(field)

    def offer(self, name: str, pairs: Iterable[tuple[str, str]], *, everything: str = "") -> None:
        """Fill a field with choices, after one that narrows nothing if `everything` names it."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = Pairs([*([("", everything)] if everything else ()), *pairs])

    def chosen(self, name: str) -> str:
        """What was chosen; empty for everything, and for a choice that does not exist."""
        self.is_valid()
        value: str = self.cleaned_data.get(name, "")
        return value

    def in_words(self) -> dict[str, str]:
        """What was chosen and typed, as the page says it: {"Region": "North West"}."""
        self.is_valid()
        found = {}
        for field in visible_fields(self):
            value = self.cleaned_data.get(field.name)
            if value:
                found[str(field.label)] = _in_words(field.field, value)
        return found


def _in_words(field: forms.Field, value: Any) -> str:
    """A value of a field, by the label of its choice where it has choices."""
    if value is True:
        return "yes"
    if isinstance(value, date):
        return uk_date(value)
    labels = dict(flatten_choices(getattr(field, "choices", ())))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(labels.get(each, each)) for each in values)
