from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.choices import UNFINISHED, CountingRule, Scope, State
from recommendations.deadlines import is_put_off, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from forces.actors import Actor
    from forces.models import Force
    from recommendations.models import Inspection, ProgressUpdate, Recommendation
    from recommendations.models.redating import Dates


def check_set_up(actor: Actor, inspection: Inspection | None = None) -> None:
    """An inspectorate administrator sets up an inspection, until it is released."""
    if not actor.is_administrator:
        raise Refused("Only an inspectorate administrator may set up an inspection.")
    if inspection is not None:
        check_embargoed(inspection)


def check_embargoed(inspection: Inspection) -> None:
    """What is published has been answered as it was: it does not change any more."""
    if inspection.released_at is not None:
        raise Refused("This inspection is published, so it can no longer be changed here.")


def check_take_out(recommendation: Recommendation) -> None:
    """What a later report takes up again stays, so that earlier answers are found from there."""
    check_embargoed(recommendation.inspection)
    again = recommendation.followed_up_by.select_related("inspection").order_by("pk").first()
    if again is not None:
        raise Refused(
            f"{again} of {again.inspection.short_title} takes this one up again, so it cannot be "
            "deleted. Change that one first."
        )


def check_redate(actor: Actor, inspection: Inspection) -> None:
    """An administrator of an inspectorate whose report it is changes its dates once it is out."""
    if not actor.is_administrator:
        raise Refused("Only an inspectorate administrator may change dates and last days.")
    if not inspection.inspectorates.filter(pk__in=actor.administers).exists():
        raise Refused("Only an administrator of an inspectorate whose report this is may do that.")
    check_released(inspection)


def check_released(inspection: Inspection) -> None:
    """What is being set up has no responses yet, and its dates change with all the rest."""
    if inspection.released_at is None:
        raise Refused("This inspection is not published yet. Change its dates where you set it up.")


def check_dates(old: Dates, new: Dates, *, on: date) -> None:
    """New dates are other ones, and could be those of a report that is out."""
    check_is_out(new.published_on, on)
    check_rule(new)
    if new == old:
        raise Refused("Change at least one of the dates, or the reason for the last day.")


def check_is_out(published_on: date, on: date) -> None:
    if published_on > on:
        raise Refused("The date of publication must be today or in the past.")


def check_rule(dates: Dates) -> None:
    """A last day is not before publication, and one not counted as the Act does has a reason."""
    if dates.due_on < dates.published_on:
        raise Refused("The last day must be the date of publication or later.")
    if dates.counting_rule != CountingRule.ACT and not dates.rule_reason.strip():
        raise Refused("Enter the reason for not counting as the Act does.")


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Enter the reason for the change.")


def check_forces(scope: str, count: int) -> None:
    """An inspection of one force concerns exactly one; a national one may get its forces later."""
    if scope == Scope.ONE_FORCE and count != 1:
        raise Refused("An inspection of one force must concern exactly one force.")


class PartRefused(Refused):
    """Parts do not fit their recommendation; `place`, from 1, is the part to look at."""

    def __init__(self, sentence: str, place: int) -> None:
        super().__init__(sentence)
        self.place = place


def check_parts(texts: Sequence[str], whole: str) -> None:
    """The parts quote all of the recommendation, word for word and in its order.

    What fell between them would be addressed to nobody, so that section 55(5B) asked nothing of
    it. Line breaks and runs of spaces do not matter.
    """
    if not texts:
        raise Refused("A recommendation has at least one part, with who it is addressed to.")
    rest = _on_one_line(whole)
    for place, text in enumerate(texts, start=1):
        part = _on_one_line(text)
        if not part or part not in rest:
            raise PartRefused(
                "The text must be a stretch of the recommendation’s text, word for word, and come "
                "after the parts above it.",
                place,
            )
        before, _, rest = rest.partition(part)
        if before.strip():
            raise PartRefused(_left_out("before", before), place)
    if rest.strip():
        raise PartRefused(_left_out("after", rest), len(texts))


def _left_out(where: str, stretch: str) -> str:
    return (
        f"The parts must quote the whole text. What stands {where} this one is left out: "
        f"“{shorten(stretch, 200, placeholder=' …')}”"
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def check_release(actor: Actor, inspection: Inspection) -> None:
    check_set_up(actor, inspection)
    check_ready(inspection, actor.on)


def check_ready(inspection: Inspection, on: date) -> None:
    """A report is released once, on or after its day of publication, with something to answer."""
    check_embargoed(inspection)
    if inspection.published_on > on:
        raise Refused(
            "The report’s date of publication has not come yet. "
            "Publish the inspection here on that day or later."
        )
    if not inspection.recommendations.exists():
        raise Refused("Add at least one recommendation before you publish the inspection.")
    if not inspection.forces.exists():
        raise Refused("Choose the forces concerned before you publish the inspection.")


def check_update_progress(actor: Actor, inspection: Inspection, force: Force) -> None:
    """Updates start on the day the inspection is published, by the force or its body's office."""
    if force.pk not in actor.updates_for:
        raise Refused("Only the force and its body’s office staff may add progress updates.")
    if inspection.released_at is None:
        raise Refused("Progress updates can start when the inspection is published.")


def check_says_something(update: ProgressUpdate) -> None:
    if not update.text.strip():
        raise Refused(f"Say what has changed for {update.recommendation.in_a_sentence}.")
    if update.state not in State.values:
        raise Refused(f"Select a state for {update.recommendation.in_a_sentence}.")


def check_follows(as_at: date, current: ProgressUpdate | None) -> None:
    """What a force says now is never older than what it said before."""
    if current is not None and as_at < current.as_at:
        raise Refused(
            f"A later update is already submitted. Use its date, {written(current.as_at)}, "
            "or a later one."
        )


def check_put_off(state: str, next_on: date | None, reason: str, promised: date | None) -> None:
    """A next date is not put off, or given up, without a reason."""
    is_silent = state in UNFINISHED and not reason.strip()
    if promised is not None and is_silent and is_put_off(next_on, promised):
        raise Refused(f"Say why the date is no longer {written(promised)}.")
