"""An SVG drawn as a PNG, which Word takes everywhere, and which proves that it draws at all."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from responses.images.errors import NotAPicture

if TYPE_CHECKING:
    from responses.images.svg import Svg

LONGEST_SIDE = 1000
SECONDS = 10

# A small file can ask for hours of drawing, so it is drawn apart, where it can be stopped.
_DRAW = f"""
import resource, sys
from resvg_py import svg_to_bytes
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
width, height = map(int, sys.argv[1:])
svg = sys.stdin.buffer.read().decode()
png = svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=width, height=height)
sys.stdout.buffer.write(png)
"""


def drawn(svg: Svg) -> bytes:
    """The PNG of an SVG that was rebuilt, in its own proportions. Raises NotAPicture."""
    scale = LONGEST_SIDE / max(svg.width, svg.height)
    size = [str(max(1, round(side * scale))) for side in (svg.width, svg.height)]
    try:
        done = subprocess.run(  # noqa: S603  # what runs is ours: the file only goes in as text
            [sys.executable, "-I", "-c", _DRAW, *size],
            input=svg.content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise NotAPicture(
            "The picture takes too long to draw. Ask whoever made it for a simpler one, or save "
            "it as a PNG."
        ) from error
    except subprocess.CalledProcessError as error:
        raise NotAPicture(
            "The picture cannot be drawn. Save it as a PNG, and upload that."
        ) from error
    return done.stdout
