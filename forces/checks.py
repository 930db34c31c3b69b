"""What `manage.py check --deploy` says of the people in the database."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError

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
