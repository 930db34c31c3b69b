"""The mails about responses: who is told what. No mail carries a word of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from datetime import date

    from responses.models import Mail


def digest(mail: Mail, *, on: date) -> EmailMultiAlternatives:
    return EmailMultiAlternatives(
        subject="Reminder",
        body="",
        to=[mail.recipient.email],
        headers={"Message-ID": mail.message_id},
    )


def _message(
    name: str, context: dict[str, Any], *, to: str, message_id: str
) -> EmailMultiAlternatives:
    """A mail in text and HTML from templates/emails/<name>.subject.txt, .txt and .html."""
    context = {**context, "site_name": settings.SITE_NAME}
    subject = render_to_string(f"emails/{name}.subject.txt", context)
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{name}.txt", context),
        to=[to],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    return message
