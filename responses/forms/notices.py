from __future__ import annotations

from typing import ClassVar

from django import forms

from forces.govuk.forms import GovForm
from forces.govuk.widgets import Radios
from responses.choices import Pace


class NoticesForm(GovForm):
    """How often a person wants mail, and about what."""

    pace = forms.ChoiceField(
        label="How often do you want mail?",
        choices=Pace.choices,
        widget=Radios(
            hints={
                Pace.DAILY: "All there is to tell you in one mail at 7 in the morning, the most "
                "urgent first. What comes up later waits for the next morning if you have had a "
                "mail that day. What cannot wait comes at once: a response that is sent to you to "
                "sign, or returned to you, on its last day or later, and a last day that is moved "
                "to today.",
                Pace.AT_ONCE: "What a date brings comes at 7 in the morning. What somebody does "
                "comes soon after: a response is sent to you to sign or returned to you, a last "
                "day is moved, or you are asked something about progress.",
            }
        ),
    )
    only_pressing = forms.TypedChoiceField(
        label="What do you want to be told?",
        choices=[
            (False, "Everything"),
            (True, "Only what is late, what waits for me, and changes of a last day"),
        ],
        coerce=lambda value: value == "True",
        widget=Radios(
            hints={
                False: "Also reminders before a last day and on it, about the date given to the "
                "chief officer, and when nobody may sign for a body. Of progress, also a date that "
                "comes near, 90 days without an update, what was closed, replies to what you "
                "asked, and closures that you proposed and another inspector authorised or "
                "declined.",
                True: "You get no reminder before a last day or the next date of a recommendation "
                "has passed, unless a response is sent to you to sign or returned to you, or you "
                "are asked for a reply, an update, figures or a decision. You are still told when "
                "something closed is reopened.",
            }
        ),
    )
    label_size: ClassVar = "s"
    submit_label: ClassVar = "Save"
