from __future__ import annotations

from recommendations.deadlines import number_of_days
from responses.choices import ProgressReminderKind, ReminderKind, ViewReminderKind

# What each kind is called before, on and after the day that it hangs on.
WORDS: dict[str, tuple[str, str, str]] = {
    ReminderKind.LAST_DAY: ("{days} before the last day", "the last day", "{days} late"),
    ReminderKind.CHIEF_OFFICER: (
        "{days} before the date given to the chief officer",
        "the date given to the chief officer",
        "{days} after the date given to the chief officer",
    ),
    ReminderKind.TO_SIGN: (
        "", "waiting to be signed", "still waiting to be signed after {count} working days",
    ),
    ReminderKind.RETURNED: ("", "returned", ""),
    ReminderKind.NO_SIGNATORY: ("", "nobody may sign", "still nobody may sign"),
    ReminderKind.ALL_WROTE: (
        "", "everybody who may sign wrote in it", "still nobody else may sign",
    ),
    ReminderKind.DATE_MOVED: ("", "the last day was moved", ""),
    ProgressReminderKind.NEXT_DATE: ("", "a next date comes near, or has passed", ""),
    ProgressReminderKind.SILENCE: ("", "no update for 90 days", ""),
    ProgressReminderKind.FIGURES: ("", "figures of the year are wanted", ""),
    ProgressReminderKind.REQUESTED: (
        "an update is wanted in {days}", "an update is wanted today",
        "an update was wanted {days} ago",
    ),
    ProgressReminderKind.QUESTION: (
        "a question is to be replied to in {days}", "a question is to be replied to today",
        "a question was to be replied to {days} ago",
    ),
    ProgressReminderKind.REPLIED: ("", "a question was replied to", ""),
    ProgressReminderKind.CORRECTED: ("", "the inspection was corrected", ""),
    ProgressReminderKind.PROPOSED: (
        "", "a closure is proposed", "a closure was proposed {days} ago",
    ),
    ProgressReminderKind.DECLINED: ("", "a closure was declined", ""),
    ProgressReminderKind.AUTHORISED: ("", "a closure was authorised", ""),
    ProgressReminderKind.CLOSED: ("", "a recommendation was closed", ""),
    ProgressReminderKind.REOPENED: ("", "a closed recommendation was reopened", ""),
    ViewReminderKind.CHANGED: ("", "a saved view has changed", ""),
}  # fmt: skip


def words(kind: str, days: int) -> str:
    """What people are told at a milestone, to go on in a sentence: 7 days before the last day."""
    before, on, after = WORDS[kind]
    count = abs(days)
    form = on if days == 0 else before if days < 0 else after
    return form.format(days=number_of_days(count), count=count)
