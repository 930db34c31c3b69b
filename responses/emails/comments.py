"""The mails about a chief officer's comments. None carries a word of them, or of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from responses.choices import CommentsMailKind
from responses.emails.items import line, paragraphs, plain

if TYPE_CHECKING:
    from responses.models import CommentsMail


def about_comments(mail: CommentsMail) -> EmailMultiAlternatives:
    """The mail itself: what happened, and the page where its recipient goes on."""
    response = mail.response
    asked = {"mail": mail, "response": response, "inspection": response.inspection}
    subject = line(f"comments/{mail.kind}.subject.txt", asked)
    context = {
        "heading": subject,
        "paragraphs": paragraphs(f"comments/{mail.kind}.txt", asked),
        "url": settings.SITE_URL + _address(mail),
        "site_name": settings.SITE_NAME,
    }
    message = EmailMultiAlternatives(
        subject=subject,
        body=plain("comments/mail.txt", context).strip() + "\n",
        to=[mail.recipient.email],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string("emails/comments/mail.html", context), "text/html")
    return message


def _address(mail: CommentsMail) -> str:
    """The office's page of the comments, or the force's own."""
    response = mail.response
    if mail.kind == CommentsMailKind.HANDED_OVER:
        return reverse("comments", args=[response.pk])
    return reverse("officer_comments", args=[response.inspection.slug, response.force.slug])
