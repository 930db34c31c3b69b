"""The dates of an inspection that is out, and the last day of one body's response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from forces.govuk.dates import uk_date
from forces.govuk.fields import DateField
from forces.govuk.widgets import Radios
from recommendations import policies
from recommendations.choices import CountingRule
from recommendations.forms.inspections import EARLIEST
from recommendations.models.redating import Dates
from responses.forms.writing import SeenForm
from responses.models.redating import dates_mark, last_day_mark, usual_last_day

if TYPE_CHECKING:
    from datetime import date

    from recommendations.models import Inspection
    from responses.models import Response

OWN = "own"
USUAL = "usual"


class ReasonedForm(SeenForm):
    """A change that needs a reason, by someone who was shown what it changes."""

    mark_optional: ClassVar = False
    submit_label: ClassVar = "Continue"

    reason = forms.CharField(
        label="Reason for the change",
        help_text="Anyone can read this, in the public register too",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DatesForm(ReasonedForm):
    """When a report was published, and how its days are counted."""

    called: ClassVar = {
        "published_on": "the date of publication",
        "counting_rule": "how the last day is counted",
        "rule_reason": "the reason for not counting as the Act does",
        "explicit_due_on": "the last day for responses",
    }

    published_on = DateField(label="Date of publication", help_text="For example, 16 7 2021")
    counting_rule = forms.ChoiceField(
        label="How the last day is counted",
        choices=CountingRule.choices,
        widget=Radios(reveals={CountingRule.EXPLICIT: "explicit_due_on"}),
    )
    explicit_due_on = DateField(label="Last day for responses", required=False)
    rule_reason = forms.CharField(
        label="Reason for not counting as the Act does",
        required=False,
        help_text="Needed for any other rule than the Act’s, and shown beside the last day",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = (
        "published_on", "counting_rule", "explicit_due_on", "rule_reason", "reason", "seen",
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    @staticmethod
    def initial_of(inspection: Inspection) -> dict[str, Any]:
        dates = inspection.dates
        return {
            "published_on": dates.published_on,
            "counting_rule": dates.counting_rule,
            "explicit_due_on": dates.explicit_due_on,
            "rule_reason": dates.rule_reason,
            "seen": dates_mark(inspection),
        }

    @staticmethod
    def in_words(inspection: Inspection) -> list[tuple[str, str]]:
        return [("The dates now", inspection.working)]

    def dates(self) -> Dates:
        typed = self.cleaned_data
        return Dates(
            typed["published_on"],
            typed["counting_rule"],
            typed["explicit_due_on"],
            typed["rule_reason"],
        )

    def clean_published_on(self) -> date:
        day: date = self.cleaned_data["published_on"]
        if day < EARLIEST:
            raise forms.ValidationError(
                f"The date of publication must be {uk_date(EARLIEST)} or later"
            )
        return day

    def clean_rule_reason(self) -> str:
        """Browsers end a line in a way of their own, which is no change."""
        return str(self.cleaned_data["rule_reason"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        rule = typed.get("counting_rule")
        if rule != CountingRule.EXPLICIT:
            typed["explicit_due_on"] = None
            self.errors.pop("explicit_due_on", None)
        elif not typed.get("explicit_due_on") and "explicit_due_on" not in self.errors:
            self.add_error("explicit_due_on", "Enter the last day for responses")
        if rule == CountingRule.ACT:
            typed["rule_reason"] = ""
        elif rule and not typed.get("rule_reason"):
            self.add_error("rule_reason", "Enter the reason for not counting as the Act does")
        if "published_on" in typed:
            self.check("published_on", policies.check_is_out, typed["published_on"], self.on)
        if not self.errors and rule == CountingRule.EXPLICIT:
            self.check("explicit_due_on", policies.check_rule, self.dates())
        return typed


class LastDayForm(ReasonedForm):
    """A last day for one body's response alone; or, where it has one, the usual one again."""

    called: ClassVar = {"due_on": "the last day", "which": "which last day it is"}

    which = forms.ChoiceField(label="Which last day?", widget=Radios(reveals={OWN: "due_on"}))
    due_on = DateField(
        label="Last day for this body", required=False, help_text="For example, 16 7 2021"
    )
    field_order = ("which", "due_on", "reason", "seen")

    def __init__(self, *args: Any, response: Response, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response = response
        usual = usual_last_day(response)
        which = self.fields["which"]
        assert isinstance(which, forms.ChoiceField)  # noqa: S101  # for the type checker
        which.choices = [
            (OWN, "A last day of its own"),
            (
                USUAL,
                f"That of the inspection: {uk_date(usual)}" if usual else "None, as the law has it",
            ),
        ]
        if response.due_reason:
            self.fields["reason"].help_text = (
                "Anyone can read why a body has a last day of its own. Why it was taken away, its "
                "office reads."
            )
        else:
            del self.fields["which"]

    @staticmethod
    def initial_of(response: Response) -> dict[str, Any]:
        has_own = bool(response.due_reason)
        return {
            "which": OWN,
            "due_on": response.due_on if has_own else None,
            "seen": last_day_mark(response),
        }

    @staticmethod
    def in_words(response: Response) -> list[tuple[str, str]]:
        day = uk_date(response.due_on) or "None"
        reason = f" Reason: {response.due_reason}" if response.due_reason else ""
        return [("The last day now", day + reason)]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("which") == USUAL:
            typed["due_on"] = None
            self.errors.pop("due_on", None)
        elif not typed.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the last day")
        return typed
