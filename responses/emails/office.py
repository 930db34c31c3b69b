"""What people of a body's office are told about one response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from forces.choices import Role
from responses.choices import HAND_OVERS, WRITABLE, ReminderKind, Status
from responses.emails.items import Item, line, one_line, paragraphs, rank, short_day
from responses.emails.matters import others_of

if TYPE_CHECKING:
    from responses.emails.matters import Matter

# These ask for the next step of the response, whatever that is.
NEXT_STEP_KINDS = HAND_OVERS | {ReminderKind.LAST_DAY}
FOR_YOU = {"waiting_for_you", "returned"}
NOBODY = frozenset({ReminderKind.NO_SIGNATORY, ReminderKind.ALL_WROTE})


def response_item(matter: Matter) -> Item:
    """A response, as the one who reads may see it: where it stands, and what they do next."""
    response, state = matter.response, _stands(matter)
    context = {
        "matter": matter,
        "response": response,
        "standing": matter.concern.standing,
        "state": state,
        "due": _due(matter),
        "wanted_day": _wanted_day(matter),
        "reason": _reason(matter),
        "to_sign": Role.SIGNATORY in matter.roles,
        "signatories": _has_signatories(matter),
    }
    reads = state == "waiting_for_you"
    says: dict[str, Any] = {
        "title": one_line(response.inspection.title),
        "body": one_line(str(response.body)),
        "facts": paragraphs("reminders/_facts.txt", context),
        "to_do": [
            each
            for name in _asked(matter, state)
            for each in paragraphs(f"reminders/{name}.txt", context)
        ],
        "stands": line("reminders/_stands.txt", context),
        "working": "" if response.is_published else one_line(response.working),
        "others": others_of([matter]),
        "reads": reads,
    }
    page = "response_read" if reads else "response"
    return Item(
        rank=rank(
            days_late=matter.lateness.days if matter.is_late else 0,
            is_for_you=state in FOR_YOU,
            due_on=response.due_on,
            name=str(response),
        ),
        heading=line(f"reminders/{_headed(matter, state)}.subject.txt", context),
        short_title=response.inspection.short_title,
        force=str(response.force),
        layout="_response",
        url=settings.SITE_URL + reverse(page, args=[response.pk]),
        says=says,
    )


def _stands(matter: Matter) -> str:
    """The name of what the person does next about a response: its template has the words."""
    status = Status(matter.response.status)
    if status not in WRITABLE:
        return _stands_handed_over(matter, status)
    if Role.DRAFTER not in matter.roles:
        return "nothing_to_sign"
    if matter.concern.standing.returned:
        return "returned"
    if status == Status.NOT_STARTED:
        return "not_started"
    return "part_done" if matter.left else "ready_to_send"


def _stands_handed_over(matter: Matter, status: Status) -> str:
    if status == Status.SIGNED:
        return "signed_not_published"
    if matter.person_id in matter.concern.may_sign:
        return "waiting_for_you"
    return "waiting_for_signature" if matter.concern.may_sign else "nobody_may_sign"


def _headed(matter: Matter, state: str) -> str:
    """The name of the template with the subject: the most pressing of what is told."""
    if matter.is_late:
        return "late"
    if matter.kinds & NEXT_STEP_KINDS:
        return state
    if matter.kinds & NOBODY:
        return "nobody_may_sign"
    return "date_moved" if matter.moved else "chief_officer"


def _asked(matter: Matter, state: str) -> list[str]:
    """The names of what is asked of the person, the most pressing first."""
    asked = []
    if matter.is_late or matter.moved or matter.kinds & NEXT_STEP_KINDS:
        asked.append(state)
    if matter.kinds & NOBODY and "nobody_may_sign" not in asked:
        asked.append("nobody_may_sign")
    if ReminderKind.CHIEF_OFFICER in matter.kinds:
        asked.append("chief_officer")
    return asked


def _due(matter: Matter) -> str:
    """By when, for a subject: "due tomorrow, Thursday 9 September". Empty: nothing is awaited."""
    due_on = matter.response.due_on
    if due_on is None or matter.response.is_published:
        return ""
    near = {0: "today, ", 1: "tomorrow, "}.get((due_on - matter.on).days, "")
    return f"due {near}{short_day(due_on, matter.on)}"


def _has_signatories(matter: Matter) -> bool:
    """Whether anybody holds the role of signing for the body, whatever they wrote."""
    terms = (term for terms in matter.concern.people.values() for term in terms)
    return any(term.role == Role.SIGNATORY and term.covers(matter.on) for term in terms)


def _wanted_day(matter: Matter) -> str:
    wanted_by = matter.concern.standing.wanted_by
    return short_day(wanted_by, matter.on) if wanted_by else ""


def _reason(matter: Matter) -> str:
    """Why the last day was moved, in one paragraph; empty where its working says so anyway."""
    if matter.moved is None or matter.moved.reason in matter.response.working:
        return ""
    return one_line(matter.moved.reason)
