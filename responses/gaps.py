"""What a draft lacks: of answers, before it may go to the commissioner (Police Act 1996, s.55(5B)),
and of facts that its letter has to state.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from responses.choices import ACTION, LETTERS, Position, Shape

if TYPE_CHECKING:
    from responses.content import AnswerContent, Content, LetterContent, OfficerContent


@dataclass(frozen=True)
class Gap:
    """Something that blocks sending, or is only worth a look; `page` names where it is mended.

    What is not about one recommendation has no number.
    """

    number: str
    heading: str
    sentence: str
    blocks: bool = False
    page: str = "answer"

    @property
    def title(self) -> str:
        return f"{self.number}: {self.heading}" if self.number else self.heading


def _says_enough(answer: AnswerContent) -> bool:
    """Whether it has an action, s.55(5B)(a), or a reason for none, s.55(5B)(b)."""
    if not answer["position"]:
        return False
    has_action = answer["position"] in ACTION and bool(answer["text"].strip())
    return has_action or bool(answer["reason"].strip())


def _owed(answer: AnswerContent) -> str:
    position = answer["position"]
    if not position:
        if answer["text"].strip() or answer["reason"].strip():
            return "Choose the position."
        return "Not answered. Say what is done, or why nothing is."
    if position in ACTION:
        return "Say what the action is."
    if position == Position.CONSIDERED:
        return "Being considered is not yet an action. Say what is done, or why nothing is yet."
    if position == Position.NO_ACTION:
        return "Give the reason why there is no action."
    if position == Position.ANSWERED_WITH:
        return (
            f"It is answered with {answer['answered_with_words']}, "
            "which has neither an action nor a reason."
        )
    return "It has a part addressed to police forces. Say what is done, or why nothing is."


def _warning(answer: AnswerContent, on: date) -> str:
    """What is worth a look in an answer that may be sent as it is."""
    if not answer["is_for_police"] and not answer["position"]:
        return "Not answered. It is addressed to others, so it may stay so."
    if answer["position"] == Position.PLANNED and not answer["planned_on"]:
        return "The planned action has no date."
    if answer["planned_on"] and date.fromisoformat(answer["planned_on"]) < on:
        return "The date of the planned action has passed."
    return ""


def comments_are_here(officer: OfficerContent) -> bool:
    """Whether comments of the chief officer came, in general or on single recommendations."""
    return bool(officer["received_from"] or officer["text"].strip())


def _of_the_whole(content: Content) -> list[Gap]:
    """What is worth a look beside the answers."""
    found = []
    officer = content["chief_officer"]
    if officer is None or not (officer["none_received"] or comments_are_here(officer)):
        sentence = "There are none yet, and it is not recorded that none came."
        found.append(Gap("", "Chief officer’s comments", sentence, page="comments"))
    if not content["introduction"].strip():
        found.append(Gap("", "Introduction", "It is empty.", page="introduction"))
    return found


def gaps(content: Content, *, on: date) -> list[Gap]:
    """What is missing on a day: what blocks, and what only warns. Answers in the report's order.

    A recommendation with a part addressed to police forces needs an action or a reason. For the
    others an answer is good to have; so are an introduction, a figure of each measure, and the
    chief officer's comments or that none came. An answer is worth its place in the letter.
    """
    by_number = {answer["number"]: answer for answer in content["answers"]}
    found = _of_the_whole(content)
    for answer in content["answers"]:
        settles = answer
        if answer["position"] == Position.ANSWERED_WITH:
            settles = by_number.get(answer["answered_with"] or "", answer)
        says_enough = _says_enough(settles) or _says_enough(answer)
        if answer["is_for_police"] and not says_enough:
            found.append(Gap(answer["number"], answer["heading"], _owed(answer), blocks=True))
        elif sentence := _warning(answer, on):
            found.append(Gap(answer["number"], answer["heading"], sentence))
        for figure in answer.get("figures", []):
            if not figure["standing"]:
                sentence = f"No figure is given: {figure['name']}."
                found.append(Gap(answer["number"], answer["heading"], sentence, page="figures"))
    return found + _answered_and_left_out(content)


def _answered_and_left_out(content: Content) -> list[Gap]:
    left_out = content["letter"]["left_out"] if "letter" in content else []
    sentence = "It is addressed to police forces and answered, and the letter leaves it out."
    return [
        Gap(answer["number"], answer["heading"], sentence, page="letter_choice")
        for answer in content["answers"]
        if answer["number"] in left_out and answer["is_for_police"] and answer["position"]
    ]


def missing(content: Content) -> list[Gap]:
    """The facts that the letter has to state and cannot: each blocks sending and signing.

    The letter shows each as its heading in brackets. What was signed before letters had shapes,
    or was recorded from a paper, lacks none.
    """
    if "letter" not in content:
        return []
    found = []
    if not content["inspection"]["url"]:
        found.append(_fact("Address of the report", "Enter the address that it is published at."))
    found += _of_the_letterhead(content["letter"])
    found += _of_what_is_left_out(content["letter"], content["answers"])
    return found


def _fact(heading: str, sentence: str) -> Gap:
    return Gap("", heading, sentence, blocks=True, page="letter_choice")


def _of_the_letterhead(letter: LetterContent) -> list[Gap]:
    """What only a shape that is a letter needs."""
    if letter["shape"] not in LETTERS:
        return []
    printed = letter["letterhead"]
    facts = {
        "Address of the office": printed["address"].strip(),
        "Salutation": printed["salutation"].strip()
        or not printed["addressees"].strip()
        or letter["shape"] == Shape.HOME_SECRETARY,  # which has one by itself
        "Closing": printed["closing"].strip(),
    }
    called = Shape(letter["shape"]).label
    sentence = f"Your letterhead lacks it, and the shape “{called}” prints it."
    return [_fact(heading, sentence) for heading, is_there in facts.items() if not is_there]


def _of_what_is_left_out(letter: LetterContent, answers: list[AnswerContent]) -> list[Gap]:
    left_out = set(letter["left_out"])
    if not left_out:
        return []
    found = []
    if not letter["why_left_out"].strip():
        heading = "Why recommendations are left out"
        found.append(_fact(heading, "Say why: the letter gives the reason."))
    if left_out >= {answer["number"] for answer in answers}:
        found.append(_fact("Recommendations", "The letter leaves out all of them."))
    for answer in answers:
        if answer["answered_with"] in left_out and answer["number"] not in left_out:
            sentence = f"It is answered with {answer['answered_with_words']}, which is left out."
            found.append(_fact(f"{answer['kind']} {answer['number']}", sentence))
    return found
