"""What becomes of the copies of a published version: s.55(6) of the Police Act 1996."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from responses import policies
from responses.choices import CopyTo, MailState
from responses.models.copies import Copy, CopyAddress, CopyMail

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from forces.actors import Actor
    from recommendations.models import Inspection
    from responses.models.versions import SignedVersion


class Copied(NamedTuple):
    """When a copy of a version went to one recipient; None where that is not recorded."""

    to: str
    sent_on: date | None


def copies_of(version: SignedVersion) -> list[Copied]:
    """To whom a published version was copied and when: what anyone may know of it."""
    sent = dict(version.copies.values_list("to", "sent_on"))
    return [Copied(to.label, sent.get(to)) for to in CopyTo]


class Foreseen(NamedTuple):
    """The copy for one recipient, if publication were now: without an address the office's task."""

    to: CopyTo
    address: str


def foreseen_copies(inspection: Inspection) -> list[Foreseen]:
    """How a copy of what is published now would go to each. No address: the office sends it."""
    addresses = {} if inspection.is_demonstration else _addresses()
    return [Foreseen(to, addresses.get(to, "")) for to in CopyTo]


def _addresses() -> dict[str, str]:
    return dict(CopyAddress.objects.values_list("to", "email"))


def owe_copies(version: SignedVersion, *, at: datetime) -> None:
    """Owe a copy to each recipient, and have it mailed to those with an address.

    Nobody is mailed about a demonstration.
    """
    copies = Copy.objects.bulk_create(Copy(version=version, to=to) for to in CopyTo)
    if version.response.inspection.is_demonstration:
        return
    addresses = _addresses()
    CopyMail.objects.bulk_create(
        CopyMail(copy=copy, address=addresses[copy.to], reserved_at=at)
        for copy in copies
        if copy.to in addresses
    )


@transaction.atomic
def note_copy(
    version: SignedVersion,
    to: CopyTo,
    actor: Actor,
    *,
    sent_on: date | None,
    sent_how: str,
    at: datetime,
) -> None:
    """Record that the office sent a copy itself, put that right, or take it back with None.

    A mail that has not gone out does not go out any more. Raises Refused for what went out, or
    is going out, from here, and for a day that cannot be.
    """
    policies.check_copies(actor, version.response)
    # What was published before copies were held here has no row yet.
    Copy.objects.get_or_create(version=version, to=to)
    copy = Copy.objects.select_for_update(no_key=True).get(version=version, to=to)
    mails = copy.mails.all()
    mails.unsent().update(state=MailState.REPLACED, try_again_at=None)
    policies.check_note_copy(copy, is_being_sent=mails.being_sent().exists())
    if sent_on is not None:
        policies.check_copy_sent_on(sent_on, version.publication.published_on, on=actor.on)
    is_sent = sent_on is not None
    copy.sent_on, copy.sent_how = sent_on, sent_how if is_sent else ""
    copy.noted_by, copy.noted_at = (actor.person, at) if is_sent else (None, None)
    copy.save()


def try_copy_again(mail: CopyMail, *, at: datetime) -> None:
    """Let a mail that failed go out now. Raises Refused for one that did not fail."""
    policies.check_copy_again(mail)
    failed = CopyMail.objects.filter(pk=mail.pk, state=MailState.FAILED)
    failed.update(try_again_at=at)


@transaction.atomic
def set_copy_addresses(addresses: Mapping[str, str]) -> None:
    """Say where copies are mailed that have not gone out yet; empty is nowhere.

    So a slip in an address is put right for those that failed by it, too.
    """
    for to, email in addresses.items():
        unsent = CopyMail.objects.unsent().filter(copy__in=Copy.objects.filter(to=to))
        if email:
            CopyAddress.objects.update_or_create(to=to, defaults={"email": email})
            unsent.update(address=email)
        else:
            CopyAddress.objects.filter(to=to).delete()
            unsent.update(state=MailState.REPLACED, try_again_at=None)
