from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.layout import Layout, Submit
from django import forms

from forces.govuk.fields import DateField
from forces.govuk.layout import Details
from forces.govuk.widgets import Checkboxes, Radios
from responses.choices import Position
from responses.forms.writing import FORMATTING, WritingForm, long_text
from responses.models.answers import Written, answer_mark
from responses.models.saving import Seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crispy_forms.helper import FormHelper

    from recommendations.models import Recommendation
    from responses.models import Answer
    from responses.models.earlier import EarlierAnswer


class AnswerForm(WritingForm):
    """One recommendation: the position, what is done, or why nothing is.

    An answer can be saved half done; what is missing is said when the response is checked.
    """

    position = forms.ChoiceField(
        label="What is the position?",
        required=False,
        choices=Position.choices,
        widget=Radios(
            reveals={Position.PLANNED: "planned_on", Position.ANSWERED_WITH: "answered_with"},
            hints={
                Position.CONSIDERED: "Not yet an action: say below why nothing is done yet",
                Position.NO_ACTION: "Say below why",
            },
        ),
    )
    planned_on = DateField(
        label="When will it be done?", required=False, help_text="For example, 31 3 2022"
    )
    answered_with = forms.ChoiceField(
        label="Which recommendation has the answer?", required=False, choices=[]
    )
    text = long_text("What has been done, or will be?", rows=10, hint=FORMATTING)
    reason = long_text(
        "Why is there no action, or not yet?",
        rows=4,
        hint="Needed when nothing is done: section 55(5B)(b) of the Police Act 1996",
    )
    local_number = forms.CharField(
        label="Your own number for this recommendation",
        required=False,
        max_length=10,
        help_text="Only if your letter numbers it differently from the report",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    also = forms.MultipleChoiceField(
        label="Does this answer settle other recommendations too?",
        required=False,
        choices=[],
        help_text="Those you tick are shown as answered together with this one",
        widget=Checkboxes(small=True),
    )
    ticked_before = forms.CharField(required=False, widget=forms.HiddenInput)

    of_the_page = WritingForm.of_the_page | {"ticked_before"}
    called: ClassVar = {"planned_on": "the date it will be done"}
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        recommendation: Recommendation,
        asked: Iterable[Recommendation],
        answers: Mapping[int, Answer],
        carried: EarlierAnswer | None = None,
        **kwargs: Any,
    ) -> None:
        """`asked` are all of the inspection's recommendations in order; `answers` are those of
        the response that there are, by their recommendation's id; `carried` is an earlier answer
        to begin with, where nothing is written yet."""
        self.answers, self.recommendation = answers, recommendation
        self.own = answers.get(recommendation.pk)
        kwargs.setdefault("initial", self._initial(carried))
        super().__init__(*args, **kwargs)
        self.others = {str(each.pk): each for each in asked if each.pk != recommendation.pk}
        self._offer("answered_with", [("", "Choose"), *self._named(self.others)])
        self._offer("also", self._named(key for key in self.others if self._is_free(key)))
        if not self._choices("also"):
            del self.fields["also"]

    def _initial(self, carried: EarlierAnswer | None) -> dict[str, Any]:
        own = self.own
        initial: dict[str, Any] = {
            "seen": answer_mark(own),
            "also": self.group,
            "ticked_before": "-".join(self.group),
        }
        if own is not None:
            initial |= {
                "position": own.position,
                "planned_on": own.planned_on,
                "answered_with": str(own.answered_with_id or ""),
                "text": own.text,
                "reason": own.reason,
                "local_number": own.local_number,
            }
        if carried is not None and (own is None or own.is_blank):
            initial |= {"text": carried.text, "reason": carried.reason}
            if carried.position != Position.ANSWERED_WITH:
                initial |= {"position": carried.position, "planned_on": carried.planned_on}
        return initial

    @property
    def group(self) -> list[str]:
        """The ids of the recommendations that are answered with this one."""
        this = self.recommendation.pk
        return [str(key) for key, each in self.answers.items() if each.answered_with_id == this]

    @property
    def shown_ticked(self) -> set[str]:
        """The ids of the recommendations that were ticked when the page was shown."""
        return set(str(self["ticked_before"].value() or "").split("-"))

    @property
    def ticked(self) -> str:
        """The ids of the recommendations that are ticked now, as `ticked_before` has them."""
        return "-".join(self.written().get("also", []))

    def _is_free(self, key: str) -> bool:
        """Whether a recommendation has no answer of its own that this one would replace.

        One that was shown ticked stands: that others have answered it since is no mistake here.
        """
        answer = self.answers.get(int(key))
        return key in {*self.group, *self.shown_ticked} or answer is None or answer.is_blank

    def _named(self, keys: Iterable[str]) -> list[tuple[str, str]]:
        return [(key, self.others[key].title) for key in keys]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]  # declared so above
        field.choices = choices

    def _choices(self, name: str) -> list[tuple[str, str]]:
        field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]  # declared so above
        return list(field.choices)  # type: ignore[arg-type]  # pairs, as offered above

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        names = [name for name in helper.layout.fields if name != "also"]
        if "also" in self.fields:
            is_open = bool(self["also"].value())
            names.append(Details("One answer for several recommendations", "also", is_open=is_open))
        helper.layout = Layout(*names)
        helper.inputs = [
            Submit("next", "Save and go to the next"),
            Submit("save", "Save", css_class="govuk-button--secondary"),
            Submit("look", "Save and see how it reads", css_class="govuk-button--secondary"),
        ]
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("position") != Position.PLANNED and "planned_on" not in self.errors:
            cleaned["planned_on"] = None
        if cleaned.get("position") == Position.ANSWERED_WITH:
            self._check_answered_with(cleaned)
        else:
            cleaned["answered_with"] = None
        return cleaned

    def _check_answered_with(self, cleaned: dict[str, Any]) -> None:
        other = self.others.get(cleaned.get("answered_with") or "")
        cleaned["answered_with"] = other
        if other is None:
            self.add_error("answered_with", "Select the recommendation that has the answer")
            return
        further = self.answers[other.pk].answered_with if other.pk in self.answers else None
        if further is not None:
            instead = (
                "another" if further == self.recommendation else f"{further.number}, or another"
            )
            self.add_error(
                "answered_with",
                f"{other.number} is itself answered with {further.number}. Select {instead}",
            )
        elif cleaned.get("also"):
            self.add_error(
                "position",
                "Another recommendation is answered with this one, so this one needs an answer "
                "of its own",
            )

    def own_fields(self) -> dict[str, Any]:
        """What was written of this recommendation itself."""
        return {name: value for name, value in self.written().items() if name != "also"}

    def grouped(self) -> list[Written]:
        """What becomes of each recommendation that was ticked or unticked on this page.

        A box that nobody touched says nothing: others may have answered that one meanwhile.
        """
        ticked, before, group = set(self.written().get("also", [])), self.shown_ticked, self.group
        added = (ticked - before).difference(group)
        removed = (before - ticked).intersection(group)
        return [
            Written(
                other,
                Seen(answer_mark(self.answers.get(other.pk))),
                {
                    "position": Position.ANSWERED_WITH if key in added else "",
                    "answered_with": self.recommendation if key in added else None,
                },
            )
            for key, other in self.others.items()
            if key in added | removed
        ]
