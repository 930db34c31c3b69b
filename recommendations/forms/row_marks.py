"""What a row of a round carries of what its reader was shown, and brings back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from recommendations.digests import digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recommendations.models.standings import Standing

# What is typed in a row, and what a draft of it holds.
TYPED = ("state", "text", "next_on", "moved_reason")


class Seen(NamedTuple):
    """How a recommendation stood when its row was shown, and a digest of what stood in the row."""

    mark: str
    digest: str

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """As it is now; without a date to be held to, a row has no box for a reason."""
        draft = standing.draft
        shown = TYPED if standing.held_to else TYPED[:-1]
        typed = {name: getattr(draft, name) for name in shown} if draft else {}
        return cls(standing.mark, digest_of_typed(typed))

    @classmethod
    def read(cls, sent: str) -> Self:
        """What a row brought back; one that was not on the page showed nothing."""
        mark, _, digest = sent.partition(" ")
        return cls(mark, digest or DIGEST_OF_NOTHING)

    def __str__(self) -> str:
        return f"{self.mark} {self.digest}"


def digest_of_typed(typed: Mapping[str, Any]) -> str:
    """The digest of a row; a field that it does not have is empty."""
    return digest_of(_as_sent(typed.get(name)) for name in TYPED)


def _as_sent(value: str | date | None) -> str:
    """A value as a browser sends it back, whatever line ends it has."""
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join((value or "").strip().splitlines())


DIGEST_OF_NOTHING = digest_of_typed({})
