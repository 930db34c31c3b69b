"""What content holds, part by part."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class InspectionContent(TypedDict):
    title: str
    short_title: str
    inspectorates: list[str]
    published_on: str
    url: str
    key_findings: str
    source: str
    licence: str
    # Not in what was signed before schema 3.
    scope_words: NotRequired[str]


class OfficerContent(TypedDict):
    invited_on: str | None
    wanted_by: str | None
    received_on: str | None
    received_from: str
    none_received: bool
    text: str
    reply: str


class FigureContent(TypedDict):
    """What the force gives of a measure; its standing is empty where it gives nothing."""

    name: str
    unit: str
    standing: str
    value: str
    period_ends_on: str | None
    note: str


class AnswerContent(TypedDict):
    number: str
    local_number: str
    heading: str
    kind: str
    asked: str
    is_summary: bool
    is_for_police: bool
    position: str
    position_words: str
    text: str
    reason: str
    planned_on: str | None
    answered_with: str | None
    answered_with_words: str
    officer_comment: str
    # Not in what was signed before schema 2.
    figures: NotRequired[list[FigureContent]]


class SignatureContent(TypedDict):
    """Who signs, as printed; `image` is the SHA-256 of the picture of their signature, if any."""

    name: str
    office: str
    dated_on: str | None
    image: NotRequired[str]


class LetterheadContent(TypedDict):
    """What a body prints on its letters; `logo` is the SHA-256 of the picture, if there is one."""

    name: str
    address: str
    accent: str
    logo: str
    logo_alt: str
    addressees: str
    salutation: str
    closing: str


class LetterContent(TypedDict):
    """How the letter arranges the rest; `left_out` are numbers of the report."""

    shape: str
    numbers: str
    quotation: str
    left_out: list[str]
    why_left_out: str
    letterhead: LetterheadContent


class Content(TypedDict):
    schema: int
    version: int
    inspection: InspectionContent
    force: str
    body: str
    due_on: str | None
    introduction: str
    conclusion: str
    chief_officer: OfficerContent | None
    answers: list[AnswerContent]
    signature: SignatureContent | None
    # Not in what was signed before schema 3, nor in what was recorded from a paper.
    letter: NotRequired[LetterContent]
