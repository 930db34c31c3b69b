from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from forces.choices import Role
from recommendations.deadlines import DUE_SOON_DAYS
from responses.choices import (
    MAIL_IS_LIVE,
    OFFICER,
    TOLD_TO_INSPECTORATE,
    WRITABLE,
    LetterState,
    MailState,
    ReminderKind,
    ReminderState,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from forces.actors import Actor
    from responses.models import (
        CommentsMail,
        Letter,
        Mail,
        OfficerDraft,
        Reminder,
        Response,
        SignedAnswer,
        SignedVersion,
        Unsaved,
    )
    from responses.models.unsaved import Place


MOST_ATTEMPTS = 5
LOST_AFTER = timedelta(minutes=15)
NEWEST_MILESTONE = ("-falls_on", "kind", "-milestone", "-step")
MILESTONE_KEY = tuple(column.lstrip("-") for column in NEWEST_MILESTONE)


class DaysFrom(Func):
    """How many days it is from one date to another."""

    template = "(%(expressions)s)"
    output_field = models.IntegerField()

    def __init__(self, start: Any, end: Any) -> None:
        super().__init__(end, start, arg_joiner=" - ")


class ResponseQuerySet(models.QuerySet["Response"]):
    """The working record of a response: what only the body's own office sees."""

    def visible_to(self, actor: Actor) -> Self:
        """Responses of the bodies in whose office the person works or signs; of nobody else's.

        Inspectors and the public read published versions (`SignedVersion.objects`) and the public
        facts of a response (`public_facts`), never this record.
        """
        return self.filter(body__force__in=actor.office_of, inspection__released_at__isnull=False)

    def written_by(self, actor: Actor) -> Self:
        """Responses of which the person writes some part: for their body, or for their force."""
        return self.filter(
            body__force__in=actor.drafts_for | actor.contact_of,
            inspection__released_at__isnull=False,
        )

    def of_contact(self, actor: Actor) -> Self:
        """Responses to inspections of the person's own force, on which its chief officer comments.

        The words of the working record are not loaded: they are the office's.
        """
        return self.filter(
            body__force__in=actor.contact_of,
            inspection__released_at__isnull=False,
            is_recorded=False,
        ).defer("introduction", "conclusion")

    def awaiting_comments(self) -> Self:
        """Those for which the chief officer's comments are wanted by a date, the first of them
        first.
        """
        return self.filter(
            status__in=WRITABLE,
            chief_officer__wanted_by__isnull=False,
            chief_officer__none_received=False,
            chief_officer__received_from="",
            chief_officer__text="",
        ).order_by("chief_officer__wanted_by", "inspection__title", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-inspection__published_on", "inspection__title", "pk")

    def public_facts(self) -> Self:
        """What anyone may know: that a response is owed, by when, and what is published of it.

        The columns of the working record are not loaded.
        """
        return self.filter(inspection__released_at__isnull=False).only(
            "inspection", "body", "due_on", "due_reason", "published_on", "published_version",
            "is_recorded", "not_before",
        )  # fmt: skip

    def published(self) -> Self:
        return self.filter(published_version__isnull=False)

    def unpublished(self) -> Self:
        return self.filter(published_version__isnull=True)

    def reminded(self) -> Self:
        """Those that people may have to be reminded of: opened here, and not published as they are.

        Of one that is reopened after publication, only what hands it over is told.
        """
        return self.open().filter(is_recorded=False, inspection__released_at__isnull=False)

    def without_signatory(self, on: date) -> Self:
        """Those of a force for whose body nobody may sign on a day."""
        membership = apps.get_model("forces", "Membership")
        signing = membership.objects.active(on).filter(role=Role.SIGNATORY)
        return self.exclude(models.Exists(signing.filter(body__force=OuterRef("body__force"))))

    def following_inspection(self) -> Self:
        """Those whose last day moves with the inspection's: owed, and without one of its own."""
        return self.unpublished().filter(
            is_recorded=False, body__force__has_deadline=True, due_reason=""
        )

    def open(self) -> Self:
        return self.exclude(status=Status.PUBLISHED)

    def waiting_for_signature(self) -> Self:
        return self.filter(status=Status.WITH_COMMISSIONER)

    def most_urgent_first(self) -> Self:
        return self.order_by(F("due_on").asc(nulls_last=True), "inspection__title", "pk")

    def with_lateness(self, on: date) -> Self:
        """Annotate `lateness_code` and `lateness_days`: the same as `Response.lateness(on)`."""
        today = Value(on, models.DateField())
        soon = on + timedelta(days=DUE_SOON_DAYS)
        is_awaited = Q(published_version__isnull=True, is_recorded=False)
        left, over = DaysFrom(today, "due_on"), DaysFrom("due_on", "published_on")
        # The first that fits.
        cases: list[tuple[Q, str, Any]] = [
            (Q(due_on__isnull=True), "no_deadline", 0),
            (is_awaited & Q(due_on__lt=on), "late", DaysFrom("due_on", today)),
            (is_awaited & Q(due_on__lte=soon), "due_soon", left),
            (is_awaited, "on_time", left),
            (Q(published_on__gt=F("due_on")), "published_late", over),
            (Q(published_on__isnull=False), "published_on_time", 0),
            (
                Q(not_before__gt=F("due_on")),
                "published_late_at_least",
                DaysFrom("due_on", "not_before"),
            ),
        ]
        codes = [When(condition, Value(code)) for condition, code, _ in cases]
        days = [When(condition, number) for condition, _, number in cases]
        return self.annotate(
            lateness_code=Case(*codes, default=Value("unknown")),
            lateness_days=Case(*days, default=0),
        )

    def with_counts(self) -> Self:
        """Annotate `asked` (recommendations) and `answered` (answers with a position)."""
        answer = apps.get_model("responses", "Answer")
        answered = (
            answer.objects.filter(response=OuterRef("pk"))
            .exclude(position="")
            .order_by()
            .values("response")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return self.annotate(
            asked=Count("inspection__recommendations"),
            answered=Coalesce(models.Subquery(answered), 0),
        )


class UnsavedQuerySet(models.QuerySet["Unsaved"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a person typed is theirs alone, and only while the response is theirs to see."""
        if not actor.user.is_authenticated:
            return self.none()
        scope = Q(response__body__force__in=actor.office_of | actor.contact_of)
        return self.filter(scope, by=actor.person, response__inspection__released_at__isnull=False)

    def of_colleagues(self, actor: Actor) -> Self:
        """What others of the office have set aside: who and where is for the office to know.

        The words are theirs alone. Of what the force drafts, the office knows nothing.
        """
        rows = self.filter(
            response__body__force__in=actor.office_of,
            response__inspection__released_at__isnull=False,
        )
        return rows.exclude(by=actor.person).exclude(place=OFFICER).defer("typed", "sentence")

    def of(self, place: Place) -> Self:
        """What the writer of a place has set aside there."""
        return self.filter(response=place.response_id, place=place.name, by=place.by_id)


class OfficerDraftQuerySet(models.QuerySet["OfficerDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a force drafts, its contacts read: not the body's office, not inspectors."""
        return self.filter(
            response__body__force__in=actor.contact_of,
            response__inspection__released_at__isnull=False,
        )


class CommentsMailQuerySet(models.QuerySet["CommentsMail"]):
    def claimable(self, *, at: datetime) -> Self:
        """What a worker may take: not tried yet, waited long enough, or left by a lost one."""
        return self.filter(
            Q(state=MailState.RESERVED)
            | Q(state=MailState.FAILED, try_again_at__lte=at)
            | Q(state=MailState.CLAIMED, claimed_at__lte=at - LOST_AFTER)
        )

    def unsent(self) -> Self:
        """Not gone out, and in nobody's hands."""
        return self.filter(state__in=[MailState.RESERVED, MailState.FAILED])

    def newest_first(self) -> Self:
        return self.order_by("-reserved_at", "recipient__name", "-pk")


class SignedVersionQuerySet(models.QuerySet["SignedVersion"]):
    def published(self) -> Self:
        """Versions that anyone may read."""
        return self.filter(
            publication__isnull=False, response__inspection__released_at__isnull=False
        )

    def newest_first(self) -> Self:
        return self.order_by("-number")


class SignedAnswerQuerySet(models.QuerySet["SignedAnswer"]):
    def published(self) -> Self:
        """Answers of the version of each response that is the published one now."""
        return self.filter(
            version__published_of__isnull=False,
            recommendation__inspection__released_at__isnull=False,
        )


class LetterQuerySet(models.QuerySet["Letter"]):
    def published(self) -> Self:
        return self.filter(
            version__publication__isnull=False,
            version__response__inspection__released_at__isnull=False,
        )

    def without_content(self) -> Self:
        return self.defer("content")

    def left_behind(self, *, queued_before: datetime, claimed_before: datetime) -> Self:
        """Letters that should be made by now: never taken up, lost with a worker, or failed.

        Those that were tried often enough are left for a person to try again.
        """
        return self.filter(
            Q(state=LetterState.QUEUED, changed_at__lt=queued_before)
            | Q(state=LetterState.RENDERING, changed_at__lt=claimed_before)
            | Q(state=LetterState.FAILED),
            attempts__lt=MOST_ATTEMPTS,
        )

    def lost_for_good(self, *, claimed_before: datetime) -> Self:
        """Letters whose worker was lost as often as one may be."""
        return self.filter(
            state=LetterState.RENDERING,
            changed_at__lt=claimed_before,
            attempts__gte=MOST_ATTEMPTS,
        )


class MailQuerySet(models.QuerySet["Mail"]):
    def visible_to(self, actor: Actor) -> Self:
        """Mails with a reminder in them that the person sees. The others in it stay unseen."""
        reminder = apps.get_model("responses", "Reminder")
        return self.holding(reminder.objects.visible_to(actor))

    def holding(self, reminders: ReminderQuerySet) -> Self:
        """Mails with one of these reminders in them."""
        return self.filter(models.Exists(reminders.filter(mail=OuterRef("pk"))))

    def claimable(self, *, on: date, at: datetime) -> Self:
        """What a worker may take today: not tried yet, waited long enough, or left by a lost one.

        What had its day goes out with the next morning's round, so that nobody gets two mails.
        """
        return self.filter(
            Q(state=MailState.RESERVED)
            | Q(state=MailState.FAILED, try_again_at__lte=at)
            | Q(state=MailState.CLAIMED, claimed_at__lte=at - LOST_AFTER),
            on=on,
        )

    def left_behind(self, *, on: date, at: datetime) -> Self:
        """Claimable, and nobody is about to take it: not one that was reserved just now."""
        return self.claimable(on=on, at=at).exclude(
            state=MailState.RESERVED, reserved_at__gt=at - LOST_AFTER
        )

    def failed(self) -> Self:
        return self.filter(state=MailState.FAILED)

    def waiting(self, on: date) -> Self:
        """Of a day, and about to go out or going out."""
        return self.filter(state__in=[MailState.RESERVED, MailState.CLAIMED], on=on)

    def of_day(self, people: Iterable[int], *, on: date) -> Self:
        """The one mail of the day of each of these people, sent or to be sent."""
        return self.filter(recipient__in=people, on=on, is_extra=False, state__in=MAIL_IS_LIVE)

    def had_its_day(self, *, on: date, at: datetime) -> Self:
        """Unsent, of an earlier day, and in nobody's hands."""
        return self.filter(
            Q(state__in=[MailState.RESERVED, MailState.FAILED])
            | Q(state=MailState.CLAIMED, claimed_at__lte=at - LOST_AFTER),
            on__lt=on,
        )


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, actor: Actor) -> Self:
        """An office sees what is told about its own responses, to whomever.

        An inspectorate's administrators see what they are told too, about their own inspections.
        That nobody may sign, the office is told only until somebody has signed: so of that they
        see only what is told to administrators. Nobody else sees any.
        """
        inspection = apps.get_model("recommendations", "Inspection")
        administered = inspection.objects.filter(inspectorates__in=actor.administers)
        membership = apps.get_model("forces", "Membership")
        administrators = membership.objects.filter(role=Role.ADMINISTRATOR).values("user")
        seen = Q(kind__in=TOLD_TO_INSPECTORATE) & (
            ~Q(kind=ReminderKind.NO_SIGNATORY) | Q(recipient__in=administrators)
        )
        return self.filter(
            Q(response__body__force__in=actor.office_of)
            | seen & Q(response__inspection__in=administered),
            response__inspection__released_at__isnull=False,
        )

    def with_office(self) -> Self:
        """Annotate `is_of_office`: the recipient works for the response's body, or has."""
        membership = apps.get_model("forces", "Membership")
        held = membership.objects.filter(
            user=OuterRef("recipient"), body__force=OuterRef("response__body__force")
        )
        return self.annotate(is_of_office=models.Exists(held))

    def for_reading(self) -> Self:
        """With all that a page says of each: by milestone, the newest first."""
        rows = self.with_office().select_related("recipient", "mail")
        return rows.order_by(*NEWEST_MILESTONE, "recipient__name", "pk")

    def milestones(self) -> models.QuerySet[Any, tuple[Any, ...]]:
        """What people were told of, each once, the newest first: see `Reminder.milestone_key`."""
        return self.order_by(*NEWEST_MILESTONE).values_list(*MILESTONE_KEY).distinct()

    def at_milestones(self, keys: Iterable[tuple[Any, ...]]) -> Self:
        these = (Q(**dict(zip(MILESTONE_KEY, key, strict=True))) for key in keys)
        return self.filter(reduce(or_, these, Q(pk__in=[])))

    def sent(self) -> Self:
        return self.filter(state=ReminderState.SENT)

    def failed(self) -> Self:
        """Those that could not be sent when they were last tried."""
        return self.reserved().filter(mail__state=MailState.FAILED)

    def reserved(self) -> Self:
        return self.filter(state=ReminderState.RESERVED)

    def loose(self, *, on: date, at: datetime) -> Self:
        """Reserved, and in no mail that may still go out: in none, or in one that had its day."""
        in_flight = Q(mail__state=MailState.CLAIMED, mail__claimed_at__gt=at - LOST_AFTER)
        return self.reserved().filter(Q(mail__isnull=True) | Q(mail__on__lt=on) & ~in_flight)
