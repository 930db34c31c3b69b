"""The text of a file that somebody sends."""

from __future__ import annotations


def text_of(name: str, content: bytes) -> str:
    """The text of a letter. Raises Unreadable with a sentence."""
    return content.decode("utf-8", errors="replace")
