"""The colour of a body's letterhead, from a letter's HTML to the style sheets that use it."""

from __future__ import annotations

import re

_ACCENT = re.compile(r'<body[^>]* data-accent="(#[0-9a-fA-F]{6})"')


def accent_rule(html: str) -> str:
    """The rule that makes it known to style sheets; nothing where the letter names none."""
    said = _ACCENT.search(html)
    return f":root {{ --accent: {said[1]} }}" if said else ""
