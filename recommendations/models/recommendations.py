from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import F, Q

from forces.history import tracked, tracked_links
from forces.models.loading import ReadInNumbers
from forces.triggers import Trigger
from recommendations import policies
from recommendations.addresses import NUMBER, RESERVED_NUMBERS, number_validators
from recommendations.choices import Kind, Wording
from recommendations.models.addressing import (
    KNOWS_WHETHER_IT_ASKS_POLICE,
    STAYS_WHAT_IT_IS,
    tells_its_recommendation,
)
from recommendations.models.changing import (
    OF_ITS_PART,
    OF_ITS_RECOMMENDATION,
    OF_ITSELF,
    changes_with_correction,
)
from recommendations.models.inspections import Inspection
from recommendations.models.pairing import RECOMMENDATION_MAKES_ITS_PAIRS
from recommendations.querysets import RECOMMENDATION_WORDS, RecommendationQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from recommendations.models.themes import Theme


@tracked()
class Addressee(ReadInNumbers):
    """Who must act on a part of a recommendation: police forces, the CPS, the Home Office."""

    name = models.CharField(max_length=160, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    is_police_forces = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_police_forces"],
                condition=Q(is_police_forces=True),
                name="addressee_one_is_police_forces",
            ),
        ]
        triggers = [STAYS_WHAT_IT_IS]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class PartText:
    """A part as it was typed."""

    text: str
    addressees: Sequence[Addressee]
    timescale: str = ""


@dataclass(frozen=True)
class MeasureText:
    """A number that each force is asked for, as it was typed."""

    name: str
    unit: str
    definition: str = ""


@tracked(exclude=["is_for_police"])
class Recommendation(ReadInNumbers):
    """One thing that a report asks for.

    Its number is a label ("4", "AFI 2"): reports skip and letter them. `position` is its place in
    the report, which is the order everywhere.
    """

    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, related_name="recommendations"
    )
    number = models.CharField(max_length=10, validators=number_validators)
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(
        max_length=80, help_text="A few words for lists, such as: Protected characteristics"
    )
    text = models.TextField()
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.RECOMMENDATION)
    wording = models.CharField(max_length=10, choices=Wording, default=Wording.OFFICIAL)
    follows_up = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_up_by",
        help_text="The recommendation of an earlier inspection that this one takes up again.",
    )

    is_for_police = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="Whether a part is addressed to police forces. Triggers set it.",
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(RECOMMENDATION_WORDS, name="recommendation_words"),
            models.Index(
                fields=["inspection", "position"],
                include=["id"],
                condition=Q(is_for_police=True),
                name="recommendation_for_police",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="recommendation_number_unique",
                violation_error_message="This inspection already has a recommendation "
                "with that number.",
            ),
            models.UniqueConstraint(
                fields=["inspection", "position"],
                name="recommendation_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(number__regex=NUMBER) & ~Q(number__in=RESERVED_NUMBERS),
                name="recommendation_number_fits_an_address",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_has_text"),
            models.CheckConstraint(
                condition=Q(follows_up__isnull=True) | ~Q(follows_up=F("pk")),
                name="recommendation_does_not_follow_itself",
            ),
        ]
        triggers = [
            changes_with_correction(OF_ITSELF),
            KNOWS_WHETHER_IT_ASKS_POLICE,
            RECOMMENDATION_MAKES_ITS_PAIRS,
            Trigger(
                name="follows_up_what_its_inspection_does",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__follows_up__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM recommendations_inspection later
                        JOIN recommendations_recommendation earlier
                        ON earlier.inspection_id = later.follows_up_id
                        WHERE later.id = NEW.inspection_id AND earlier.id = NEW.follows_up_id
                    ) THEN
                        RAISE EXCEPTION 'It takes up one of the inspection that is followed up';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def in_a_sentence(self) -> str:
        """ "recommendation 4", with its number as the report writes it."""
        return Kind(self.kind).in_a_sentence(self.number)

    @property
    def title(self) -> str:
        """Number and heading, for lists."""
        return f"{self.number}: {self.heading}"

    @transaction.atomic
    def set_up(
        self,
        *,
        place: int,
        parts: Sequence[PartText],
        measures: Sequence[MeasureText] | None = None,
        themes: Iterable[Theme] | None = None,
    ) -> None:
        """Save what was entered, at a place in the report counted from 1, with its parts.

        Its measures and themes stay as they are where none are given.

        Raises Refused once the inspection is released, or for parts that are not together the
        whole text. Those after it in the report move on by one.
        """
        policies.check_embargoed(self.inspection.locked())
        policies.check_parts([part.text for part in parts], self.text)
        order = list(self.inspection.recommendations.exclude(pk=self.pk).in_order())
        order.insert(place - 1, self)
        for position, recommendation in enumerate(order, start=1):
            recommendation.position = position
        type(self).objects.bulk_update([r for r in order if r is not self], ["position"])
        self.save()
        self.set_parts(parts)
        if measures is not None:
            self.set_measures(measures)
        if themes is not None:
            self.themes.set(themes)

    def set_parts(self, parts: Sequence[PartText]) -> None:
        """Parts that stay keep their row, so that their history does."""
        rows = list(self.parts.order_by("position"))
        for position, typed in enumerate(parts, start=1):
            row = rows[position - 1] if position <= len(rows) else Part(recommendation=self)
            row.position, row.text, row.timescale = position, typed.text, typed.timescale
            row.save()
            row.addressees.set(typed.addressees)
        for row in rows[len(parts) :]:
            row.delete()

    def set_measures(self, measures: Sequence[MeasureText]) -> None:
        """Those that stay keep their row, as parts do."""
        rows = list(self.measures.order_by("position"))
        for position, typed in enumerate(measures, start=1):
            row = rows[position - 1] if position <= len(rows) else self.measures.model()
            row.recommendation, row.position = self, position
            row.name, row.unit, row.definition = typed.name, typed.unit, typed.definition
            row.save()
        for row in rows[len(measures) :]:
            row.delete()

    def correct_measures(self, measures: Sequence[MeasureText | None]) -> None:
        """Each keeps its row with what was returned for it; None deletes one, the rest are new."""
        rows = list(self.measures.order_by("position"))
        for row, typed in zip(rows, measures, strict=False):
            if typed is None:
                row.delete()
        self.set_measures([typed for typed in measures if typed])

    @transaction.atomic
    def take_out(self) -> None:
        """Delete this recommendation.

        Raises Refused once the inspection is released, and where another takes this one up again.
        """
        self.inspection = self.inspection.locked()
        policies.check_take_out(self)
        self.delete()

    @property
    def is_summary(self) -> bool:
        return self.wording == Wording.SUMMARY


@tracked()
class Part(ReadInNumbers):
    """A stretch of a recommendation with its own addressees and its own timescale."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="parts"
    )
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    timescale = models.CharField(
        max_length=120, blank=True, help_text="As the report says it, such as: Immediately"
    )
    addressees = models.ManyToManyField(Addressee, related_name="parts")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "position"],
                name="part_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(text=""), name="part_has_text"),
        ]
        triggers = [
            changes_with_correction(OF_ITS_RECOMMENDATION),
            tells_its_recommendation("OLD.recommendation_id, NEW.recommendation_id"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}, part {self.position}"

    @property
    def is_for_police(self) -> bool:
        return any(addressee.is_police_forces for addressee in self.addressees.all())


@tracked_links()
class PartAddressee(Part.addressees.through):  # type: ignore[name-defined,misc]  # Django makes it
    class Meta:
        proxy = True
        triggers = [
            changes_with_correction(OF_ITS_PART),
            tells_its_recommendation(
                "SELECT recommendation_id FROM recommendations_part "
                "WHERE id IN (OLD.part_id, NEW.part_id)"
            ),
        ]
