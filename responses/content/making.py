"""Content made from the working record as it stands."""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from recommendations.models.figures import in_figures
from recommendations.rows import measures_of, recommendations_of
from responses.choices import ACCENT, SELECTS, Numbers, Position, Quotation, Shape
from responses.content.rows import (
    answers_in,
    comments_in,
    figures_given,
    inspectorates_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from forces.models import PolicingBody
    from recommendations.models import Figure, Measure, Recommendation
    from responses.content.parts import (
        AnswerContent,
        Content,
        FigureContent,
        InspectionContent,
        LetterContent,
        LetterheadContent,
        OfficerContent,
    )
    from responses.models import LetterChoice, Letterhead, Response

SCHEMA = 3


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _inspection(response: Response) -> InspectionContent:
    inspection = response.inspection
    choice = getattr(response, "letter_choice", None)
    return {
        "title": inspection.title,
        "short_title": inspection.short_title,
        "inspectorates": [str(each) for each in inspectorates_of(inspection.pk)],
        "published_on": inspection.published_on.isoformat(),
        "url": inspection.url or (choice.report_url if choice else ""),
        "key_findings": inspection.key_findings,
        "source": inspection.source,
        "licence": inspection.licence,
        "scope_words": inspection.get_scope_display(),
    }


def _chief_officer(response: Response) -> OfficerContent | None:
    comments = getattr(response, "chief_officer", None)
    if comments is None:
        return None
    return {
        "invited_on": _iso(comments.invited_on),
        "wanted_by": _iso(comments.wanted_by),
        "received_on": _iso(comments.received_on),
        "received_from": comments.received_from,
        "none_received": comments.none_received,
        "text": comments.text,
        "reply": comments.reply,
    }


def _figure(measure: Measure, figure: Figure | None) -> FigureContent:
    value = figure.value if figure else None
    return {
        "name": measure.name,
        "unit": measure.unit,
        "standing": figure.standing if figure else "",
        "value": "" if value is None else in_figures(value),
        "period_ends_on": _iso(figure.period_ends_on) if figure else None,
        "note": figure.note if figure else "",
    }


def _figures(response: Response) -> dict[int, list[FigureContent]]:
    """What is given of each measure, in order, by the id of the recommendation that asks for it."""
    measures = measures_of(response.inspection_id)
    rows = figures_given(response.inspection_id, response.body.force_id) if measures else []
    given = {figure.measure_id: figure for figure in rows}
    found: dict[int, list[FigureContent]] = defaultdict(list)
    for measure in measures:
        found[measure.recommendation_id].append(_figure(measure, given.get(measure.pk)))
    return found


def _answers(response: Response, asked: Sequence[Recommendation]) -> list[AnswerContent]:
    recommendations = {each.pk: each for each in asked}
    answers = {answer.recommendation_id: answer for answer in answers_in(response.pk)}
    comments = dict(comments_in(response.pk))
    figures = _figures(response)
    rows: list[AnswerContent] = []
    for recommendation in asked:
        answer = answers.get(recommendation.pk)
        position = answer.position if answer else ""
        other = answer.answered_with_id if answer else None
        with_other = recommendations[other] if other else None
        rows.append(
            {
                "number": recommendation.number,
                "local_number": answer.local_number if answer else "",
                "heading": recommendation.heading,
                "kind": recommendation.get_kind_display(),
                "asked": recommendation.text,
                "is_summary": recommendation.is_summary,
                "is_for_police": recommendation.is_for_police,
                "position": position,
                "position_words": Position(position).label if position else "",
                "text": answer.text if answer else "",
                "reason": answer.reason if answer else "",
                "planned_on": _iso(answer.planned_on) if answer else None,
                "answered_with": with_other.number if with_other else None,
                "answered_with_words": with_other.in_a_sentence if with_other else "",
                "officer_comment": comments.get(recommendation.pk, ""),
                "figures": figures.get(recommendation.pk, []),
            }
        )
    return rows


def shape_of(content: Content) -> str:
    """In which shape this content is a letter."""
    return content["letter"]["shape"] if "letter" in content else Shape.REPORT


def bare_letterhead(name: str) -> LetterheadContent:
    """What is printed where nothing is set: a name alone."""
    return {
        "name": name,
        "address": "",
        "accent": ACCENT,
        "logo": "",
        "logo_alt": "",
        "addressees": "",
        "salutation": "",
        "closing": "",
    }


def letterhead_of(body: PolicingBody) -> LetterheadContent:
    """What a body prints on its letters."""
    held: Letterhead | None = getattr(body, "letterhead", None)
    if held is None:
        return bare_letterhead(body.name)
    return {
        "name": held.name or body.name,
        "address": held.address,
        "accent": held.accent,
        "logo": held.logo.sha256 if held.logo else "",
        "logo_alt": held.logo_alt,
        "addressees": held.addressees,
        "salutation": held.salutation,
        "closing": held.closing,
    }


def shape_of_body(response: Response) -> Shape:
    """The shape that the letters of its body have, where nothing else is chosen."""
    letterhead: Letterhead | None = getattr(response.body, "letterhead", None)
    return Shape(letterhead.shape) if letterhead else Shape.REPORT


def _letter(response: Response, asked: Sequence[Recommendation], shape: str) -> LetterContent:
    """What was chosen for the response, or else what its body always does; or else in `shape`."""
    choice: LetterChoice | None = getattr(response, "letter_choice", None)
    shape = shape or (choice.shape if choice else "") or shape_of_body(response)
    ids = set(choice.left_out) if choice and shape in SELECTS else set()
    left_out = [each.number for each in asked if each.pk in ids]
    return {
        "shape": str(shape),
        "numbers": str(choice.numbers if choice else Numbers.NATIONAL),
        "quotation": str(choice.quotation if choice else Quotation.FULL),
        "left_out": left_out,
        "why_left_out": choice.why_left_out if choice and left_out else "",
        "letterhead": letterhead_of(response.body),
    }


def content_of(response: Response, *, shape: str = "") -> Content:
    """The content of the draft as it stands, not signed by anyone; also as of another shape."""
    return contents_in(response, [shape])[0]


def contents_in(response: Response, shapes: Sequence[str]) -> list[Content]:
    """The same for each of several shapes, for no more queries than for one."""
    asked = recommendations_of(response.inspection_id)
    content: Content = {
        "schema": SCHEMA,
        "version": response.draft_number,
        "inspection": _inspection(response),
        "force": response.force.name_on(response.inspection.published_on),
        "body": response.body.name,
        "due_on": _iso(response.due_on),
        "introduction": response.introduction,
        "conclusion": response.conclusion,
        "chief_officer": _chief_officer(response),
        "answers": _answers(response, asked),
        "signature": None,
    }
    if response.is_recorded:
        return [content for _ in shapes]
    return [{**content, "letter": _letter(response, asked, shape)} for shape in shapes]


def digest(content: Content, html: str = "") -> str:
    """SHA-256 (hex) over the canonical form: JSON, keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(
        {"content": content, "html": html},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return sha256(canonical.encode()).hexdigest()
