"""Files of a draft: asked for by its office, made by a worker, gone once the response is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from responses import policies
from responses.content import content_of
from responses.models.letters import DraftLetter

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from forces.actors import Actor
    from responses.choices import Format, Shape
    from responses.content import Content
    from responses.models.responses import Response


@transaction.atomic
def ask_for_draft(
    response: Response,
    actor: Actor,
    *,
    shape: Shape,
    kind: Format,
    at: datetime,
    render: Callable[[Content], str],
) -> DraftLetter:
    """Have a file made of the draft as it stands, in place of the one asked for before.

    `render` makes the letter's HTML from content. Raises Refused for who is not of the office, and
    when there is no draft.
    """
    row = response.locked()
    policies.check_ask_for_draft(actor, row)
    row.draft_letters.filter(shape=shape, format=kind).delete()
    draft: DraftLetter = row.draft_letters.create(
        shape=shape,
        format=kind,
        html=render(content_of(row, shape=shape)),
        asked_by=actor.person,
        asked_at=at,
        changed_at=at,
    )
    return draft
