"""What people were sent, and what they were not: for an office, and for administrators."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from forces.middleware import Request
from forces.models import Membership
from recommendations.models import Inspection
from responses import policies
from responses.choices import MailState
from responses.forms import InspectionFilter
from responses.models import Mail, ProgressReminder, Reminder, ReminderRound
from responses.models.planning import is_time_for_round
from responses.tasks import send_again
from responses.told import coming, last_told, told, why_none
from responses.views.letters import polled
from responses.views.office import crumbs, find

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from forces.actors import Actor
    from responses.querysets import LedgerQuerySet, ProgressReminderQuerySet, ReminderQuerySet

MILESTONES_PER_PAGE = 30
MAILS_PER_PAGE = 50
DAYS_BACK = 14


@login_required
def response_reminders(request: Request, pk: int) -> HttpResponse:
    """All that was told about a response, and what comes next."""
    found = find(request, pk)
    actor = request.actor
    reminders = Reminder.objects.visible_to(actor).filter(response=found)
    paginator = Paginator(reminders.milestones(), MILESTONES_PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    rows = reminders.at_milestones(page.object_list).for_reading()
    context = {
        "response": found,
        "crumbs": crumbs(found),
        "page": page,
        "told": told(rows, on=actor.on),
        "coming": coming(found, on=actor.on),
        "why_none": why_none(found),
    }
    return render(request, "responses/response_reminders.html", context)


@require_GET
@polled
def response_reminders_short(request: Request, pk: int) -> HttpResponse:
    """The part of a response's page with what was told last, and what comes next."""
    found = find(request, pk)
    context = {
        "last": last_told(found, request.actor),
        "coming": coming(found, on=request.actor.on),
        "why_none": why_none(found),
    }
    return render(request, "responses/_reminders_short.html", context)


class Shown(NamedTuple):
    """The reminders that a person sees, of all inspections or of one."""

    of_responses: ReminderQuerySet
    of_progress: ProgressReminderQuerySet

    @classmethod
    def to(cls, actor: Actor, slug: str) -> Shown:
        of_responses = Reminder.objects.visible_to(actor)
        of_progress = ProgressReminder.objects.visible_to(actor)
        if not slug:
            return cls(of_responses, of_progress)
        return cls(
            of_responses.filter(response__inspection__slug=slug),
            of_progress.filter(pair__inspection__slug=slug),
        )


class MailRow(NamedTuple):
    """A mail in a list: to whom in which organisation, and what it is about."""

    mail: Mail
    held_for: list[str]
    about: list[str]
    next_try: str


@login_required
def reminders(request: Request) -> HttpResponse:
    """Whether reminders reach the people they are for: what failed first."""
    actor = request.actor
    policies.check_all_reminders(actor)
    own = Inspection.objects.released().filter(inspectorates__in=actor.administers)
    form = InspectionFilter(request.GET, inspections=own.distinct().newest_first())
    shown = Shown.to(actor, form.chosen("inspection"))
    waiting_to_go = (reminders.reserved() for reminders in shown)
    mails = Mail.objects.holding(*waiting_to_go).select_related("recipient")
    failed = mails.failed().order_by("-on", "recipient__name", "pk")
    page = Paginator(failed, MAILS_PER_PAGE).get_page(request.GET.get("page"))
    waiting = mails.waiting(actor.on).order_by("reserved_at", "pk")
    at = timezone.now()
    loose = (
        reminders.loose(on=actor.on, at=at).exclude(mail__state=MailState.FAILED)
        for reminders in shown
    )
    last = ReminderRound.objects.order_by("-on").first()
    is_time = is_time_for_round(at)
    context = {
        "crumbs": [("Home", "/")],
        "form": form,
        "last_round": last,
        "is_round_missing": is_time and (last is None or last.on < actor.on),
        "is_round_due": not is_time,
        "contact": settings.CONTACT_EMAIL,
        "page": page,
        "failed": _mail_rows(page.object_list, shown, on=actor.on),
        "waiting": _mail_rows(waiting[:MAILS_PER_PAGE], shown, on=actor.on),
        "more_waiting": max(waiting.count() - MAILS_PER_PAGE, 0),
        "loose": sum(reminders.count() for reminders in loose),
        "days": _days_sent(shown, on=actor.on),
        "days_back": DAYS_BACK,
    }
    return render(request, "responses/reminders.html", context)


@require_POST
@login_required
def mail_again(request: Request, pk: int) -> HttpResponse:
    """Send a mail that failed again, now."""
    actor = request.actor
    mail = get_object_or_404(Mail.objects.visible_to(actor), pk=pk)
    send_again(mail, on=actor.on, at=timezone.now())
    if mail.waits_for_next(actor.on):
        messages.info(
            request, "It goes out with their next morning’s mail: nobody gets two in one day"
        )
    else:
        messages.success(request, "It is being sent again. Look again in a minute")
    return _back(mail, actor)


def _back(mail: Mail, actor: Actor) -> HttpResponse:
    """To a page that says what became of a mail: of all mails, of a response, or of a force."""
    if actor.is_administrator:
        return redirect("reminders")
    if told := Reminder.objects.visible_to(actor).filter(mail=mail).order_by("pk").first():
        return redirect("response_reminders", told.response_id)
    progress = ProgressReminder.objects.visible_to(actor).filter(mail=mail).order_by("pk")
    return redirect("force_open", progress.select_related("pair__force")[0].pair.force.slug)


def _mail_rows(mails: Iterable[Mail], shown: Shown, *, on: date) -> list[MailRow]:
    mails = list(mails)
    held_for: dict[int, dict[str, None]] = defaultdict(dict)
    held = Membership.objects.active(on).filter(user__in={mail.recipient_id for mail in mails})
    for each in held.select_related("body", "force", "inspectorate").order_by("pk"):
        held_for[each.user_id][str(each.held_for)] = None
    about: dict[int, list[str]] = defaultdict(list)
    for mail_id, title, count in _counts(shown.of_responses, "response", mails):
        about[mail_id].append(title if count == 1 else f"{title}: {count} responses")
    for mail_id, title, count in _counts(shown.of_progress, "pair", mails):
        forces = "" if count == 1 else f" of {count} forces"
        about[mail_id].append(f"{title}: progress{forces}")
    return [
        MailRow(mail, list(held_for[mail.recipient_id]), about[mail.pk], mail.next_try(on))
        for mail in mails
    ]


def _counts(
    shown: LedgerQuerySet[Any], about: str, mails: list[Mail]
) -> Iterable[tuple[int, str, int]]:
    """Of how much of each inspection each mail tells."""
    title = f"{about}__inspection__short_title"
    found: Iterable[tuple[int, str, int]] = (
        shown.filter(mail__in=mails)
        .values_list("mail", title)
        .annotate(count=Count(about, distinct=True))
        .order_by("mail", title)
    )
    return found


class DaySent(NamedTuple):
    day: date
    mails: int
    reminders: int


def _days_sent(shown: Shown, *, on: date) -> list[DaySent]:
    """How much was sent on each of the last days, the newest first."""
    first = timezone.make_aware(datetime.combine(on - timedelta(days=DAYS_BACK - 1), time.min))
    mails: dict[date, set[int]] = defaultdict(set)
    counts: Counter[date] = Counter()
    for reminders in shown:
        sent = reminders.sent().filter(sent_at__gte=first).order_by()
        by_mail = sent.values_list(TruncDate("sent_at"), "mail").annotate(count=Count("pk"))
        for day, mail, count in by_mail:
            mails[day].add(mail)
            counts[day] += count
    return [DaySent(day, len(mails[day]), counts[day]) for day in sorted(mails, reverse=True)]
