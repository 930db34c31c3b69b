"""What `manage.py check --deploy` says of the database: its people, and the role it is used as."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from forces import grants
from forces.demonstration import DOMAIN
from forces.models import User


@checks.register(checks.Tags.security, deploy=True)
def check_demonstration(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Warn of active people of the demonstration where it is off.

    A database that does not answer, or has no tables yet, is for others to tell of.
    """
    people = User.objects.filter(is_active=True, email__iendswith=DOMAIN)
    try:
        number = 0 if settings.DEMO else people.count()
    except DatabaseError:
        return []
    if not number:
        return []
    return [
        checks.Warning(
            f"Active accounts of the demonstration, with addresses in {DOMAIN}: {number}.",
            hint="They cannot sign in while DEMO is off. Switch them off on the admin site, or "
            "begin with a database that never held the demonstration.",
            id="forces.W001",
        )
    ]


@checks.register(checks.Tags.database, deploy=True)
def check_role(databases: Any = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """Warn where the role that the application connects as could change what never changes."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (role,) = cursor.fetchone()
    hint = "Connect as a role of its own: see docs/operating.md, “Two roles of the database”."
    if grants.overrules(role):
        return [
            checks.Warning(
                f"The application connects as {role}, which could switch triggers off.",
                hint=hint,
                id="forces.W002",
            )
        ]
    if tables := grants.exceeds(role):
        return [
            checks.Warning(
                f"{role} may do more than it should in: {', '.join(tables)}.",
                hint=f"As the owner of the tables, run: manage.py grant_application {role}",
                id="forces.W003",
            )
        ]
    return []
