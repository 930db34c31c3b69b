"""What an office has to do for a response, as a task list: sections, each with a state of its own.

Red is for a problem only: a date that passed, or what stops a response that was sent before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

from forces.govuk.dates import uk_date
from recommendations.choices import Standing
from responses.choices import Shape
from responses.content import shape_of
from responses.finding import find
from responses.gaps import comments_are_here, missing
from responses.templatetags.letters import figure_words, from_iso

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from responses.content import AnswerContent, Content, FigureContent, OfficerContent
    from responses.gaps import Gap
    from responses.models import Response


class State(NamedTuple):
    """How far a task is. What needs nothing more is said without a colour."""

    words: str
    colour: str = ""


COMPLETED = State("Completed")
NOT_STARTED = State("Not started", "blue")
INCOMPLETE = State("Incomplete", "light-blue")
AWAITED = State("Awaited", "light-blue")
PROBLEM = State("There is a problem", "red")
CANNOT_START = State("Cannot start yet")
SAID = "Returned: read here what has to change"


@dataclass(frozen=True)
class Task:
    """A row: without an address it cannot be started yet."""

    title: str
    address: str
    state: State
    hint: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    state: str
    tasks: list[Task]


@dataclass(frozen=True)
class Counts:
    """How many recommendations there are, and of those addressed to police forces."""

    asked: int
    answered: int
    asked_of_police: int
    answered_of_police: int

    @property
    def of_police(self) -> str:
        """How many of those for police forces are answered, in a sentence."""
        asked, answered = self.asked_of_police, self.answered_of_police
        if not asked:
            return "None is addressed to police forces."
        if asked == 1:
            return f"The one addressed to police forces is{'' if answered else ' not'} answered."
        if answered == asked:
            return f"All {asked} addressed to police forces are answered."
        of_them = f"of the {asked} addressed to police forces"
        if answered > 1:
            return f"{answered} {of_them} are answered."
        return f"{'One' if answered else 'None'} {of_them} is answered."


def counts(content: Content) -> Counts:
    """An answer counts once its position is chosen."""
    answered = [bool(answer["position"]) for answer in content["answers"]]
    of_police = [bool(each["position"]) for each in content["answers"] if each["is_for_police"]]
    return Counts(len(answered), sum(answered), len(of_police), sum(of_police))


class TaskList:
    """The tasks of one response on a day. `typed` narrows the answers to what is looked for.

    `noted` are the pages of which something was said when the draft came back.
    """

    def __init__(
        self,
        response: Response,
        content: Content,
        found: Sequence[Gap],
        *,
        on: date,
        was_sent: bool,
        typed: str = "",
        noted: Collection[str] = (),
    ) -> None:
        self.response = response
        self.content = content
        self.found = found
        self.on = on
        self.was_sent = was_sent
        self.typed = typed
        self.noted = noted
        self.counts = counts(content)
        self.blocked = {gap.number for gap in found if gap.blocks}
        self.lacking = missing(content)

    def _address(self, name: str, *arguments: str) -> str:
        return reverse(name, args=[self.response.pk, *arguments])

    def _section(self, title: str, state: str, tasks: Sequence[Task]) -> Section:
        """The tasks, and at each of which something was said when the draft came back, that."""
        return Section(title, state, [self._marked(task) for task in tasks])

    def _marked(self, task: Task) -> Task:
        if task.address.partition("#")[0] not in self.noted:
            return task
        return replace(task, hint=". ".join(filter(None, [SAID, task.hint])))

    @cached_property
    def comments(self) -> Section:
        """The chief officer's comments, which the body invites: s.55(4)."""
        officer = self.content["chief_officer"]
        state, hint = self._came(officer)
        tasks = [
            self._invite(officer),
            Task("The comments", self._address("comments"), state, hint),
            self._reply(officer),
        ]
        return self._section("Chief officer’s comments", state.words.lower(), tasks)

    def _invite(self, officer: OfficerContent | None) -> Task:
        address = self._address("comments_invite")
        title = "Invite the chief officer to comment"
        if officer is None or not officer["invited_on"]:
            return Task(title, address, NOT_STARTED)
        hint = f"Invited on {_written(officer['invited_on'])}"
        if officer["wanted_by"]:
            hint = f"{hint}, to come by {_written(officer['wanted_by'])}"
        return Task(title, address, COMPLETED, hint)

    def _came(self, officer: OfficerContent | None) -> tuple[State, str]:
        """What became of the invitation."""
        if officer is None:
            return NOT_STARTED, ""
        if comments_are_here(officer):
            who = f"From {officer['received_from']}" if officer["received_from"] else ""
            return COMPLETED, who
        if officer["none_received"]:
            return COMPLETED, "None were received"
        wanted_by = from_iso(officer["wanted_by"])
        if wanted_by and wanted_by < self.on:
            return PROBLEM, f"Wanted by {uk_date(wanted_by)}, and none came"
        if officer["invited_on"] or wanted_by:
            return AWAITED, f"Wanted by {uk_date(wanted_by)}" if wanted_by else ""
        return NOT_STARTED, ""

    def _reply(self, officer: OfficerContent | None) -> Task:
        title, address = "Your reply to the comments", self._address("comments_reply")
        if officer and officer["reply"].strip():
            return Task(title, address, COMPLETED)
        if officer and comments_are_here(officer):
            return Task(title, address, NOT_STARTED, "If you reply, your reply is published too")
        if officer and officer["none_received"]:
            return Task(title, "", State("Not needed"), "There are no comments to reply to")
        return Task(title, "", CANNOT_START, "Once the comments are here")

    @cached_property
    def answers(self) -> Section:
        """One row for each recommendation, or for each that was looked for: the best first."""
        by_number = {answer["number"]: answer for answer in self.content["answers"]}
        if self.typed:
            found = find(by_number.values(), self.typed)
            tasks = [self._answer(by_number[each.number], each.where) for each in found]
        else:
            tasks = [self._answer(answer) for answer in by_number.values()]
        state = f"{self.counts.answered} of {self.counts.asked} answered"
        return self._section("Answer the recommendations", state, tasks)

    def _answer(self, answer: AnswerContent, where: str = "") -> Task:
        number = answer["local_number"]
        said = answer["position_words"]
        if not said and not answer["is_for_police"]:
            said = "Addressed to others: you may comment"
        own = f"Your own number {number}" if number and where != f"Your own number {number}" else ""
        found = f"Found: {where[:1].lower()}{where[1:]}" if where else ""
        return Task(
            f"{answer['number']}: {answer['heading']}",
            self._address("answer", answer["number"]),
            self._state_of(answer),
            ". ".join(filter(None, [found, own, said])),
        )

    def _state_of(self, answer: AnswerContent) -> State:
        if answer["number"] in self.blocked and self.was_sent:
            return PROBLEM
        if not (answer["position"] or answer["text"].strip() or answer["reason"].strip()):
            return NOT_STARTED
        return INCOMPLETE if answer["number"] in self.blocked else COMPLETED

    @cached_property
    def figures(self) -> Section | None:
        """One row for each measure; None where the inspection asks for no figures."""
        asked = [
            (answer["number"], figure)
            for answer in self.content["answers"]
            for figure in answer.get("figures", [])
        ]
        tasks = [self._figure(*each, place) for place, each in enumerate(asked, start=1)]
        given = sum(task.state != NOT_STARTED for task in tasks)
        state = f"{given} of {len(tasks)} entered"
        return self._section("Figures", state, tasks) if tasks else None

    def _figure(self, number: str, figure: FigureContent, place: int) -> Task:
        address = f"{self._address('figures')}#figure-{place}"
        hint = f"Recommendation {number}"
        if not figure["standing"]:
            return Task(figure["name"], address, NOT_STARTED, hint)
        state = AWAITED if figure["standing"] == Standing.AWAITED else COMPLETED
        hint = f"{hint}: {figure_words(figure, is_draft=True)}"
        return Task(figure["name"], address, state, hint)

    @cached_property
    def words(self) -> Section:
        address = self._address("introduction")
        texts = {
            "Introduction": (self.content["introduction"], "id_introduction"),
            "Conclusion": (self.content["conclusion"], "id_conclusion"),
        }
        tasks = [
            Task(title, f"{address}#{field}", COMPLETED if text.strip() else NOT_STARTED)
            for title, (text, field) in texts.items()
        ]
        written = sum(task.state == COMPLETED for task in tasks)
        state = f"{written} of 2 written"
        return self._section("Commissioner’s introduction and conclusion", state, tasks)

    @cached_property
    def letter(self) -> Section:
        """How the letter is arranged, and which facts it lacks."""
        number = len(self.lacking)
        shape = Shape(shape_of(self.content)).label
        named = "; ".join(gap.title for gap in self.lacking)
        task = Task(
            "How the letter is arranged",
            self._address("letter_choice"),
            self._stopped if number else COMPLETED,
            f"{shape}. Missing: {named}" if number else shape,
        )
        return self._section("The letter", _facts(number) if number else "complete", [task])

    @cached_property
    def sending(self) -> Section:
        check = self._address("check")
        tasks = [self._check(check), Task("Send to the commissioner", "", CANNOT_START)]
        is_stopped = bool(self.blocked or self.lacking)
        if not is_stopped:
            tasks[1] = Task("Send to the commissioner", f"{check}#send", NOT_STARTED)
        state = "not ready" if is_stopped else "ready to send"
        return Section("Check and send", state, tasks)

    @property
    def _stopped(self) -> State:
        """The state of what keeps the response from being sent."""
        return PROBLEM if self.was_sent else INCOMPLETE

    def _check(self, address: str) -> Task:
        number, looks = len(self.blocked), len(self.found) - len(self.blocked)
        title = "Check the letter and what is missing"
        if not number and self.lacking:
            return Task(title, address, self._stopped, f"The letter: {_facts(len(self.lacking))}")
        if not number:
            hint = "Nothing stops you from sending it"
            if looks:
                hint = f"{hint}; {looks} {'thing is' if looks == 1 else 'things are'} worth a look"
            return Task(title, address, COMPLETED, hint)
        has = "recommendation has" if number == 1 else "recommendations have"
        hint = f"{number} {has} neither an action nor a reason"
        return Task(title, address, self._stopped, hint)


def _facts(number: int) -> str:
    return f"{number} {'fact' if number == 1 else 'facts'} missing"


def _written(day: str) -> str:
    return uk_date(from_iso(day))
