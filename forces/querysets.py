from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q, TextField, Value
from django.db.models.functions import Coalesce, NullIf

if TYPE_CHECKING:
    from datetime import date

    from django.db.models.expressions import Combinable

    from forces.actors import Actor
    from forces.models import ApiToken, Force, Membership, PolicingBody, Unsent


def in_force(on: date, prefix: str = "") -> Q:
    """Rows whose period (`valid_from` to `valid_to`, both days included, null is open) has `on`."""
    starts, ends = f"{prefix}valid_from", f"{prefix}valid_to"
    return (Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": on})) & (
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": on})
    )


def called(person: str) -> Combinable:
    """What a person is called, as `str` of a person says it."""
    called = NullIf(f"{person}__name", Value(""))
    return Coalesce(called, f"{person}__email", output_field=TextField())


class ForceQuerySet(models.QuerySet["Force"]):
    def territorial(self) -> Self:
        return self.filter(is_territorial=True)


class PolicingBodyQuerySet(models.QuerySet["PolicingBody"]):
    def in_office(self, on: date) -> Self:
        """The bodies that existed on a day: at most one for each force."""
        return self.filter(in_force(on))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: date) -> Self:
        """Roles held on a day, by people who may sign in, for bodies that existed then."""
        body_exists = Q(body__isnull=True) | in_force(on, "body__")
        return self.filter(in_force(on), body_exists, user__is_active=True)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, actor: Actor) -> Self:
        """A token is its owner's alone."""
        return self.filter(person=actor.user.pk)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def good(self, on: date) -> Self:
        """Those that open anything on a day: not revoked, not expired, of somebody active."""
        return self.filter(revoked_at__isnull=True, expires_on__gte=on, person__is_active=True)


class UnsentQuerySet(models.QuerySet["Unsent"]):
    def visible_to(self, actor: Actor) -> Self:
        """What a person typed is theirs alone, also when the page is theirs no longer."""
        return self.filter(by=actor.user.pk)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")
