from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from forces.demonstration import is_shut_out
from forces.history import tracked
from forces.models.people import User
from forces.querysets import ApiTokenQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime

    from forces.choices import Lifetime

# By which people and programs that look for lost secrets know one.
PREFIX = "resp_"
SHOWN_CHARACTERS = len(PREFIX) + 4


def digest_of(secret: str) -> str:
    """A token is random and long, so a plain hash of it tells nobody what it is."""
    return sha256(secret.encode()).hexdigest()


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

    @classmethod
    def make(cls, person: User, *, name: str, lifetime: Lifetime, at: datetime) -> str:
        """Make a token of a person, and return what it is: nobody can look that up again."""
        secret = PREFIX + secrets.token_urlsafe(32)
        cls.objects.create(
            person=person,
            name=name,
            digest=digest_of(secret),
            beginning=secret[:SHOWN_CHARACTERS],
            created_at=at,
            expires_on=timezone.localdate(at) + timedelta(days=lifetime),
        )
        return secret

    @classmethod
    def opened_by(cls, secret: str, on: date) -> ApiToken | None:
        """The token that this is, if it is good on that day; it notes that it was used then."""
        found = cls.objects.good(on).filter(digest=digest_of(secret)).select_related("person")
        token = found.first()
        if token and not is_shut_out(token.person.email):
            cls.objects.filter(pk=token.pk).exclude(last_used_on=on).update(last_used_on=on)
            return token
        return None

    def revoke(self, *, at: datetime) -> None:
        """End it. One that is revoked stays so since the first time."""
        type(self).objects.filter(pk=self.pk, revoked_at__isnull=True).update(revoked_at=at)
