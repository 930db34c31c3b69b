"""The date promised next: kept, brought forward, or put off with a reason."""

from datetime import date, timedelta

import pytest

from forces.policies import Refused
from recommendations.choices import State
from tests import factories as make
from tests.recommendations.progress.conftest import (
    JUNE,
    MARCH,
    SUBMIT,
    URL,
    round_of,
    row,
    said,
)

HISTORY = "/progress/rape/cheshire/1/"


def test_progress_keeps_the_promised_date_that_lies_ahead(drafter, cheshire, asked):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, next_on=MARCH)

    drafter.post(SUBMIT, round_of(drafter, row(asked[0], state="in_progress", text="More.")))

    assert said(text="More.").get().next_on == MARCH


@pytest.mark.parametrize("state", [State.COMPLETE, State.OVERTAKEN, State.NOT_FOR_US])
def test_progress_promises_nothing_more_once_it_is_finished(drafter, cheshire, asked, state):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, next_on=MARCH)

    drafter.post(SUBMIT, round_of(drafter, row(asked[0], state=state.value, text="Over.")))

    assert said(text="Over.").get().next_on is None
    assert "Leave it empty to keep" not in drafter.get(URL).text
    assert "Next date: <strong>" not in drafter.get(HISTORY).text


def test_progress_needs_a_reason_to_put_a_date_off(drafter, cheshire, asked):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, next_on=MARCH)
    later = {"state": "in_progress", "text": "Slower.", "next_on": JUNE}

    page = drafter.post(SUBMIT, round_of(drafter, row(asked[0], **later)))

    assert "Recommendation 1: Say why the date is no longer 31 March 2022." in page.text
    assert f'href="#id_r{asked[0].pk}-moved_reason"' in page.text
    assert said().count() == 1

    drafter.post(SUBMIT, round_of(drafter, row(asked[0], **later, moved_reason="No trainers.")))

    moved = said(text="Slower.").get()
    assert (moved.next_on, moved.moved_reason) == (JUNE, "No trainers.")


def test_progress_needs_a_reason_to_put_off_the_date_in_the_answer(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        draft=True,
        recommendation=asked[0],
        force=cheshire.force,
        next_on=MARCH,
        answer_promised_on=MARCH,
    )
    later = {"state": "in_progress", "text": "Slower.", "next_on": JUNE}

    assert "Leave it empty to keep 31 March 2022." in drafter.get(URL).text
    page = drafter.post(SUBMIT, round_of(drafter, row(asked[0], **later)))

    assert "Recommendation 1: Say why the date is no longer 31 March 2022." in page.text
    assert not said(submitted_at__isnull=False).exists()

    drafter.post(SUBMIT, round_of(drafter, row(asked[0], **later, moved_reason="No trainers.")))

    moved = said(text="Slower.").get()
    assert (moved.answer_promised_on, moved.next_on) == (MARCH, JUNE)
    assert "First said 31 March 2022, moved once" in drafter.get(HISTORY).text


def test_progress_needs_a_reason_to_put_a_date_off_after_it_was_finished(drafter, cheshire, asked):
    about = {"recommendation": asked[0], "force": cheshire.force}
    make.ProgressUpdateFactory(**about, next_on=MARCH)
    make.ProgressUpdateFactory(**about, state=State.OVERTAKEN)
    later = {"state": "in_progress", "text": "After all.", "next_on": JUNE}

    assert (
        "If it is not finished after all: the date promised last was 31 March 2022."
        in drafter.get(URL).text
    )
    page = drafter.post(SUBMIT, round_of(drafter, row(asked[0], **later)))

    assert "Recommendation 1: Say why the date is no longer 31 March 2022." in page.text
    assert said().count() == 2

    drafter.post(SUBMIT, round_of(drafter, row(asked[0], **later, moved_reason="No trainers.")))

    assert "First said 31 March 2022, moved once" in drafter.get(HISTORY).text


@pytest.mark.parametrize("next_on", [MARCH, None])
def test_progress_goes_on_with_the_date_promised_before_it_was_finished(
    drafter, cheshire, asked, next_on
):
    about = {"recommendation": asked[0], "force": cheshire.force}
    make.ProgressUpdateFactory(**about, next_on=MARCH)
    make.ProgressUpdateFactory(**about, state=State.COMPLETE)
    typed = row(asked[0], state="in_progress", text="After all.", next_on=next_on)

    drafter.post(SUBMIT, round_of(drafter, typed))

    assert said(text="After all.").get().next_on == MARCH
    assert "First said 31 March 2022, never moved" in drafter.get(HISTORY).text


def test_progress_needs_a_reason_when_a_date_has_passed_and_none_is_given(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        recommendation=asked[0],
        force=cheshire.force,
        as_at=date(2021, 8, 1),
        next_on=date(2021, 8, 19),
    )

    page = drafter.post(SUBMIT, round_of(drafter, row(asked[0], state="in_progress", text="Hm.")))

    assert "Say why the date is no longer 19 August 2021." in page.text


@pytest.mark.parametrize("next_on", [None, MARCH, MARCH - timedelta(days=1)])
def test_progress_takes_no_reason_where_no_date_is_put_off(drafter, cheshire, asked, next_on):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, next_on=MARCH)
    typed = {"state": "in_progress", "text": "On time.", "moved_reason": "It stays."}
    if next_on:
        typed["next_on"] = next_on

    page = drafter.post(SUBMIT, round_of(drafter, row(asked[0], **typed)))

    assert "No date is put off, so no reason for that is needed." in page.text
    assert "It stays." in page.text
    assert said().count() == 1


def test_progress_brings_a_date_forward_without_a_reason(drafter, cheshire, asked):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, next_on=JUNE)

    drafter.post(
        SUBMIT, round_of(drafter, row(asked[0], state="in_progress", text="Ok.", next_on=MARCH))
    )

    assert said(text="Ok.").get().next_on == MARCH


def test_progress_is_never_older_than_what_was_said(drafter, cheshire, asked):
    make.ProgressUpdateFactory(recommendation=asked[1], force=cheshire.force)
    yesterday = make.TODAY - timedelta(days=1)

    page = drafter.post(
        SUBMIT,
        round_of(drafter, row(asked[1], state="complete", text="Before."), as_at=yesterday),
    )

    assert (
        "The date must be 20 August 2021 or later: Recommendation 2 has an update as at that day"
        in page.text
    )
    assert said().count() == 1


def test_an_update_gives_no_reason_where_nothing_was_promised(cheshire, asked):
    draft = make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cheshire.force, moved_reason="Why"
    )

    with pytest.raises(Refused, match="No date is put off"):
        draft.submit(by=cheshire.contact, at=make.NOON)

    draft.refresh_from_db()
    assert draft.submitted_at is None
