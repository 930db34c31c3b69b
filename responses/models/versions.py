from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.urls import reverse

from forces.history import tracked
from forces.models import User
from forces.models.loading import ReadInNumbers
from forces.triggers import comes_with, final
from forces.word_index import SHELF, Beside
from recommendations.models import Recommendation
from responses.choices import Position, Shape
from responses.models.responses import Response
from responses.models.triggers import same_inspection
from responses.querysets import SignedAnswerQuerySet, SignedVersionQuerySet
from responses.querysets.versions import ANSWER_WORDS, VERSION_WORDS


class SignedVersion(ReadInNumbers):
    """What was signed, frozen: the content, the letter, who signed, and a hash over all of it.

    A recorded response has one too, made of what was published; who signed it and on which day
    may then be unknown, which an empty name and date say.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    shape = models.CharField(
        max_length=20, choices=Shape, default=Shape.REPORT, db_default=Shape.REPORT
    )
    content = models.JSONField()
    html = models.TextField()
    sha256 = models.CharField("SHA-256", max_length=64)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_office = models.CharField(max_length=160, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = SignedVersionQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(VERSION_WORDS, name="signed_version_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "number"], name="signed_version_number_unique"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="signed_version_signed_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True)
                | (~Q(signer_name="") & ~Q(signer_office="") & Q(dated_on__isnull=False)),
                name="signed_version_names_its_signer",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="signed_version_hash_is_sha256"
            ),
        ]
        triggers = final("is_final")

    def __str__(self) -> str:
        return f"{self.response}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse(
            "register_response",
            args=[self.response.inspection.slug, self.response.body.force.slug],
        )


class SignedAnswer(ReadInNumbers):
    """One answer of a signed version, as a row: what comparisons and searches read."""

    version = models.ForeignKey(SignedVersion, on_delete=models.PROTECT, related_name="answers")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="signed_answers"
    )
    position = models.CharField(max_length=20, choices=Position, blank=True)
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    planned_on = models.DateField(null=True, blank=True)
    answered_with = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    local_number = models.CharField(max_length=10, blank=True)
    officer_comment = models.TextField(blank=True)

    objects = SignedAnswerQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(
                ANSWER_WORDS,
                SHELF,
                Beside("version"),
                Beside("recommendation"),
                name="signed_answer_words",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "recommendation"], name="signed_answer_one_each"
            ),
            models.CheckConstraint(
                condition=Q(position=Position.ANSWERED_WITH, answered_with__isnull=False)
                | (~Q(position=Position.ANSWERED_WITH) & Q(answered_with__isnull=True)),
                name="signed_answer_answered_with_fits_position",
            ),
        ]
        triggers = [
            *final("is_final"),
            comes_with(
                "version_id", "responses_signedversion", "Answers come with the version they are of"
            ),
            same_inspection(
                "(SELECT response_id FROM responses_signedversion WHERE id = NEW.version_id)",
                "recommendation_id",
                "answered_with_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}, {self.recommendation}"


class Publication(ReadInNumbers):
    """When and where a signed version was published. An old one's day may be unknown.

    It is published here at the moment it is entered. Its day is an earlier one only where the
    body's own website had it first: then its address there is known.
    """

    version = models.OneToOneField(
        SignedVersion, on_delete=models.PROTECT, related_name="publication"
    )
    published_on = models.DateField(null=True, blank=True)
    url = models.URLField("also published at", max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(published_on__isnull=False),
                name="publication_here_has_date",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True)
                | Q(published_on=TruncDate("at"))
                | (Q(published_on__lt=TruncDate("at")) & ~Q(url="")),
                name="publication_elsewhere_first_has_address",
            ),
        ]
        triggers = final("is_final")

    def __str__(self) -> str:
        return f"Publication of {self.version}"


@tracked()
class OldResponse(models.Model):
    """What is known of a recorded response besides its content, as its paper states it."""

    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="old")
    modelled_on = models.CharField("the paper it is taken from", max_length=200)
    is_retold = models.BooleanField(
        "told in other words",
        default=True,
        db_default=True,
        help_text="What the paper states is told here in other, shorter words than its own.",
    )
    shape = models.CharField(max_length=200, blank=True)
    addressed_to = models.CharField(max_length=200, blank=True)
    cites = models.CharField("statute it cites", max_length=300, blank=True)
    stated_due_on = models.DateField("last day it states", null=True, blank=True)
    not_before_reason = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(modelled_on=""), name="old_response_says_what_it_is_modelled_on"
            )
        ]

    def __str__(self) -> str:
        return f"Modelled on {self.modelled_on}"
