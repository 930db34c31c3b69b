"""What the templates of the pack draw: one `Control` for each field of a form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.widgets import ChoiceWidget

from forces.govuk.widgets import DateInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms.boundfield import BoundField
    from django.forms.forms import BaseForm
    from django.utils.safestring import SafeString

# The first that fits is used, so narrower kinds stand before wider ones.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateInput, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.Widget, "input"),
)
CSS_CLASS = {
    "file": "govuk-file-upload",
    "input": "govuk-input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
}
BLANK = "---------"


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox."""

    id: str
    name: str
    value: str
    label: str
    selected: bool
    hint: str
    reveals: BoundField | None


@dataclass(frozen=True)
class Group:
    """Options under a heading of their own, or under none."""

    label: str
    options: list[Option]


@dataclass(frozen=True)
class Part:
    """One box of a date."""

    name: str
    id: str
    part: str
    value: str
    is_bad: bool


class Control:
    """A field of a form as the templates in `govuk/controls/` draw it."""

    def __init__(self, field: BoundField) -> None:
        self.field = field
        self.form = field.form
        self.widget = field.field.widget
        self.kind = next(kind for widget, kind in KINDS if isinstance(self.widget, widget))

    @property
    def template_name(self) -> str:
        return f"govuk/controls/{self.kind}.html"

    @property
    def id(self) -> str:
        return self.widget.attrs.get("id") or self.field.auto_id

    @property
    def label(self) -> str:
        """The label, with "(optional)" where nothing need be entered."""
        label = str(self.field.label)
        is_marked = getattr(self.form, "mark_optional", False)
        if not is_marked or self.field.field.required or self.kind == "checkbox":
            return label
        return label if "optional" in label.lower() else f"{label} (optional)"

    @property
    def is_heading(self) -> bool:
        """Is the label the heading of the page?"""
        return getattr(self.form, "page_heading", "") == self.field.name

    @property
    def label_size(self) -> str:
        return "l" if self.is_heading else getattr(self.form, "label_size", "")

    @property
    def errors(self) -> list[str]:
        return [str(error) for error in self.field.errors]

    @property
    def hint_id(self) -> str:
        return f"{self.field.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.field.auto_id}_error"

    @property
    def described_by(self) -> str:
        ids = [self.hint_id] if self.field.help_text else []
        return " ".join([*ids, self.error_id] if self.errors else ids)

    @property
    def html(self) -> SafeString:
        """The input itself, by Django, with the classes and references of the pattern."""
        css_class = CSS_CLASS.get(self.kind, CSS_CLASS["input"])
        classes = [css_class, str(self.widget.attrs.get("class", ""))]
        if self.errors:
            classes.append(f"{css_class}--error")
        attrs: dict[str, Any] = {
            "class": " ".join(filter(None, classes)),
            "placeholder": False,  # it goes when typing starts: a hint says it better
            "maxlength": False,  # what is cut off unseen is lost: an error says what is too long
            "minlength": False,
            "cols": False,
        }
        if self.described_by:
            attrs["aria-describedby"] = self.described_by
        widget = self.widget
        if isinstance(widget, forms.ClearableFileInput):
            widget = forms.FileInput(widget.attrs)
        return self.field.as_widget(widget, attrs=attrs)

    @cached_property
    def groups(self) -> list[Group]:
        """The options of radios and checkboxes."""
        if not isinstance(self.widget, ChoiceWidget):
            return []
        values = self.widget.format_value(self.field.value())
        drawn = self.widget.optgroups(self.field.html_name, values, {"id": self.id})
        return [
            Group(label=str(label or ""), options=list(self._options(options)))
            for label, options, _ in drawn
        ]

    def _options(self, options: list[dict[str, Any]]) -> Iterator[Option]:
        hints = getattr(self.widget, "hints", {})
        reveals = getattr(self.widget, "reveals", {})
        for option in options:
            value = str(option["value"])
            if value == "" and option["label"] == BLANK:
                continue
            yield Option(
                id=option["attrs"]["id"],
                name=option["name"],
                value=value,
                label=option["label"],
                selected=option["selected"],
                hint=hints.get(value, ""),
                reveals=self.form[reveals[value]] if value in reveals else None,
            )

    @property
    def is_inline(self) -> bool:
        return getattr(self.widget, "inline", False)

    @property
    def is_small(self) -> bool:
        return getattr(self.widget, "small", False)

    @property
    def is_checked(self) -> bool:
        """Is a checkbox that stands alone ticked?"""
        return isinstance(self.widget, forms.CheckboxInput) and self.widget.check_test(
            self.field.value()
        )

    @cached_property
    def parts(self) -> list[Part]:
        """The boxes of a date; the bad ones are those the errors name, or else all."""
        bad = {
            part
            for error in self.field.errors.as_data()
            for part in (error.params or {}).get("parts", [])
        }
        context = self.widget.get_context(self.field.html_name, self.field.value(), {"id": self.id})
        return [
            Part(**part, is_bad=bool(self.errors) and (not bad or part["part"] in bad))
            for part in context["widget"].get("parts", [])
        ]

    @property
    def first_id(self) -> str:
        """The id of what an error summary links to: a control that can take the focus."""
        if self.kind == "date":
            return next((part.id for part in self.parts if part.is_bad), self.parts[0].id)
        if self.kind in {"radios", "checkboxes"}:
            ids = (option.id for group in self.groups for option in group.options)
            return next(ids, self.id)
        return self.id


def visible_fields(form: BaseForm) -> list[BoundField]:
    """The fields to draw one after another: not the hidden ones, nor those another reveals."""
    revealed = {
        name
        for field in form.fields.values()
        for name in getattr(field.widget, "reveals", {}).values()
    }
    return [field for field in form.visible_fields() if field.name not in revealed]


@dataclass(frozen=True)
class ErrorLink:
    """A line of the error summary."""

    text: str
    target: str


def error_links(form: BaseForm) -> Iterator[ErrorLink]:
    """Every error of a form in the order of its fields, each with the control to go to.

    An error of the whole form leads to its first control. One of a hidden field, or of a form
    without a control, leads nowhere.
    """
    visible = [Control(field) for field in form.visible_fields()]
    first = visible[0].first_id if visible else ""
    for text in form.non_field_errors():
        yield ErrorLink(str(text), first)
    for field in form.hidden_fields():
        for text in field.errors:
            yield ErrorLink(str(text), "")
    for control in visible:
        for text in control.errors:
            yield ErrorLink(str(text), control.first_id)
