"""What whoever signs reads before they decide: one page with what is about to be signed."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from forces.middleware import Request
from forces.policies import may
from responses import letters, policies
from responses.choices import Position
from responses.content import content_of, digest
from responses.content_changes import changes
from responses.gaps import comments_are_here, gaps, missing
from responses.models.looks import note_look
from responses.models.returning import returned, steps_of
from responses.models.signing import signature_of
from responses.rows import changes_of, newest_version, unsaved_in
from responses.views.office import crumbs, find

if TYPE_CHECKING:
    from forces.actors import Actor
    from responses.content import AnswerContent, Content
    from responses.content_changes import ChangedPlace
    from responses.models import Look, Response, SignedVersion

# Stands in the letter where the signer has still to choose between the offices they hold.
TO_BE_CHOSEN = "(the office that you choose when you sign)"


@dataclass(frozen=True)
class Since:
    """What changed since the person last looked, and since the version before was signed."""

    look: Look | None
    since_look: list[ChangedPlace]
    version: SignedVersion | None
    since_version: list[ChangedPlace]

    @property
    def is_twice_the_same(self) -> bool:
        """Whether what they saw last is what was signed before: one list then tells both."""
        return self.look is not None and self.since_look == self.since_version


@require_GET
@login_required
def response_read(request: Request, pk: int) -> HttpResponse:
    """One page with what is about to be signed: read it, then sign or return.

    Only who opens it has looked: not a browser that asks for its head, or fetches it beforehand.
    """
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    found = find(request, pk)
    policies.check_decide(request.actor, found)
    content = content_of(found)
    seen = digest(content)
    # A page that is only read writes this one row: what was shown can be told in no other way, and
    # showing it twice changes nothing.
    look = note_look(found, content, seen, by=request.actor.person, at=timezone.now())
    may_sign = may(policies.check_sign, request.actor, found)
    steps = steps_of(changes_of(pk))
    context = {
        "response": found,
        "crumbs": crumbs(),
        "content": content,
        "steps": steps,
        "returned": returned(found, steps.returned) if steps.returned else None,
        "lateness": found.lateness(request.actor.on),
        "since": _since(found, content, look),
        "unsaved": unsaved_in(request.actor, pk),
        "letter": _letter(content, request.actor, found, may_sign=may_sign),
        "seen": seen,
        "may_sign": may_sign,
        **_apart(content, request.actor),
    }
    return render(request, "responses/response_read.html", context)


def _since(response: Response, content: Content, look: Look | None) -> Since:
    version = newest_version(response.pk)[0] if response.was_signed else None
    return Since(
        look,
        changes(look.content, content) if look else [],
        version,
        changes(version.content, content) if version else [],
    )


def _letter(content: Content, actor: Actor, response: Response, *, may_sign: bool) -> str:
    """The letter as it will be signed: what is signed then is this, if nothing changes.

    Whoever may not sign it sees it signed by nobody.
    """
    if not may_sign:
        return letters.to_article(content, is_draft=True)
    offices = actor.offices_for(response.body.force_id)
    office = offices[0] if len(offices) == 1 else TO_BE_CHOSEN
    signature = signature_of(response, actor.person, office=office, on=actor.on)
    shown: Content = {**content, "signature": signature}
    return letters.to_article(shown)


def _apart(content: Content, actor: Actor) -> dict[str, Any]:
    """What a reader should not have to find in the letter."""
    unanswered = [each for each in content["answers"] if not each["position"]]
    others = [each for each in unanswered if not each["is_for_police"]]
    officer = content["chief_officer"]
    silent = {each["number"] for each in others}
    return {
        "no_action": _at(content["answers"], Position.NO_ACTION),
        "considered": _at(content["answers"], Position.CONSIDERED),
        "others": others,
        "officer": officer,
        "comments_are_here": officer is not None and comments_are_here(officer),
        "lacking": missing(content),
        "single_comments": [each for each in content["answers"] if each["officer_comment"]],
        "warnings": [
            gap
            for gap in gaps(content, on=actor.on)
            if gap.number not in silent or gap.page != "answer"
        ],
    }


def _at(answers: list[AnswerContent], position: Position) -> list[AnswerContent]:
    return [answer for answer in answers if answer["position"] == position]
