"""What a body prints on its letters, and how one response's letter is arranged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q

from forces.history import tracked
from forces.models import PolicingBody, User
from forces.prepared import prepared
from forces.triggers import final
from responses.choices import ACCENT, ImagePurpose, Numbers, Quotation, Shape
from responses.models.responses import Response
from responses.models.saving import EditedMeanwhile, mark_of
from responses.models.triggers import LOGO_IS_ITS_OWN, SIGNATURE_IS_THEIR_OWN
from responses.querysets import LetterheadQuerySet, LetterImageQuerySet

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from responses.images import CheckedImage


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

    @classmethod
    def keep(
        cls,
        body: PolicingBody,
        image: CheckedImage,
        *,
        by: User,
        at: datetime,
        person: User | None = None,
    ) -> LetterImage:
        """Keep a picture of a body once: the signature of a person, or else its logo."""
        kept, _ = cls.objects.get_or_create(
            body=body,
            purpose=ImagePurpose.SIGNATURE if person else ImagePurpose.LOGO,
            person=person,
            sha256=image.sha256,
            defaults={
                "media_type": image.media_type,
                "content": image.content,
                "png": image.png,
                "width": image.width,
                "height": image.height,
                "added_by": by,
                "added_at": at,
            },
        )
        return kept


@dataclass(frozen=True)
class Printed:
    """What an office wants on its letters. `logo` is a new one; else the old one stays, or goes."""

    shape: str
    name: str
    address: str
    addressees: str
    salutation: str
    closing: str
    accent: str
    logo_alt: str
    logo: CheckedImage | None = None
    keeps_logo: bool = True


# What of a letterhead is text: all but its logo.
TEXTS = (
    "shape",
    "name",
    "address",
    "addressees",
    "salutation",
    "closing",
    "accent",
    "logo_alt",
)


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
        triggers = [LOGO_IS_ITS_OWN]

    def __str__(self) -> str:
        return f"Letterhead of {self.body}"

    @property
    def mark(self) -> str:
        """A mark of the letterhead as it is: who writes hands it back."""
        texts = (getattr(self, name) for name in TEXTS)
        return mark_of(self.logo.sha256 if self.logo else "", *texts)

    @classmethod
    def of(cls, body: PolicingBody) -> Letterhead:
        """What a body prints: where nothing is saved yet, what holds then."""
        held = cls.objects.select_related("logo").filter(body=body).first()
        # Not `body=body`: that would make the body believe that this one is saved.
        return held or cls(body_id=body.pk)

    @classmethod
    @transaction.atomic
    def write(
        cls, body: PolicingBody, printed: Printed, *, seen: str, by: User, at: datetime
    ) -> None:
        """Set what a body prints. Raises EditedMeanwhile where it is not what the writer saw."""
        # The body, since its letterhead may not be there yet.
        PolicingBody.objects.select_for_update(no_key=True).get(pk=body.pk)
        held = cls.of(body)
        before = held.mark
        if before != seen:
            raise EditedMeanwhile(held)
        for name in TEXTS:
            setattr(held, name, getattr(printed, name))
        if printed.logo:
            held.logo = LetterImage.keep(body, printed.logo, by=by, at=at)
        elif not printed.keeps_logo:
            held.logo = None
        if held.logo is None:
            held.logo_alt = ""
        if held.mark != before or held.pk is None:
            held.save()


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
        triggers = [SIGNATURE_IS_THEIR_OWN]

    def __str__(self) -> str:
        return f"Signature of {self.person} for {self.body}"

    @classmethod
    def of(cls, body: PolicingBody, person: User) -> LetterImage | None:
        """The picture under what a person signs for a body, without its bytes; None: no picture."""
        return next((held.image for held in _signatures(body.pk, person.pk)), None)

    @classmethod
    @transaction.atomic
    def set(cls, body: PolicingBody, person: User, image: CheckedImage, *, at: datetime) -> None:
        """Put a picture under the letters that a person signs for a body from now on."""
        kept = LetterImage.keep(body, image, by=person, at=at, person=person)
        cls.objects.update_or_create(body=body, person=person, defaults={"image": kept})

    @classmethod
    def remove(cls, body: PolicingBody, person: User) -> None:
        """Put none there any more. What is signed keeps the one that it was signed with."""
        cls.objects.filter(body=body, person=person).delete()


@prepared
def _signatures(body: int, person: int) -> QuerySet[SignatureImage]:
    held = SignatureImage.objects.filter(body=body, person=person).select_related("image")
    return held.defer("image__content", "image__png")


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
