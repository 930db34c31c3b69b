from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.deadlines import written
from responses.choices import MOVE, NEXT, NOT_FAILED, SETTLED, STANDS, WRITABLE, MailState, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from forces.actors import Actor
    from recommendations.models import Inspection
    from recommendations.models.redating import Dates
    from responses.models import Answer, Mail, Response


def check_move(old: str, new: str, reason: str = "") -> None:
    """Only the moves in the table, and some only with a reason."""
    if Status(new) not in NEXT[Status(old)]:
        raise Refused(
            f"This response {STANDS[Status(old)]}, so that cannot be done. "
            "Open it again to see where it stands."
        )
    if MOVE[Status(old), Status(new)].needs_reason and not reason.strip():
        raise Refused("Say why.")


def check_not_moved_on(seen: str, now: str) -> None:
    """Nobody acts on a response that is no longer where they saw it."""
    if seen != now:
        raise Refused(
            f"This response {STANDS[Status(now)]} by now. Open it again to see where it stands."
        )


def check_writable(response: Response) -> None:
    if response.is_recorded:
        raise Refused(
            "This inspection’s responses came before this service, so they are not written here."
        )
    if response.status not in WRITABLE:
        raise Refused(
            f"This response {STANDS[Status(response.status)]}, so it cannot be changed now."
        )


def check_answered_with(answers: Iterable[Answer]) -> None:
    """An answer stands with one that is an answer itself, so that a reader is sent on only once."""
    by_recommendation = {answer.recommendation_id: answer for answer in answers}
    for answer in by_recommendation.values():
        other = by_recommendation.get(answer.answered_with_id or 0)
        if other is not None and other.answered_with:
            raise Refused(
                f"{answer.recommendation} cannot be answered with {other.recommendation.number}, "
                f"which is itself answered with {other.answered_with.number}."
            )


def check_writes(actor: Actor, response: Response) -> None:
    """Whose work it is to write: the office's staff."""
    if response.body.force_id not in actor.drafts_for:
        raise Refused("Only office staff of this body may write its response.")


def check_draft(actor: Actor, response: Response) -> None:
    """The office's staff write the draft, while it may be written."""
    check_writes(actor, response)
    check_writable(response)


def check_send(actor: Actor, response: Response) -> None:
    """Office staff send a draft to the commissioner. What it must have in it: `gaps`."""
    check_draft(actor, response)


def check_decide(actor: Actor, response: Response) -> None:
    """Whoever may sign for the body today decides on what was sent to them."""
    if response.body.force_id not in actor.signs_for:
        raise Refused("Only someone who may sign for this body may do that.")
    if response.status != Status.WITH_COMMISSIONER:
        raise Refused(
            f"This response {STANDS[Status(response.status)]}: there is nothing to sign or return."
        )


def check_sign(actor: Actor, response: Response) -> None:
    """A signatory of the body signs, but never what they wrote in, in any version of it."""
    check_decide(actor, response)
    if response.contributions.filter(by=actor.user.pk).exists():
        raise Refused("Someone else must sign what you drafted.")


def check_office(actor: Actor, response: Response) -> None:
    if response.body.force_id not in actor.office_of:
        raise Refused("Only the office of this body may do that.")


def check_publish(actor: Actor, response: Response) -> None:
    check_office(actor, response)
    check_move(response.status, Status.PUBLISHED)


def check_reopen(actor: Actor, response: Response) -> None:
    check_office(actor, response)
    if response.is_recorded:
        raise Refused("A response recorded from an old paper cannot be reopened here.")
    if response.status not in SETTLED:
        raise Refused(
            f"This response {STANDS[Status(response.status)]}: there is nothing to reopen."
        )


def check_redated(inspection: Inspection, dates: Dates) -> None:
    """New dates of an inspection must leave each response to it after the report."""
    owed = inspection.responses.select_related("body")
    published = owed.filter(published_on__lt=dates.published_on)
    if (first := published.order_by("published_on", "pk").first()) and first.published_on:
        raise Refused(
            f"The date of publication must be {written(first.published_on)} or earlier: on that "
            f"day the response of the {first.body} to this report was published."
        )
    own = owed.unpublished().exclude(due_reason="").filter(due_on__lt=dates.published_on)
    if (first := own.order_by("due_on", "pk").first()) and first.due_on:
        raise Refused(
            f"The date of publication must be {written(first.due_on)} or earlier: that is the last "
            f"day set for the {first.body}. Change that one first."
        )


def check_open_day(response: Response) -> None:
    """A last day that a response is no longer owed by does not move."""
    if response.published_version_id is not None:
        raise Refused("This response is published: it keeps the last day that it was judged by.")
    if response.is_recorded:
        raise Refused("This response came before this service: it keeps its last day.")


def check_set_last_day(response: Response, due_on: date | None) -> None:
    """A last day of its own is another day, on or after publication; or it is taken away."""
    check_open_day(response)
    if due_on is None:
        if not response.due_reason:
            raise Refused("This response has no last day of its own.")
    elif due_on < response.inspection.published_on:
        raise Refused("The last day must be the date of publication or later.")
    elif due_on == response.due_on:
        raise Refused(f"The last day is {written(due_on)} already.")


def check_gets_mail(actor: Actor) -> None:
    """Offices get mails about responses, and administrators of inspectorates; nobody else does."""
    if not (actor.office_of or actor.is_administrator):
        raise Refused("Your role gets no mails about responses, so there is nothing to choose.")


def check_try_again(mail: Mail) -> None:
    """What failed is sent again by hand; nothing else is, so that nobody gets it twice."""
    if mail.state != MailState.FAILED:
        raise Refused(NOT_FAILED[MailState(mail.state)])


def check_all_reminders(actor: Actor) -> None:
    """The inspectorates' administrators see whether reminders reach the offices they are for."""
    if not actor.is_administrator:
        raise Refused(
            "Only an inspectorate administrator may see this. "
            "What was sent about a response of your own body is on that response’s page."
        )
