"""Correcting whom a recommendation is addressed to, once forces have answered it."""

import pytest

from recommendations.models import Correction
from tests import factories as make
from tests.recommendations.correcting.conftest import CORRECT, correct, shown

TICK = "Tick the box if these answers and updates are no longer asked for"


@pytest.fixture
def home_office():
    return make.AddresseeFactory(slug="home-office")


def said_of(recommendation, cheshire, cumbria):
    """Cheshire answered and reported; Cumbria reported alone."""
    response = make.ResponseFactory(
        inspection=recommendation.inspection, body=cheshire.body, answers=True
    )
    make.ResponseFactory(inspection=recommendation.inspection, body=cumbria.body)
    for force in (cheshire.force, cumbria.force):
        make.ProgressUpdateFactory(recommendation=recommendation, force=force)
    return response


def test_no_longer_asking_forces_that_answered_is_warned_of(
    ada, first, cheshire, cumbria, home_office
):
    said_of(first, cheshire, cumbria)

    page = correct(ada, part1_addressees=[home_office.pk], heading="Typed")

    assert "2 forces have answers or updates to this recommendation" in page.text
    assert TICK in page.text
    assert "Typed" in page.text
    assert (first.is_for_police, Correction.objects.count()) == (True, 0)


def test_once_it_is_ticked_what_was_said_is_kept(ada, first, cheshire, cumbria, home_office):
    response = said_of(first, cheshire, cumbria)
    page = correct(ada, part1_addressees=[home_office.pk])

    again = ada.post(CORRECT, shown(page) | {"sure": "on"})

    assert again.status_code == 302
    assert [change["what"] for change in Correction.objects.get().changes] == ["Addressed to"]
    assert response.answers.filter(recommendation=first).exists()
    assert first.updates.count() == 2


def test_a_tick_stays_where_something_else_is_wrong(ada, first, cheshire, cumbria, home_office):
    said_of(first, cheshire, cumbria)

    page = correct(ada, part1_addressees=[home_office.pk], sure="on", reason="")

    assert 'name="sure"' in page.text
    assert TICK not in page.text


def test_nothing_is_asked_where_no_force_has_answered(ada, first, cheshire, home_office):
    response = make.ResponseFactory(inspection=first.inspection, body=cheshire.body)
    make.AnswerFactory(response=response, recommendation=first, position="", text="")

    page = ada.get(CORRECT)

    assert 'name="sure"' not in page.text
    assert correct(ada, part1_addressees=[home_office.pk]).status_code == 302


def test_nothing_is_asked_while_forces_stay_asked(ada, first, cheshire, cumbria, home_office):
    said_of(first, cheshire, cumbria)
    police = first.parts.get().addressees.get()

    assert correct(ada, part1_addressees=[police.pk, home_office.pk]).status_code == 302
