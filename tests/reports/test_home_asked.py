"""Who is asked for an update of progress finds it on their first page."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests import oversight
from tests.responses.pages import words


@pytest.fixture
def asked(cheshire, inspection):
    """Cheshire's contact is asked to update two recommendations."""
    inspection.forces.add(cheshire.force)
    return [
        oversight.request(
            force=cheshire.force,
            recommendation=each,
            person=cheshire.contact,
            wanted_by=make.TODAY + timedelta(days=days),
        )
        for days, each in zip((14, 7), inspection.recommendations.in_order(), strict=False)
    ]


def home(client):
    return client.get("/").content.decode()


def test_home_says_what_a_person_is_asked_to_update(sign_in, cheshire, asked):
    page = words(home(sign_in(cheshire.contact)))

    assert "You are asked to update 2 recommendations of Cheshire Constabulary" in page
    assert "the first by 27 August 2021." in page


def test_home_says_that_what_was_asked_is_overdue(sign_in, cheshire, inspection):
    yesterday = make.TODAY - timedelta(days=1)
    oversight.request(
        force=cheshire.force,
        recommendation=inspection.recommendations.in_order()[0],
        person=cheshire.contact,
        wanted_by=yesterday,
    )

    assert "overdue since 19 August 2021." in words(home(sign_in(cheshire.contact)))


def test_home_is_silent_of_what_others_are_asked_and_of_what_was_done(
    sign_in, cheshire, cumbria, asked
):
    for row in asked:
        row.ended_at = make.NOON
        row.save()

    for person in (cheshire.contact, cheshire.drafter, cumbria.contact):
        assert "You are asked" not in home(sign_in(person))


def test_home_is_silent_of_a_force_that_a_person_has_left(sign_in, cheshire, asked):
    cheshire.contact.memberships.update(valid_to=make.TODAY - timedelta(days=1))

    assert "You are asked" not in home(sign_in(cheshire.contact))
