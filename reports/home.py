"""What a person finds on their first page: what waits for them, worst first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from forces.prepared import how_many, prepared
from forces.prepared.keys import padded
from recommendations.models import Inspection
from responses.choices import CopyTo, Status
from responses.models import Change, Copy, CopyMail, Mail, Response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from forces.actors import Actor
    from forces.models.people import User
    from recommendations.deadlines import Lateness
    from responses.models import SignedVersion

LISTED = 10  # of what waits the most pressing, of inspections the newest

# Of a response that is owed, and how late it is: not what is written in it.
OWED = (
    *("inspection", "body", "status", "draft_number", "published_version"),
    *("due_on", "published_on", "is_recorded", "not_before"),
)
TURN = {
    Status.NOT_STARTED: "Your office’s turn",
    Status.DRAFTING: "Your office’s turn",
    Status.WITH_COMMISSIONER: "Waiting for a signature",
    Status.SIGNED: "Your office’s turn: publish it",
}


@dataclass(frozen=True)
class Owed:
    """A response that still has to be published, as its office sees it."""

    response: Response
    lateness: Lateness
    asked: int
    answered: int
    returned_by: User | None

    @property
    def turn(self) -> str:
        return TURN[Status(self.response.status)]


@dataclass(frozen=True)
class Waiting:
    """A response that a person may sign, and who sent it to be signed, when."""

    response: Response
    lateness: Lateness
    sent: Change | None


@dataclass(frozen=True)
class CopiesToSend:
    """The copies of one published version that nobody gets unless the office sends them."""

    # Annotated with `has_failed`, of which the type of a copy knows nothing.
    copies: list[Any]

    @property
    def version(self) -> SignedVersion:
        version: SignedVersion = self.copies[0].version
        return version

    @property
    def response(self) -> Response:
        return self.version.response

    @property
    def recipients(self) -> str:
        return " and ".join(CopyTo(copy.to).spoken for copy in self.copies)

    @property
    def has_failed(self) -> bool:
        """Whether one could not be mailed from here."""
        return any(copy.has_failed for copy in self.copies)


def waiting_for_signature(actor: Actor) -> list[Waiting]:
    """What a signatory has to read and sign, worst first; of what is published already, last."""
    found = _to_sign(actor)
    sent = _last_steps(found)
    return [
        Waiting(response, response.lateness(actor.on), sent.get(response.pk)) for response in found
    ]


@prepared
def _to_sign(actor: Actor) -> QuerySet[Response]:
    waiting = Response.objects.visible_to(actor).waiting_for_signature()
    of_body = waiting.filter(body__force__in=actor.signs_for)
    return of_body.select_related("inspection", "body").most_urgent_first()


def owed_by_office(actor: Actor) -> list[Owed]:
    """What the office still has to publish, the most pressing of it, worst first."""
    # with_counts adds `asked` and `answered`, of which the type of a response knows nothing.
    found: list[Any] = _owed(actor)
    returned = _returned_by(response for response in found if response.status == Status.DRAFTING)
    return [
        Owed(
            response,
            response.lateness(actor.on),
            asked=response.asked,
            answered=response.answered,
            returned_by=returned.get(response.pk),
        )
        for response in found
    ]


@prepared
def _owed(actor: Actor) -> QuerySet[Response]:
    drafted = Response.objects.visible_to(actor).filter(body__force__in=actor.drafts_for)
    owed = drafted.exclude(is_recorded=True).open().select_related("inspection", "body")
    shown = owed.only(*OWED, "inspection__short_title", "body__name")
    return shown.with_counts().most_urgent_first()[:LISTED]


def copies_to_send(actor: Actor) -> list[CopiesToSend]:
    """What the office published and still has to send a copy of, the oldest first."""
    found = _to_send(actor)
    return [CopiesToSend(list(copies)) for _, copies in groupby(found, key=attrgetter("version"))]


@prepared
def _to_send(actor: Actor) -> QuerySet[Any]:
    return (
        Copy.objects.visible_to(actor)
        .filter(version__response__body__force__in=actor.drafts_for)
        .to_send_by_hand()
        .of_what_was_published_here()
        .select_related("version__response__inspection", "version__response__body")
        .select_related("version__publication")
        .defer("version__content", "version__html")
        .annotate(has_failed=Exists(CopyMail.objects.live().filter(copy=OuterRef("pk"))))
        .order_by("version__publication__published_on", "version", "to")
    )


@prepared
def comments_wanted(actor: Actor) -> QuerySet[Response]:
    """Where the chief officer's comments are wanted of the person's force, the soonest first."""
    found = Response.objects.of_contact(actor).awaiting_comments()
    return found.select_related("inspection", "body__force", "chief_officer")


@prepared
def being_set_up(actor: Actor) -> QuerySet[Inspection]:
    """Inspections whose report is not out yet, the next one first."""
    unreleased = Inspection.objects.visible_to(actor).filter(released_at__isnull=True)
    return unreleased.order_by("published_on", "title", "pk")


@prepared
def failed_mails(actor: Actor) -> QuerySet[Mail, int]:
    """How many mails with a reminder that the person may see could not be sent."""
    return how_many(Mail.objects.visible_to(actor).failed())


def _returned_by(drafts: Iterable[Response]) -> dict[int, User]:
    """Who sent a draft back, for each draft whose last step that was."""
    last = _last_steps(drafts)
    return {key: change.by for key, change in last.items() if change.is_return}


def _last_steps(responses: Iterable[Response]) -> dict[int, Change]:
    """The last step of each response. A query, if there are any."""
    keys = [response.pk for response in responses]
    return {change.response_id: change for change in _last(padded(keys))} if keys else {}


@prepared
def _last(keys: tuple[int, ...]) -> QuerySet[Change]:
    steps = Change.objects.filter(response__in=keys).order_by("response", "-at", "-pk")
    return steps.distinct("response").select_related("by")
