"""An SVG drawn as a PNG, which Word takes everywhere; and the proof that the PDF will show it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from responses.images.errors import NotAPicture

if TYPE_CHECKING:
    from responses.images.svg import Svg

log = structlog.get_logger(__name__)

LONGEST_SIDE = 1000
TOO_LONG = (
    "The picture takes too long to draw. Ask whoever made it for a simpler one, or save it as a "
    "PNG."
)
NOT_DRAWN = "The picture cannot be drawn on paper as it is. Save it as a PNG, and upload that."

# More than the seconds of work that `apart` allows itself, since the machine may be busy.
SECONDS = 20

# A small file can ask for hours of drawing, so it is drawn apart, where it can be stopped.
DRAW = Path(__file__).with_name("apart.py")


def drawn(svg: Svg) -> bytes:
    """The PNG of an SVG that was rebuilt, in its own proportions. Raises NotAPicture."""
    scale = LONGEST_SIDE / max(svg.width, svg.height)
    size = [str(max(1, round(side * scale))) for side in (svg.width, svg.height)]
    done = _draw(svg, size)
    if done.returncode == -signal.SIGSEGV:
        # Seen once, of a picture that was drawn before and after: the fault of a library.
        log.warning("picture_drawn_again", signal="SIGSEGV")
        done = _draw(svg, size)
    if done.returncode == 0:
        return done.stdout
    raise NotAPicture(TOO_LONG if done.returncode == -signal.SIGXCPU else NOT_DRAWN)


def _draw(svg: Svg, size: list[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  # what runs is ours: the file only goes in as text
            [sys.executable, "-I", DRAW, *size],
            input=svg.content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise NotAPicture(TOO_LONG) from error
