"""What a body prints on its letters, and how one response's letter is arranged."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from forces.history import tracked
from forces.models import PolicingBody, User
from forces.triggers import final
from responses.choices import ACCENT, ImagePurpose, Numbers, Quotation, Shape
from responses.models.responses import Response
from responses.querysets import LetterheadQuerySet, LetterImageQuerySet


class LetterImage(models.Model):
    """A picture for the letters of a body: its logo, or the signature of somebody who signs.

    It is kept for good, since signed letters name it by its SHA-256. `png` is what a Word file
    shows: the same picture in a kind that Word takes.
    """

    body = models.ForeignKey(PolicingBody, on_delete=models.PROTECT, related_name="letter_images")
    purpose = models.CharField(max_length=10, choices=ImagePurpose)
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()
    png = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = LetterImageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "purpose", "person", "sha256"],
                nulls_distinct=False,
                name="letter_image_once",
            ),
            models.CheckConstraint(
                condition=Q(purpose=ImagePurpose.LOGO, person__isnull=True)
                | Q(purpose=ImagePurpose.SIGNATURE, person__isnull=False),
                name="letter_image_signature_is_of_a_person",
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=["image/png", "image/svg+xml"]),
                name="letter_image_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="letter_image_hash_is_sha256"
            ),
        ]
        triggers = final("is_final")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} of {self.body}"


@tracked()
class Letterhead(models.Model):
    """What a policing body prints on its letters, and the shape that they have by default."""

    body = models.OneToOneField(PolicingBody, on_delete=models.PROTECT, related_name="letterhead")
    shape = models.CharField(max_length=20, choices=Shape, default=Shape.REPORT)
    name = models.CharField("name as printed", max_length=160, blank=True)
    address = models.TextField("address", blank=True)
    logo = models.ForeignKey(
        LetterImage, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    logo_alt = models.CharField("what the logo shows", max_length=160, blank=True)
    accent = models.CharField("accent colour", max_length=7, default=ACCENT)
    addressees = models.TextField("who the letter is to", blank=True)
    salutation = models.CharField(max_length=120, blank=True)
    closing = models.CharField(max_length=120, blank=True)

    objects = LetterheadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accent__regex=r"^#[0-9a-f]{6}$"), name="letterhead_accent_is_a_colour"
            ),
            models.CheckConstraint(
                condition=Q(logo__isnull=True, logo_alt="")
                | Q(logo__isnull=False) & ~Q(logo_alt=""),
                name="letterhead_logo_is_described",
            ),
        ]

    def __str__(self) -> str:
        return f"Letterhead of {self.body}"


@tracked()
class SignatureImage(models.Model):
    """The picture of a person's signature, put under the letters of a body that they sign."""

    body = models.ForeignKey(
        PolicingBody, on_delete=models.PROTECT, related_name="signature_images"
    )
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="signature_images")
    image = models.ForeignKey(LetterImage, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "person"], name="signature_image_one_each")
        ]

    def __str__(self) -> str:
        return f"Signature of {self.person} for {self.body}"


@tracked()
class LetterChoice(models.Model):
    """How one response's letter is arranged, where that is not what its body always does.

    `left_out` are ids of recommendations that the letter leaves out, in the shapes that may;
    `report_url` is the address of the report where the inspection itself has none.
    """

    response = models.OneToOneField(
        Response, on_delete=models.PROTECT, related_name="letter_choice"
    )
    shape = models.CharField(max_length=20, choices=Shape, blank=True)
    numbers = models.CharField(max_length=10, choices=Numbers, default=Numbers.NATIONAL)
    quotation = models.CharField(max_length=10, choices=Quotation, default=Quotation.FULL)
    left_out = ArrayField(models.BigIntegerField(), default=list, blank=True)
    why_left_out = models.TextField("why these are left out", blank=True)
    report_url = models.URLField("address of the report", max_length=500, blank=True)

    def __str__(self) -> str:
        return f"Letter of {self.response}"
