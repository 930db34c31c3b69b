"""What an inspectorate's administrators are told: what anyone may know, by inspection.

Never whether a response is begun, sent or signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from responses.choices import ReminderKind
from responses.emails.items import Item, line, one_line, paragraphs, rank, short_day
from responses.emails.matters import others_of

if TYPE_CHECKING:
    from responses.emails.matters import Matter


def inspection_item(found: list[Matter]) -> Item:
    """The responses to one inspection that are late, or that nobody may sign."""
    inspection, on = found[0].response.inspection, found[0].on
    late = sorted(
        (matter for matter in found if matter.is_late),
        key=lambda matter: (-matter.lateness.days, str(matter.response.force)),
    )
    unsigned = sorted(
        (matter for matter in found if ReminderKind.NO_SIGNATORY in matter.kinds),
        key=lambda matter: str(matter.response.force),
    )
    context = {
        "late": late,
        "unsigned": unsigned,
        "most": late[0].lateness if late else None,
        "first_due": short_day(late[0].response.due_on, on) if late else "",
        "same_day": len({matter.response.due_on for matter in late}) == 1,
        "inspection": inspection,
    }
    told = {"inspectorate_late": late, "inspectorate_nobody_may_sign": unsigned}
    asked = [name for name, concerned in told.items() if concerned]
    return Item(
        rank=rank(
            days_late=late[0].lateness.days if late else 0,
            is_for_you=False,
            due_on=min((m.response.due_on for m in found if m.response.due_on), default=None),
            name=inspection.title,
        ),
        heading=line(f"reminders/{asked[0]}.subject.txt", context),
        short_title=inspection.short_title,
        force=str(found[0].response.force) if len(found) == 1 else "",
        layout="_inspection",
        url=settings.SITE_URL + inspection.get_absolute_url(),
        says={
            **context,
            "title": inspection.title,
            "to_do": [
                each for name in asked for each in paragraphs(f"reminders/{name}.txt", context)
            ],
            "working": one_line(inspection.working),
            "others": others_of(found),
        },
    )
