"""The copies of what an office published: which were sent, and which it has to send."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from forces.middleware import Request
from forces.policies import may
from forces.unsent import sent
from responses import policies
from responses.choices import CopyTo, Format, LetterState, SentBy
from responses.forms.copies import CopyAddressesForm, CopyForm
from responses.models import Copy, CopyAddress, CopyMail, Letter
from responses.models.copying import note_copy, set_copy_addresses, try_copy_again
from responses.tasks import send_copy_mail
from responses.views.office import crumbs, find

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from responses.models import Response, SignedVersion


class CopyRow(NamedTuple):
    """One recipient of a version: what is recorded, and the mail that carries it, if one does."""

    to: CopyTo
    copy: Copy | None
    mail: CopyMail | None

    @property
    def is_from_here(self) -> bool:
        return self.copy is not None and self.copy.sent_how == SentBy.SERVICE


class VersionCopies(NamedTuple):
    version: SignedVersion
    letter: Letter | None
    rows: list[CopyRow]

    @property
    def is_letter_ready(self) -> bool:
        return self.letter is not None and self.letter.state == LetterState.READY

    @property
    def is_letter_failed(self) -> bool:
        return self.letter is not None and self.letter.state == LetterState.FAILED


@login_required
def copies(request: Request, pk: int) -> HttpResponse:
    """To whom each published version was copied, and what the office still has to send."""
    found = find(request, pk)
    context = {
        "response": found,
        "crumbs": crumbs(found),
        "versions": [_of_version(version) for version in _published(found)],
        "may_note": may(policies.check_copies, request.actor, found),
    }
    return render(request, "responses/copies.html", context)


def _published(response: Response) -> QuerySet[SignedVersion]:
    """What is published of it, the newest first, with all that the page says of each."""
    pdf = Letter.objects.without_content().filter(format=Format.PDF)
    mails = CopyMail.objects.live().order_by("pk")
    noted = Copy.objects.select_related("noted_by")
    return (
        response.versions.published()
        .select_related("publication")
        .defer("content", "html")
        .prefetch_related(
            Prefetch("letters", pdf, to_attr="pdfs"),
            Prefetch("copies", noted.prefetch_related(Prefetch("mails", mails, to_attr="live"))),
        )
        .newest_first()
    )


def _of_version(version: Any) -> VersionCopies:
    """`version` has what `_published` adds, of which its type knows nothing."""
    held = {copy.to: copy for copy in version.copies.all()}
    rows = []
    for to in CopyTo:
        copy = held.get(to)
        rows.append(CopyRow(to, copy, next(iter(copy.live), None) if copy else None))
    return VersionCopies(version, next(iter(version.pdfs), None), rows)


@login_required
def copy_sent(request: Request, pk: int, number: int, to: str) -> HttpResponse:
    """Record that the office sent a copy itself, or put that right."""
    found = find(request, pk)
    policies.check_copies(request.actor, found)
    if to not in CopyTo:
        raise Http404
    published = found.versions.published().select_related("publication").defer("content", "html")
    version = get_object_or_404(published, number=number)
    copy = version.copies.filter(to=to).first()
    if copy is not None:
        policies.check_note_copy(copy, is_being_sent=copy.mails.being_sent().exists())
    form = CopyForm(
        sent(request),
        copy=copy,
        published_on=version.publication.published_on,
        on=request.actor.on,
    )
    if request.method == "POST" and form.is_valid():
        note_copy(version, CopyTo(to), request.actor, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Recorded")
        return redirect("copies", found.pk)
    context = {
        "response": found,
        "crumbs": [*crumbs(found), ("Copies", reverse("copies", args=[found.pk]))],
        "form": form,
        "version": version,
        "to": CopyTo(to),
        "copy": copy,
    }
    return render(request, "responses/copy_sent.html", context)


@require_POST
@login_required
def copy_again(request: Request, pk: int, mail_id: int) -> HttpResponse:
    """Mail a copy that failed again, now."""
    found = find(request, pk)
    policies.check_copies(request.actor, found)
    mails = CopyMail.objects.filter(copy__version__response=found)
    mail = get_object_or_404(mails, pk=mail_id)
    try_copy_again(mail, at=timezone.now())
    # Where the queue is down, the sweep sends it.
    transaction.on_commit(partial(send_copy_mail.delay, mail_id=mail.pk), robust=True)
    messages.success(request, "It is being sent again. Look again in a minute")
    return redirect("copies", found.pk)


@login_required
def copy_addresses(request: Request) -> HttpResponse:
    """Where copies are mailed, for the inspectorates' administrators."""
    policies.check_copy_addresses(request.actor)
    held = dict(CopyAddress.objects.values_list("to", "email"))
    form = CopyAddressesForm(sent(request), initial=held)
    if request.method == "POST" and form.is_valid():
        set_copy_addresses(form.cleaned_data)
        messages.success(request, "Saved. It counts for every copy that has not gone out yet")
        return redirect("copy_addresses")
    context = {"form": form, "crumbs": [("Home", "/")]}
    return render(request, "responses/copy_addresses.html", context)
