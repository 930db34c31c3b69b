from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused
from recommendations.choices import CountingRule, Scope

if TYPE_CHECKING:
    from datetime import date

    from forces.actors import Actor
    from recommendations.models import Inspection, Recommendation
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


def check_set_themes(actor: Actor) -> None:
    """What a recommendation is about is said by administrators, also once it is published."""
    if not actor.is_administrator:
        raise Refused("Only an inspectorate administrator may change themes.")


def check_redate(actor: Actor, inspection: Inspection) -> None:
    """An administrator of an inspectorate whose report it is changes its dates once it is out."""
    if not actor.is_administrator:
        raise Refused("Only an inspectorate administrator may change dates and last days.")
    check_whose_report(actor, inspection)
    check_released(inspection)


def check_whose_report(actor: Actor, inspection: Inspection) -> None:
    if not inspection.inspectorates.filter(pk__in=actor.administers).exists():
        raise Refused("Only an administrator of an inspectorate whose report this is may do that.")


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


def check_forces(scope: str, count: int) -> None:
    """An inspection of one force concerns exactly one; a national one may get its forces later."""
    if scope == Scope.ONE_FORCE and count != 1:
        raise Refused("An inspection of one force must concern exactly one force.")


def check_concerned(scope: str, count: int) -> None:
    """A report that is out concerns somebody."""
    if not count:
        raise Refused("Select at least one force.")
    check_forces(scope, count)


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
