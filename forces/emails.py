"""The mails about people's accounts that allauth does not write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

if TYPE_CHECKING:
    from forces.models import User


def welcome(user: User) -> EmailMultiAlternatives:
    """An account is there: the link with which its owner, and nobody else, sets the password."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    context = {
        "site_name": settings.SITE_NAME,
        "url": settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key),
        "again_url": settings.SITE_URL + reverse("account_reset_password"),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
    message = EmailMultiAlternatives(
        subject=render_to_string("emails/welcome.subject.txt", context).strip(),
        body=render_to_string("emails/welcome.txt", context),
        to=[user.email],
    )
    message.attach_alternative(render_to_string("emails/welcome.html", context), "text/html")
    return message
