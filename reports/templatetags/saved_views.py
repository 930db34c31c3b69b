"""The link by which a page, as it is narrowed, is saved under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def save_view(context: template.Context) -> SafeString:
    """A link to where the page at hand gets a name; which page of a list it is does not count."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    about = QueryDict(mutable=True)
    about["address"], about["query"] = request.path, query.urlencode()
    address = f"{reverse('saved_view_new')}?{about.urlencode()}"
    return format_html('<a class="govuk-link" href="{}">Save this view</a>', address)
