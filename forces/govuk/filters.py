"""The fields of a filter as HTML, built by hand while nothing is wrong.

The templates of the pack take four times as long: a list is read more often than it is narrowed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from forces.govuk.fields import Pairs
from forces.govuk.widgets import DateInput, Select, TypedDate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import BoundField
    from django.utils.safestring import SafeString

    from forces.govuk.forms import Filter

MOST_KEPT = 512  # selects, each with its choices and what is chosen: some kilobytes for the longest
GROUP = '<div class="govuk-form-group">{}</div>'
LABELLED = '<label class="govuk-label" for="{}">{}</label>{}{}'
HINT = '<div id="{}_helptext" class="govuk-hint">{}</div>'
DATE = (
    '<fieldset class="govuk-fieldset" role="group"{}>'
    '<legend class="govuk-fieldset__legend">{}</legend>{}'
    '<div class="govuk-date-input">{}</div></fieldset>'
)
BOX = (
    '<div class="govuk-date-input__item"><div class="govuk-form-group">'
    '<label class="govuk-label govuk-date-input__label" for="{id}_{part}">{Part}</label>'
    '<input class="govuk-input govuk-date-input__input govuk-input--width-{width}" '
    'id="{id}_{part}" name="{name}_{part}" type="text"{keys} value="{typed}"></div></div>'
)
BOXES = tuple(
    BOX.replace("{part}", part)
    .replace("{Part}", part.capitalize())
    .replace("{width}", width)
    .replace("{keys}", keys)
    for part, width, keys in (
        ("day", "2", ' inputmode="numeric"'),
        ("month", "2", ""),
        ("year", "4", ' inputmode="numeric"'),
    )
)


def drawn(form: Filter, names: Iterable[str]) -> SafeString:
    """Fields one after another; by the pack, with what is wrong, once anything is."""
    fields = [form[name] for name in names]
    draw = as_crispy_field if form.errors else _group
    return format_html_join("", "{}", ((draw(field),) for field in fields))


def _group(field: BoundField) -> SafeString:
    widget = field.field.widget
    if isinstance(widget, DateInput):
        return format_html(GROUP, _date(field))
    is_plain = not (field.help_text or widget.is_required)
    if is_plain and type(widget) is Select and isinstance(widget.choices, Pairs):
        chosen, pairs = str(field.value() or ""), widget.choices.pairs
        if any(key == chosen for key, _ in pairs):
            attrs = tuple(widget.attrs.items())
            return _select(field.auto_id, field.html_name, str(field.label), attrs, pairs, chosen)
    return format_html(GROUP, _labelled(field))


@lru_cache(maxsize=MOST_KEPT)
def _select(
    identity: str,
    name: str,
    label: str,
    attrs: tuple[tuple[str, str], ...],
    pairs: tuple[tuple[str, str], ...],
    chosen: str,
) -> SafeString:
    """A select with its label, drawn once for all who are offered the same and chose the same."""
    widget = Select(attrs=dict(attrs), choices=Pairs(pairs))
    drawn = widget.render(name, chosen, {"class": "govuk-select", "id": identity})
    return format_html(GROUP, format_html(LABELLED, identity, label, "", drawn))


def _labelled(field: BoundField) -> SafeString:
    css_class = "govuk-select" if isinstance(field.field, forms.ChoiceField) else "govuk-input"
    drawn = field.as_widget(attrs={"class": css_class})
    return format_html(LABELLED, field.id_for_label, field.label, _hint(field), drawn)


def _date(field: BoundField) -> SafeString:
    identity, name = escape(field.auto_id), escape(field.html_name)
    typed = TypedDate.of(field.value())
    boxes = (
        box.format(id=identity, name=name, typed=escape(part))
        for box, part in zip(BOXES, typed, strict=True)
    )
    described = f' aria-describedby="{identity}_helptext"' if field.help_text else ""
    return format_html(
        DATE,
        mark_safe(described),  # noqa: S308  # escaped above
        field.label,
        _hint(field),
        mark_safe("".join(boxes)),  # noqa: S308  # each part is escaped above
    )


def _hint(field: BoundField) -> SafeString | str:
    return format_html(HINT, field.auto_id, field.help_text) if field.help_text else ""
