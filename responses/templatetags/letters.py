from __future__ import annotations

from datetime import date

from django import template

register = template.Library()


@register.filter
def from_iso(day: str | None) -> date | None:
    """The date that a signed content holds as text, such as "2021-09-09"."""
    return date.fromisoformat(day) if day else None
