from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.deadlines import written
from responses.choices import MOVE, NEXT, NOT_FAILED, SETTLED, STANDS, WRITABLE, MailState, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from forces.actors import Actor
    from recommendations.models import Figure, Inspection
    from recommendations.models.redating import Dates
    from responses.models import Answer, ChiefOfficerComments, Mail, OfficerDraft, Response


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


def _check_not_recorded(response: Response) -> None:
    if response.is_recorded:
        raise Refused(
            "This inspection’s responses came before this service, so they are not written here."
        )


def check_writable(response: Response) -> None:
    _check_not_recorded(response)
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


def check_period(figure: Figure, ends_on: date) -> None:
    """A force gives one figure of a measure for the same twelve months."""
    others = figure.measure.figures.filter(force=figure.force_id, period_ends_on=ends_on)
    if others.exclude(pk=figure.pk).exists():
        raise Refused(
            f"There is another figure for the twelve months to {written(ends_on)}: "
            f"{figure.measure}."
        )


def check_writes(actor: Actor, response: Response) -> None:
    """Whose work it is to write: the office's staff."""
    if response.body.force_id not in actor.drafts_for:
        raise Refused("Only office staff of this body may write its response.")


def check_draft(actor: Actor, response: Response) -> None:
    """The office's staff write the draft, while it may be written."""
    check_writes(actor, response)
    check_writable(response)


def check_not_handed_over(comments: ChiefOfficerComments) -> None:
    """What the force handed over is its own: the office does not rewrite it."""
    if comments.is_handed_over:
        raise Refused(
            "The force handed these comments over, so they cannot be changed here. "
            "Give them back to the force if they must change."
        )


def check_none_received(comments: ChiefOfficerComments, *, none_received: bool) -> None:
    """Where none came there is nothing that the body replied to."""
    if none_received and comments.reply.strip():
        raise Refused(
            "There is a reply to the chief officer’s comments. Remove it before you record that "
            "none were received."
        )


def check_reply(comments: ChiefOfficerComments) -> None:
    """A body replies to comments that are here; a reply that is there can always be removed."""
    if not (comments.are_here or comments.reply):
        raise Refused("There are no comments from the chief officer to reply to yet.")


def check_same_invitation(seen: str, now: str) -> None:
    """Nobody is invited twice because two people, or one person twice, pressed the button."""
    if seen != now:
        raise Refused(
            "The invitation was changed or sent since you opened this page. "
            "Open the page again to see how it stands."
        )


def check_invite(
    comments: ChiefOfficerComments, *, contacts: int, wanted_by: date, on: date
) -> None:
    """Somebody at the force can be mailed, and asked for what is not here by a day to come."""
    if comments.are_here:
        raise Refused("Comments are here already, so there is nothing to invite.")
    if not contacts:
        raise Refused("Nobody at the force has an account here, so nobody can be mailed.")
    check_wanted_by(wanted_by, on=on)


def check_wanted_by(wanted_by: date, *, on: date) -> None:
    if wanted_by < on:
        raise Refused("The date they are wanted by must be today or later.")


def check_invited_on(invited_on: date, *, on: date) -> None:
    if invited_on > on:
        raise Refused("The date of the invitation must be today or in the past.")


def check_time_to_comment(invited_on: date, wanted_by: date) -> None:
    if wanted_by < invited_on:
        raise Refused("The date they are wanted by must be the date of the invitation or later.")


def check_received_on(received_on: date | None, *, on: date) -> None:
    if received_on is not None and received_on > on:
        raise Refused("The date they were received must be today or in the past.")


def check_comments_open(response: Response, comments: ChiefOfficerComments) -> None:
    """The force writes its comments until it has handed them over."""
    _check_not_recorded(response)
    if comments.is_handed_over:
        raise Refused(
            "These comments are handed over, so they cannot be changed. "
            "Ask the office of your policing body to give them back if they must change."
        )


def check_hand_over(
    response: Response,
    comments: ChiefOfficerComments,
    *,
    has_singles: bool,
    draft: OfficerDraft,
    texts: Mapping[int, str],
) -> None:
    """The force hands over comments that say from whom they are, to an office that has none."""
    if response.status not in WRITABLE:
        raise Refused(
            "The response is not being written at the moment, so comments cannot be handed over. "
            "Ask the office of your policing body."
        )
    if comments.none_received:
        raise Refused(
            "The office of your policing body has recorded that no comments were received. "
            "Ask it to take that back, then hand them over."
        )
    if comments.are_here or has_singles:
        raise Refused(
            "The office of your policing body has entered comments from your force already. "
            "Ask it to remove them, then hand these over."
        )
    if not draft.comes_from.strip():
        raise Refused("Say who the comments are from before you hand them over.")
    if not (draft.text.strip() or texts):
        raise Refused("There are no comments to hand over yet.")


def check_handed_over(comments: ChiefOfficerComments) -> None:
    if not comments.is_handed_over:
        raise Refused("The force has not handed any comments over.")


def check_give_back(comments: ChiefOfficerComments, reason: str) -> None:
    """What the force handed over goes back to it with a reason."""
    check_handed_over(comments)
    if not reason.strip():
        raise Refused("Say why.")


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


def check_signs_as(actor: Actor, response: Response, office: str) -> None:
    """Under the signature stands an office that the signer holds today, and no other."""
    if office not in actor.offices_for(response.body.force_id):
        raise Refused("You do not hold that office today. Open the page again to see which.")


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


def check_comments_for_force(actor: Actor) -> None:
    if not actor.contact_of:
        raise Refused("Only a force’s contacts write the chief officer’s comments here.")


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
