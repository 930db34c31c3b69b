"""Every response that is owed, as a table: how it stands, and what is public of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Subquery

from reports.exports.concerning import CONCERNING, concerning
from reports.facts import facts, page_of, stands
from reports.standing import standing
from responses.choices import CopyTo
from responses.models import Copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from forces.csv_text import Value

RESPONSE_COLUMNS = (
    *CONCERNING, "Last day", "Standing", "Standing code", "First published",
    "Lateness", "Lateness code", "Lateness days", "As of", "Version", "Version published",
    "Also published at", "Signed by", "Office", "Dated", "Copied to the inspectors of constabulary",
    "Copied to the Home Secretary", "SHA-256", "Address",
)  # fmt: skip
AT_ONCE = 500


def _sent_on(to: CopyTo) -> Subquery:
    copies = Copy.objects.filter(version=OuterRef("published_version"), to=to)
    return Subquery(copies.values("sent_on")[:1])


# What is published now, in the order of the columns.
VERSION: dict[str, Any] = {
    "its_number": F("published_version__number"),
    "its_day": F("published_version__publication__published_on"),
    "its_other_address": F("published_version__publication__url"),
    "its_signer": F("published_version__signer_name"),
    "its_office": F("published_version__signer_office"),
    "its_date": F("published_version__dated_on"),
    "its_copy_to_inspectors": _sent_on(CopyTo.INSPECTORS),
    "its_copy_to_secretary": _sent_on(CopyTo.SECRETARY_OF_STATE),
    "its_hash": F("published_version__sha256"),
}


def response_rows(inspection: str, *, on: date) -> Iterator[list[Value]]:
    """A heading, then a row for each response. One query, read so many rows at once."""
    yield list(RESPONSE_COLUMNS)
    responses = facts(inspection).prefetch_related(None).annotate(**VERSION)
    for response in responses.iterator(chunk_size=AT_ONCE):
        yield _row(response, on)


def _row(response: Any, on: date) -> list[Value]:
    lateness = response.lateness(on)
    return [
        *concerning(response),
        response.due_on,
        standing(response),
        stands(response).value,
        response.published_on,
        str(lateness),
        lateness.code,
        lateness.counted_days,
        on,
        *(getattr(response, name) for name in VERSION),
        page_of(response),
    ]
