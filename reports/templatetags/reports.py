"""How a response stands, and where an answer is, for the templates of reports."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from forces.govuk.menus import menu
from forces.templatetags.govuk import govuk_tag
from recommendations.choices import State
from recommendations.templatetags.lateness import lateness_tag
from reports.answer_markup import answer_html
from reports.choices import STATE_COLOURS
from reports.comparisons import says_something
from reports.matrix_cells import anchor
from reports.standing import silence, standing

if TYPE_CHECKING:
    from typing import Any

    from django.utils.safestring import SafeString

    from reports.forms import AcrossFilter


register = template.Library()

# Where everyone may go. Whether somebody is signed in, these pages do not know.
PUBLIC_PLACES = (
    ("register", "Register"),
    ("register_outstanding", "Outstanding"),
    ("register_forces", "Forces"),
    ("register_search", "Search"),
    ("register_downloads", "Downloads"),
    ("home", "Sign in or go to your work"),
)
register.simple_tag(lateness_tag)
register.simple_tag(answer_html)
register.filter(anchor)
register.filter(silence)
register.filter(standing)
register.filter(says_something)


@register.inclusion_tag("govuk/navigation.html", takes_context=True)
def public_navigation(context: template.Context) -> dict[str, Any]:
    """The navigation of pages that are the same for everybody."""
    return {"menu": menu(PUBLIC_PLACES, context["request"].path)}


@register.simple_tag(takes_context=True)
def whole_address(context: template.Context) -> str:
    """The one address of a public page: its `address`, if it has another one than was asked for.

    Of the parameters, only the number of a page that is not the first belongs to it.
    """
    path = escape_uri_path(context.get("address") or context["request"].path)
    page = context.get("page")
    number = f"?page={page.number}" if page and page.number > 1 else ""
    return f"{settings.SITE_URL}{path}{number}"


@register.simple_tag
def state_tag(state: str) -> SafeString:
    """The progress claimed, in full."""
    return govuk_tag(State(state).label, STATE_COLOURS[state])


@register.simple_tag(takes_context=True)
def table_links(context: template.Context, name: str, *args: str) -> SafeString:
    """Links to what a page shows as a table, in both kinds and narrowed as the page is.

    Of the address of the table, the kind comes last: {% table_links "matrix_table" slug %}.
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    asked = f"?{query.urlencode()}" if query else ""
    return format_html_join(
        " ",
        '<a class="govuk-link" href="{}{}" download>Download as {}</a>',
        (
            (reverse(name, args=[*args, ending]), asked, words)
            for ending, words in (("xlsx", "a spreadsheet (XLSX)"), ("csv", "CSV"))
        ),
    )


@register.simple_tag
def force_boxes(form: AcrossFilter) -> SafeString:
    """A checkbox for each force that can be put beside others."""
    beside = set(form.beside)
    boxes = (
        '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" '
        f'type="checkbox" name="force" value="{slug}" id="id_force_{place}"'
        f'{" checked" if slug in beside else ""}><label class="govuk-label '
        f'govuk-checkboxes__label" for="id_force_{place}">{escape(name)}</label></div>'
        for place, (slug, name) in enumerate(form.offered)
    )
    return mark_safe("\n".join(boxes))  # noqa: S308  # a name is escaped, and a slug is harmless
