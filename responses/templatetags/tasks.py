"""The rows of a task list, built by hand: a page has thirty of them.

docs/decisions/0011 weighs the same for the matrix. Every text goes through `filled`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString

from forces.govuk.markup import filled, joined

if TYPE_CHECKING:
    from responses.views.task_list import Section, State, Task

register = template.Library()

HEADING = '<h2 class="govuk-heading-m" id="{}">{} ({})</h2>\n'
LIST = '<ul class="govuk-task-list">\n{}</ul>\n'
ROW = (
    '<li class="govuk-task-list__item{row_class}">\n'
    '<div class="govuk-task-list__name-and-hint">\n{name}\n{hint}</div>\n'
    '<div class="govuk-task-list__status{status_class}" id="{key}-status">{status}</div>\n</li>\n'
)
LINK = '<a class="govuk-link govuk-task-list__link" href="{}" aria-describedby="{}{}-status">{}</a>'
NAME = "<div>{}</div>"
HINT = '<div id="{}-hint" class="govuk-task-list__hint">{}</div>\n'
TAG = '<strong class="govuk-tag govuk-tag--{}">{}</strong>'
NOTHING = SafeString()


@register.simple_tag
def section_heading(section: Section, key: str) -> SafeString:
    """The title of a section of a task list with how far it is, to be linked to by its key."""
    return filled(HEADING, key, section.title, section.state)


@register.simple_tag
def section_tasks(section: Section, key: str) -> SafeString:
    """The tasks of a section, with ids that begin with its key."""
    rows = (_row(task, f"{key}-{number}") for number, task in enumerate(section.tasks, 1))
    return filled(LIST, joined(rows))


def _row(task: Task, key: str) -> SafeString:
    if task.address:
        described = filled("{}-hint ", key) if task.hint else NOTHING
        name = filled(LINK, task.address, described, key, task.title)
    else:
        name = filled(NAME, task.title)
    return filled(
        ROW,
        row_class=" govuk-task-list__item--with-link" if task.address else "",
        status_class="" if task.address else " govuk-task-list__status--cannot-start-yet",
        name=name,
        hint=filled(HINT, key, task.hint) if task.hint else NOTHING,
        key=key,
        status=_status(task.state),
    )


def _status(state: State) -> SafeString | str:
    return filled(TAG, state.colour, state.words) if state.colour else state.words
