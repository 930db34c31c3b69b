"""The mail that carries a copy of a published response. All that it says is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responses.emails.messages import message

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from responses.models import CopyMail, Letter


def with_copy(mail: CopyMail, letter: Letter) -> EmailMultiAlternatives:
    """The mail itself: what is attached, when it was published and where it can be read."""
    version = mail.copy.version
    told = {
        "mail": mail,
        "version": version,
        "response": version.response,
        "publication": version.publication,
        "elsewhere": version.publication.url,
    }
    made = message(mail, "copies/copy", told, to=mail.address, path=version.get_absolute_url())
    made.attach(letter.file_name, bytes(letter.content or b""), "application/pdf")
    return made
