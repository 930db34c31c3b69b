from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from forces.choices import BODY_ROLES, FORCE_ROLES, INSPECTORATE_ROLES, Role
from forces.history import tracked
from forces.models.forces import Force, Inspectorate, PolicingBody
from forces.models.loading import ReadInNumbers
from forces.prepared import prepared
from forces.querysets import MembershipQuerySet

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


@tracked(exclude=["password", "last_login"])
class User(ReadInNumbers, AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What they may do is in their memberships, never here.

    `is_staff` and `is_superuser` open Django's admin site and nothing else.
    """

    email = models.EmailField("email address", max_length=254, unique=True)
    name = models.CharField("full name", max_length=120)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("technical administrator", default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="Someone with this email address already has an account.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    # Of the day of the session, where that has asked for them already.
    _held: tuple[date, tuple[Membership, ...]] | None = None

    @classmethod
    def of_session(cls, key: int, on: date) -> User | None:
        """The person of a session with what they may do that day: every page begins with this.

        One query for whoever holds a role.
        """
        held = _active_memberships(key, on)
        found = held[0].user if held else next(iter(_with_key(key)), None)
        if found:
            found._held = on, tuple(held)
        return found

    def memberships_on(self, on: date) -> tuple[Membership, ...]:
        """What the person may do on a day, by the roles that they hold then."""
        if self._held and self._held[0] == on:
            return self._held[1]
        return tuple(_active_memberships(self.pk, on))

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


@prepared
def _with_key(key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key)


@prepared
def _active_memberships(person: int, on: date) -> QuerySet[Membership]:
    active = Membership.objects.filter(user=person).active(on).select_related("user", "body")
    return active.order_by("valid_from", "pk")


def _scope(roles: frozenset[Role], *, on: str) -> Q:
    """Memberships in `roles`, which name the column `on` and no other of the three."""
    scopes = {"body", "force", "inspectorate"}
    others = Q(**{f"{scope}__isnull": True for scope in scopes - {on}})
    return Q(role__in=sorted(roles), **{f"{on}__isnull": False}) & others


@tracked()
class Membership(ReadInNumbers):
    """What a person may do, for a body, a force or an inspectorate, from a day to a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    body = models.ForeignKey(
        PolicingBody, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    force = models.ForeignKey(
        Force, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    inspectorate = models.ForeignKey(
        Inspectorate, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    office = models.CharField(
        max_length=160,
        blank=True,
        help_text="For someone who may sign: the office as printed under the signature.",
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "valid_from"])]
        constraints = [
            models.CheckConstraint(
                condition=_scope(BODY_ROLES, on="body")
                | _scope(FORCE_ROLES, on="force")
                | _scope(INSPECTORATE_ROLES, on="inspectorate"),
                name="membership_scope_fits_role",
                violation_error_message="Choose a body for office staff and people who may sign, "
                "a force for a force contact, an inspectorate for an inspector.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.SIGNATORY) | ~Q(office=""),
                name="membership_signatory_has_office",
                violation_error_message="Enter the office of someone who may sign.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="membership_begins_before_it_ends",
                violation_error_message="A role ends on the day it begins, or later.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def held_for(self) -> PolicingBody | Force | Inspectorate:
        """For whom the role is held: a constraint sees to it that it is one of the three."""
        scope = self.body or self.force or self.inspectorate
        assert scope is not None  # noqa: S101  # for the type checker
        return scope

    def standing(self, on: date) -> str:
        """Whether the role is held on a day, in a word."""
        periods: list[tuple[date | None, date | None]] = [(self.valid_from, self.valid_to)]
        if self.body:
            periods.append((self.body.valid_from, self.body.valid_to))
        if any(last and last < on for _, last in periods):
            return "Ended"
        if any(first and first > on for first, _ in periods):
            return "Not yet begun"
        return "Current"
