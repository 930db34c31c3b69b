"""The signed note beside the form token of what people type, and what is said of what is kept."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, TypeGuard

from django import template
from django.forms import FileInput, HiddenInput, PasswordInput
from django.template.loader import render_to_string

from forces.govuk.markup import filled
from forces.notes import FIELD, address_of, note_for
from forces.unsent import mentioned

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.utils.safestring import SafeString

    from forces.middleware import Request

register = template.Library()


@register.simple_block_tag(takes_context=True)
def page_title(context: template.Context, content: SafeString) -> SafeString:
    """Around the title of a page: what is typed on it is kept under that name."""
    request = context.get("request")
    if request is not None:
        request.page_title = " ".join(unescape(content).split())
    return content


@register.simple_tag(takes_context=True)
def unsent_note(
    context: template.Context, *sent_to: str, form: BaseForm | None = None, address: str = ""
) -> SafeString | str:
    """The note of a form on which people type; `sent_to` are the other pages it is sent to.

    A form that holds a place of a response has a note of its own. A password is never kept, nor
    what stands beside one; files cannot be.
    """
    request = context.get("request")
    if not _is_signed_in(request) or (form and not _is_kept(form)):
        return ""
    note = note_for(request, *sent_to, address=address)
    return filled('<input type="hidden" name="{}" value="{}">', FIELD, note.signed())


def _is_kept(form: BaseForm) -> bool:
    widgets = [field.widget for field in form.fields.values()]
    if "writer" in form.fields or any(isinstance(widget, PasswordInput) for widget in widgets):
        return False
    return any(not isinstance(widget, FileInput | HiddenInput) for widget in widgets)


@register.simple_tag(takes_context=True)
def unsent_region(context: template.Context) -> str:
    """What is said above a page of what the person typed there and could not send."""
    request = context.get("request")
    if not _is_signed_in(request):
        return ""
    here = mentioned(request).count(address_of(request))
    if request.method == "POST" or not here:
        return ""
    about = {"kept": request.unsent, "has_more": here > 1}
    return render_to_string("forces/_unsent.html", about, request)


@register.simple_tag(takes_context=True)
def has_unsent(context: template.Context) -> bool:
    """Whether something is kept of which the page says nothing above."""
    request = context.get("request")
    if not _is_signed_in(request) or not mentioned(request):
        return False
    return request.method == "POST" or address_of(request) not in mentioned(request)


def _is_signed_in(request: Request | None) -> TypeGuard[Request]:
    """Whether it is a page of somebody: not one that shows a failure, or is drawn by itself."""
    return (
        request is not None and hasattr(request, "unsent") and request.actor.user.is_authenticated
    )
