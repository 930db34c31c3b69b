from __future__ import annotations

import traceback
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from celery import shared_task
from django.db import transaction
from django.utils import timezone

from responses import letters
from responses.choices import Format
from responses.models import CommitteePack, DraftLetter, Letter, SignedVersion
from responses.models.made_files import WORKER_LOST
from responses.tasks.copies import send_copies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from responses.models.made_files import MadeFile
    from responses.querysets.letters import MadeFileQuerySet

log = structlog.get_logger(__name__)


def _make(made: MadeFile, html: str, body_id: int | None = None) -> bool:
    """Make a file that was claimed, with the own pictures of a body if it is one's.

    Returns whether it is kept.
    """
    try:
        pictures = letters.pictures_in(html, body_id) if body_id else letters.NONE
        file = letters.to_file(html, made.format, pictures)
    except Exception as error:  # noqa: BLE001  # whatever it was is kept, shown and tried again
        # Neither what the error says nor a traceback: they could hold what people wrote.
        made.fail(f"{type(error).__name__}: {_where(error)}", at=timezone.now())
        kind = made._meta.label
        log.error("letter_failed", kind=kind, letter_id=made.pk, reason=type(error).__name__)  # noqa: TRY400
        return False
    return made.issue(file, at=timezone.now())


def _where(error: Exception) -> str:
    """Where in the code it happened, for whoever mends that."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{'/'.join(Path(last.filename).parts[-2:])}, line {last.lineno}"


@shared_task(name="responses.tasks.render_letter")
def render_letter(*, letter_id: int) -> None:
    """Make the file of a signed version from its frozen HTML. Safe to run twice: one claims it."""
    found = Letter.objects.without_content().select_related("version__response")
    letter = found.defer("version__content").get(pk=letter_id)
    if not letter.claim(at=timezone.now()):
        return
    version = letter.version
    if _make(letter, version.html, version.response.body_id) and letter.format == Format.PDF:
        # The copies wait for it. Where the queue is away, their sweep finds them.
        transaction.on_commit(send_copies.delay, robust=True)


@shared_task(name="responses.tasks.render_draft")
def render_draft(*, draft_id: int) -> None:
    """Make the file of a draft as it stood when it was asked for, if it is still wanted."""
    drafts = DraftLetter.objects.without_content().select_related("response")
    draft = drafts.filter(pk=draft_id).first()
    if draft and draft.claim(at=timezone.now()):
        _make(draft, draft.html, draft.response.body_id)


@shared_task(name="responses.tasks.render_pack")
def render_pack(*, pack_id: int) -> None:
    """Make the papers for a committee as things stood when they were asked for, if still wanted."""
    pack = CommitteePack.objects.without_content().filter(pk=pack_id).first()
    if pack and pack.claim(at=timezone.now()):
        _make(pack, pack.html)


def render_letters(version: SignedVersion) -> None:
    """Have what is queued of a version made, once this transaction is kept.

    Where the queue is away, the sweep finds them.
    """
    for letter_id in version.letters.queued().values_list("pk", flat=True):
        transaction.on_commit(partial(render_letter.delay, letter_id=letter_id), robust=True)


@shared_task(name="responses.tasks.retry_letters")
def retry_letters() -> None:
    """Take up letters that were lost with a worker, or failed. Safe to run twice.

    Versions signed before a format was offered have theirs queued here.
    """
    now = timezone.now()
    Letter.queue(SignedVersion.objects.lacking_letters(), at=now)
    for letter_id in _taken_up(Letter.objects.without_content(), at=now):
        render_letter.delay(letter_id=letter_id)
    for draft_id in _taken_up(DraftLetter.objects.without_content().defer("html"), at=now):
        render_draft.delay(draft_id=draft_id)
    for pack_id in _taken_up(CommitteePack.objects.without_content().defer("html"), at=now):
        render_pack.delay(pack_id=pack_id)


def _taken_up(made: MadeFileQuerySet[Any], *, at: datetime) -> Iterator[int]:
    """Queue again what should be made by now. What took its worker down each time has failed."""
    lost_before = at - timedelta(minutes=10)
    for each in made.lost_for_good(claimed_before=lost_before):
        each.fail(WORKER_LOST, at=at)
    queued_before = at - timedelta(minutes=2)
    for each in made.left_behind(queued_before=queued_before, claimed_before=lost_before):
        each.queue_again(at=at)
        yield each.pk
