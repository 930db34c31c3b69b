"""The pages on which a signatory decides, on the narrowest phone."""

import pytest

from responses.choices import Position
from responses.models import signing
from tests import factories as make
from tests.completing import completing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sent(cheshire, inspection):
    """With the commissioner: one answer without action, one that is being considered."""
    with completing():
        inspection.forces.add(cheshire.force)
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )
    response.answers.filter(recommendation__number="1").update(
        position=Position.NO_ACTION, text="", reason="There is no money."
    )
    response.contributions.create(number=1, by=cheshire.drafter)
    signing.send(response, make.actor(cheshire.drafter), at=make.NOON)
    return response


@pytest.mark.parametrize("page", ["/", "read/", "return/", "sign/"])
def test_pages_for_deciding_fit_a_phone_and_break_no_rule(window, cheshire, sent, page):
    sent.answers.filter(recommendation__number="2").update(text="Supercalifragilistic" * 9)
    sue = window(width=320).enter(cheshire.signatory)
    sue.go(f"/responses/{sent.pk}/read/")
    sent.answers.filter(recommendation__number="2").update(text="Honorificabilitudinitas" * 9)

    if page == "sign/":
        sue.go(f"/responses/{sent.pk}/read/").press("Go on to sign")
    else:
        sue.go(page if page == "/" else f"/responses/{sent.pk}/{page}")

    assert sue.wider() == []
    assert sue.violations() == []
