"""The mail that carries a copy of a published response. All that it says is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from responses.emails.items import line, paragraphs, plain

if TYPE_CHECKING:
    from responses.models import CopyMail, Letter


def with_copy(mail: CopyMail, letter: Letter) -> EmailMultiAlternatives:
    """The mail itself: what is attached, when it was published and where it can be read."""
    version = mail.copy.version
    told = {
        "mail": mail,
        "version": version,
        "response": version.response,
        "publication": version.publication,
    }
    subject = line("copies/copy.subject.txt", told)
    context = {
        "heading": subject,
        "paragraphs": paragraphs("copies/copy.txt", told),
        "url": settings.SITE_URL + version.get_absolute_url(),
        "elsewhere": version.publication.url,
        "site_name": settings.SITE_NAME,
    }
    message = EmailMultiAlternatives(
        subject=subject,
        body=plain("copies/mail.txt", context).strip() + "\n",
        to=[mail.address],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string("emails/copies/mail.html", context), "text/html")
    message.attach(letter.file_name, bytes(letter.content or b""), "application/pdf")
    return message
