"""What programs with a token are sent, of progress and of what inspectors say of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from ninja import Field, Schema

from recommendations.choices import About, Decision, Standing, State, Verdict
from reports.searches import Kind
from responses.choices import Position

Entry = TypeVar("Entry")


class Part(Schema, Generic[Entry]):
    """A part of a list, the oldest first: at most 100 entries."""

    next: str | None = Field(description="The address of the part that comes after this one")
    results: list[Entry]


class Whose(Schema):
    """What an entry is about."""

    id: int
    inspection: str = Field(description="The code of the inspection")
    recommendation: str = Field(description="The number of the recommendation, a label")
    force: str = Field(description="The code of the force")
    address: str = Field(description="The page on which people read it")


class Update(Whose):
    as_at: date
    state: State = Field(description="The state that the force claims")
    text: str
    next_on: date | None = Field(description="The next date that it gives")
    moved_reason: str = Field(description="Why that date was moved, where it was")
    submitted_at: datetime


class Assessment(Whose):
    verdict: Verdict
    reason: str
    assessed_on: date
    superseded_by: str | None = Field(description="The code of a later inspection")
    update: int | None = Field(description="The claim that was assessed, where there was one")


class Closure(Whose):
    reason: str
    proposed_at: datetime
    decision: Decision | None = Field(description="Null: proposed, and not yet decided")
    decision_reason: str
    decided_at: datetime | None
    reopened_at: datetime | None
    reopened_reason: str


class Reply(Schema):
    text: str
    at: datetime


class Question(Whose):
    about: About
    version: int | None = Field(description="The version of the response, if it is about that")
    update: int | None = Field(description="The update, if it is about that")
    text: str
    asked_at: datetime
    reply_by: date
    withdrawn_at: datetime | None
    withdrawn_reason: str
    reply: Reply | None


class Figure(Whose):
    measure: str
    definition: str
    unit: str
    twelve_months_to: date
    standing: Standing
    value: Decimal | None = Field(description="Null unless the standing is a number")
    note: str


class Cell(Schema):
    recommendation: str
    position: Position | None = Field(description="Of the published answer; null: it says nothing")
    planned_on: date | None
    state: State | None = Field(description="The progress claimed; null: none yet")
    as_at: date | None
    verdict: Verdict | None = Field(description="What inspectors say of it; null: nothing yet")
    has_said_more: bool = Field(description="Whether the force has, since the verdict")
    closed_on: date | None


class Row(Schema):
    force: str
    name: str
    region: str
    lateness: str | None = Field(description="Null where the force owes no response")
    published_on: date | None
    cells: list[Cell]


class Matrix(Schema):
    inspection: str
    as_of: date
    rows: list[Row]


class Found(Schema):
    kind: Kind
    title: str
    inspection: str
    force: str | None
    dated_on: date | None
    snippet: str = Field(description="HTML: escaped words, those that were looked for in <mark>")
    address: str


class Search(Schema):
    """The best 100 at most."""

    count: int
    cut_short: list[Kind] = Field(
        description="Kinds of which only the newest were read, since the words are in too many"
    )
    results: list[Found]
