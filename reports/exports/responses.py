"""Every response that is owed, as a table: how it stands, and what is public of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.facts import facts, page_of, stands
from reports.standing import standing
from responses.choices import CopyTo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reports.exports.streaming import Value
    from responses.models import Response, SignedVersion

RESPONSE_COLUMNS = (
    "Inspection", "Inspection code", "Report published", "Demonstration", "Force", "Force code",
    "ONS code", "Policing body", "Last day", "Standing", "Standing code", "First published",
    "Lateness", "Lateness code", "Lateness days", "As of", "Version", "Version published",
    "Also published at", "Signed by", "Office", "Dated", "Copied to the inspectors of constabulary",
    "Copied to the Home Secretary", "SHA-256", "Address",
)  # fmt: skip
AT_ONCE = 500


def response_rows(inspection: str, *, on: date) -> Iterator[list[Value]]:
    """A heading, then a row for each response, read so many at once."""
    yield list(RESPONSE_COLUMNS)
    for response in facts(inspection).iterator(chunk_size=AT_ONCE):
        yield _row(response, on)


def _row(response: Response, on: date) -> list[Value]:
    inspection, force = response.inspection, response.force
    lateness = response.lateness(on)
    return [
        inspection.title,
        inspection.slug,
        inspection.published_on,
        "yes" if inspection.is_demonstration else "no",
        force.name,
        force.slug,
        force.ons_code,
        response.body.name,
        response.due_on,
        standing(response),
        stands(response).value,
        response.published_on,
        str(lateness),
        lateness.code,
        lateness.days,
        on,
        *_version(response.published_version),
        page_of(response),
    ]


def _version(version: SignedVersion | None) -> list[Value]:
    if version is None:
        return [None] * 9
    sent = {copy.to: copy.sent_on for copy in version.copies.all()}
    return [
        version.number,
        version.publication.published_on,
        version.publication.url,
        version.signer_name,
        version.signer_office,
        version.dated_on,
        sent.get(CopyTo.INSPECTORS),
        sent.get(CopyTo.SECRETARY_OF_STATE),
        version.sha256,
    ]
