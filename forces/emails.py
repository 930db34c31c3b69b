"""The mails about people's accounts. Their links begin with SITE_URL, whatever a request says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

if TYPE_CHECKING:
    from forces.models import User


def welcome(user: User) -> EmailMultiAlternatives:
    """An account is there: the link with which its owner, and nobody else, sets the password."""
    context = {
        "site_name": settings.SITE_NAME,
        "url": _key_address(user),
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


def password_link(user: User) -> EmailMessage:
    """Somebody asked for a new password: the link with which the owner chooses one."""
    return _plain("password_reset_key", user.email, {"password_reset_url": _key_address(user)})


def unknown_account(email: str) -> EmailMessage:
    """Somebody asked for a new password at an address that no account in use has."""
    return _plain("unknown_account", email, {"email": email})


def _key_address(user: User) -> str:
    """The address of the page where a person chooses a password. The key in it works once."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)


def _plain(name: str, to: str, context: dict[str, str]) -> EmailMessage:
    """A mail of text alone, from the templates where allauth keeps those of accounts."""
    subject = render_to_string(f"account/email/{name}_subject.txt", context)
    body = render_to_string(f"account/email/{name}_message.txt", context)
    return EmailMessage(subject=subject.strip(), body=body.strip(), to=[to])
