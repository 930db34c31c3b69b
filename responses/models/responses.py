from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from forces.history import tracked
from forces.models import Force, PolicingBody, User
from forces.models.loading import ReadInNumbers
from forces.triggers import final
from recommendations.deadlines import Lateness, lateness, sign_by, written_weekday
from recommendations.models import Inspection
from responses import policies
from responses.choices import DONE, MOVE, NEXT_STEP, SETTLED, WRITABLE, Status
from responses.models.saving import Seen, check_seen, mark_of, note_saves
from responses.models.triggers import PUBLISHED_IS_ITS_OWN, STAYS_WHERE_IT_IS
from responses.querysets import ResponseQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime


# The place of the introduction and the conclusion, among those that people write.
WORDS = "words"


@tracked()
class Response(ReadInNumbers):
    """One body's comments on one inspection, and where they stand.

    This is the working record of the body's office. What others may read is in its signed and
    published versions.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="responses")
    body = models.ForeignKey(PolicingBody, on_delete=models.PROTECT, related_name="responses")
    status = models.CharField(max_length=20, choices=Status, default=Status.NOT_STARTED)
    due_on = models.DateField(
        null=True, blank=True, help_text="Empty where the law sets this body no last day."
    )
    due_reason = models.TextField(
        "reason for a last day of its own",
        blank=True,
        db_default="",
        help_text="Empty where the inspection's last day counts, or none.",
    )
    draft_number = models.PositiveSmallIntegerField(
        default=1, help_text="The number that the version now written will have when signed."
    )
    introduction = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    published_on = models.DateField(
        null=True, blank=True, help_text="The day a version was first published."
    )
    published_version = models.OneToOneField(
        "SignedVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_of",
    )
    is_recorded = models.BooleanField(
        default=False, help_text="Happened before this system; entered from what was published."
    )
    not_before = models.DateField(
        "published no earlier than",
        null=True,
        blank=True,
        help_text="For a recorded response whose day of publication is not known.",
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["body", "status"]), models.Index(fields=["due_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "body"], name="response_one_per_inspection_and_body"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(published_version__isnull=False),
                name="response_published_has_version",
            ),
            models.CheckConstraint(
                condition=Q(published_version__isnull=True)
                | Q(published_on__isnull=False)
                | Q(is_recorded=True),
                name="response_published_has_date",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_version__isnull=False),
                name="response_date_has_published_version",
            ),
            models.CheckConstraint(
                condition=Q(due_reason="") | Q(due_on__isnull=False),
                name="response_due_reason_has_date",
            ),
            models.CheckConstraint(
                condition=Q(not_before__isnull=True) | Q(is_recorded=True),
                name="response_not_before_is_recorded",
            ),
        ]
        triggers = [PUBLISHED_IS_ITS_OWN, STAYS_WHERE_IT_IS]

    def __str__(self) -> str:
        return f"{self.body}: {self.inspection.short_title}"

    def get_absolute_url(self) -> str:
        return reverse("response", args=[self.pk])

    @property
    def force(self) -> Force:
        return self.body.force

    @property
    def is_writable(self) -> bool:
        return self.status in WRITABLE

    @property
    def is_published(self) -> bool:
        """Whether a version of it is public, whatever is written meanwhile."""
        return self.published_version_id is not None

    @property
    def was_signed(self) -> bool:
        """Whether there is a signed version of it: reopening begins the next draft."""
        return self.status in SETTLED or self.draft_number > 1

    @property
    def is_held(self) -> bool:
        """Whether anything of it is held here: of many old responses nothing is."""
        return self.is_published or not self.is_recorded

    @property
    def next_step(self) -> str:
        """Who does what next, in a sentence."""
        return NEXT_STEP[Status(self.status)]

    @property
    def sign_by(self) -> date | None:
        """The day by which to sign, so that time is left to publish; None once it is signed."""
        if self.due_on is None or self.is_published or self.status in SETTLED:
            return None
        return sign_by(self.due_on)

    @property
    def is_reopened(self) -> bool:
        """Whether a new version is being made while an older one is published."""
        return self.is_published and self.status != Status.PUBLISHED

    @property
    def working(self) -> str:
        """How its last day was worked out, in sentences. What is published keeps its last day."""
        if self.due_on is None and self.force.has_deadline:
            return "This response was opened without a last day."
        if self.due_on is None:
            return "No law sets this body a last day."
        due = written_weekday(self.due_on)
        if self.due_reason:
            return f"The last day for this body is set to {due}. Reason: {self.due_reason}"
        if self.due_on == self.inspection.due_on:
            return f"{self.inspection.working} {self.force.deadline_law}".strip()
        if self.is_published:
            return (
                f"The last day for this response is {due}: it was published before the last day "
                "of the inspection was moved."
            )
        return f"The last day for this response is {due}."

    def lateness(self, on: date) -> Lateness:
        """How this response stands on a day against its last day; in SQL: `with_lateness`."""
        return lateness(
            self.due_on,
            on=on,
            is_published=self.is_published or self.is_recorded,
            published_on=self.published_on,
            not_before=self.not_before,
        )

    def locked(self) -> Response:
        """This row as it is now, held until the transaction ends."""
        return (
            Response.objects.select_for_update(of=("self",), no_key=True)
            .select_related("inspection", "body__force")
            .get(pk=self.pk)
        )

    @transaction.atomic
    def move_to(self, status: Status, *, by: User, at: datetime, reason: str = "") -> Change:
        """Change status, and record the change.

        Raises Refused for a move that is not in the table, and when somebody moved the response
        on after it was loaded: what looked like a return would be a reopening by now.
        """
        row = self.locked()
        policies.check_not_moved_on(self.status, row.status)
        policies.check_move(row.status, status, reason)
        change: Change = row.changes.create(old=row.status, new=status, by=by, at=at, reason=reason)
        self.status = status
        self.save(update_fields=["status"])
        return change

    def lock_for_writing(self) -> None:
        """Lock for a change to the draft, inside a transaction and before the change.

        Raises Refused when nothing may be written.
        """
        row = self.locked()
        policies.check_writable(row)
        self.status, self.draft_number = row.status, row.draft_number

    def note_writer(self, *, by: User, at: datetime) -> None:
        """Note under the lock who writes in the draft, and start what was not started."""
        if self.status == Status.NOT_STARTED:
            self.move_to(Status.DRAFTING, by=by, at=at)
        Contribution.objects.get_or_create(response=self, number=self.draft_number, by=by)

    @property
    def words_mark(self) -> str:
        """A mark of the introduction and conclusion as they are: who writes hands it back."""
        return mark_of(self.introduction, self.conclusion)

    @transaction.atomic
    def write(
        self, *, introduction: str, conclusion: str, seen: Seen, by: User, at: datetime
    ) -> None:
        """Set the introduction and the conclusion.

        `seen` is what the writer was shown. Raises EditedMeanwhile when somebody saved other
        words since, Overtaken for a save that comes too late, and Refused when the response may
        not be written.
        """
        self.lock_for_writing()
        self.refresh_from_db(fields=["introduction", "conclusion"])
        check_seen(self, WORDS, seen, self.words_mark, theirs=self)
        if (introduction, conclusion) == (self.introduction, self.conclusion):
            return
        self.note_writer(by=by, at=at)
        self.introduction, self.conclusion = introduction, conclusion
        self.save(update_fields=["introduction", "conclusion"])
        note_saves(self, {WORDS: (seen, self.words_mark)}, by=by, at=at)

    @transaction.atomic
    def reopen(self, *, by: User, at: datetime, reason: str) -> None:
        """Write again after signing: the next version, while the published one stays."""
        self.move_to(Status.DRAFTING, by=by, at=at, reason=reason)
        self.draft_number = F("draft_number") + 1
        self.save(update_fields=["draft_number"])
        self.refresh_from_db(fields=["draft_number"])


class Change(models.Model):
    """One step in the life of a response: who, when, from what, to what, why."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="changes")
    old = models.CharField(max_length=20, choices=Status)
    new = models.CharField(max_length=20, choices=Status)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["response", "at"])]
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="change_changes_something"),
        ]
        triggers = final("append_only")

    def __str__(self) -> str:
        return f"{self.get_old_display()} to {self.get_new_display()}"

    @property
    def what_was_done(self) -> str:
        """The step in a word or two, for the history."""
        return DONE[MOVE[Status(self.old), Status(self.new)].verb]

    @property
    def is_return(self) -> bool:
        return self.old == Status.WITH_COMMISSIONER and self.new == Status.DRAFTING


class Contribution(models.Model):
    """Someone wrote in the draft of a version: they may not be the one who signs it."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="contributions")
    number = models.PositiveSmallIntegerField("version")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "number", "by"], name="contribution_once_each"
            )
        ]
        triggers = final("append_only")

    def __str__(self) -> str:
        return f"{self.by}: {self.response}, version {self.number}"
