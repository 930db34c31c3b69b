"""When the chief officer’s comments may be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from datetime import date

    from responses.models import ChiefOfficerComments


def check_same_invitation(seen: str, now: str) -> None:
    """Nobody is invited twice because two people, or one person twice, pressed the button."""
    if seen != now:
        raise Refused(
            "The invitation was changed or sent since you opened this page. "
            "Open the page again to see how it stands."
        )


def check_invite(
    comments: ChiefOfficerComments, *, contacts: int, wanted_by: date, on: date
) -> None:
    """Somebody at the force can be mailed, and asked for what is not here by a day to come."""
    if comments.are_here:
        raise Refused("Comments are here already, so there is nothing to invite.")
    if not contacts:
        raise Refused("Nobody at the force has an account here, so nobody can be mailed.")
    check_wanted_by(wanted_by, on=on)


def check_wanted_by(wanted_by: date, *, on: date) -> None:
    if wanted_by < on:
        raise Refused("The date they are wanted by must be today or later.")


def check_invited_on(invited_on: date, *, on: date) -> None:
    if invited_on > on:
        raise Refused("The date of the invitation must be today or in the past.")


def check_time_to_comment(invited_on: date, wanted_by: date) -> None:
    if wanted_by < invited_on:
        raise Refused("The date they are wanted by must be the date of the invitation or later.")
