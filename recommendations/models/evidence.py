from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pgtrigger
from django.db import models, transaction
from django.db.models import Q

from forces.models import User
from forces.triggers import NeverEmptied, Trigger
from recommendations import policies
from recommendations.file_kinds import kind_of
from recommendations.models.progress import ProgressUpdate, hold_progress
from recommendations.querysets.oversight import EvidenceQuerySet

if TYPE_CHECKING:
    from datetime import datetime

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 10
LONGEST_NAME = 120
# Signs that no name of a file needs: control characters, those that nobody sees, and those that end
# a line or turn the writing round.
NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Evidence(models.Model):
    """A file that a force adds to an update: kept as it came, and for good once that is submitted.

    It is in the database, beside what it proves: outside whatever a web server hands out, in the
    same backup, and in no other way to be reached than through a page that checks who asks.
    """

    update = models.ForeignKey(ProgressUpdate, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField("name of the file", max_length=LONGEST_NAME)
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

    @transaction.atomic
    def remove(self) -> None:
        """Take it off the draft. Raises Refused once the update is submitted."""
        hold_progress([self.update.force_id])
        self.update.refresh_from_db()
        policies.check_takes_files(self.update)
        self.delete()


@transaction.atomic
def add_evidence(
    update: ProgressUpdate, name: str, content: bytes, *, by: User, at: datetime
) -> Evidence:
    """Keep a file with a draft.

    Raises Refused for what is not taken, once the update is submitted, and once the recommendation
    is closed for the force.
    """
    hold_progress([update.force_id])
    update.refresh_from_db()
    policies.check_takes_files(update)
    recommendation = update.recommendation
    closed = recommendation.closures.standing().filter(force=update.force_id)
    policies.check_takes_updates(recommendation, is_closed=closed.exists())
    name = file_name(name)
    held = Evidence.objects.without_content().filter(update=update)
    digest = sha256(content).hexdigest()
    policies.check_file(content, most_bytes=MOST_BYTES)
    kind = kind_of(name, content)  # first: what is not taken is told so, whatever is there already
    policies.check_another_file([file.sha256 for file in held], digest, most=MOST_FILES)
    return Evidence.objects.create(
        update=update,
        name=name,
        media_type=kind.media_type,
        size=len(content),
        sha256=digest,
        content=content,
        added_by=by,
        added_at=at,
    )


def file_name(name: str) -> str:
    """A file's name without folders and signs that mislead, its ending kept."""
    plain = NO_NAME.sub("", re.split(r"[/\\\\]", name)[-1]).strip()
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[-LONGEST_NAME:]
