"""What Django's widgets lack for the GOV.UK patterns."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString


class TypedDate(NamedTuple):
    """The three parts of a date as they were typed, spaces around them removed."""

    day: str
    month: str
    year: str

    @classmethod
    def of(cls, value: object) -> TypedDate:
        """The parts to show for a stored date, for what was typed, or for nothing."""
        if isinstance(value, TypedDate):
            return value
        if isinstance(value, date):
            return cls(str(value.day), str(value.month), str(value.year))
        return cls("", "", "")


class DateInput(forms.Widget):
    """Day, month and year in a box each. Works with `forces.govuk.fields.DateField`."""

    use_fieldset = True
    template_name = "govuk/controls/date_boxes.html"

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        id_ = context["widget"]["attrs"].get("id", name)
        typed = TypedDate.of(value)
        context["widget"]["parts"] = [
            {"name": f"{name}_{part}", "id": f"{id_}_{part}", "part": part, "value": text}
            for part, text in typed._asdict().items()
        ]
        return context

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # Django's own finds no templates of a project
    ) -> SafeString:
        parts = self.get_context(name, value, attrs)["widget"]["parts"]
        return render_to_string(self.template_name, {"parts": parts})

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: Any,  # Django passes it
        name: str,
    ) -> TypedDate | None:
        typed = TypedDate(
            *(str(data.get(f"{name}_{part}", "")).strip() for part in TypedDate._fields)
        )
        return typed if any(typed) else None

    def value_omitted_from_data(
        self,
        data: Mapping[str, Any],
        files: Any,  # Django passes it
        name: str,
    ) -> bool:
        return all(f"{name}_{part}" not in data for part in TypedDate._fields)


class _Choices:
    """What radios and checkboxes can carry beside their choices.

    `hints` holds a sentence by value. `reveals` names, by value, the field that is shown when the
    choice is made; that field is drawn inside this one and must not be drawn a second time.
    """

    def __init__(
        self,
        *args: Any,
        hints: Mapping[Any, str] | None = None,
        reveals: Mapping[Any, str] | None = None,
        inline: bool = False,
        small: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.reveals = {str(value): name for value, name in (reveals or {}).items()}
        self.inline = inline
        self.small = small


class Radios(_Choices, forms.RadioSelect):
    """Radio buttons with hints, conditional questions, or in one line."""


class Checkboxes(_Choices, forms.CheckboxSelectMultiple):
    """Checkboxes with hints, conditional questions, or in one line."""


def _escaped(texts: list[str]) -> list[str]:
    """Texts escaped in one go; of a sign that stands in no text one is put between them."""
    return escape("\0".join(texts)).split("\0") if texts else []


class Select(forms.Select):
    """A select without groups, drawn in one go.

    Django fetches two templates for every option, and looks three times at what it escapes, which
    a page with hundreds of options feels.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = next(iter(self.format_value(value)), "")
        keys, labels = [], []
        for key, label in self.choices:
            keys.append("" if key is None else str(key))
            labels.append(str(label))
        drawn = (
            f'<option value="{value}"{" selected" if key == chosen else ""}>{label}</option>'
            for key, value, label in zip(keys, _escaped(keys), _escaped(labels), strict=True)
        )
        own = {"name": name, "required": self.is_required, **self.build_attrs(self.attrs, attrs)}
        options = mark_safe("".join(drawn))  # noqa: S308  # each is escaped above
        return format_html("<select{}>{}</select>", flatatt(own), options)


class TextInput(forms.TextInput):
    """A box for text, drawn in one go as a select is.

    What is typed is never cut off unseen: an error says what is too long.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        own = {
            "type": self.input_type,
            "name": name,
            "value": self.format_value(value),
            **self.build_attrs(self.attrs, attrs),
            "maxlength": False,
            "minlength": False,
        }
        return format_html("<input{}>", flatatt(own))
