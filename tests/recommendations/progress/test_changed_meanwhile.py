"""A draft that changes while somebody has the page open: nothing is overwritten unread."""

from datetime import timedelta

import pytest

from recommendations.forms.round_rows import RowForm
from recommendations.models import ProgressUpdate
from tests import factories as make
from tests import oversight
from tests.recommendations.progress.conftest import (
    MARCH,
    SUBMIT,
    URL,
    carried,
    round_of,
    row,
    said,
    shown,
)

CONTESTED = (
    "Someone saved or submitted an update on recommendation 1 after you opened this page. Read "
    "it, then select which to keep"
)
THEIRS = "A colleague’s newer words"


@pytest.fixture
def draft(asked, cheshire):
    """What Cheshire’s drafter has drafted of recommendation 1."""
    return make.ProgressUpdateFactory(
        draft=True,
        recommendation=asked[0],
        force=cheshire.force,
        text="First words,\n\nof two paragraphs",
        next_on=MARCH,
        written_by=cheshire.drafter,
    )


@pytest.fixture
def colleague(cheshire, draft):
    """Saves the draft again in other words, each time later."""
    moments = iter(range(1, 10))

    def saves(text=THEIRS):
        at = make.NOON + timedelta(minutes=next(moments))
        said(pk=draft.pk).update(text=text, written_by=cheshire.contact, written_at=at)

    return saves


def texts(page):
    """What stands in the rows of a page in which anything does."""
    rows = [row for row in page.context["form"].rows if isinstance(row, RowForm)]
    told = {row.standing.recommendation.number: row["text"].value() for row in rows}
    return {number: text for number, text in told.items() if text}


def choose(page, kept):
    """The choice of a row that is contested."""
    form = next(row for row in page.context["form"].rows if row.is_contested)
    value, _ = form.fields["keep"].choices[{"theirs": 0, "own": 1}[kept]]
    return {f"{form.prefix}-keep": value}


@pytest.mark.parametrize("address", [URL, SUBMIT])
def test_a_row_that_was_left_alone_overwrites_nothing(drafter, asked, draft, colleague, address):
    mine = row(asked[1], state="complete", text="Mine")
    typed = round_of(drafter, shown(draft), mine)
    colleague()

    page = drafter.post(address, typed)

    draft.refresh_from_db()
    assert page.status_code == 302
    assert (draft.text, draft.submitted_at) == (THEIRS, None)
    assert said(recommendation=asked[1]).get().text == "Mine"


def test_whoever_submits_is_told_what_changed_and_was_left(drafter, asked, draft, colleague):
    typed = round_of(drafter, shown(draft), row(asked[1], state="complete", text="Mine"))
    colleague()

    page = drafter.post(SUBMIT, typed, follow=True)

    told = "1 update submitted. Inspectors can now see what you said. Recommendation 1 changed"
    assert f"{told} after you opened the page: read what is there now." in page.text


@pytest.mark.parametrize("address", [URL, SUBMIT])
def test_a_page_left_alone_is_shown_as_it_is_now(drafter, draft, colleague, address):
    typed = round_of(drafter, shown(draft))
    colleague()

    page = drafter.post(address, typed)

    told = "Recommendation 1 changed after you opened this page. Read what is there now"
    assert told in page.text
    assert texts(page) == {"1": THEIRS}
    assert carried(page) == carried(drafter.get(URL))


def test_a_row_left_alone_is_shown_as_it_is_now_beside_what_is_wrong(
    drafter, asked, draft, colleague
):
    typed = round_of(drafter, shown(draft), row(asked[1], text="Mine", state="none such"))
    colleague()

    page = drafter.post(URL, typed)

    assert texts(page)["1"] == THEIRS
    assert texts(page)["2"] == "Mine"


@pytest.mark.parametrize("address", [URL, SUBMIT])
def test_a_row_that_two_changed_shows_both_until_one_is_chosen(drafter, draft, colleague, address):
    typed = round_of(drafter, shown(draft, text="My words"))
    colleague()

    for _ in range(2):  # pressing again decides nothing
        page = drafter.post(address, typed)
        typed |= carried(page)

        assert CONTESTED in page.text
        assert THEIRS in page.text
        assert texts(page) == {"1": "My words"}
        assert said().get().text == THEIRS


def test_a_row_that_two_changed_keeps_what_was_typed(drafter, cheshire, draft, colleague):
    typed = round_of(drafter, shown(draft, text="My words"))
    colleague()
    contested = drafter.post(SUBMIT, typed)

    page = drafter.post(SUBMIT, typed | carried(contested) | choose(contested, "own"))

    draft.refresh_from_db()
    assert page.status_code == 302
    assert (draft.text, draft.submitted_by) == ("My words", cheshire.drafter)


def test_a_row_that_two_changed_keeps_what_was_saved(drafter, draft, colleague):
    typed = round_of(drafter, shown(draft, text="My words"))
    colleague()
    contested = drafter.post(SUBMIT, typed)

    page = drafter.post(SUBMIT, typed | carried(contested) | choose(contested, "theirs"))

    draft.refresh_from_db()
    assert page.status_code == 302
    assert (draft.text, draft.submitted_at) == (THEIRS, None)
    assert "What was saved is kept." in drafter.get(URL).text


def test_a_choice_is_asked_for_again_when_it_changed_once_more(drafter, draft, colleague):
    typed = round_of(drafter, shown(draft, text="My words"))
    colleague()
    contested = drafter.post(URL, typed)
    colleague("Newer still")

    page = drafter.post(URL, typed | carried(contested) | choose(contested, "own"))

    assert page.text.count(CONTESTED) == 2  # in the summary, and beside the row
    assert "Newer still" in page.text
    assert said().get().text == "Newer still"


@pytest.mark.parametrize(("kept", "left"), [("theirs", [THEIRS]), ("own", [])])
def test_a_row_that_one_emptied_and_another_changed_is_decided(
    drafter, draft, colleague, kept, left
):
    typed = round_of(drafter)
    colleague()

    contested = drafter.post(URL, typed)
    drafter.post(URL, typed | carried(contested) | choose(contested, kept))

    assert "Nothing: delete the draft" in contested.text
    assert [each.text for each in said()] == left


def test_a_row_that_two_changed_in_the_same_way_is_saved(drafter, draft, colleague):
    typed = round_of(drafter, shown(draft, text=THEIRS))
    colleague()

    page = drafter.post(URL, typed)

    assert page.status_code == 302
    assert said().get().text == THEIRS


def test_a_row_that_two_changed_in_the_same_way_is_submitted(drafter, draft, colleague):
    typed = round_of(drafter, shown(draft, text=THEIRS))
    colleague()

    drafter.post(SUBMIT, typed)

    assert said().get().submitted_at == make.NOON


def test_a_draft_saved_twice_is_saved_once(drafter, asked):
    typed = round_of(drafter, row(asked[0], text="My words"))

    drafter.post(URL, typed)
    page = drafter.post(URL, typed)

    assert page.status_code == 302
    assert said().get().text == "My words"


def test_a_row_of_a_draft_that_was_deleted_is_decided(drafter, draft):
    typed = round_of(drafter, shown(draft, text="My words"))
    draft.delete()

    contested = drafter.post(URL, typed)
    drafter.post(URL, typed | carried(contested) | choose(contested, "own"))

    assert CONTESTED in contested.text
    assert said().get().text == "My words"


def test_a_draft_that_somebody_submitted_is_not_drafted_again(drafter, cheshire, draft):
    typed = round_of(drafter, shown(draft))
    draft.submit(by=cheshire.contact, at=make.NOON)

    page = drafter.post(SUBMIT, typed)

    assert "Recommendation 1 changed after you opened this page" in page.text
    assert texts(page) == {}
    assert said().get().submitted_by == cheshire.contact


def test_words_typed_beside_what_somebody_submitted_are_decided(drafter, cheshire, asked):
    typed = round_of(drafter, row(asked[0], state="complete", text="My words"))
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, text=THEIRS)

    contested = drafter.post(SUBMIT, typed)
    drafter.post(SUBMIT, typed | carried(contested) | choose(contested, "own"))

    assert CONTESTED in contested.text
    assert [each.text for each in said().order_by("pk")] == [THEIRS, "My words"]


def test_a_row_left_alone_of_what_was_closed_keeps_nothing_else_from_being_saved(
    drafter, asked, draft
):
    typed = round_of(drafter, shown(draft), row(asked[1], text="Mine"))
    oversight.closure(force=draft.force, recommendation=asked[0])

    page = drafter.post(URL, typed)

    assert page.status_code == 302
    assert ProgressUpdate.objects.get(recommendation=asked[1]).text == "Mine"
