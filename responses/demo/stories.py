"""How far each response of the demonstration has come, and the days on which it got there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from recommendations.choices import Standing
from recommendations.deadlines import figures_to
from responses import letters
from responses.choices import CopyTo, Position, SentBy, Status
from responses.content import content_of, digest
from responses.models import Answer
from responses.models.comments import comments_mark, save_comments
from responses.models.copying import note_copy
from responses.models.figures import (
    Given,
    figures_mark,
    held_figures,
    measures_of,
    save_figures,
)
from responses.models.inviting import invitation_mark, record_invitation
from responses.models.publishing import publish
from responses.models.responses import WORDS
from responses.models.saving import Seen
from responses.models.signing import send, send_back, sign

if TYPE_CHECKING:
    from random import Random

    from forces.actors import Actor
    from forces.models import User
    from responses.demo.people import Office
    from responses.demo.words import Words
    from responses.models import Publication, Response

Days = tuple[int, int]

# How often a chief officer who is invited sends comments.
COMMENTS_COME = 0.8
TIME_TO_COMMENT = timedelta(days=14)
# How often an office has recorded a copy that it sent, and how it sent it.
COPIES_RECORDED = {
    CopyTo.INSPECTORS: (0.9, SentBy.EMAIL),
    CopyTo.SECRETARY_OF_STATE: (0.7, SentBy.POST),
}
# How often a force gives what of a measure.
FIGURES_COME = {Standing.NUMBER: 6, Standing.NIL: 1, Standing.NOT_HELD: 1, Standing.AWAITED: 2}


@dataclass(frozen=True)
class Pace:
    """Between which days after the report's publication each step is taken."""

    start: Days
    comments: Days
    send: Days
    decide: Days
    publish: Days


@dataclass(frozen=True)
class Ending:
    """Where a response stands on the day of the demonstration, and at which pace it got there."""

    status: Status
    pace: Pace
    is_returned: bool = False
    is_reopened: bool = False


@dataclass(frozen=True)
class Story:
    """One response, told from its first word to its ending by the people of its office."""

    response: Response
    ending: Ending
    office: Office
    words: Words
    rng: Random

    def tell(self) -> None:
        if self.ending.status == Status.NOT_STARTED:
            return
        with transaction.atomic():
            self._draft()
            if self.ending.status == Status.DRAFTING and not self._was_sent:
                return
            self._send()
            if self.ending.is_returned:
                self._return()
            elif self.ending.status != Status.WITH_COMMISSIONER:
                self._sign_and_publish()

    @property
    def _was_sent(self) -> bool:
        return self.ending.is_returned or self.ending.is_reopened

    def _day(self, days: Days) -> date:
        return self.response.inspection.published_on + timedelta(days=self.rng.randint(*days))

    def _moment(self, day: date) -> datetime:
        """A time of that day's office hours, in London."""
        at = time(self.rng.randint(9, 16), self.rng.randint(0, 59))
        return timezone.make_aware(datetime.combine(day, at))

    def _draft(self) -> None:
        drafter, day = self.office.drafter, self._day(self.ending.pace.start)
        self.response.write(
            by=drafter,
            at=self._moment(day),
            introduction=self.words.one("introductions", self.rng),
            conclusion=self.words.one("conclusions", self.rng),
            seen=Seen(self.response.words_mark),
        )
        at = self._moment(day + timedelta(days=1))
        self._answer(drafter, at=at)
        self._invite(drafter, invited_on=day, at=at)
        if self._was_sent or self.ending.status != Status.DRAFTING:
            self._comments(drafter)
            self._figures(drafter, at=self._moment(day + timedelta(days=1)))

    def _answer(self, drafter: User, *, at: datetime) -> None:
        """An answer to every recommendation; to some of them while it is still being drafted."""
        asked = list(self.response.inspection.recommendations.in_order())
        if self.ending.status == Status.DRAFTING and not self._was_sent:
            asked = asked[: self.rng.randint(1, len(asked) - 1)]
        answers = []
        for recommendation in asked:
            fields = self.words.answer(recommendation, self.rng)
            if fields["position"] == Position.PLANNED:
                fields["planned_on"] = timezone.localdate(at) + timedelta(
                    days=self.rng.randrange(30, 300, 10)
                )
            answers.append(
                Answer(
                    response=self.response,
                    recommendation=recommendation,
                    saved_by=drafter,
                    saved_at=at,
                    **fields,
                )
            )
        Answer.objects.bulk_create(answers)

    def _invite(self, drafter: User, *, invited_on: date, at: datetime) -> None:
        record_invitation(
            self.response,
            invited_on=invited_on,
            wanted_by=invited_on + TIME_TO_COMMENT,
            seen=invitation_mark(self.response),
            by=drafter,
            at=at,
        )

    def _comments(self, drafter: User) -> None:
        """What the chief officer sent, or that nothing came."""
        day = self._day(self.ending.pace.comments)
        came = self.rng.random() < COMMENTS_COME
        first = self.response.inspection.recommendations.in_order()[0]
        on_first = self.words.one("officer_comments_on_one", self.rng) if came else ""
        save_comments(
            self.response,
            seen=Seen(comments_mark(self.response)),
            by=drafter,
            at=self._moment(day),
            on_recommendations={first.pk: on_first},
            received_on=day if came else None,
            received_from="The chief officer" if came else "",
            none_received=not came,
            text=self.words.one("officer_comments", self.rng) if came else "",
        )

    def _figures(self, drafter: User, *, at: datetime) -> None:
        """What the force gives of each measure."""
        given = []
        for measure in measures_of(self.response):
            standing = self.rng.choices(list(FIGURES_COME), list(FIGURES_COME.values()))[0]
            number = Decimal(self.rng.randint(12, 240))
            given.append(
                Given(
                    measure,
                    standing,
                    figures_to(self.response.inspection.published_on),
                    number if standing == Standing.NUMBER else None,
                )
            )
        seen = Seen(figures_mark(held_figures(self.response)))
        save_figures(self.response, given, seen=seen, by=drafter, at=at)

    def _send(self) -> None:
        day = self._day(self.ending.pace.send)
        send(self.response, self.office.writes(day), at=self._moment(day))

    def _return(self) -> None:
        day = self._day(self.ending.pace.decide)
        send_back(
            self.response,
            self.office.signs(day),
            at=self._moment(day),
            reason=self.words.one("returned_because", self.rng),
            notes={WORDS: self.words.entries["returned_for_its_conclusion"]},
        )

    def _sign_and_publish(self) -> None:
        day = self._day(self.ending.pace.decide)
        signatory = self.office.signs(day)
        sign(
            self.response,
            signatory,
            office=signatory.offices_for(self.response.force.pk)[0],
            at=self._moment(day),
            seen=digest(content_of(self.response.locked())),
            render=letters.to_html,
        )
        if self.ending.status == Status.SIGNED:
            return
        day = self._day(self.ending.pace.publish)
        publication = publish(self.response, self.office.writes(day), at=self._moment(day))
        self._send_copies(publication, self.office.writes(day))
        if self.ending.is_reopened:
            self.response.reopen(
                by=self.office.drafter,
                at=self._moment(day + timedelta(days=2)),
                reason=self.words.entries["reopened_because"],
            )

    def _send_copies(self, publication: Publication, office: Actor) -> None:
        """The office sends its copies itself, for nobody is mailed about a demonstration."""
        at = publication.at + timedelta(minutes=20)
        for to, (how_often, how) in COPIES_RECORDED.items():
            if self.rng.random() < how_often:
                note_copy(publication.version, to, office, sent_on=office.on, sent_how=how, at=at)
