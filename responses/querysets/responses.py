"""Responses, as their office, everyone else and the clock see them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from forces.choices import Role
from recommendations.deadlines import DUE_SOON_DAYS
from recommendations.models import Inspection
from responses.choices import (
    WRITABLE,
    Status,
)

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor
    from responses.models import (
        Response,
    )


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
        """Responses of which the person writes some part: for their body, or for their force.

        Whoever signs writes why it is returned, or reopened; whoever administers enters old ones.
        """
        own = Q(
            body__force__in=actor.own_forces,
            inspection__released_at__isnull=False,
        )
        return self.filter(own | Q(inspection__in=Inspection.objects.administered_by(actor)))

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

    def not_begun(self) -> Self:
        """Those of which neither office nor force writes anything, and nothing else is known."""
        draft = apps.get_model("responses", "OfficerDraft")
        is_drafted = models.Exists(draft.objects.filter(response=OuterRef("pk")))
        return self.filter(~is_drafted, status=Status.NOT_STARTED, is_recorded=False)

    def not_due_from(self, on: date) -> Self:
        """Those whose last day is over by then, and those that have none."""
        return self.filter(Q(due_on__lt=on) | Q(due_on__isnull=True))

    def without_words(self) -> Self:
        """Where each stands, without the words of the working record: they are the office's.

        Whether the force drafts comments is loaded, not what it drafts.
        """
        with_draft = self.select_related("officer_draft")
        return with_draft.defer("introduction", "conclusion", "officer_draft__text")

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
        """By the last day; what is published already, and written anew, comes last."""
        is_published = models.ExpressionWrapper(
            Q(published_version__isnull=False), models.BooleanField()
        )
        return self.order_by(
            is_published, F("due_on").asc(nulls_last=True), "inspection__title", "pk"
        )

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
        recommendation = apps.get_model("recommendations", "Recommendation")
        asked = (
            recommendation.objects.filter(inspection=OuterRef("inspection"))
            .order_by()
            .values("inspection")
            .annotate(n=Count("pk"))
            .values("n")
        )
        answered = (
            answer.objects.filter(response=OuterRef("pk"))
            .exclude(position="")
            .order_by()
            .values("response")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return self.annotate(
            asked=Coalesce(models.Subquery(asked), 0),
            answered=Coalesce(models.Subquery(answered), 0),
        )
