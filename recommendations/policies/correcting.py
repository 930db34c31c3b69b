"""What may be put right in a report that is out, and what is not lost by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.policies.setting_up import check_whose_report

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from forces.actors import Actor
    from recommendations.models import Inspection, MeasureText, Recommendation


class CorrectedMeanwhile(Refused):
    """Somebody else corrected it first; `now` is the mark of how it is since."""

    def __init__(self, now: str) -> None:
        super().__init__(
            "Somebody else corrected this since you opened the page, as is said below. Check what "
            "you typed, then save again."
        )
        self.now = now


def check_correct(actor: Actor, inspection: Inspection) -> None:
    """Who may change the dates of a report that is out puts right what is wrong in it."""
    if not actor.is_administrator:
        raise Refused("Only an inspectorate administrator may correct a published inspection.")
    check_whose_report(actor, inspection)
    if inspection.released_at is None:
        raise Refused("This inspection is not published yet. Change it where you set it up.")


def check_corrects_something(changes: Sequence[object]) -> None:
    if not changes:
        raise Refused("Change what is wrong. It is still as it was.")


def check_as_seen(seen: str, now: str) -> None:
    """Who corrects something has seen it as it is."""
    if seen != now:
        raise CorrectedMeanwhile(now)


def check_no_circle(inspection: Inspection, earlier: Inspection, line: Collection[int]) -> None:
    """No inspection follows up itself, or what follows it up. `line` is what leads to the earlier.

    It has the earlier one itself, the one that this follows up, and so on.
    """
    if inspection.pk in line:
        raise Refused(
            f"{earlier.short_title} follows up this inspection, directly or through others. "
            "Choose another, or none."
        )


def check_follows_up(inspection: Inspection) -> None:
    """What takes up a recommendation of the inspection that is followed up keeps that there."""
    linked = inspection.recommendations.exclude(follows_up=None)
    left = linked.exclude(follows_up__inspection=inspection.follows_up_id or 0).in_order().first()
    if left is not None:
        raise Refused(
            f"{left} takes up one of the inspection that this one followed up. Correct that first."
        )


def check_take_away(recommendation: Recommendation, measures: Sequence[MeasureText | None]) -> None:
    """What a force gave a figure for stays, with the figure."""
    given = set(recommendation.measures.filter(figures__isnull=False).values_list("pk", flat=True))
    held = recommendation.measures.order_by("position")
    for measure, typed in zip(held, measures, strict=False):
        if typed is None and measure.pk in given:
            raise Refused(
                f"Figures are held for “{measure.name}”, so it cannot be removed. Correct its "
                "words instead."
            )
