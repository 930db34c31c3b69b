"""The fields of one row of a round as HTML, built by hand.

A page has up to 25 rows of four fields, over which the pack's templates take twice as long;
docs/decisions/0011 weighs the same for the matrix. The markup is the pack's, field for field, and
every text goes through `format_html`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from forces.govuk.controls import Control

if TYPE_CHECKING:
    from forces.govuk.controls import Option, Part
    from recommendations.forms.round_rows import RowForm

NOTHING = SafeString()
FIELDSET = (
    '<fieldset class="govuk-fieldset"{}{}><legend class="govuk-fieldset__legend">{}</legend>'
    '{}<div class="{}">{}</div></fieldset>'
)
RADIO = (
    '<div class="govuk-radios__item">'
    '<input class="govuk-radios__input" id="{id}" name="{name}" type="radio" value="{value}"{on}>'
    '<label class="govuk-label govuk-radios__label" for="{id}">{label}</label></div>'
)
CHECKBOX = (
    '<div class="govuk-checkboxes"><div class="govuk-checkboxes__item">'
    '<input class="govuk-checkboxes__input" id="{id}" name="{name}" type="checkbox"{on}>'
    '<label class="govuk-label govuk-checkboxes__label" for="{id}">{label}</label></div></div>'
)
# A line end after the tag is no part of the text: without it, the first that was typed would go.
TEXTAREA = (
    '<label class="govuk-label" for="{id}">{label}</label>{described}'
    '<textarea name="{name}" rows="{rows}" class="govuk-textarea{wrong}" id="{id}"{by}{invalid}>\n'
    "{value}</textarea>"
)
BOX = (
    '<div class="govuk-date-input__item"><div class="govuk-form-group">'
    '<label class="govuk-label govuk-date-input__label" for="{id}">{label}</label>'
    '<input class="govuk-input govuk-date-input__input govuk-input--width-{width}{wrong}" '
    'id="{id}" name="{name}" type="text"{mode} value="{value}"{invalid}></div></div>'
)


def drawn(row: RowForm) -> SafeString:
    """All the fields of a row, each in its group."""
    draw = {"radios": _radios, "date": _date, "textarea": _prose, "checkbox": _checkbox}
    controls = [Control(field) for field in row]
    return format_html_join(
        "",
        '<div class="govuk-form-group{}">{}</div>',
        (
            (" govuk-form-group--error" if control.errors else "", draw[control.kind](control))
            for control in controls
        ),
    )


def _prose(control: Control) -> SafeString:
    by = control.described_by
    return format_html(
        TEXTAREA,
        id=control.id,
        label=control.label,
        described=_described(control),
        name=control.field.html_name,
        rows=control.widget.attrs["rows"],
        wrong=" govuk-textarea--error" if control.errors else "",
        by=format_html(' aria-describedby="{}"', by) if by else NOTHING,
        invalid=SafeString(' aria-invalid="true"') if control.errors else NOTHING,
        value=control.field.value() or "",
    )


def _radios(control: Control) -> SafeString:
    options = (option for group in control.groups for option in group.options)
    body = format_html_join("", "{}", ((_radio(option),) for option in options))
    return _fieldset(control, "", "govuk-radios govuk-radios--inline govuk-radios--small", body)


def _radio(option: Option) -> SafeString:
    return format_html(
        RADIO,
        id=option.id,
        name=option.name,
        value=option.value,
        label=option.label,
        on=SafeString(" checked") if option.selected else NOTHING,
    )


def _checkbox(control: Control) -> SafeString:
    return format_html(
        CHECKBOX,
        id=control.id,
        name=control.field.html_name,
        label=control.label,
        on=SafeString(" checked") if control.field.value() else NOTHING,
    )


def _date(control: Control) -> SafeString:
    body = format_html_join("", "{}", ((_box(part),) for part in control.parts))
    return _fieldset(control, ' role="group"', "govuk-date-input", body)


def _box(part: Part) -> SafeString:
    return format_html(
        BOX,
        id=part.id,
        name=part.name,
        label=part.part.capitalize(),
        value=part.value,
        width=4 if part.part == "year" else 2,
        mode=NOTHING if part.part == "month" else SafeString(' inputmode="numeric"'),
        wrong=" govuk-input--error" if part.is_bad else "",
        invalid=SafeString(' aria-invalid="true"') if part.is_bad else NOTHING,
    )


def _fieldset(control: Control, role: str, css_class: str, body: SafeString) -> SafeString:
    described = control.described_by
    by = format_html(' aria-describedby="{}"', described) if described else NOTHING
    return format_html(
        FIELDSET, SafeString(role), by, control.label, _described(control), css_class, body
    )


def _described(control: Control) -> SafeString:
    """What there is to know before it is filled in, and what is wrong."""
    hint = errors = NOTHING
    if control.field.help_text:
        text = control.field.help_text
        hint = format_html('<div id="{}" class="govuk-hint">{}</div>', control.hint_id, text)
    if control.errors:
        said = format_html_join(
            "",
            '<p class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {}'
            "</p>",
            ((error,) for error in control.errors),
        )
        errors = format_html('<div id="{}">{}</div>', control.error_id, said)
    return hint + errors
