from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios
from responses import policies
from responses.choices import CopyTo
from responses.forms.old_answers import Answers, OldAnswerForm
from responses.forms.publishing import WebAddressField
from responses.forms.writing import FORMATTING, long_text
from responses.models import OldResponse
from responses.models.copying import Copied
from responses.models.recording import Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from crispy_forms.helper import FormHelper

    from recommendations.models import Inspection, Recommendation

RETOLD, OWN = "retold", "own"
KNOWN, NOT_BEFORE, UNKNOWN = "known", "not_before", "unknown"


def _standing(label: str, day: str, known: str, unknown: str) -> forms.ChoiceField:
    """Whether a day is known: nobody passes over a day without saying that it is not."""
    return forms.ChoiceField(
        label=label,
        choices=[(KNOWN, known), (UNKNOWN, unknown)],
        widget=Radios(reveals={KNOWN: day}),
    )


def _copy(to: CopyTo, day: str) -> forms.ChoiceField:
    return _standing(
        f"When was a copy sent to {to.spoken}?",
        day,
        "On a day that is known",
        "That is not known",
    )


# For each question whether a day is known: the answers that name a day, each with the day's field.
DAYS = {
    "standing_dated": {KNOWN: "dated"},
    "standing_published": {KNOWN: "published_on", NOT_BEFORE: "not_before"},
    "standing_inspectors": {KNOWN: "to_inspectors_on"},
    "standing_secretary": {KNOWN: "to_secretary_on"},
}
COPIES = {
    CopyTo.INSPECTORS: "to_inspectors_on",
    CopyTo.SECRETARY_OF_STATE: "to_secretary_on",
}


class OldResponseForm(GovForm):
    """What the paper of an old response states, from which the register's page is made."""

    mark_optional: ClassVar = False
    submit_label: ClassVar = "Check before you enter it"
    called: ClassVar = {
        "modelled_on": "the paper it is taken from",
        "standing_words": "whose words you enter",
        "standing_dated": "whether the paper bears a date",
        "dated": "the date of the paper",
        "standing_published": "whether it is known when it was published",
        "published_on": "the date of publication",
        "not_before": "the earliest date",
        "standing_inspectors": "whether it is known when the inspectorate was sent a copy",
        "to_inspectors_on": "the date the copy was sent",
        "standing_secretary": "whether it is known when the Home Secretary was sent a copy",
        "to_secretary_on": "the date the copy was sent",
        "stated_due_on": "the last day that the paper states",
        "officer_on": "the date the comments were received",
        "url": "the address",
    }

    modelled_on = forms.CharField(
        label="Which paper is it taken from?",
        max_length=200,
        help_text="For example, the letter on the website of the body’s office",
    )
    standing_words = forms.ChoiceField(
        label="Whose words do you enter?",
        choices=[(OWN, "The paper’s own words"), (RETOLD, "Other, shorter words")],
        widget=Radios(hints={RETOLD: "The register says that they are not the paper’s"}),
    )
    url = WebAddressField(
        label="Where is the paper published?",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Its web address, if there is one",
    )
    shape = forms.CharField(
        label="What kind of paper is it?",
        required=False,
        max_length=200,
        help_text="For example, a letter with an annex",
    )
    addressed_to = forms.CharField(label="Who is it addressed to?", required=False, max_length=200)
    cites = forms.CharField(
        label="Which law does it cite?",
        required=False,
        max_length=300,
        help_text="As the paper has it, right or wrong",
    )
    stated_due_on = DateField(
        label="Which last day does it state?",
        required=False,
        help_text="As the paper has it, right or wrong. The register works out the last day itself",
    )
    standing_dated = _standing(
        "Does the paper bear a date?", "dated", "Yes", "No, the paper does not say"
    )
    dated = DateField(label="Date of the paper", help_text="For example, 8 9 2021", required=False)
    signatory_name = forms.CharField(
        label="Who signed it?",
        required=False,
        max_length=120,
        help_text="The name as the paper prints it. Leave it empty if the paper names nobody",
    )
    signatory_office = forms.CharField(label="In which office?", required=False, max_length=160)
    standing_published = forms.ChoiceField(
        label="When was it published?",
        choices=[
            (KNOWN, "On a day that is known"),
            (NOT_BEFORE, "On a day that is not known, but not before a certain day"),
            (UNKNOWN, "That is not known"),
        ],
        widget=Radios(
            reveals={KNOWN: "published_on", NOT_BEFORE: "not_before"},
            hints={KNOWN: "The date of a letter is not the day on which it was published"},
        ),
    )
    published_on = DateField(label="Date of publication", required=False)
    not_before = DateField(label="Not published before", required=False)
    not_before_reason = long_text(
        "How is it known that it was not published before?",
        rows=2,
        hint="Only if you gave an earliest day. Anyone can read this",
    )
    standing_inspectors = _copy(CopyTo.INSPECTORS, "to_inspectors_on")
    to_inspectors_on = DateField(label="Date the copy was sent", required=False)
    standing_secretary = _copy(CopyTo.SECRETARY_OF_STATE, "to_secretary_on")
    to_secretary_on = DateField(label="Date the copy was sent", required=False)
    introduction = long_text("Introduction", rows=8, hint=FORMATTING)
    officer_text = long_text("General comments of the chief officer", rows=6)
    officer_from = forms.CharField(
        label="Who are the chief officer’s comments from?", required=False, max_length=160
    )
    officer_on = DateField(label="When were they received?", required=False)
    reply = long_text("The body’s reply to the chief officer", rows=4)
    conclusion = long_text("Conclusion", rows=4)
    notes = long_text(
        "What else should a reader know of the paper?",
        rows=4,
        hint="Anyone can read this. For example, which recommendations it leaves out",
    )
    writer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        inspection: Inspection,
        asked: Sequence[Recommendation],
        on: date,
        **kwargs: Any,
    ) -> None:
        """`asked` are the inspection's recommendations in order; `on` is today."""
        super().__init__(*args, **kwargs)
        self.inspection, self.on = inspection, on
        data = self.data if self.is_bound else None
        self.answers = [OldAnswerForm(data, recommendation=each, asked=asked) for each in asked]

    @property
    def within(self) -> Sequence[forms.BaseForm]:
        return self.answers

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = Layout(
            Fieldset(
                "The paper",
                "modelled_on", "standing_words", "url", "shape", "addressed_to", "cites",
                "stated_due_on",
            ),
            Fieldset("Who signed it, and when", "standing_dated", "signatory_name",
                "signatory_office"),
            Fieldset(
                "When it was published and copied",
                "standing_published", "not_before_reason", "standing_inspectors",
                "standing_secretary",
            ),
            Fieldset("What it says", "introduction", Answers(self.answers)),
            Fieldset("The chief officer", "officer_text", "officer_from", "officer_on", "reply"),
            Fieldset("How it ends", "conclusion", "notes"),
        )  # fmt: skip
        helper.inputs = [Submit("next", self.submit_label)]
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for question, days in DAYS.items():
            self._settle_day(cleaned, question, days)
        if cleaned.get("standing_published") != NOT_BEFORE:
            cleaned["not_before_reason"] = ""
        self._check_days(cleaned)
        self._check_says_anything(cleaned)
        return cleaned

    def _settle_day(self, cleaned: dict[str, Any], question: str, days: dict[str, str]) -> None:
        """A day that is said to be known is given; one that is not asked for does not count."""
        asked = days.get(cleaned.get(question, ""))
        for name in days.values():
            if name != asked:
                cleaned[name] = None
                self.errors.pop(name, None)
            elif not cleaned.get(name) and not self.has_error(name):
                self.add_error(name, f"Enter {self.name_of(name)}")

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        """What a policy refuses of a day stands beside that day."""
        on, inspection = self.on, self.inspection
        dated = cleaned.get("dated")
        if dated:
            self.check("dated", policies.check_old_day, "The date of the paper", dated, on=on)
        if received := cleaned.get("officer_on"):
            self.check("officer_on", policies.check_received_on, received, on=on)
        if published := cleaned.get("published_on"):
            check = policies.check_old_published_on
            self.check("published_on", check, published, inspection, dated=dated, on=on)
        for name in COPIES.values():
            if sent_on := cleaned.get(name):
                self.check(name, policies.check_old_copy, sent_on, inspection, on=on)
        if earliest := cleaned.get("not_before"):
            self.check("not_before", policies.check_not_before, earliest, inspection, on=on)
            reason = cleaned.get("not_before_reason", "")
            self.check("not_before_reason", policies.check_not_before_reason, reason)

    def _check_says_anything(self, cleaned: dict[str, Any]) -> None:
        if not all(form.is_valid() for form in self.answers):
            return
        own = (cleaned.get(name, "") for name in ("introduction", "conclusion", "officer_text"))
        texts = [text for form in self.answers for text in form.answer().texts]
        self.check("introduction", policies.check_says_anything, *own, *texts)

    def paper(self) -> Record:
        """What was entered, as `record` takes it."""
        typed = self.cleaned_data
        old = OldResponse(
            modelled_on=typed["modelled_on"],
            is_retold=typed["standing_words"] == RETOLD,
            **{
                name: typed[name]
                for name in (
                    "shape", "addressed_to", "cites", "stated_due_on", "not_before_reason", "notes",
                )
            },
        )  # fmt: skip
        answers = [form.answer() for form in self.answers]
        return Record(
            old,
            introduction=typed["introduction"],
            conclusion=typed["conclusion"],
            officer_comments=typed["officer_text"],
            officer_from=typed["officer_from"],
            officer_on=typed["officer_on"],
            reply=typed["reply"],
            signatory_name=typed["signatory_name"],
            signatory_office=typed["signatory_office"],
            dated=typed["dated"],
            published_on=typed["published_on"],
            not_before=typed["not_before"],
            url=typed["url"],
            answers=[answer for answer in answers if answer.is_stated],
            copies={str(to): typed[name] for to, name in COPIES.items() if typed[name]},
        )

    def copies(self) -> list[Copied]:
        """When a copy went to each recipient, as the register will show it."""
        return [Copied(str(to.label), self.cleaned_data[name]) for to, name in COPIES.items()]

    def doubts(self) -> list[str]:
        """What may be so, but is looked at twice before it is entered."""
        dated = self.cleaned_data["dated"]
        if dated and dated < self.inspection.published_on:
            return ["The paper is dated before the report was published. Check the year."]
        return []
