from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios
from responses.choices import Position
from responses.forms.writing import long_text
from responses.models.answers import Written, answer_mark
from responses.models.comments import comments_of, mark_of_comments, texts_on
from responses.models.saving import Seen
from responses.models.taking_in import OfficerWords, Words
from responses.reading import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.forms.boundfield import BoundField

    from recommendations.models import Recommendation
    from responses.models import Answer, Response
    from responses.reading import Lines, Proposal, ProposedAnswer


class Into:
    """Where a stretch of the letter goes."""

    ANSWER = "answer"
    OFFICER = "officer"
    INTRODUCTION = "introduction"
    CONCLUSION = "conclusion"
    NOWHERE = "nowhere"


ANSWER_POSITIONS = [
    ("", "Choose later"),
    *((value, label) for value, label in Position.choices if value != Position.ANSWERED_WITH),
]


@dataclass(frozen=True)
class Item:
    """One proposal beside its source: what it is, how sure, and the fields to accept it with.

    `existing` are the texts that accepting it could take the place of, each with what it is.
    """

    heading: str
    confidence: Confidence
    why: str
    source: str
    existing: list[tuple[str, str]]
    fields: list[BoundField]


def _written(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(title, text) for title, text in texts if text.strip()]


class ProposalForm(GovForm):
    """What was read from a letter: a person puts right and accepts what is to be kept.

    It carries the letter and the marks of what is held, so that nothing is stored before.
    """

    mark_optional = False
    submit_label = "Put what I accepted into the response"

    letter = forms.CharField(widget=forms.HiddenInput, strip=False)
    seen_words = forms.CharField(widget=forms.HiddenInput)
    seen_comments = forms.CharField(widget=forms.HiddenInput)
    writer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        proposal: Proposal,
        response: Response,
        asked: Iterable[Recommendation],
        answers: Mapping[int, Answer],
        takes_officer: bool,
        **kwargs: Any,
    ) -> None:
        """`answers` are those that are held, by their recommendation's id; `takes_officer` says
        whether chief officer's comments may be recorded still."""
        super().__init__(*args, **kwargs)
        self.proposal, self.response = proposal, response
        self.asked, self.answers = list(asked), answers
        self.takes_officer = takes_officer
        self.read = {each.number: each for each in proposal.answers}
        self.comments, self.single = comments_of(response), texts_on(response.officer_comments)
        self.fields["seen_words"].initial = response.words_mark
        self.fields["seen_comments"].initial = mark_of_comments(self.comments, self.single)
        if proposal.body_comments:
            self._offer_words(proposal.body_comments.text)
        if proposal.chief_officer_comments and takes_officer:
            self._offer_officer(proposal.chief_officer_comments.text)
        for recommendation in self.asked:
            self._offer_answer(recommendation)
        if takes_officer and any(name.startswith("into") for name in self.fields):
            self.fields["received_from"] = forms.CharField(
                label="Who are the chief officer’s comments from?",
                required=False,
                max_length=160,
                initial=self.comments.received_from,
                help_text="Name and rank, as they will be printed",
            )
            self.fields["received_on"] = DateField(
                label="When were they received?",
                required=False,
                initial=self.comments.received_on,
            )

    def _choice(self, name: str, label: str, choices: list[tuple[str, str]], initial: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[*choices, (Into.NOWHERE, "Leave it out")],
            initial=initial,
            required=False,
            widget=Radios(small=True),
        )

    def _text(self, name: str, label: str, text: str) -> None:
        field = long_text(label, rows=min(14, max(4, len(text) // 70)))
        field.initial = text
        self.fields[name] = field

    def _offer_words(self, text: str) -> None:
        choices = [
            (Into.INTRODUCTION, "As the introduction"),
            (Into.CONCLUSION, "As the conclusion"),
        ]
        is_free = not self.response.introduction.strip()
        self._choice(
            "into_words", "Where do these words go?", choices, Into.INTRODUCTION if is_free else ""
        )
        self._text("words", "The commissioner’s words", text)

    def _offer_officer(self, text: str) -> None:
        self._choice(
            "into_officer",
            "Where do the chief officer’s words go?",
            [(Into.OFFICER, "As the general comments")],
            "",
        )
        self._text("officer", "The chief officer’s words", text)

    def _offer_answer(self, recommendation: Recommendation) -> None:
        read, held = self.read[recommendation.number], self.answers.get(recommendation.pk)
        if read.answer is None:
            return
        key, which = recommendation.pk, recommendation.in_a_sentence
        self.fields[f"seen_{key}"] = forms.CharField(
            widget=forms.HiddenInput, initial=answer_mark(held)
        )
        choices = [(Into.ANSWER, "As the answer")]
        if self.takes_officer:
            choices.append((Into.OFFICER, "As the chief officer’s comment on it"))
        is_free = held is None or held.is_blank
        is_sure = read.confidence == Confidence.SURE and is_free
        self._choice(
            f"into_{key}",
            f"Where does the text on {which} go?",
            choices,
            Into.ANSWER if is_sure else "",
        )
        self._text(f"text_{key}", f"Text on {which}", read.answer)
        self.fields[f"position_{key}"] = forms.ChoiceField(
            label=f"Position on {which}", choices=ANSWER_POSITIONS, required=False
        )
        self.fields[f"local_{key}"] = forms.CharField(
            label=f"Your own number for {which}",
            max_length=10,
            required=False,
            initial=read.local_number or (held.local_number if held else ""),
            widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        )

    def see_again(self) -> None:
        """Take what is held now for seen: the page shows it beside what was accepted."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, once it is bound
        for name, field in self.fields.items():
            if name.startswith("seen_"):
                data[name] = field.initial
        self.data = data

    def _source(self, stretches: Iterable[Lines]) -> str:
        lines = self.proposal.source
        return "\n…\n".join("\n".join(lines[first : last + 1]) for first, last in stretches)

    def items(self) -> Iterator[Item]:
        """The proposals in the order of the letter: its own words, then each recommendation."""
        proposal, response = self.proposal, self.response
        words = [("Introduction", response.introduction), ("Conclusion", response.conclusion)]
        yield self._general("Words of the commissioner", proposal.body_comments, "words", words)
        yield self._general(
            "General comments of the chief officer",
            proposal.chief_officer_comments,
            "officer",
            [("General comments", self.comments.text)],
        )
        for recommendation in self.asked:
            yield self._item(recommendation, self.read[recommendation.number])

    def _general(self, heading: str, passage: Any, name: str, held: list[tuple[str, str]]) -> Item:
        existing = _written(held)
        if passage is None:
            return Item(heading, Confidence.NOT_FOUND, "The letter has none.", "", existing, [])
        fields = [self[each] for each in (f"into_{name}", name) if each in self.fields]
        source = self._source(passage.stretches)
        return Item(heading, passage.confidence, "", source, existing, fields)

    def _item(self, recommendation: Recommendation, read: ProposedAnswer) -> Item:
        held, key = self.answers.get(recommendation.pk), recommendation.pk
        names = (f"into_{key}", f"text_{key}", f"position_{key}", f"local_{key}")
        stretches = sorted({*read.quoted_stretches, *read.answer_stretches})
        existing = [
            ("Answer", held.text if held else ""),
            ("Chief officer’s comment", self.single.get(key, "")),
        ]
        return Item(
            f"{recommendation.get_kind_display()} {recommendation.title}",
            read.confidence,
            read.why,
            self._source(stretches),
            _written(existing),
            [self[name] for name in names if name in self.fields],
        )

    def _to(self, place: str) -> list[Recommendation]:
        """The recommendations whose text was accepted for a place."""
        return [each for each in self.asked if self.cleaned_data.get(f"into_{each.pk}") == place]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_officers = cleaned.get("into_officer") == Into.OFFICER or self._to(Into.OFFICER)
        if is_officers and not cleaned.get("received_from", "").strip():
            self.add_error("received_from", "Enter who the chief officer’s comments are from")
        if is_officers and not (cleaned.get("received_on") or self.has_error("received_on")):
            self.add_error("received_on", "Enter the date the comments were received")
        places = {Into.ANSWER, Into.OFFICER, Into.INTRODUCTION, Into.CONCLUSION}
        accepted = [
            name for name in cleaned if name.startswith("into_") and cleaned[name] in places
        ]
        if not self.errors and not accepted:
            self.add_error(None, "Choose where at least one text goes, or leave this page")
        return cleaned

    def answers_written(self) -> list[Written]:
        """The answers that were accepted."""
        return [
            Written(
                recommendation,
                Seen(self.cleaned_data[f"seen_{recommendation.pk}"]),
                self._answer_fields(recommendation.pk),
            )
            for recommendation in self._to(Into.ANSWER)
        ]

    def _answer_fields(self, key: int) -> dict[str, Any]:
        fields = {
            "text": self.cleaned_data[f"text_{key}"],
            "local_number": self.cleaned_data[f"local_{key}"],
        }
        if position := self.cleaned_data[f"position_{key}"]:
            fields |= {"position": position, "planned_on": None, "answered_with": None}
        return fields

    def words_written(self) -> Words | None:
        """The body's own words, if they were accepted."""
        into = self.cleaned_data.get("into_words")
        if into not in {Into.INTRODUCTION, Into.CONCLUSION}:
            return None
        text: str = self.cleaned_data["words"]
        seen = Seen(self.cleaned_data["seen_words"])
        if into == Into.INTRODUCTION:
            return Words(seen, introduction=text)
        return Words(seen, conclusion=text)

    def officer_written(self) -> OfficerWords | None:
        """The chief officer's words, if any were accepted."""
        cleaned = self.cleaned_data
        is_general = cleaned.get("into_officer") == Into.OFFICER
        single = {each.pk: cleaned[f"text_{each.pk}"] for each in self._to(Into.OFFICER)}
        if not (is_general or single):
            return None
        return OfficerWords(
            seen=Seen(cleaned["seen_comments"]),
            received_from=cleaned["received_from"],
            received_on=cleaned["received_on"],
            text=cleaned["officer"] if is_general else None,
            on_recommendations=single,
        )
