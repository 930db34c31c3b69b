"""What inspections ask about a theme, as a table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings

from recommendations.follow_ups import chains

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.csv_text import Value
    from recommendations.follow_ups import Chain
    from recommendations.models import Recommendation

COLUMNS = (
    "Inspection", "Report published", "Recommendation", "Kind", "Heading", "Text", "Wording",
    "Takes up again", "Taken up again by", "Address",
)  # fmt: skip
AT_ONCE = 100


def theme_rows(asked: QuerySet[Recommendation], actor: Actor) -> Iterator[list[Value]]:
    """A heading, then a row for each recommendation, read so many at once with their chains."""
    yield list(COLUMNS)
    reading = asked.iterator(chunk_size=AT_ONCE)
    while some := list(islice(reading, AT_ONCE)):
        chain = chains(some, actor)
        yield from (_row(each, chain[each.pk]) for each in some)


def _row(recommendation: Recommendation, chain: Chain) -> list[Value]:
    inspection = recommendation.inspection
    place = f"#recommendation-{recommendation.position}"
    return [
        inspection.short_title,
        inspection.published_on,
        recommendation.number,
        recommendation.get_kind_display(),
        recommendation.heading,
        recommendation.text,
        recommendation.get_wording_display(),
        _named(chain.earlier),
        _named(chain.later),
        settings.SITE_URL + inspection.get_absolute_url() + place,
    ]


def _named(linked: Iterable[Recommendation]) -> str:
    return "; ".join(f"{each.inspection.short_title}, {each.in_a_sentence}" for each in linked)
