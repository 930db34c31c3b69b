"""What is said when a response goes back to its office: of the whole, and of single sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from forces.prepared import prepared
from recommendations.rows import measures_of, recommendations_of
from responses.choices import LETTER, OFFICER, SETTLED, Status
from responses.content.rows import answers_in
from responses.models.answers import place_of
from responses.models.comments import COMMENTS, REPLY, comments_of
from responses.models.figures import FIGURES
from responses.models.responses import WORDS, Change
from responses.models.returns import ReturnNote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from responses.models.responses import Response

# Of an answer, so much reminds whoever reads which it was.
FIRST_WORDS = 20


@dataclass(frozen=True)
class Section:
    """A part of a response that its office writes on one page: its place, and the page's address.

    `says` is how it begins, where that helps to know it again.
    """

    place: str
    title: str
    address: str
    says: str = ""


@dataclass(frozen=True)
class Noted:
    """A section, and what was said of it when the response was returned."""

    section: Section
    text: str


@dataclass(frozen=True)
class Returned:
    """A return, with what was said of single sections in the order of the response."""

    change: Change
    noted: tuple[Noted, ...]

    @property
    def addresses(self) -> frozenset[str]:
        """The pages on which something was said to be wrong."""
        return frozenset(each.section.address for each in self.noted)

    @property
    def of_the_whole(self) -> str:
        """What was said of the whole: nothing, where the reason only names the sections."""
        named = in_place_of_reason(each.section.title for each in self.noted)
        return "" if self.change.reason == named else self.change.reason


@dataclass(frozen=True)
class Steps:
    """What led to a draft as it stands: each the newest of its kind in the version now written."""

    sent: Change | None
    returned: Change | None
    reopened: Change | None


@prepared
def _newest_change(response: int) -> QuerySet[Change]:
    changes = Change.objects.filter(response=response).select_related("by")
    return changes.order_by("-at", "-pk")[:1]


@prepared
def _said_in(change: int) -> QuerySet[ReturnNote, tuple[str, str]]:
    return ReturnNote.objects.filter(change=change).values_list("place", "text")


def sections_of(response: Response) -> list[Section]:
    """The parts of which something may be said, in the order of reading. Four queries."""
    said = {answer.recommendation_id: answer.text for answer in answers_in(response.pk)}
    asked = recommendations_of(response.inspection_id)

    def page(name: str, *arguments: str) -> str:
        return reverse(name, args=[response.pk, *arguments])

    sections = [Section(WORDS, "Introduction and conclusion", page("introduction"))]
    sections += [
        Section(
            place_of(each),
            f"{each.get_kind_display()} {each.number}: {each.heading}",
            page("answer", each.number),
            _first_words(said.get(each.pk, "")),
        )
        for each in asked
    ]
    if measures_of(response.inspection_id):
        sections.append(Section(FIGURES, "Figures", page("figures")))
    held = comments_of(response)
    sections.append(Section(COMMENTS, "Chief officer’s comments", page("comments")))
    if held.are_here or held.reply:
        title = "Reply to the chief officer’s comments"
        sections.append(Section(REPLY, title, page("comments_reply")))
    sections.append(Section(LETTER, "How the letter is arranged", page("letter_choice")))
    return sections


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")


def in_place_of_reason(titles: Iterable[str]) -> str:
    """The reason of a return for which only single sections were named."""
    return f"See what is said of: {'; '.join(titles)}."


def returned(response: Response, change: Change) -> Returned:
    """A return with its notes, each beside its section; of a section that is gone, nothing."""
    texts = dict(_said_in(change.pk))
    sections = sections_of(response) if texts else []
    noted = (Noted(each, texts[each.place]) for each in sections if each.place in texts)
    return Returned(change, tuple(noted))


@dataclass(frozen=True)
class SaidOfPlace:
    """What a writer finds on the page of one place while the draft that came back is theirs."""

    change: Change
    text: str


def said_of_place(response: Response, place: str) -> SaidOfPlace | None:
    """What was said of a place when the draft came back, if that was the last that happened to it.

    What the force writes is none of the office's places: it learns nothing of a return.
    """
    if place == OFFICER or response.status != Status.DRAFTING:
        return None
    newest = next(iter(_newest_change(response.pk)), None)
    if newest is None or not newest.is_return:
        return None
    return SaidOfPlace(newest, dict(_said_in(newest.pk)).get(place, ""))


def steps_of(changes: Iterable[Change]) -> Steps:
    """Of the changes of a response, the newest first, those that led to the draft as it stands."""
    sent = back = None
    for change in changes:
        if change.old in SETTLED and change.new == Status.DRAFTING:
            return Steps(sent, back, change)
        if change.new == Status.WITH_COMMISSIONER:
            sent = sent or change
        if change.is_return:
            back = back or change
    return Steps(sent, back, None)
