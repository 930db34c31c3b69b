"""Rows of the database as programs with a token are sent them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.urls import reverse

from recommendations.choices import About, Decision, Standing, State, Verdict
from reports.api import private_schemas as schemas
from reports.progress import NONE
from responses.choices import Position

if TYPE_CHECKING:
    from datetime import datetime

    from forces.models import Force
    from recommendations import models
    from reports.matrix import Matrix, Row
    from reports.searches import Hits, Passage


def _whose(row: Any, recommendation: models.Recommendation, force: Force) -> dict[str, Any]:
    place = [recommendation.inspection.slug, force.slug, recommendation.number]
    return {
        "id": row.pk,
        "inspection": recommendation.inspection.slug,
        "recommendation": recommendation.number,
        "force": force.slug,
        "address": settings.SITE_URL + reverse("progress_history", args=place),
    }


def update(row: models.ProgressUpdate) -> schemas.Update:
    return schemas.Update(
        **_whose(row, row.recommendation, row.force),
        as_at=row.as_at,
        state=State(row.state),
        text=row.text,
        next_on=row.next_on,
        moved_reason=row.moved_reason,
        submitted_at=cast("datetime", row.submitted_at),
    )


def assessment(row: models.Assessment) -> schemas.Assessment:
    later = row.superseded_by
    return schemas.Assessment(
        **_whose(row, row.recommendation, row.force),
        verdict=Verdict(row.verdict),
        reason=row.reason,
        assessed_on=row.assessed_on,
        superseded_by=later.slug if later and later.is_released else None,
        update=row.update_id,
    )


def closure(row: models.Closure) -> schemas.Closure:
    return schemas.Closure(
        **_whose(row, row.recommendation, row.force),
        reason=row.reason,
        proposed_at=row.proposed_at,
        decision=Decision(row.decision) if row.decision else None,
        decision_reason=row.decision_reason,
        decided_at=row.decided_at,
        reopened_at=row.reopened_at,
        reopened_reason=row.reopened_reason,
    )


def question(row: models.Question) -> schemas.Question:
    reply = getattr(row, "reply", None)
    return schemas.Question(
        **_whose(row, row.recommendation, row.force),
        about=About(row.about),
        version=row.version_number,
        update=row.update_id,
        text=row.text,
        asked_at=row.asked_at,
        reply_by=row.reply_by,
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        reply=schemas.Reply(text=reply.text, at=reply.at) if reply else None,
    )


def figure(row: models.Figure) -> schemas.Figure:
    measure = row.measure
    return schemas.Figure(
        **_whose(row, measure.recommendation, row.force),
        measure=measure.name,
        definition=measure.definition,
        unit=measure.unit,
        twelve_months_to=row.period_ends_on,
        standing=Standing(row.standing),
        value=row.value,
        note=row.note,
    )


def matrix(found: Matrix) -> schemas.Matrix:
    return schemas.Matrix(
        inspection=found.inspection.slug,
        as_of=found.on,
        rows=[_row(row, found.recommendations) for row in found.rows],
    )


def _row(row: Row, recommendations: list[models.Recommendation]) -> schemas.Row:
    return schemas.Row(
        force=row.force.slug,
        name=row.force.name,
        region=row.force.region,
        lateness=str(row.lateness) if row.lateness else None,
        published_on=row.published_on,
        cells=[_cell(row, each) for each in recommendations],
    )


def _cell(row: Row, recommendation: models.Recommendation) -> schemas.Cell:
    said = row.said.get(recommendation.pk)
    progress = row.progress.get(recommendation.pk, NONE)
    return schemas.Cell(
        recommendation=recommendation.number,
        position=Position(said.position) if said and said.position else None,
        planned_on=said.planned_on if said else None,
        state=State(progress.state) if progress.state else None,
        as_at=progress.as_at,
        verdict=Verdict(progress.verdict) if progress.verdict else None,
        has_said_more=progress.has_said_more,
        closed_on=progress.closed_on,
    )


def search(hits: Hits, passages: list[Passage]) -> schemas.Search:
    return schemas.Search(
        count=len(hits.found),
        cut_short=hits.cut_short,
        results=[
            schemas.Found(
                kind=each.kind,
                title=each.title,
                inspection=each.inspection.slug,
                force=each.force.slug if each.force else None,
                dated_on=each.day,
                snippet=str(each.snippet),
                address=settings.SITE_URL + each.address,
            )
            for each in passages
        ],
    )
