"""The mails about responses: who is told what. No mail carries a word of a draft."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from forces.choices import BODY_ROLES, Role
from forces.govuk.dates import uk_date_weekday
from responses.choices import STANDS, ReminderState, Status
from responses.milestones import told_at
from responses.models import Response
from responses.models.audience import Audience

if TYPE_CHECKING:
    from datetime import date

    from responses.models import Reminder

# A person with several roles is counted in the first of these.
GROUPS = {
    Role.DRAFTER: "office staff",
    Role.SIGNATORY: "people who may sign",
    Role.ADMINISTRATOR: "inspectorate administrators",
}


def reminder(reminder: Reminder, *, on: date) -> EmailMultiAlternatives:
    """A response is to be published by a day, or should have been.

    People of the office are told where the draft stands. Administrators of the inspectorate are
    told what anyone may know: that it is not published.
    """
    response = (
        Response.objects.with_counts()
        .select_related("inspection", "body__force")
        .get(pk=reminder.response_id)
    )
    roles = _roles(response, reminder.milestone, on=on)
    own = roles.get(reminder.recipient_id, set())
    context = {
        "response": response,
        "inspection": response.inspection,
        "force": response.body.force,
        "lateness": response.lateness(on),
        "stands": STANDS[Status(response.status)],
        "to_do": _to_do(Status(response.status), own),
        "working": _working(response),
        "url": settings.SITE_URL + _path(response, own),
        "others": _others(reminder, roles),
    }
    name = "reminder_office" if own & BODY_ROLES else "reminder_administrator"
    return _message(name, context, to=reminder.recipient.email, message_id=reminder.message_id)


def _roles(response: Response, milestone: int, *, on: date) -> dict[int, set[Role]]:
    """The roles in which people are told of a milestone, by the person's id."""
    return {
        person_id: {term.role for term in terms if term.covers(on)} & told_at(milestone)
        for person_id, terms in Audience([response]).of(response).items()
    }


def _to_do(status: Status, roles: set[Role]) -> str:
    """The name of what the person is asked to do; _to_do.txt has the sentence."""
    if status == Status.SIGNED:
        return "publish"
    if status == Status.WITH_COMMISSIONER:
        return "sign" if Role.SIGNATORY in roles else "wait_for_signature"
    return "write" if Role.DRAFTER in roles else "wait_for_draft"


def _working(response: Response) -> str:
    """How the last day was worked out, if it is the inspection's."""
    if response.due_on == response.inspection.due_on:
        return response.inspection.working
    return f"The last day for this response is {uk_date_weekday(response.due_on)}."


def _path(response: Response, roles: set[Role]) -> str:
    """The page where the person does what they are asked."""
    if not roles & BODY_ROLES:
        return response.inspection.get_absolute_url()
    if Role.SIGNATORY in roles and response.status == Status.WITH_COMMISSIONER:
        return reverse("response_read", args=[response.pk])
    return response.get_absolute_url()


def _others(reminder: Reminder, roles: dict[int, set[Role]]) -> str:
    """Who else is told, as groups and numbers: "office staff (2), people who may sign (1)"."""
    told = (
        type(reminder)
        .objects.filter(response=reminder.response_id, milestone=reminder.milestone)
        .exclude(recipient=reminder.recipient_id)
        .exclude(state__in=[ReminderState.OVERTAKEN, ReminderState.UNNECESSARY])
        .values_list("recipient", flat=True)
    )
    counts = Counter(
        next((role for role in GROUPS if role in roles.get(person_id, ())), None)
        for person_id in told
    )
    return ", ".join(f"{words} ({counts[role]})" for role, words in GROUPS.items() if counts[role])


def _message(
    name: str, context: dict[str, Any], *, to: str, message_id: str
) -> EmailMultiAlternatives:
    """A mail in text and HTML from templates/emails/<name>.subject.txt, .txt and .html."""
    context = {**context, "site_name": settings.SITE_NAME}
    subject = render_to_string(f"emails/{name}.subject.txt", context)
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{name}.txt", context),
        to=[to],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    return message
