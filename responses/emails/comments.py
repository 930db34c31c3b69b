"""The mails about a chief officer's comments. None carries a word of them, or of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from responses.choices import CommentsMailKind
from responses.emails.messages import message

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from responses.models import CommentsMail


def about_comments(mail: CommentsMail) -> EmailMultiAlternatives:
    """The mail itself: what happened, and the page where its recipient goes on."""
    response = mail.response
    asked = {"mail": mail, "response": response, "inspection": response.inspection}
    name, to = f"comments/{mail.kind}", mail.recipient.email
    return message(mail, name, asked, to=to, path=_address(mail))


def _address(mail: CommentsMail) -> str:
    """The office's page of the comments, or the force's own."""
    response = mail.response
    if mail.kind == CommentsMailKind.HANDED_OVER:
        return reverse("comments", args=[response.pk])
    return reverse("officer_comments", args=[response.inspection.slug, response.force.slug])
