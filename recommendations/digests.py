"""What somebody was shown of a draft, short enough for a page or a file to bring it back."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def digest_of(values: Iterable[str]) -> str:
    """Another one whenever one of the values is another."""
    return sha256(repr(list(values)).encode()).hexdigest()[:16]
