"""What somebody else drafted is not submitted by whoever submits something else."""

import pytest

from tests import factories as make
from tests.recommendations.progress.conftest import (
    JUNE,
    MARCH,
    SUBMIT,
    URL,
    round_of,
    row,
    said,
    shown,
)

HALF = "HALF A SENTENCE,\n\nnot to be sent"


@pytest.fixture
def draft(asked, cheshire):
    """What the office has drafted of recommendation 1, in which no state is chosen yet."""
    return make.ProgressUpdateFactory(
        draft=True,
        recommendation=asked[0],
        force=cheshire.force,
        text=HALF,
        state="",
        next_on=MARCH,
        written_by=cheshire.drafter,
    )


@pytest.fixture
def contact(sign_in, cheshire, draft):
    """The browser of the force's own contact."""
    return sign_in(cheshire.contact)


def address(name):
    return f"/progress/round/cheshire/{name}"


@pytest.mark.parametrize(("submit", "back"), [(SUBMIT, URL), (address("submit/"), address(""))])
def test_submitting_leaves_the_draft_of_somebody_else(
    contact, cheshire, asked, draft, submit, back
):
    mine = row(asked[1], state="complete", text="Done.")

    page = contact.post(submit, round_of(contact, shown(draft), mine))

    draft.refresh_from_db()
    assert (page.status_code, page.url) == (302, back)
    assert (draft.submitted_at, draft.text, draft.written_by) == (None, HALF, cheshire.drafter)
    assert said(submitted_by=cheshire.contact).get().recommendation == asked[1]
    told = contact.get(back).text
    assert "1 update submitted." in told
    assert f"1 draft by {cheshire.drafter} was left as it is" in told


def test_submitting_takes_the_draft_of_somebody_else_that_is_ticked(
    contact, cheshire, asked, draft
):
    draft.state = "in_progress"
    draft.save()

    page = contact.post(SUBMIT, round_of(contact, shown(draft, too="on")))

    draft.refresh_from_db()
    assert page.status_code == 302
    assert (draft.submitted_by, draft.written_by) == (cheshire.contact, cheshire.drafter)


def test_a_ticked_draft_is_checked_like_all_that_is_submitted(contact, draft):
    page = contact.post(SUBMIT, round_of(contact, shown(draft, too="on")))

    assert "Select how recommendation 1 stands" in page.text
    assert f'name="r{draft.recommendation_id}-too" type="checkbox" checked' in page.text
    assert said(submitted_at=None).get() == draft


@pytest.mark.parametrize("change", [{"text": "Finished."}, {"next_on": JUNE}])
def test_submitting_takes_the_draft_of_somebody_else_that_was_changed(
    contact, cheshire, draft, change
):
    fields = {"state": "in_progress", **change}

    contact.post(SUBMIT, round_of(contact, shown(draft, **fields)))

    draft.refresh_from_db()
    assert (draft.submitted_by, draft.written_by) == (cheshire.contact, cheshire.contact)


def test_submitting_takes_ones_own_draft(sign_in, cheshire, draft, asked):
    draft.state = "in_progress"
    draft.save()
    client = sign_in(cheshire.drafter)

    page = client.get(URL)
    client.post(SUBMIT, round_of(client, shown(draft)))

    draft.refresh_from_db()
    assert "Submit this draft by" not in page.text
    assert draft.submitted_by == cheshire.drafter


def test_submitting_only_what_somebody_else_drafted_asks_for_a_tick(contact, cheshire, draft):
    page = contact.post(SUBMIT, round_of(contact, shown(draft)))

    assert "Fill in at least one recommendation, or tick a draft to submit it too" in page.text
    assert f"Submit this draft by {cheshire.drafter}, too" in page.text
    assert said(submitted_at=None).get() == draft


def test_saving_with_another_date_leaves_the_draft_of_somebody_else(
    contact, cheshire, asked, draft
):
    earlier = make.TODAY.replace(day=18)

    contact.post(URL, round_of(contact, shown(draft), row(asked[1], text="Mine"), as_at=earlier))

    draft.refresh_from_db()
    assert (draft.as_at, draft.written_by) == (make.TODAY, cheshire.drafter)
    assert said(written_by=cheshire.contact).get().as_at == earlier


def test_going_on_to_another_page_leaves_the_draft_of_somebody_else(contact, draft):
    page = contact.post(address(""), round_of(contact, shown(draft)) | {"to": "2"})

    draft.refresh_from_db()
    assert (page.status_code, page.url) == (302, address("?page=2"))
    assert draft.written_at == make.NOON


def test_several_drafts_that_were_left_are_told_with_their_writers(contact, cheshire, asked, draft):
    other = make.ProgressUpdateFactory(
        draft=True, recommendation=asked[1], force=cheshire.force, written_by__name="Tom Okafor"
    )
    mine = row(asked[2], state="complete", text="Done.")

    contact.post(SUBMIT, round_of(contact, shown(draft), shown(other), mine))

    names = " and ".join(sorted([str(cheshire.drafter), "Tom Okafor"]))
    assert f"2 drafts by {names} were left as they are" in contact.get(URL).text
