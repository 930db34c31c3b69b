"""What the inspectors of the demonstration make of the progress, ask about it, and close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from django.utils import timezone

from forces.actors import Actor
from forces.models import User
from recommendations.choices import State, Verdict
from recommendations.deadlines import TIME_TO_REPLY
from recommendations.models import CurrentProgress, ProgressUpdate
from recommendations.models.assessments import assess
from recommendations.models.closures import propose_closure
from recommendations.models.questions import ask
from responses.demo import people
from responses.models import SignedVersion

if TYPE_CHECKING:
    from recommendations.models import Closure, Inspection, Question
    from responses.demo.words import Words
    from responses.querysets import SignedVersionQuerySet

# How many days before the day of the demonstration each step is taken.
ASKED_LONG_AGO, ASSESSED, PROPOSED, DECIDED, ASKED = 35, 12, 8, 6, 5
# What is made of claims of work in progress, in turn: some are not assessed. Where a force says
# that all is done, it is believed.
VERDICTS = (Verdict.MORE_EVIDENCE, Verdict.NOT_ACCEPTED, None)


@dataclass(frozen=True)
class Oversight:
    """An inspection of whose progress all stages of oversight can be seen. Nothing is by chance."""

    inspection: Inspection
    words: Words
    on: date

    def tell(self) -> None:
        claims = self._claims()
        self._ask(claims)
        done = [claim for claim in claims if claim.state == State.COMPLETE]
        for claim in done:
            self._assess(claim, Verdict.ACCEPTED)
        begun = [claim for claim in claims if claim.state == State.IN_PROGRESS]
        for claim, verdict in zip(begun, cycle(VERDICTS), strict=False):
            if verdict:
                self._assess(claim, verdict)
        for claim in done[:1]:
            self._propose(claim).authorise(
                self._actor(people.SECOND_INSPECTOR, DECIDED),
                reason="",
                seen=claim.pk,
                at=self._moment(DECIDED),
            )
        for claim in done[1:2]:
            self._propose(claim)

    def _claims(self) -> list[ProgressUpdate]:
        """What forces say of recommendations to them that they write nothing new of just now."""
        said = CurrentProgress.objects.filter(
            recommendation__inspection=self.inspection,
            recommendation__in=self.inspection.recommendations.for_police(),
            recommendation__position__gt=1,
        )
        ordered = said.order_by("force__slug", "recommendation__position")
        return [
            row.update
            for row in ordered.select_related("update__force", "update__recommendation__inspection")
        ]

    def _ask(self, claims: list[ProgressUpdate]) -> None:
        """One question is open, one is overdue, and one is answered by who can sign in."""
        texts = self.words.entries["oversight"]["questions"]
        for claim in claims[:1]:
            self._question(claim, texts[0], ASKED)
        long_ago = self.on - timedelta(days=ASKED_LONG_AGO)
        earlier = ProgressUpdate.objects.submitted().filter(
            recommendation__inspection=self.inspection, as_at__lt=long_ago
        )
        for claim in earlier.order_by("-force__slug", "recommendation__position")[:1]:
            self._question(claim, texts[1], ASKED_LONG_AGO)
        for claim in claims:
            contact = people.FORCE_CONTACTS.get(claim.force.slug)
            if contact and self._published(claim).exists():
                question = self._question(claim, texts[2], ASKED_LONG_AGO, is_on_answer=True)
                question.answer(
                    self._actor(contact, ASSESSED),
                    text=self.words.entries["oversight"]["reply"],
                    at=self._moment(ASSESSED),
                )
                return

    def _published(self, claim: ProgressUpdate) -> SignedVersionQuerySet:
        """The first version of the force's response, if that is published."""
        versions = SignedVersion.objects.newest_of(self.inspection)
        return versions.filter(number=1, response__body__force=claim.force)

    def _question(
        self, claim: ProgressUpdate, text: str, days: int, *, is_on_answer: bool = False
    ) -> Question:
        actor = self._actor(people.INSPECTOR, days)
        return ask(
            claim.recommendation,
            claim.force,
            actor,
            update=None if is_on_answer else claim,
            version_number=1 if is_on_answer else None,
            text=text,
            reply_by=actor.on + TIME_TO_REPLY,
            at=self._moment(days),
        )

    def _assess(self, claim: ProgressUpdate, verdict: Verdict) -> None:
        actor = self._actor(people.INSPECTOR, ASSESSED)
        assess(
            claim.recommendation,
            claim.force,
            actor,
            verdict=verdict,
            reason=self.words.entries["oversight"]["because"][verdict],
            assessed_on=actor.on,
            superseded_by=None,
            seen=claim.pk,
            at=self._moment(ASSESSED),
        )

    def _propose(self, claim: ProgressUpdate) -> Closure:
        return propose_closure(
            claim.recommendation,
            claim.force,
            self._actor(people.INSPECTOR, PROPOSED),
            reason=self.words.entries["oversight"]["closed_because"],
            seen=claim.pk,
            at=self._moment(PROPOSED),
        )

    def _actor(self, email: str, days: int) -> Actor:
        return Actor.of(User.objects.get(email=email), self.on - timedelta(days=days))

    def _moment(self, days: int) -> datetime:
        """An hour of that day's office hours, in London."""
        return timezone.make_aware(datetime.combine(self.on - timedelta(days=days), time(14)))
