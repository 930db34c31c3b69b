"""A full matrix for scripts.bench: every force answers everything and claims progress."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle

from django.db import connection
from django.utils import timezone

from forces.choices import Role
from forces.models import Force, User
from recommendations.choices import State
from recommendations.models import CurrentProgress, Inspection, ProgressUpdate
from responses import letters
from responses.choices import ACCENT, Numbers, Position, Quotation, Shape, Status
from responses.content import LetterContent
from responses.models import OldResponse, Response, SignedVersion
from responses.models.recording import Record, RecordedAnswer, record

FULL = "rape-response-phase-1"
STATEMENT = (
    "The force has begun this work. A board led by a chief officer follows it each month, and the "
    "commissioner's office attends. What it learns goes into policy and into training, and the "
    "services that support victims are asked whether they see a difference."
)
POSITIONS = (Position.IN_PLACE, Position.UNDER_WAY, Position.PLANNED, Position.CONSIDERED)


def open_responses() -> tuple[Response, Response]:
    """A response of the demonstration that Cheshire drafts, and one that waits for a signature."""
    shown = Response.objects.filter(inspection__is_demonstration=True)
    drafting = shown.filter(body__force__slug="cheshire", status=Status.DRAFTING).latest("due_on")
    return drafting, shown.waiting_for_signature().select_related("body").latest("pk")


def people(waiting: Response) -> tuple[str, str, str]:
    """The addresses of an inspector, of Cheshire's drafter and of who may sign what waits."""
    return (
        inspector().email,
        User.objects.get(
            memberships__role=Role.DRAFTER, memberships__body__force__slug="cheshire"
        ).email,
        waiting.body.memberships.filter(role=Role.SIGNATORY).earliest("pk").user.email,
    )


def inspector() -> User:
    return User.objects.filter(memberships__role=Role.INSPECTOR).earliest("pk")


def contact() -> str:
    """The address of somebody of Cheshire's force."""
    people = User.objects.filter(memberships__role=Role.FORCE_CONTACT)
    return people.filter(memberships__force__slug="cheshire").earliest("pk").email


def fill() -> None:
    """Publish an answer to everything for every force that has none yet, with progress.

    The statistics by which the database plans are brought up to date, as they are after a day.
    """
    inspection = Inspection.objects.get(slug=FULL)
    now, user = timezone.now(), inspector()
    recommendations = list(inspection.recommendations.all())
    positions, states = cycle(POSITIONS), cycle(State)
    for response in inspection.responses.unpublished().select_related("inspection", "body__force"):
        answers = [
            RecordedAnswer(recommendation, next(positions), STATEMENT, STATEMENT)
            for recommendation in recommendations
        ]
        paper = Record(
            OldResponse(modelled_on="nothing: made up for a measurement"),
            introduction=STATEMENT,
            published_on=inspection.published_on + timedelta(days=50),
            answers=answers,
        )
        record(response, paper, by=user, at=now, render=letters.to_html)
    updates = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            recommendation=recommendation,
            force=force,
            as_at=timezone.localdate(now),
            state=next(states),
            text=STATEMENT,
            written_by=user,
            written_at=now,
            submitted_by=user,
            submitted_at=now,
        )
        for force in Force.objects.territorial()
        for recommendation in recommendations
    )
    CurrentProgress.objects.bulk_create(
        CurrentProgress(
            force_id=update.force_id, recommendation_id=update.recommendation_id, update=update
        )
        for update in updates
    )

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def signed() -> SignedVersion:
    """One of these responses, as it was frozen: what its letter is made from."""
    return SignedVersion.objects.filter(response__inspection__slug=FULL).latest("pk")


def letter_of(shape: Shape) -> LetterContent:
    """How a letter of that shape is arranged, under a letterhead of words only."""
    return {
        "shape": shape,
        "numbers": Numbers.NATIONAL,
        "quotation": Quotation.FULL,
        "left_out": [],
        "why_left_out": "",
        "letterhead": {
            "name": "Office of the Police and Crime Commissioner",
            "address": "1 Example Street\nExample Town",
            "accent": ACCENT,
            "logo": "",
            "logo_alt": "",
            "addressees": "The Home Secretary",
            "salutation": "Dear Home Secretary,",
            "closing": "Yours sincerely,",
        },
    }
