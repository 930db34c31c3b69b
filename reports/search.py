"""Search of what the register holds: answers, the other words of responses, recommendations.

Only of what is published now: no draft, no earlier version, nothing of a report that is not out.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery
from django.db import InternalError, OperationalError, connection, transaction
from django.db.models import CharField, Exists, F, IntegerField, OuterRef, TextChoices, Value
from django.db.models.functions import Cast
from psycopg.errors import QueryCanceled

from forces.models import Force
from recommendations.models import Inspection, Recommendation
from recommendations.querysets import RECOMMENDATION_WORDS
from responses.models import Response, SignedAnswer, SignedVersion
from responses.querysets.versions import ANSWER_WORDS, VERSION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet


# Of each question that a search asks. Texts of the usual length take a hundredth of it.
LONGEST = "3s"


class TakesTooLong(Exception):
    """A search that is given up: what it looks for is in too many long texts."""


class Kind(TextChoices):
    """What is found, in the order in which it is listed for an inspection and a force."""

    RECOMMENDATION = "1", "Recommendation"
    WORDS = "2", "Introduction, conclusion and comments"
    ANSWER = "3", "Answer"


def asked(words: str) -> SearchQuery:
    """The words as people type them: "in quotation marks", this or that, -without."""
    return SearchQuery(words, search_type="websearch", config="english")


def asks_for_something(words: str) -> bool:
    """Whether any word is looked for: not if all are too common, or only to be left out.

    PostgreSQL remembers some thirty minus signs in front of a word, and fails at more.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT querytree(websearch_to_tsquery('english', %s))", [words])
            return cursor.fetchone()[0] not in {"", "T"}
    except InternalError:
        return False


@contextmanager
def by_index() -> Iterator[None]:
    """What is searched inside is found by the indexes of words, however many texts have one.

    PostgreSQL takes it for cheap to find the words of a text, and where many texts have one it
    would read all of them afresh: ten times as long. So it is left no other way, and does not
    compile what it then takes for dear.

    Anyone may search, so none takes all of a server's time. Raises TakesTooLong.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for other in ("enable_seqscan", "enable_indexscan", "jit"):
                cursor.execute(f"SET LOCAL {other} = off")
            cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST}'")
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TakesTooLong from error
        raise


def answers_with(words: str) -> QuerySet[SignedAnswer]:
    found: QuerySet[Any] = SignedAnswer.objects.published().annotate(words=ANSWER_WORDS)
    return found.filter(words=asked(words))


def versions_with(words: str) -> QuerySet[SignedVersion]:
    """Responses whose words beside the answers have these."""
    current = SignedVersion.objects.published().filter(published_of__isnull=False)
    found: QuerySet[Any] = current.annotate(words=VERSION_WORDS)
    return found.filter(words=asked(words))


def recommendations_with(words: str) -> QuerySet[Recommendation]:
    released = Recommendation.objects.filter(inspection__released_at__isnull=False)
    found: QuerySet[Any] = released.annotate(words=RECOMMENDATION_WORDS)
    return found.filter(words=asked(words))


def search(words: str, *, inspection: str = "", force: str = "") -> QuerySet[Any, Any]:
    """Where the words are, as pairs of a kind and a key: the newest inspection first.

    Narrowed to the slug of an inspection, and of a force: what a report asks is of no force.
    """
    answers, versions = answers_with(words), versions_with(words)
    recommendations = recommendations_with(words)
    if inspection:
        answers = answers.filter(recommendation__inspection__slug=inspection)
        versions = versions.filter(response__inspection__slug=inspection)
        recommendations = recommendations.filter(inspection__slug=inspection)
    if force:
        answers = answers.filter(version__response__body__force__slug=force)
        versions = versions.filter(response__body__force__slug=force)
        recommendations = recommendations.none()
    return (
        _rows(answers, Kind.ANSWER, "version__response__", F("recommendation__position"))
        .union(
            _rows(versions, Kind.WORDS, "response__", Value(0)),
            _rows(recommendations, Kind.RECOMMENDATION, "", F("position")),
            all=True,
        )
        .order_by(
            "-its_day", "its_title", "its_inspection_key", "its_force", "its_kind", "its_place"
        )
    )


def _rows(found: QuerySet[Any], kind: Kind, response: str, place: Any) -> QuerySet[Any, Any]:
    """What was found, with what it is sorted by. `response` leads to its response, if any."""
    force = F(f"{response}body__force__name") if response else Value("")
    columns = {
        "its_kind": Value(kind),
        "its_key": F("pk"),
        "its_day": F(f"{response}inspection__published_on"),
        "its_title": F(f"{response}inspection__title"),
        "its_inspection_key": F(f"{response}inspection__pk"),
        "its_force": Cast(force, CharField()),
        "its_place": Cast(place, IntegerField()),
    }
    rows: QuerySet[Any, Any] = found.order_by().annotate(**columns).values_list(*columns)
    return rows


def inspections_searched() -> QuerySet[Inspection]:
    return Inspection.objects.released().newest_first()


def forces_searched() -> QuerySet[Force]:
    """Forces of whose body anything is published here, by name."""
    published = Response.objects.published().filter(
        body__force=OuterRef("pk"), inspection__released_at__isnull=False
    )
    return Force.objects.filter(Exists(published)).order_by("name")
