"""What can be found, and which of it: every kind starts from what the person may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import Q, TextChoices

from forces.word_index import AsInIndex, Beside, KeptBeside, year_of
from recommendations.models import (
    Assessment,
    Inspection,
    ProgressUpdate,
    Question,
    Recommendation,
    Reply,
)
from recommendations.querysets import INSPECTION_WORDS, RECOMMENDATION_WORDS, UPDATE_WORDS
from recommendations.querysets.oversight import ASSESSMENT_WORDS, QUESTION_WORDS, REPLY_WORDS
from responses.models import Response, SignedAnswer, SignedVersion
from responses.querysets.versions import ANSWER_WORDS, VERSION_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.contrib.postgres.search import SearchVector
    from django.db.models import Model, QuerySet

    from forces.actors import Actor
    from responses.querysets.versions import SignedAnswerQuerySet

    Rows = QuerySet[Any]

Found = TypeVar("Found", bound="Rows")


class Kind(TextChoices):
    INSPECTION = "inspection", "Inspection"
    RECOMMENDATION = "recommendation", "Recommendation"
    ANSWER = "answer", "Published answer"
    WORDS = "words", "Introduction, conclusion or comments"
    UPDATE = "update", "Progress update"
    ASSESSMENT = "assessment", "Assessment"
    QUESTION = "question", "Question"
    REPLY = "reply", "Reply"

    @property
    def in_many(self) -> str:
        """How many of them are spoken of in a sentence."""
        return IN_MANY[self]


IN_MANY = {
    Kind.INSPECTION: "inspections",
    Kind.RECOMMENDATION: "recommendations",
    Kind.ANSWER: "published answers",
    Kind.WORDS: "introductions, conclusions and comments",
    Kind.UPDATE: "progress updates",
    Kind.ASSESSMENT: "assessments",
    Kind.QUESTION: "questions",
    Kind.REPLY: "replies",
}


# Of what is dated from a day on, so many years are looked through.
LONGEST = 100


@dataclass(frozen=True)
class Narrowed:
    """Where to look: in all that a person may read, or in part of it."""

    kind: str = ""
    inspection_id: int | None = None
    force_id: int | None = None
    since: date | None = None
    until: date | None = None
    years: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        kind: str = "",
        *,
        inspection_id: int | None = None,
        force_id: int | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Self:
        """With the years to look in; none where no first day is given."""
        last = until.year if until else MAXYEAR
        years = range(since.year, min(last, since.year + LONGEST) + 1) if since else ()
        return cls(kind, inspection_id, force_id, since, until, tuple(years))

    @property
    def has_days(self) -> bool:
        return bool(self.since or self.until)

    def of_days(self, day: str) -> Q:
        found = Q()
        if self.since:
            found &= Q(**{f"{day}__gte": self.since})
        if self.until:
            found &= Q(**{f"{day}__lte": self.until})
        return found

    @property
    def recommendations(self) -> QuerySet[Recommendation, int]:
        """Ids of those of the inspection."""
        of = Recommendation.objects.filter(inspection=self.inspection_id)
        return of.values_list("pk", flat=True)


@dataclass(frozen=True)
class Source:
    """The rows of a kind: which of them may be read, their words, and the day that counts.

    Rows on shelves are many: the newest shelves are looked through first. Where another table
    tells which of them may be read, `candidates` are the rows that are asked about there. Words
    that are kept beside the texts need not be made of them again for each row that is read.
    """

    model: type[Model]
    rows: Callable[[Actor, Narrowed], Rows]
    texts: SearchVector
    day: str
    has_shelves: bool = False
    candidates: Callable[[Narrowed], Rows] | None = None
    is_of_forces: bool = False
    are_words_kept: bool = False

    def may_have_more(self, narrowed: Narrowed) -> bool:
        """Whether not all of them were looked at where few were found near."""
        return self.has_shelves or (self.candidates is not None and not narrowed.has_days)

    @property
    def words(self) -> AsInIndex:
        """What the index of words is asked by."""
        return AsInIndex(self.texts)

    @property
    def words_of_a_row(self) -> AsInIndex | KeptBeside:
        """The same, of a row that is read."""
        return KeptBeside() if self.are_words_kept else self.words

    def has_few_on_a_shelf(self, actor: Actor, narrowed: Narrowed) -> bool:
        """Whether only what is about few of the forces is looked for: rows of all are mixed."""
        return bool(narrowed.force_id) or (self.is_of_forces and not actor.is_inspector)


def _inspections(actor: Actor, narrowed: Narrowed) -> Rows:
    rows = Inspection.objects.visible_to(actor)
    if narrowed.force_id:
        return rows.none()
    return rows.filter(pk=narrowed.inspection_id) if narrowed.inspection_id else rows


def _recommendations(actor: Actor, narrowed: Narrowed) -> Rows:
    return _of_reports(Recommendation.objects.visible_to(actor), narrowed)


def _any_recommendations(narrowed: Narrowed) -> Rows:
    return _of_reports(Recommendation.objects.all(), narrowed)


def _of_reports(rows: Rows, narrowed: Narrowed) -> Rows:
    """What a report asks is of no force."""
    if narrowed.force_id:
        return rows.none()
    return rows.filter(inspection=narrowed.inspection_id) if narrowed.inspection_id else rows


def _answers(actor: Actor, narrowed: Narrowed) -> Rows:
    return _signed_answers(narrowed).published()


def _signed_answers(narrowed: Narrowed) -> SignedAnswerQuerySet:
    """What was ever signed, published or not."""
    rows: SignedAnswerQuerySet = SignedAnswer.objects.all()
    if narrowed.inspection_id:
        rows = _among(rows, "recommendation", narrowed.recommendations)
    if narrowed.force_id:
        current = Response.objects.filter(
            body__force=narrowed.force_id, published_version__isnull=False
        )
        rows = _among(rows, "version", current.values_list("published_version", flat=True))
    return rows


def _versions(actor: Actor, narrowed: Narrowed) -> Rows:
    rows = SignedVersion.objects.published().filter(published_of__isnull=False)
    if narrowed.inspection_id:
        rows = rows.filter(response__inspection=narrowed.inspection_id)
    if narrowed.force_id:
        rows = rows.filter(response__body__force=narrowed.force_id)
    return rows


def _updates(actor: Actor, narrowed: Narrowed) -> Rows:
    rows = _of_force(ProgressUpdate.objects.visible_to(actor), actor, narrowed)
    if years := narrowed.years:
        rows = rows.alias(its_year=year_of("as_at")).filter(its_year__overlap=years)
    return rows


def _assessments(actor: Actor, narrowed: Narrowed) -> Rows:
    return _of_force(Assessment.objects.visible_to(actor), actor, narrowed)


def _of_force(rows: Rows, actor: Actor, narrowed: Narrowed) -> Rows:
    """Rows about a force and a recommendation, which their index of words knows both."""
    forces = actor.own_forces
    if narrowed.force_id:
        rows = _among(rows, "force", [narrowed.force_id])
    elif not actor.is_inspector:
        rows = _among(rows, "force", list(forces))
    if narrowed.inspection_id:
        rows = _among(rows, "recommendation", narrowed.recommendations)
    return rows


def _questions(actor: Actor, narrowed: Narrowed) -> Rows:
    return Question.objects.visible_to(actor).filter(_about("", narrowed))


def _replies(actor: Actor, narrowed: Narrowed) -> Rows:
    asked = Question.objects.visible_to(actor).values("pk")
    return Reply.objects.filter(_about("question__", narrowed), question__in=asked)


def _about(path: str, narrowed: Narrowed) -> Q:
    found = Q()
    if narrowed.force_id:
        found &= Q(**{f"{path}force": narrowed.force_id})
    if narrowed.inspection_id:
        found &= Q(**{f"{path}recommendation__inspection": narrowed.inspection_id})
    return found


def _among(rows: Found, column: str, values: Any) -> Found:
    """Rows with one of these values, found by the index of words."""
    name = f"its_{column}"
    found: Found = rows.alias(**{name: Beside(column)}).filter(**{f"{name}__overlap": values})
    return found


SOURCES = {
    Kind.INSPECTION: Source(Inspection, _inspections, INSPECTION_WORDS, "published_on"),
    Kind.RECOMMENDATION: Source(
        Recommendation,
        _recommendations,
        RECOMMENDATION_WORDS,
        "inspection__published_on",
        candidates=_any_recommendations,
    ),
    Kind.ANSWER: Source(
        SignedAnswer,
        _answers,
        ANSWER_WORDS,
        "version__publication__published_on",
        has_shelves=True,
        candidates=_signed_answers,
        are_words_kept=True,
    ),
    Kind.WORDS: Source(
        SignedVersion,
        _versions,
        VERSION_WORDS,
        "publication__published_on",
        are_words_kept=True,
    ),
    Kind.UPDATE: Source(
        ProgressUpdate, _updates, UPDATE_WORDS, "as_at", has_shelves=True, is_of_forces=True
    ),
    Kind.ASSESSMENT: Source(
        Assessment,
        _assessments,
        ASSESSMENT_WORDS,
        "assessed_on",
        has_shelves=True,
        is_of_forces=True,
    ),
    Kind.QUESTION: Source(Question, _questions, QUESTION_WORDS, "asked_at__date"),
    Kind.REPLY: Source(Reply, _replies, REPLY_WORDS, "at__date"),
}
