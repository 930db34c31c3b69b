"""Where a force says how it stands, it reads that an inspector waits for a reply."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests import oversight
from tests.recommendations.progress.conftest import URL
from tests.responses.pages import words

ROUND = "/progress/round/cheshire/"
WAITS = "A question of an inspector waits for a reply"
DAY = timedelta(days=1)


@pytest.fixture
def question(asked, cheshire):
    """Asks of a recommendation, the first unless said otherwise."""

    def _question(of=0, **values):
        return oversight.question(force=cheshire.force, recommendation=asked[of], **values)

    return _question


@pytest.mark.parametrize("address", [ROUND, URL])
def test_who_writes_reads_by_when_and_is_led_to_the_reply(drafter, question, address):
    found = question()

    page = drafter.get(address).text

    assert f"{WAITS}, wanted by 17 September 2021. Reply" in words(page)
    assert f'href="/questions/{found.pk}/reply/"' in page
    assert found.text not in page


@pytest.mark.parametrize("address", [ROUND, URL])
def test_who_may_not_reply_is_led_to_the_recommendation(sign_in, cheshire, question, address):
    found = question()

    page = sign_in(cheshire.signatory).get(address).text

    assert "17 September 2021. Read it" in words(page)
    assert 'href="/progress/rape/cheshire/1/"' in page
    assert f"/questions/{found.pk}/reply/" not in page


@pytest.mark.parametrize(("by", "late"), [(-1, True), (0, False), (1, False)])
def test_it_is_late_from_the_day_after(drafter, question, by, late):
    question(reply_by=make.TODAY + by * DAY, asked_at=make.NOON - 9 * DAY)

    page = words(drafter.get(ROUND).text)

    assert WAITS in page
    assert ("2021: late" in page) is late


def test_what_was_replied_to_or_withdrawn_waits_no_more(drafter, question, inspector):
    oversight.reply(question())
    question(withdrawn_reason="Asked twice.", withdrawn_by=inspector, withdrawn_at=make.NOON)

    assert WAITS not in drafter.get(ROUND).text


def test_two_are_shown_the_first_wanted_first(drafter, question):
    question(reply_by=make.TODAY + 9 * DAY)
    question(reply_by=make.TODAY + 3 * DAY)

    page = words(drafter.get(ROUND).text)

    assert page.index("wanted by 23 August 2021") < page.index("wanted by 29 August 2021")


def test_what_is_asked_of_another_force_is_not_shown(drafter, asked, cumbria):
    oversight.question(force=cumbria.force, recommendation=asked[0])

    assert WAITS not in drafter.get(ROUND).text + drafter.get(URL).text
