"""Sending, returning and signing: the steps of a response that touch more than its own row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from forces.policies import Refused
from responses import policies
from responses.choices import Status
from responses.content import Content, content_of, digest, shape_of
from responses.gaps import gaps
from responses.models.letterheads import SignatureImage
from responses.models.letters import Letter
from responses.models.planning import reserve
from responses.models.responses import Response
from responses.models.returning import in_place_of_reason, sections_of
from responses.models.returns import ReturnNote
from responses.models.versions import SignedAnswer, SignedVersion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from forces.actors import Actor
    from forces.models import User
    from responses.content import SignatureContent


@transaction.atomic
def send(response: Response, actor: Actor, *, at: datetime) -> None:
    """Hand the draft to whoever signs. Raises Refused while it lacks what s.55(5B) asks.

    That they are told is reserved with it, so that it cannot be lost.
    """
    row = response.locked()
    policies.check_send(actor, row)
    content = content_of(row)
    blocking = [gap for gap in gaps(content, on=actor.on) if gap.blocks]
    if blocking:
        numbers = ", ".join(gap.number for gap in blocking)
        raise Refused(
            "This response cannot be sent yet. These recommendations have neither an action "
            f"nor a reason: {numbers}."
        )
    policies.check_letter_is_whole(content, "sent")
    response.move_to(Status.WITH_COMMISSIONER, by=actor.person, at=at)
    reserve(Response.objects.filter(pk=response.pk), on=actor.on, at=at)


@transaction.atomic
def send_back(
    response: Response,
    actor: Actor,
    *,
    at: datetime,
    reason: str = "",
    notes: Mapping[str, str] | None = None,
) -> None:
    """Return what was sent to be signed, with a reason for the whole, notes of sections, or both.

    `notes` holds a text for each place of which something is said. Raises Refused where that
    cannot be, and when nothing is said.
    """
    policies.check_decide(actor, response.locked())
    texts = {place: text for place, text in (notes or {}).items() if text.strip()}
    named = [each.title for each in sections_of(response) if each.place in texts] if texts else []
    if not reason.strip() and named:
        reason = in_place_of_reason(named)
    change = response.move_to(Status.DRAFTING, by=actor.person, at=at, reason=reason)
    ReturnNote.objects.bulk_create(
        ReturnNote(change=change, place=place, text=text) for place, text in texts.items()
    )
    reserve(Response.objects.filter(pk=response.pk), on=actor.on, at=at)


@transaction.atomic
def reopen(response: Response, actor: Actor, *, at: datetime, reason: str) -> None:
    """Begin the next version of what is signed or published. Raises Refused where it is neither."""
    policies.check_reopen(actor, response.locked())
    response.reopen(by=actor.person, at=at, reason=reason)


@transaction.atomic
def sign(
    response: Response,
    actor: Actor,
    *,
    office: str,
    at: datetime,
    seen: str,
    render: Callable[[Content], str],
) -> SignedVersion:
    """Freeze what was shown, with the signer's name and office, and queue its letter.

    `office` is one of those in which the actor may sign today; `seen` is the digest of the content
    that the signer was shown; `render` makes the letter's HTML from content. Raises Refused when
    the actor may not sign, or not in that office, when someone signed or returned it first, when
    the content is no longer what they saw, when the letter lacks a fact, and when midnight passed
    since the actor came.
    """
    row = response.locked()
    policies.check_same_day(actor.on, timezone.localdate(at))
    policies.check_sign(actor, row)
    policies.check_signs_as(actor, row, office)
    content = content_of(row)
    if digest(content) != seen:
        raise Refused(
            "The response has changed since you opened this page. Read it again before you sign."
        )
    policies.check_letter_is_whole(content, "signed")
    user = actor.person
    content["signature"] = signature_of(row, user, office=office, on=actor.on)
    version = freeze(row, content, html=render(content), by=user, at=at, dated_on=actor.on)
    response.move_to(Status.SIGNED, by=user, at=at)
    row.draft_letters.all().delete()
    Letter.queue([version], at=at)
    return version


def signature_of(response: Response, person: User, *, office: str, on: date) -> SignatureContent:
    """What is printed where a person signs a response's letter, in an office, on a day."""
    signature: SignatureContent = {
        "name": person.name,
        "office": office,
        "dated_on": on.isoformat(),
    }
    if image := SignatureImage.of(response.body, person):
        signature["image"] = image.sha256
    return signature


@transaction.atomic
def freeze(
    response: Response,
    content: Content,
    *,
    html: str,
    by: User | None,
    at: datetime | None,
    dated_on: date | None,
) -> SignedVersion:
    """Store content and letter as a version that can no longer change, with each answer a row.

    `by` and `at` are None for a recorded response, whose signature may be unknown.
    """
    signature = content["signature"]
    version = SignedVersion.objects.create(
        response=response,
        number=response.draft_number,
        shape=shape_of(content),
        content=content,
        html=html,
        sha256=digest(content, html),
        signer_name=signature["name"] if signature else "",
        signer_office=signature["office"] if signature else "",
        dated_on=dated_on,
        signed_by=by,
        signed_at=at,
    )
    comments = dict(response.officer_comments.values_list("recommendation", "text"))
    answers = {answer.recommendation_id: answer for answer in response.answers.all()}
    SignedAnswer.objects.bulk_create(
        SignedAnswer(
            version=version,
            recommendation_id=key,
            officer_comment=comments.get(key, ""),
            **(_frozen_fields(answers[key]) if key in answers else {}),
        )
        for key in sorted(answers.keys() | comments.keys())
    )
    return version


def _frozen_fields(answer: object) -> dict[str, object]:
    names = ("position", "text", "reason", "planned_on", "answered_with_id", "local_number")
    return {name: getattr(answer, name) for name in names}
