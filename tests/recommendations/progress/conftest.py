"""What a force or its body says of its progress, and the page where it does."""

from datetime import date

import pytest

from recommendations.models import ProgressUpdate
from tests import factories as make

URL = "/progress/rape/cheshire/"
SUBMIT = "/progress/rape/cheshire/submit/"
SECRET = "What nobody else may read"
MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)


@pytest.fixture
def concerned(inspection, cheshire, cumbria):
    """The released inspection with recommendations 1, 2 and 3, which concerns both forces."""
    inspection.forces.add(cheshire.force, cumbria.force)
    return inspection


@pytest.fixture
def asked(concerned):
    return list(concerned.recommendations.in_order())


@pytest.fixture
def drafter(sign_in, cheshire, concerned):
    """The browser of Cheshire's drafter."""
    return sign_in(cheshire.drafter)


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def seen(client):
    """The marks of what the person saw, as the page carries them."""
    return carried(client.get(URL))


def carried(page):
    return {f"{row.prefix}-seen": row.carried for row in page.context["form"].rows}


def row(recommendation, *, next_on=None, **fields):
    name = f"r{recommendation.pk}"
    typed = {f"{name}-{field}": value for field, value in fields.items()}
    return typed | (day(f"{name}-next_on", next_on) if next_on else {})


def shown(draft, **fields):
    """A row as the page shows a draft, and as a browser sends it back."""
    text = draft.text.replace("\n", "\r\n")
    return row(
        draft.recommendation,
        **{"state": draft.state, "text": text, "next_on": draft.next_on, **fields},
    )


def round_of(client, *rows, as_at=make.TODAY):
    """What is posted: the date, the marks, and the rows that were filled."""
    typed = day("as_at", as_at) | seen(client)
    for each in rows:
        typed |= each
    return typed


def said(**fields):
    return ProgressUpdate.objects.filter(**fields)
