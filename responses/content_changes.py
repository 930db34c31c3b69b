"""What changed from one content of a response to another, by the places that a reader knows.

Pure: takes two contents as data, knows nothing of who was shown them. The older one may be of an
earlier schema. Who signed is no change: a draft is signed by nobody.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from forces.govuk.dates import uk_date
from responses.choices import ACCENT, Numbers, Quotation, Shape
from responses.templatetags.letters import figure_words, from_iso

if TYPE_CHECKING:
    from responses.content import (
        AnswerContent,
        Content,
        FigureContent,
        LetterContent,
        LetterheadContent,
        OfficerContent,
    )


@dataclass(frozen=True)
class Changed:
    """One thing that reads otherwise than before, with both readings."""

    what: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangedPlace:
    """A place of a response with what changed there; `note` where it came or went whole."""

    title: str
    changed: tuple[Changed, ...]
    note: str = ""


# By what each is called: how it reads, where there is nothing as an empty text.
Readings = dict[str, str]


def changes(old: Content, new: Content) -> list[ChangedPlace]:
    """What reads otherwise in `new`, in the order in which a response is read."""
    places = [
        _place("The report and the last day", *_frames(old, new)),
        _place("Introduction", {"Text": old["introduction"]}, {"Text": new["introduction"]}),
        *_recommendations(old, new),
        _place("Chief officer’s comments", _officer(old), _officer(new)),
        _place("Reply to the chief officer’s comments", _reply(old), _reply(new)),
        _place("Conclusion", {"Text": old["conclusion"]}, {"Text": new["conclusion"]}),
        *_letters(old, new),
    ]
    return [place for place in places if place.changed or place.note]


def _place(title: str, old: Readings, new: Readings, note: str = "") -> ChangedPlace:
    names = dict.fromkeys([*new, *old])
    pairs = ((name, old.get(name, ""), new.get(name, "")) for name in names)
    changed = tuple(Changed(*each) for each in pairs if _lines(each[1]) != _lines(each[2]))
    return ChangedPlace(title, changed, note)


def _lines(text: str) -> str:
    """How a browser or a system ends its lines is no change."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _day(iso: str | None) -> str:
    return uk_date(date.fromisoformat(iso)) if iso else ""


def _frames(old: Content, new: Content) -> tuple[Readings, Readings]:
    """What was signed before schema 3 does not say the type of inspection: that is no change."""
    frames = _frame(old), _frame(new)
    if "scope_words" in old["inspection"] and "scope_words" in new["inspection"]:
        for frame, content in zip(frames, (old, new), strict=True):
            frame["Type of inspection"] = content["inspection"]["scope_words"]
    return frames


def _frame(content: Content) -> Readings:
    inspection = content["inspection"]
    return {
        "Last day for this response": _day(content["due_on"]),
        "Policing body": content["body"],
        "Force": content["force"],
        "Title of the report": inspection["title"],
        "Short title of the report": inspection["short_title"],
        "Report published": _day(inspection["published_on"]),
        "Published by": ", ".join(inspection["inspectorates"]),
        "Address of the report": inspection["url"],
        "Summary of key findings": inspection["key_findings"],
        "Source of the wording": inspection["source"],
        "Licence of the wording": inspection["licence"],
    }


def _officer(content: Content) -> Readings:
    officer: OfficerContent | None = content["chief_officer"]
    if officer is None:
        return {}
    return {
        "General comments": officer["text"],
        "From": officer["received_from"],
        "Received": _day(officer["received_on"]),
        "Invited": _day(officer["invited_on"]),
        "Wanted by": _day(officer["wanted_by"]),
        "Whether any came": "None were received" if officer["none_received"] else "",
    }


def _reply(content: Content) -> Readings:
    officer = content["chief_officer"]
    return {"Text": officer["reply"] if officer else ""}


def _recommendations(old: Content, new: Content) -> list[ChangedPlace]:
    """Those of the new content in its order, then those that are gone from it."""
    before = {answer["number"]: answer for answer in old["answers"]}
    now = {answer["number"]: answer for answer in new["answers"]}
    places = [_recommendation(before.get(number), answer) for number, answer in now.items()]
    gone = [answer for number, answer in before.items() if number not in now]
    return places + [_recommendation(answer, None) for answer in gone]


def _recommendation(old: AnswerContent | None, new: AnswerContent | None) -> ChangedPlace:
    note = ""
    if old is None:
        note = "This recommendation was not in the report as it was held then."
    elif new is None:
        note = "This recommendation is no longer in the report as it is held."
    named = new or old
    title = f"{named['kind']} {named['number']}: {named['heading']}" if named else ""
    return _place(title, _answer(old), _answer(new), note)


def _answer(answer: AnswerContent | None) -> Readings:
    if answer is None:
        return {}
    return {
        "Position": answer["position_words"],
        "What is done": answer["text"],
        "Reason": answer["reason"],
        "Planned for": _day(answer["planned_on"]),
        "Answered together with": answer["answered_with_words"],
        "Your own number": answer["local_number"],
        **_figures(answer.get("figures", [])),
        "Chief officer’s comment": answer["officer_comment"],
        "Wording of the recommendation": answer["asked"],
        "Heading of the recommendation": answer["heading"],
        "Kind": answer["kind"],
        "What is held of the wording": "A summary" if answer["is_summary"] else "The wording",
        "Addressed to": "Police forces" if answer["is_for_police"] else "Others",
    }


def _figures(figures: list[FigureContent]) -> Readings:
    """Each figure by its name; of two with one name, the second is called so."""
    found: Readings = {}
    met: Counter[str] = Counter()
    for figure in figures:
        met[figure["name"]] += 1
        again = f" ({met[figure['name']]})" if met[figure["name"]] > 1 else ""
        name = f"Figure: {figure['name']}{again}"
        found[name] = _given(figure)
        found[f"{name}, note"] = figure["note"]
    return found


def _given(figure: FigureContent) -> str:
    if not figure["standing"]:
        return ""
    ends_on = uk_date(from_iso(figure["period_ends_on"]))
    return f"{figure_words(figure, is_draft=True)}, for the twelve months to {ends_on}"


def _letters(old: Content, new: Content) -> list[ChangedPlace]:
    if "letter" not in old and "letter" not in new:
        return []
    return [_place("The letter", _letter(old), _letter(new))]


def _letter(content: Content) -> Readings:
    """How the letter is arranged. Before schema 3 each was a report under the body's name."""
    letter: LetterContent | None = content.get("letter")
    if letter is None:
        return {
            "Shape": Shape.REPORT.label,
            "Numbers": Numbers.NATIONAL.label,
            "Quotation": Quotation.FULL.label,
            "Name on the letterhead": content["body"],
            "Accent colour": ACCENT,
        }
    return {
        "Shape": Shape(letter["shape"]).label,
        "Numbers": Numbers(letter["numbers"]).label,
        "Quotation": Quotation(letter["quotation"]).label,
        "Left out": ", ".join(letter["left_out"]),
        "Why these are left out": letter["why_left_out"],
        **_letterhead(letter["letterhead"]),
    }


def _letterhead(printed: LetterheadContent) -> Readings:
    logo = f"{printed['logo_alt']} (picture {printed['logo'][:8]})" if printed["logo"] else ""
    return {
        "Name on the letterhead": printed["name"],
        "Address on the letterhead": printed["address"],
        "Logo": logo,
        "Accent colour": printed["accent"],
        "Who the letter is to": printed["addressees"],
        "Salutation": printed["salutation"],
        "Closing": printed["closing"],
    }
