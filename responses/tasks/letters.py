from __future__ import annotations

from datetime import timedelta
from functools import partial

import structlog
from celery import shared_task
from django.db import transaction
from django.utils import timezone

from responses import letters
from responses.choices import Format
from responses.models import Letter, SignedVersion
from responses.tasks.copies import send_copies

log = structlog.get_logger(__name__)


@shared_task(name="responses.tasks.render_letter")
def render_letter(*, letter_id: int) -> None:
    """Make the file of a signed version from its frozen HTML. Safe to run twice: one claims it."""
    letter = Letter.objects.without_content().select_related("version").get(pk=letter_id)
    if not letter.claim(at=timezone.now()):
        return
    try:
        file = letters.to_file(letter.version.html, letter.format)
    except Exception as error:  # noqa: BLE001  # whatever it was is kept, shown and tried again
        letter.fail(f"{type(error).__name__}: {error}", at=timezone.now())
        # No traceback: it could hold what people wrote.
        log.error("letter_failed", letter_id=letter_id, reason=type(error).__name__)  # noqa: TRY400
    else:
        letter.issue(file, at=timezone.now())
        if letter.format == Format.PDF:
            # The copies wait for it. Where the queue is away, their sweep finds them.
            transaction.on_commit(send_copies.delay, robust=True)


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
    lost_before = now - timedelta(minutes=10)
    for letter in Letter.objects.without_content().lost_for_good(claimed_before=lost_before):
        letter.fail("The worker that made it was lost, each time it was tried.", at=now)
    left = Letter.objects.without_content().left_behind(
        queued_before=now - timedelta(minutes=2), claimed_before=lost_before
    )
    for letter in left:
        letter.queue_again(at=now)
        render_letter.delay(letter_id=letter.pk)
