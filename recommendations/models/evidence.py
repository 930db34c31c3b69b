from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from forces.models import User
from forces.triggers import NeverEmptied, Trigger
from recommendations.models.progress import ProgressUpdate
from recommendations.querysets.oversight import EvidenceQuerySet

MOST_BYTES = 10 * 1024 * 1024


class Evidence(models.Model):
    """A file that a force adds to an update: kept as it came, and for good once that is submitted.

    It is in the database, beside what it proves: outside whatever a web server hands out, in the
    same backup, and in no other way to be reached than through a page that checks who asks.
    """

    update = models.ForeignKey(ProgressUpdate, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField("name of the file", max_length=120)
    media_type = models.CharField(max_length=120, help_text="As its content shows, not its name.")
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField(editable=False)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["update", "sha256"], name="evidence_once_each"),
            models.CheckConstraint(condition=~Q(name=""), name="evidence_has_name"),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=MOST_BYTES), name="evidence_is_not_too_large"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="evidence_has_sha256"
            ),
        ]
        triggers = [
            NeverEmptied(),
            Trigger(
                name="comes_and_goes_with_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'UPDATE' THEN
                        RAISE EXCEPTION 'Evidence is not rewritten';
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM recommendations_progressupdate
                        WHERE submitted_at IS NOT NULL
                            AND id = CASE WHEN TG_OP = 'INSERT'
                                THEN NEW.update_id ELSE OLD.update_id END
                    ) THEN
                        RAISE EXCEPTION 'The evidence of an update that was submitted stays';
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        RETURN OLD;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Evidence {self.sha256[:12]}"  # its name is for those who may read it
