from __future__ import annotations

from functools import partial

from celery import shared_task
from django.db import transaction

from responses.models import Bundle
from responses.tasks.letters import render_letter


@shared_task(name="responses.tasks.make_bundle")
def make_bundle(*, bundle_id: int) -> None:
    """Hand out what a bundle lacks, each letter by itself. Safe to run twice: one claims it.

    What a lost worker leaves behind is taken up by the sweep of all letters.
    """
    bundle = Bundle.objects.get(pk=bundle_id)
    for letter_id in bundle.lacking().values_list("pk", flat=True):
        render_letter.delay(letter_id=letter_id)


def make_letters_of(bundle: Bundle) -> None:
    """Have a worker hand out what a bundle lacks, once this transaction is kept.

    Where the queue is away, the sweep finds the letters.
    """
    transaction.on_commit(partial(make_bundle.delay, bundle_id=bundle.pk), robust=True)
