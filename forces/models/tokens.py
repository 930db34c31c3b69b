from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from forces.history import tracked
from forces.models.people import User
from forces.querysets import ApiTokenQuerySet


@tracked(exclude=["digest", "last_used_on"])
class ApiToken(models.Model):
    """What lets a person's program read here as they may: shown once, kept as a hash alone."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=80, help_text="What it is for, such as: Power BI")
    digest = models.CharField("SHA-256 of the token", max_length=64, unique=True, editable=False)
    beginning = models.CharField(max_length=12, help_text="By which its owner knows it again.")
    created_at = models.DateTimeField()
    expires_on = models.DateField(help_text="The last day on which it is good.")
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_name"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="api_token_is_hashed"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("created_at")),
                name="api_token_revoked_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.name}"
