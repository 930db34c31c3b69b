from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from responses.emails.items import line, paragraphs, plain

if TYPE_CHECKING:
    from responses.models import CommentsMail, CopyMail


def message(
    mail: CommentsMail | CopyMail, name: str, told: dict[str, Any], *, to: str, path: str
) -> EmailMultiAlternatives:
    """A mail that tells of one thing, as text and as HTML, and of the page where it goes on.

    `name` is that of the pair in templates/emails which words it, `told` what these need; the
    folder they are in has what is around the words.
    """
    folder = name.partition("/")[0]
    subject = line(f"{name}.subject.txt", told)
    context = {
        **told,
        "heading": subject,
        "paragraphs": paragraphs(f"{name}.txt", told),
        "url": settings.SITE_URL + path,
        "site_name": settings.SITE_NAME,
    }
    made = EmailMultiAlternatives(
        subject=subject,
        body=plain(f"{folder}/mail.txt", context).strip() + "\n",
        to=[to],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    made.attach_alternative(render_to_string(f"emails/{folder}/mail.html", context), "text/html")
    return made
