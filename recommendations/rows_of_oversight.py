"""What the list of questions reads: queries that are written once (forces.prepared)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import OuterRef, Subquery

from forces.models import Force
from forces.prepared import how_many, prepared
from recommendations.models import Inspection, Question

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from forces.actors import Actor
    from recommendations.choices import QuestionState
    from recommendations.querysets.oversight import QuestionQuerySet


class Asked(NamedTuple):
    """Which questions are asked for: None is any."""

    inspection: str | None
    force: str | None
    state: QuestionState | None
    is_own: bool


class ListedQuestion(NamedTuple):
    """What a list says of a question; `replied_at` and `withdrawn_at` are None until then."""

    key: int
    text: str
    inspection: str
    title: str
    kind: str
    number: str
    force: str
    force_name: str
    asked_by: str
    email: str
    asked_at: datetime
    reply_by: date
    replied_at: datetime | None
    withdrawn_at: datetime | None


# The columns of what a list says, in its order.
LISTED = (
    "pk", "text", "recommendation__inspection__slug", "recommendation__inspection__short_title",
    "recommendation__kind", "recommendation__number", "force__slug", "force__name",
    "asked_by__name", "asked_by__email", "asked_at", "reply_by", "reply__at", "withdrawn_at",
)  # fmt: skip


def questions_asked(actor: Actor, asked: Asked) -> QuestionQuerySet:
    """Questions that a person may read, what waits for a reply first."""
    found: QuestionQuerySet = Question.objects.visible_to(actor)
    found = found.of_pair(asked.inspection or "", asked.force or "")
    if asked.state is not None:
        found = found.in_state(asked.state, actor.on)
    if asked.is_own:
        found = found.filter(asked_by=actor.person)
    return found.most_urgent_first()


@prepared
def number_of_questions(
    actor: Actor,
    inspection: str | None,
    force: str | None,
    state: QuestionState | None,
    is_own: bool,
) -> QuerySet[Question, int]:
    return how_many(questions_asked(actor, Asked(inspection, force, state, is_own)))


def questions_shown(actor: Actor, asked: Asked, shown: range) -> list[ListedQuestion]:
    """Those of a page."""
    return [ListedQuestion(*row) for row in _shown(actor, *asked, shown)]


@prepared
def _shown(
    actor: Actor,
    inspection: str | None,
    force: str | None,
    state: QuestionState | None,
    is_own: bool,
    shown: range,
) -> QuerySet[Question, tuple[Any, ...]]:
    """Found by their keys: what is said of a question is read of those of the page alone."""
    asked = questions_asked(actor, Asked(inspection, force, state, is_own))
    keys = asked.values("pk")[shown.start : shown.stop]
    found = Question.objects.filter(pk__in=keys).most_urgent_first()
    return found.values_list(*LISTED)


@prepared
def inspections_asked_about(actor: Actor) -> QuerySet[Inspection, tuple[str, str]]:
    """Slugs and titles of those of which the person may read a question, the newest first.

    Of each, one question is looked for: to look through all of them takes longer.
    """
    about = Question.objects.visible_to(actor).filter(recommendation__inspection=OuterRef("pk"))
    one = Inspection.objects.annotate(question=Subquery(about.values("pk")[:1]))
    found = one.filter(question__isnull=False).newest_first()
    return found.values_list("slug", "short_title")


@prepared
def forces_asked(actor: Actor) -> QuerySet[Force, tuple[str, str]]:
    """Slugs and names of those of whose questions the person may read one, by name."""
    asked = Question.objects.visible_to(actor).values("force")
    return Force.objects.filter(pk__in=asked).order_by("name").values_list("slug", "name")
