"""What published responses say of each recommendation, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.comparisons import says_something
from reports.exports.concerning import CONCERNING, concerning
from reports.facts import current_versions, page_of
from reports.matrix_cells import anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forces.csv_text import Value
    from responses.content import AnswerContent
    from responses.models import SignedVersion

ANSWER_COLUMNS = (
    *CONCERNING, "Version", "Published", "Told in other words", "Recommendation",
    "Heading", "Addressed to police forces", "Numbered in the response", "Position",
    "Position code", "Answered together with", "Planned for", "Text", "Reason",
    "Chief officer’s comment", "Address",
)  # fmt: skip
AT_ONCE = 20  # a response can be as long as a book
SAYS_NOTHING = "says_nothing"


def answer_rows(inspection: str) -> Iterator[list[Value]]:
    """A heading, then a row for each recommendation in each response, as it was signed."""
    yield list(ANSWER_COLUMNS)
    for version in current_versions(inspection).iterator(chunk_size=AT_ONCE):
        of_all, page = _of_all(version), page_of(version.response)
        for answer in version.content["answers"]:
            yield [*of_all, *_answer(answer), f"{page}#{anchor(answer['number'])}"]


def _of_all(version: SignedVersion) -> list[Value]:
    """What is the same for all answers of a response."""
    response = version.response
    old = getattr(response, "old", None)
    return [
        *concerning(response),
        version.number,
        version.publication.published_on,
        "yes" if old and old.is_retold else "no",
    ]


def _answer(answer: AnswerContent) -> list[Value]:
    words, code = answer["position_words"] or "Not stated", answer["position"] or "not_stated"
    if not says_something(answer):
        words, code = "Says nothing of it", SAYS_NOTHING
    return [
        answer["number"],
        answer["heading"],
        "yes" if answer["is_for_police"] else "no",
        answer["local_number"],
        words,
        code,
        answer["answered_with"],
        answer["planned_on"],
        answer["text"],
        answer["reason"],
        answer["officer_comment"],
    ]
