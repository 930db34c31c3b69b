"""What programs are sent. The description of the interface is made from these."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, TypeVar

from ninja import Field, Schema

from reports.facts import Stands
from responses.choices import CopyTo

Entry = TypeVar("Entry")


class Problem(Schema):
    detail: str


class Listing(Schema, Generic[Entry]):
    """A part of a list: at most 50 entries."""

    count: int = Field(description="How many entries there are in all")
    next: str | None = Field(description="The address of the part that comes after this one")
    previous: str | None
    results: list[Entry]


class InspectionListed(Schema):
    code: str = Field(description="Its name in addresses")
    title: str
    short_title: str
    inspectorates: list[str]
    published_on: date
    last_day: date = Field(description="The last day for responses, by the Police Act 1996, s.55")
    is_demonstration: bool = Field(description="Made up, to show what the register can do")
    address: str = Field(description="Its page in the register")


class Recommendation(Schema):
    number: str = Field(description="A label, as the report gives it: 4, AFI 2")
    heading: str
    kind: str
    text: str
    is_summary: bool = Field(description="Whether the text is a summary, not the official wording")
    addressed_to: list[str]
    is_for_police: bool = Field(description="Whether some of it is addressed to police forces")
    address: str


class InspectionDetail(InspectionListed):
    report: str = Field(description="The address of the report; empty where none is known")
    working: str = Field(description="How the last day was worked out")
    source: str = Field(description="Where the wording of the recommendations is from")
    licence: str
    recommendations: list[Recommendation]


class Force(Schema):
    code: str
    name: str
    ons_code: str


class Lateness(Schema):
    """How a response stands against its last day. What counts is publication."""

    code: str = Field(
        description="no_deadline, on_time, due_soon, late, published_on_time, published_late, "
        "published_late_at_least or unknown"
    )
    days: int | None = Field(
        description="How many days are left, or late. Null where that cannot be told"
    )
    words: str
    as_of: date


class Copy(Schema):
    to: CopyTo
    sent_on: date | None = Field(description="Null where it is not recorded")


class Version(Schema):
    number: int
    published_on: date | None = Field(description="Null where it is not known")
    published_at: datetime = Field(description="The moment from which it is in the register")
    also_published_at: str = Field(description="An address elsewhere, or empty")
    signed_by: str = Field(description="Empty where the response does not say")
    office: str
    dated_on: date | None
    sha256: str = Field(description="Of what was signed, content and letter")
    copies: list[Copy]
    address: str


class ResponseListed(Schema):
    inspection: str = Field(description="The code of the inspection")
    force: Force
    body: str
    last_day: date | None = Field(description="Null where no law sets this body one")
    standing: Stands
    first_published_on: date | None
    lateness: Lateness
    version: Version | None = Field(description="What is published now")
    address: str


class ChiefOfficer(Schema):
    invited_on: date | None
    wanted_by: date | None
    received_on: date | None
    received_from: str
    none_received: bool
    text: str
    reply: str = Field(description="What the policing body replies")


class Figure(Schema):
    name: str
    unit: str
    standing: str = Field(description="number, nil, not_held, awaited, or empty")
    value: str
    period_ends_on: date | None
    note: str


class Answer(Schema):
    number: str = Field(description="The recommendation that is answered")
    local_number: str = Field(description="Its number in the response, where that is another")
    heading: str
    kind: str
    asked: str = Field(description="The recommendation, as it was when the response was signed")
    is_summary: bool
    is_for_police: bool
    position: str = Field(description="What is done; empty where the response does not say")
    position_words: str
    text: str = Field(description="In a little Markdown, like all longer texts")
    reason: str = Field(description="Why nothing is done, where nothing is")
    planned_on: date | None
    answered_with: str | None = Field(description="The number under which this is answered too")
    officer_comment: str = Field(description="What the chief officer says of it")
    figures: list[Figure] = []


class Content(Schema):
    """The words of a response, as they were signed."""

    force: str
    body: str
    introduction: str
    conclusion: str
    chief_officer: ChiefOfficer | None
    answers: list[Answer]


class ResponseDetail(ResponseListed):
    is_retold: bool = Field(
        description="Whether an old response is told in other, shorter words than its own"
    )
    content: Content | None
    versions: list[Version] = Field(description="All that were published, the newest first")


class Publication(Schema):
    inspection: str
    force: Force
    body: str
    version: Version


class Inspections(Listing[InspectionListed]):
    pass


class Responses(Listing[ResponseListed]):
    pass


class Publications(Listing[Publication]):
    pass
