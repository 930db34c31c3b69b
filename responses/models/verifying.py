"""Whether what was signed is still as it was signed: every hash, worked out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import BinaryField, CharField, F, Func, Prefetch, Value
from django.utils import timezone

from responses.choices import LetterState
from responses.content import digest
from responses.models.letters import Letter
from responses.models.versions import SignedAnswer, SignedVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from responses.content import AnswerContent, Content

AT_ONCE = 20  # of versions: each may hold a letter of many pages

# What a row of an answer and the content both hold, and how it reads where an answer has no row.
WORDS = {
    "position": "position", "text": "text", "reason": "reason", "planned_on": "date",
    "answered_with": "answer that it goes with", "local_number": "local number",
    "officer_comment": "chief officer’s comment",
}  # fmt: skip
NOTHING: dict[str, str | None] = dict.fromkeys(WORDS, "") | {
    "planned_on": None,
    "answered_with": None,
}


@dataclass(frozen=True)
class Difference:
    """Something that is no longer as it was signed or issued."""

    version: SignedVersion
    what: str

    def __str__(self) -> str:
        response = self.version.response
        return (
            f"{response.inspection.slug}, {response.body.force.slug}, "
            f"version {self.version.number}: {self.what}."
        )


def check_versions(versions: QuerySet[SignedVersion]) -> Iterator[list[Difference]]:
    """For each version, what differs. Few are in memory at a time, however many there are."""
    answers = SignedAnswer.objects.select_related("recommendation", "answered_with")
    rows = (
        versions.select_related("response__inspection", "response__body__force")
        .prefetch_related(Prefetch("answers", queryset=answers))
        .order_by("response__inspection__slug", "response__body__force__slug", "number")
    )
    for version in rows.iterator(chunk_size=AT_ONCE):
        yield [Difference(version, what) for what in _of_version(version)]


def check_letters(versions: QuerySet[SignedVersion]) -> Iterator[list[Difference]]:
    """For each issued letter, whether its file has the hash it was issued with.

    PostgreSQL hashes it, so that no file is fetched.
    """
    real = Func(
        Func(F("content"), function="sha256", output_field=BinaryField()),
        Value("hex"),
        function="encode",
        output_field=CharField(),
    )
    letters = (
        Letter.objects.filter(state=LetterState.READY, version__in=versions)
        .defer("content")
        .annotate(real=real)
        .select_related("version__response__inspection", "version__response__body__force")
        .defer("version__content", "version__html")
        .order_by("version__response__inspection__slug", "version", "format")
    )
    for letter in letters.iterator(chunk_size=AT_ONCE):
        what = f"the file that was issued ({letter.get_format_display()}) is another"
        is_same = letter.real == letter.sha256  # type: ignore[attr-defined]  # annotated above
        yield [] if is_same else [Difference(letter.version, what)]


def _of_version(version: SignedVersion) -> Iterator[str]:
    """What differs in one. Where its own text is another, nothing can be compared with that."""
    content: Content = version.content
    if digest(content, version.html) != version.sha256:
        yield "its text or its letter is not what its SHA-256 was made of"
        return
    if content.get("version") != version.number:
        yield f"its text says that it is version {content.get('version')}"
    day = version.dated_on.isoformat() if version.dated_on else None
    if _signature(content) != (version.signer_name, version.signer_office, day):
        yield "who signed it, or the day, is not what its text says"
    if version.signed_at and timezone.localdate(version.signed_at) != version.dated_on:
        yield "the moment at which it was signed is not of its day"
    yield from _of_answers(content.get("answers", []), list(version.answers.all()))


def _signature(content: Content) -> tuple[str, str, str | None]:
    signature = content.get("signature")
    if not signature:
        return "", "", None
    return signature["name"], signature["office"], signature["dated_on"]


def _of_answers(written: list[AnswerContent], rows: list[SignedAnswer]) -> Iterator[str]:
    held = {row.recommendation.number: _fields(row) for row in rows}
    for answer in written:
        row = held.pop(answer["number"], NOTHING)
        differing = [words for name, words in WORDS.items() if row[name] != answer.get(name)]
        if differing:
            yield f"the row of its answer {answer['number']} differs: {', '.join(differing)}"
    for number in held:
        yield f"it has a row of an answer {number}, which its text has not"


def _fields(row: SignedAnswer) -> dict[str, str | None]:
    return {
        **{name: getattr(row, name) for name in WORDS},
        "planned_on": row.planned_on.isoformat() if row.planned_on else None,
        "answered_with": row.answered_with.number if row.answered_with else None,
    }
