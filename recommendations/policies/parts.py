from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from forces.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence


class PartRefused(Refused):
    """Parts do not fit their recommendation; `place`, from 1, is the part to look at."""

    def __init__(self, sentence: str, place: int) -> None:
        super().__init__(sentence)
        self.place = place


def check_parts(texts: Sequence[str], whole: str) -> None:
    """The parts quote all of the recommendation, word for word and in its order.

    What fell between them would be addressed to nobody, so that section 55(5B) asked nothing of
    it. Line breaks and runs of spaces do not matter.
    """
    if not texts:
        raise Refused("A recommendation has at least one part, with who it is addressed to.")
    rest = _on_one_line(whole)
    for place, text in enumerate(texts, start=1):
        part = _on_one_line(text)
        if not part or part not in rest:
            raise PartRefused(
                "The text must be a stretch of the recommendation’s text, word for word, and come "
                "after the parts above it.",
                place,
            )
        before, _, rest = rest.partition(part)
        if before.strip():
            raise PartRefused(_left_out("before", before), place)
    if rest.strip():
        raise PartRefused(_left_out("after", rest), len(texts))


def _left_out(where: str, stretch: str) -> str:
    return (
        f"The parts must quote the whole text. What stands {where} this one is left out: "
        f"“{shorten(stretch, 200, placeholder=' …')}”"
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
