"""The patterns as template tags: navigation, form fields, error summary, dates, tags."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.forms.formsets import BaseFormSet
from django.urls import reverse
from django.utils.html import format_html

from forces.govuk import dates
from forces.govuk.controls import Control, ErrorLink, error_links, visible_fields
from forces.govuk.filters import drawn
from forces.govuk.menus import menu

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.paginator import Page
    from django.forms.boundfield import BoundField
    from django.forms.forms import BaseForm
    from django.utils.safestring import SafeString

    from forces.actors import Actor
    from forces.govuk.forms import Filter

register = template.Library()
register.filter(dates.uk_date)
register.filter(dates.uk_date_weekday)
register.filter(dates.uk_datetime)
register.filter(dates.uk_time)


@register.simple_tag
def service_name() -> str:
    """The name of the service, also where no context processor has run."""
    return settings.SITE_NAME


def _places(actor: Actor | None) -> list[tuple[str, str]]:
    """The names of the pages that a person may go to, with what they are called."""
    if actor is None or not actor.user.is_authenticated:
        return [("register", "Register"), ("account_login", "Sign in")]
    places = [("home", "Home"), ("inspection_list", "Inspections")]
    if actor.own_forces:
        places.append(("my_force", "My body" if actor.office_of else "My force"))
    if actor.updates_for:
        places.append(("progress_list", "Progress"))
    if actor.is_inspector:
        places.append(("force_list", "Forces"))
    if actor.own_forces or actor.is_inspector:
        places.append(("questions", "Questions"))
    if actor.is_inspector:
        places.append(("closures", "Closures"))
    if actor.is_administrator:
        places.append(("reminders", "Reminders"))
    places += [("register", "Register"), ("account", "Account")]
    if actor.user.is_staff:
        places.append(("admin:index", "Administration"))
    return places


@register.inclusion_tag("govuk/navigation.html", takes_context=True)
def navigation(context: template.Context) -> dict[str, Any]:
    """The service navigation; where no request is at hand, as when all has failed, the public's.

    A page that belongs to an entry but is not below its address names that entry as its `section`.
    """
    request = context.get("request")
    actor = getattr(request, "actor", None)
    path = getattr(request, "path", "")
    section = context.get("section")
    is_signed_in = actor is not None and actor.user.is_authenticated
    search = reverse("search") if is_signed_in else ""
    return {
        "menu": menu(_places(actor), reverse(section) if section else path),
        "is_signed_in": is_signed_in,
        "search": search if path != search else "",
        "csrf_token": context.get("csrf_token", ""),
    }


@register.simple_tag
def control(field: BoundField) -> Control:
    """What the templates of the pack need to draw a field."""
    return Control(field)


@register.simple_tag
def errors_of(form: BaseForm | BaseFormSet[Any] | None) -> list[ErrorLink]:
    """The lines of the error summary for a form, a formset or nothing."""
    if not form or not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        own = [ErrorLink(str(text), "") for text in form.non_form_errors()]
        return own + [link for each in form.forms for link in error_links(each)]
    inner = [link for each in getattr(form, "within", ()) for link in errors_of(each)]
    return [*error_links(form), *inner] if form.errors else inner


@register.simple_tag
def drawn_fields(form: BaseForm) -> list[BoundField]:
    """The visible fields of a form, less those that are drawn inside another one."""
    return visible_fields(form)


@register.simple_tag
def filter_fields(form: Filter, *names: str) -> SafeString:
    """Fields of a filter, or all of them."""
    return drawn(form, names or form.fields)


@register.inclusion_tag("govuk/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the pages of a list; the other parameters of the address stay as they are."""
    if not page.has_other_pages():
        return {}
    query = context["request"].GET.copy()
    query.pop("page", None)
    start = f"?{query.urlencode()}&page=" if query else "?page="
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "start": start,
        "numbers": numbers,
        "ellipsis": page.paginator.ELLIPSIS,
    }


@register.simple_tag
def govuk_tag(status: str, colours: str | Mapping[str, str] = "") -> SafeString:
    """A word in a coloured box. The colour is given, or looked up in a table by the status.

    A status of an enumeration is shown by its label.
    """
    colour = colours if isinstance(colours, str) else colours.get(status, "")
    return _tag(str(getattr(status, "label", status)), colour)


@lru_cache(maxsize=512)
def _tag(words: str, colour: str) -> SafeString:
    css_class = f"govuk-tag govuk-tag--{colour}" if colour else "govuk-tag"
    return format_html('<strong class="{}">{}</strong>', css_class, words)
