"""What pages say, for tests."""

import re


def words(html):
    """The words of a page in one line, without its tags."""
    inside = (part.partition(">")[2] for part in html.split("<"))
    return " ".join(" ".join(inside).split())


def rows(html):
    """The rows of task lists by title: is it a link, its hint, its status and that one's colour."""
    found = {}
    for item in html.split('<li class="govuk-task-list__item')[1:]:
        row, _, _ = item.partition("</li>")
        title = re.search(r'(?:task-list__link"[^>]*|<div)>([^<]+)</', row)[1]
        hint = re.search(r'task-list__hint">([^<]*)<', row)
        status = row[row.index('<div class="govuk-task-list__status') :]
        colour = re.search(r"govuk-tag--([\w-]+)", status)
        found[title] = (
            "<a " in row,
            hint[1] if hint else "",
            words(status),
            colour[1] if colour else "",
        )
    return found
