"""What a body may print on its letters, and whose signature stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from forces.actors import Actor
    from forces.models import PolicingBody

# For text of an ordinary size: WCAG 2.2, success criterion 1.4.3.
LEAST_CONTRAST = 4.5


def contrast_with_white(colour: str) -> float:
    """How far a colour (#rrggbb) stands out on white paper, from 1 to 21, as WCAG counts it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def check_has_letterhead(actor: Actor) -> None:
    if not actor.office_of:
        raise Refused("Only the office of a policing body has a letterhead here.")


def check_accent(colour: str) -> None:
    """Headings in the accent colour must be read on white paper."""
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        # Rounded down, so that no refused colour seems to reach what it must.
        said = int(contrast * 10) / 10
        raise Refused(
            f"This colour is too pale to be read on white paper: its contrast is {said} to 1, "
            f"and must be {LEAST_CONTRAST} to 1 or more. Choose a darker one."
        )


def check_logo_described(logo_alt: str, *, has_logo: bool) -> None:
    """A logo is told in words to whoever cannot see it; without one there is nothing to tell."""
    if has_logo and not logo_alt.strip():
        raise Refused("Say what the logo shows, for people who cannot see it.")
    if logo_alt.strip() and not has_logo:
        raise Refused("There is no logo that this tells of. Select one, or empty this box.")


def check_own_signature(actor: Actor, body: PolicingBody) -> None:
    """Whoever may sign for a body today keeps a picture of their signature, and only their own."""
    if body.force_id not in actor.signs_for:
        raise Refused(
            "Only someone who may sign for this body keeps a signature here, and only their own."
        )
