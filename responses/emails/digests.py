"""One mail to one person on one day."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator

from responses.emails.inspectorate import inspection_item
from responses.emails.items import one_line, plain
from responses.emails.matters import matters
from responses.emails.office import response_item
from responses.emails.progress import progress_items
from responses.emails.progress_matters import progress_matters
from responses.emails.saved_views import view_items

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from responses.emails.items import Item
    from responses.emails.matters import Matter
    from responses.models import Mail

LONGEST_SUBJECT = 150
SHORTEST_TITLE = 30


def digest(mail: Mail, *, on: date) -> EmailMultiAlternatives:
    """The mail itself, with what is reserved in it, worst first.

    People of an office are told of each response where it stands. Administrators of an inspectorate
    are told of each inspection what anyone may know. Of progress there is an item for each
    inspection and force, and one for each saved view that has changed. Raises NoLongerOwed when
    something in it is not owed any more.
    """
    items = [
        *_items(matters(mail, on=on)),
        *progress_items(progress_matters(mail, on=on)),
        *view_items(mail),
    ]
    items.sort(key=lambda item: item.rank)
    context = {
        "items": items,
        "notices_url": settings.SITE_URL + reverse("notices"),
        "site_name": settings.SITE_NAME,
    }
    message = EmailMultiAlternatives(
        subject=subject(items[0], more=len(items) - 1),
        body=re.sub(r"\n{3,}", "\n\n", plain("digest.txt", context)).strip() + "\n",
        to=[mail.recipient.email],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string("emails/digest.html", context), "text/html")
    return message


def _items(found: Iterable[Matter]) -> list[Item]:
    inspections: dict[int, list[Matter]] = defaultdict(list)
    items = []
    for matter in found:
        if matter.is_for_office:
            items.append(response_item(matter))
        else:
            inspections[matter.response.inspection_id].append(matter)
    return items + [inspection_item(of_one) for of_one in inspections.values()]


def subject(worst: Item, *, more: int) -> str:
    """One line of plain text: what and when of the worst. A long title is cut to fit."""
    tail = (f", {worst.force}" if worst.force else "") + (f" and {more} more" if more else "")
    room = LONGEST_SUBJECT - len(f"{worst.heading}: {tail}")
    title = Truncator(one_line(worst.short_title)).chars(max(room, SHORTEST_TITLE))
    text = one_line(f"{worst.heading}: {title}{tail}" if title else f"{worst.heading}{tail}")
    return "".join(character for character in text if character.isprintable())
