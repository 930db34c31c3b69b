"""The items that a mail is made of, and how their words are read from templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template import Context, Engine

from forces.govuk.dates import uk_date_weekday

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that a mail is about: what and when, in a line, and what its layout says of it.

    `layout` names the pair of templates/emails/reminders; `rank` puts the worst first.
    """

    rank: tuple[Any, ...]
    heading: str
    short_title: str
    force: str
    layout: str
    url: str
    says: dict[str, Any] = field(default_factory=dict)

    @property
    def text_layout(self) -> str:
        return f"emails/reminders/{self.layout}.txt"

    @property
    def html_layout(self) -> str:
        return f"emails/reminders/{self.layout}.html"


def rank(
    *, days_late: int, is_for_you: bool, due_on: date | None, name: str
) -> tuple[bool, int, bool, bool, date | None, str]:
    """Worst first: late by most days, then what waits for the person, then by the last day."""
    return not days_late, -days_late, not is_for_you, due_on is None, due_on, name


def plain(name: str, context: dict[str, Any]) -> str:
    """A template of templates/emails as plain text: nothing is escaped, whatever it says."""
    template = Engine.get_default().get_template(f"emails/{name}")
    return template.render(Context({**context, "site_name": settings.SITE_NAME}, autoescape=False))


def one_line(text: str) -> str:
    return " ".join(text.split())


def line(name: str, context: dict[str, Any]) -> str:
    return one_line(plain(name, context))


def paragraphs(name: str, context: dict[str, Any]) -> list[str]:
    """The lines of a template that say something: each is a paragraph of the mail."""
    lines = map(one_line, plain(name, context).splitlines())
    return [each for each in lines if each]


def short_day(day: date, on: date) -> str:
    """Thursday 9 September; with the year if it is another than today's."""
    written = uk_date_weekday(day)
    return written if day.year != on.year else written.removesuffix(f" {day.year}")
