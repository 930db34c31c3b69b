"""What people are told of a force's progress: one item for each inspection and force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from recommendations.deadlines import number_of_days
from responses.choices import ProgressReminderKind
from responses.emails.items import Item, line, one_line, paragraphs, rank, short_day

if TYPE_CHECKING:
    from responses.emails.progress_matters import Line, ProgressMatter

K = ProgressReminderKind
MOST_LINES = 20  # of all that one mail tells of progress
FOR_YOU = frozenset({K.QUESTION, K.REQUESTED, K.PROPOSED})


@dataclass(frozen=True)
class Section:
    """What is told of one kind: in a line, what to do, and what it is about."""

    heading: str
    to_do: list[str]
    lines: list[str]
    more: int = 0

    def cut(self, room: int) -> Section:
        kept = self.lines[:room]
        more = self.more + len(self.lines) - len(kept)
        return Section(self.heading, self.to_do, kept, more)


def progress_items(matters: list[ProgressMatter]) -> list[Item]:
    """An item for each inspection and force, the worst first, with no more lines than are read.

    Of those for which there is no room left, one item says how many there are.
    """
    items, room, left_out = [], MOST_LINES, []
    for item in sorted((_item(matter) for matter in matters), key=lambda item: item.rank):
        if not room:
            left_out.append(item)
            continue
        cut = []
        for section in item.says["sections"]:
            cut.append(section.cut(room))
            room -= len(cut[-1].lines)
        item.says["sections"] = cut
        items.append(item)
    return items + ([_rest(left_out)] if left_out else [])


def _item(matter: ProgressMatter) -> Item:
    inspection, force = matter.pair.inspection, matter.pair.force
    sections = [_section(kind, lines, matter) for kind, lines in matter.lines.items()]
    days = [each.by for lines in matter.lines.values() for each in lines if each.by]
    first = min(days, default=None)
    return Item(
        rank=rank(
            days_late=max((matter.on - first).days, 0) if first else 0,
            is_for_you=bool(matter.lines.keys() & FOR_YOU),
            due_on=first,
            name=f"{inspection.title} {force.name}",
        ),
        heading=sections[0].heading,
        short_title=inspection.short_title,
        force=str(force),
        layout="_progress",
        url=settings.SITE_URL + _path(matter),
        says={
            "title": one_line(inspection.title),
            "force": str(force),
            "sections": sections,
        },
    )


def _section(kind: str, lines: list[Line], matter: ProgressMatter) -> Section:
    days = [each.by for each in lines if each.by]
    late = [(matter.on - day).days for day in days if day < matter.on]
    context = {
        "count": len(lines),
        "late": len(late),
        "late_by": number_of_days(max(late)) if late else "",
        "first_day": short_day(min(days), matter.on) if days else "",
    }
    return Section(
        line(f"reminders/progress/{kind}.subject.txt", context),
        paragraphs(f"reminders/progress/{kind}.txt", context),
        [_in_words(each, matter) for each in lines],
    )


def _in_words(each: Line, matter: ProgressMatter) -> str:
    if each.recommendation_id is None:
        return each.says
    about = matter.recommendations[each.recommendation_id]
    return f"{about}, {one_line(about.heading)}: {each.says}"


def _path(matter: ProgressMatter) -> str:
    """Where to go: to write all that they are asked for, to the one recommendation that is told
    of, or to all of the inspection.
    """
    if matter.lines.keys() == {K.REQUESTED}:
        return reverse("progress_round", args=[matter.pair.force.slug]) + "?asked=me"
    about = {each.recommendation_id for lines in matter.lines.values() for each in lines}
    slugs = [matter.pair.inspection.slug, matter.pair.force.slug]
    if len(about) == 1 and (one := about.pop()) is not None:
        return reverse("progress_history", args=[*slugs, matter.recommendations[one].number])
    return reverse("progress", args=slugs)


def _rest(left_out: list[Item]) -> Item:
    """The items for which there was no room."""
    sections = [section for item in left_out for section in item.says["sections"]]
    says: dict[str, Any] = {
        "count": sum(len(section.lines) + section.more for section in sections),
        "inspections": len(left_out),
    }
    return Item(
        rank=left_out[0].rank,
        heading=line("reminders/progress/rest.subject.txt", says),
        short_title="",
        force="",
        layout="_rest",
        url=settings.SITE_URL + reverse("progress_list"),
        says=says,
    )
