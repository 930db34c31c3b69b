"""The made-up words of the demonstration, from responses/data/demonstration.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from responses.choices import ACTION, Position

if TYPE_CHECKING:
    from random import Random

    from recommendations.choices import State
    from recommendations.models import Recommendation

DATA = Path(__file__).parent.parent / "data" / "demonstration.toml"

# How often each position is taken, among those that a recommendation has words for.
OFTEN = {
    Position.IN_PLACE: 3,
    Position.UNDER_WAY: 6,
    Position.PLANNED: 3,
    Position.CONSIDERED: 1,
    Position.NO_ACTION: 1,
    Position.ANSWERED_WITH: 2,
    Position.ELSEWHERE: 1,
}


@dataclass(frozen=True)
class Words:
    entries: dict[str, Any]

    @classmethod
    def read(cls) -> Words:
        return cls(tomllib.loads(DATA.read_text(encoding="utf-8")))

    def one(self, key: str, rng: Random) -> str:
        """One of the texts under a key."""
        text: str = rng.choice(self.entries[key])
        return text

    def progress(self, state: State, rng: Random) -> str:
        text: str = rng.choice(self.entries["progress"][state])
        return text

    def answer(self, recommendation: Recommendation, rng: Random) -> dict[str, Any]:
        """The fields of an answer to a recommendation, in one of the positions that have words."""
        slug = recommendation.inspection.slug
        texts: dict[str, str] = self.entries["answers"][slug][recommendation.number]
        places = [Position(key) for key in texts]
        position = rng.choices(places, [OFTEN[place] for place in places])[0]
        text = texts[position]
        if position == Position.ANSWERED_WITH:
            other = recommendation.inspection.recommendations.get(number=text)
            return {"position": position, "answered_with": other}
        if position in ACTION or position == Position.ELSEWHERE:
            return {"position": position, "text": text}
        return {"position": position, "reason": text}
