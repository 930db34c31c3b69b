"""What the list of questions reads: queries that are written once (forces.prepared)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from forces.models import Force
from forces.prepared import how_many, prepared
from recommendations.models import Inspection, Question

if TYPE_CHECKING:
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


@prepared
def questions_shown(
    actor: Actor,
    inspection: str | None,
    force: str | None,
    state: QuestionState | None,
    is_own: bool,
    shown: range,
) -> QuerySet[Question]:
    """Those of a page, with what a list says of each."""
    asked = questions_asked(actor, Asked(inspection, force, state, is_own))
    about = asked.select_related("recommendation__inspection", "force", "asked_by", "reply")
    named = about.only(
        *("text", "asked_at", "reply_by", "withdrawn_at", "reply__at"),
        *("recommendation__kind", "recommendation__number"),
        *("recommendation__inspection__slug", "recommendation__inspection__short_title"),
        *("force__slug", "force__name", "asked_by__name", "asked_by__email"),
    )
    return named[shown.start : shown.stop]


@prepared
def inspections_asked_about(actor: Actor) -> QuerySet[Inspection, tuple[str, str]]:
    """Slugs and titles of those of which the person may read a question, the newest first."""
    about = Question.objects.visible_to(actor).values("recommendation__inspection")
    found = Inspection.objects.filter(pk__in=about).newest_first()
    return found.values_list("slug", "short_title")


@prepared
def forces_asked(actor: Actor) -> QuerySet[Force, tuple[str, str]]:
    """Slugs and names of those of whose questions the person may read one, by name."""
    asked = Question.objects.visible_to(actor).values("force")
    return Force.objects.filter(pk__in=asked).order_by("name").values_list("slug", "name")
