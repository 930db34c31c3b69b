"""Rows of the database as programs are sent them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from reports.api import schemas
from reports.facts import page_of, stands
from responses.choices import CopyTo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from forces import models as forces
    from recommendations.models import Inspection, Recommendation
    from responses.models import Copy, Response, SignedVersion


def inspection(row: Inspection) -> schemas.InspectionListed:
    return schemas.InspectionListed(
        code=row.slug,
        title=row.title,
        short_title=row.short_title,
        inspectorates=[str(inspectorate) for inspectorate in row.inspectorates.all()],
        published_on=row.published_on,
        last_day=row.due_on,
        is_demonstration=row.is_demonstration,
        address=_page_of_inspection(row),
    )


def inspection_in_full(row: Inspection) -> schemas.InspectionDetail:
    return schemas.InspectionDetail(
        **dict(inspection(row)),
        report=row.url,
        working=row.working,
        source=row.source,
        licence=row.licence,
        recommendations=[_recommendation(each) for each in row.recommendations.all()],
    )


def response(row: Response, on: date) -> schemas.ResponseListed:
    version, lateness = row.published_version, row.lateness(on)
    return schemas.ResponseListed(
        inspection=row.inspection.slug,
        force=_force(row.force),
        body=row.body.name,
        last_day=row.due_on,
        standing=stands(row),
        first_published_on=row.published_on,
        lateness=schemas.Lateness(
            code=lateness.code, days=lateness.counted_days, words=str(lateness), as_of=on
        ),
        version=_version(version, row) if version else None,
        address=page_of(row),
    )


def response_in_full(
    row: Response, versions: Sequence[SignedVersion], on: date
) -> schemas.ResponseDetail:
    """A response with all its published versions, the newest first, and the words of that one."""
    old = getattr(row, "old", None)
    return schemas.ResponseDetail(
        **dict(response(row, on)),
        is_retold=bool(old and old.is_retold),
        content=schemas.Content.model_validate(versions[0].content) if versions else None,
        versions=[_version(version, row) for version in versions],
    )


def publication(version: SignedVersion) -> schemas.Publication:
    row = version.response
    return schemas.Publication(
        inspection=row.inspection.slug,
        force=_force(row.force),
        body=row.body.name,
        version=_version(version, row),
    )


def _page_of_inspection(row: Inspection) -> str:
    return settings.SITE_URL + reverse("register_inspection", args=[row.slug])


def _recommendation(row: Recommendation) -> schemas.Recommendation:
    parts = row.parts.all()
    addressees = {addressee.name: None for part in parts for addressee in part.addressees.all()}
    return schemas.Recommendation(
        number=row.number,
        heading=row.heading,
        kind=row.get_kind_display(),
        text=row.text,
        is_summary=row.is_summary,
        addressed_to=list(addressees),
        is_for_police=row.is_for_police,
        address=settings.SITE_URL
        + reverse("register_recommendation", args=[row.inspection.slug, row.number]),
    )


def _force(row: forces.Force) -> schemas.Force:
    return schemas.Force(code=row.slug, name=row.name, ons_code=row.ons_code)


def _version(version: SignedVersion, row: Response) -> schemas.Version:
    place = [row.inspection.slug, row.force.slug, version.number]
    return schemas.Version(
        number=version.number,
        published_on=version.publication.published_on,
        published_at=version.publication.at,
        also_published_at=version.publication.url,
        signed_by=version.signer_name,
        office=version.signer_office,
        dated_on=version.dated_on,
        sha256=version.sha256,
        copies=[_copy(copy) for copy in sorted(version.copies.all(), key=lambda copy: copy.to)],
        address=settings.SITE_URL + reverse("register_version", args=place),
    )


def _copy(row: Copy) -> schemas.Copy:
    return schemas.Copy(to=CopyTo(row.to), sent_on=row.sent_on)
