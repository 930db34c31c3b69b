"""The letters of a whole inspection, asked for together."""

from __future__ import annotations

from django.db import models

from forces.models import User
from forces.triggers import comes_with, final
from recommendations.models import Inspection
from responses.models.letters import Letter
from responses.models.versions import SignedVersion
from responses.querysets import BundleQuerySet


class Bundle(models.Model):
    """Which published versions of an inspection somebody asked for, at one moment.

    The files are the letters themselves: nothing is made twice, and what is still lacking is told
    by the states of these.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="bundles")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = BundleQuerySet.as_manager()

    class Meta:
        triggers = final("is_final")

    def __str__(self) -> str:
        return f"Letters of {self.inspection}"


class BundledVersion(models.Model):
    """One published version in a bundle. One that is told from a paper has no letter."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="versions")
    version = models.ForeignKey(SignedVersion, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "version"], name="bundled_version_once")
        ]
        triggers = [
            *final("is_final"),
            comes_with("bundle_id", "responses_bundle", "What is bundled comes with its bundle"),
        ]

    def __str__(self) -> str:
        return f"{self.version} in {self.bundle}"
