from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING, Self

from django.db import models

from forces.history import tracked
from forces.models import User
from responses.choices import Pace

if TYPE_CHECKING:
    from datetime import datetime


@tracked()
class NoticeChoice(models.Model):
    """How a person wants to be told. Who has none wants at most one mail a day, with everything."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="notice_choice")
    pace = models.CharField(max_length=20, choices=Pace, default=Pace.DAILY)
    only_pressing = models.BooleanField(
        default=False,
        help_text="Only what is late, waits for the person, or moves a last day.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pace__in=Pace.values), name="notice_choice_pace_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_pace_display()}"

    @classmethod
    def choose(cls, user: User, *, pace: str, only_pressing: bool) -> Self:
        """What a person wants from now on. Mails that are made already are not touched."""
        choice, _ = cls.objects.update_or_create(
            user=user, defaults={"pace": pace, "only_pressing": only_pressing}
        )
        return choice


def new_secret() -> str:
    return token_urlsafe(32)


class CalendarFeed(models.Model):
    """The secret address under which a person's calendar program reads their dates."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="calendar_feed")
    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Calendar of {self.user}"

    @classmethod
    def renew(cls, user: User, *, at: datetime) -> Self:
        """A new address for a person. An address they had before no longer works."""
        feed, _ = cls.objects.update_or_create(
            user=user, defaults={"secret": new_secret(), "made_at": at}
        )
        return feed
