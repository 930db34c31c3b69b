"""What happens to what was typed when a colleague was quicker."""

import pytest
from django.db import connection

from forces.policies import Refused
from recommendations.models.rounds import Entry, submit_round
from recommendations.models.standings import standings_of
from tests import factories as make
from tests import oversight
from tests.recommendations.progress.conftest import MARCH, SUBMIT, URL, round_of, row, said


def test_progress_sent_twice_is_submitted_once(drafter, asked):
    typed = round_of(drafter, row(asked[0], state="complete", text="Done."))

    drafter.post(SUBMIT, typed)
    page = drafter.post(SUBMIT, typed)

    assert "This was submitted already, on 20 August 2021 by" in page.text
    assert "Which do you want to keep?" not in page.text
    assert said().count() == 1


def test_progress_leaves_a_colleagues_new_draft_when_the_row_was_empty(drafter, cheshire, asked):
    typed = round_of(drafter, row(asked[1], text="Mine"))
    make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)

    drafter.post(URL, typed)

    assert said().count() == 2


def test_progress_shows_a_refusal_that_comes_late_and_keeps_what_was_typed(
    drafter, cheshire, asked
):
    """A colleague saves between the check of the form and the lock."""
    typed = round_of(drafter, row(asked[0], state="complete", text="Typed words"))

    def colleague(execute, sql, params, many, context):
        if "FOR NO KEY UPDATE" in sql and not said().exists():
            make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(colleague):
        page = drafter.post(SUBMIT, typed)

    assert page.status_code == 200
    assert "Recommendation 1 has changed since you opened this page." in page.text
    assert "Typed words" in page.text
    assert not said(text="Typed words").exists()


WORDS = {"state": "in_progress", "text": "Begun.\r\n\r\nGoes on."}


@pytest.mark.parametrize("next_on", [None, MARCH])
def test_progress_is_not_submitted_again_by_the_back_button(drafter, cheshire, asked, next_on):
    """The words are those of before; the mark is that of the page as it is now."""
    drafter.post(SUBMIT, round_of(drafter, row(asked[0], **WORDS, next_on=MARCH)))

    page = drafter.post(SUBMIT, round_of(drafter, row(asked[0], **WORDS, next_on=next_on)))

    row_form = page.context["form"].rows[0]
    told = (
        f"This was submitted already, on 20 August 2021 by {cheshire.drafter}. Enter what is new "
        "for recommendation 1, or leave it empty."
    )
    assert row_form.errors["text"] == [told]
    assert "Goes on." in page.text
    assert said().count() == 1


def test_progress_with_its_reason_is_not_submitted_again(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        recommendation=asked[0], force=cheshire.force, as_at=MARCH.replace(2021), next_on=make.TODAY
    )
    typed = row(asked[0], **WORDS, next_on=MARCH, moved_reason="No trainers.")
    drafter.post(SUBMIT, round_of(drafter, typed))

    page = drafter.post(SUBMIT, round_of(drafter, typed))

    assert list(page.context["form"].rows[0].errors) == ["text"]
    assert "No trainers." in page.text
    assert said().count() == 2


@pytest.mark.parametrize("other", [{"state": "complete"}, {"text": "Begun."}, {"next_on": MARCH}])
def test_progress_is_submitted_again_when_any_of_it_is_new(drafter, asked, other):
    drafter.post(SUBMIT, round_of(drafter, row(asked[0], **WORDS)))

    page = drafter.post(SUBMIT, round_of(drafter, row(asked[0], **(WORDS | other))))

    assert page.status_code == 302
    assert said().count() == 2


def test_progress_is_submitted_again_with_a_file_that_it_lacked(drafter, cheshire, asked):
    about = {"recommendation": asked[0], "force": cheshire.force}
    make.ProgressUpdateFactory(**about)
    draft = make.ProgressUpdateFactory(**about, draft=True, written_by=cheshire.drafter)
    oversight.evidence(draft)

    page = drafter.post(
        SUBMIT, round_of(drafter, row(asked[0], state=draft.state, text=draft.text))
    )

    assert page.status_code == 302
    assert said(submitted_at=None).count() == 0


def test_a_round_says_nothing_twice_whatever_its_form_let_pass(cheshire, asked):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force)
    (standing,) = standings_of(cheshire.force, asked[:1], drafts=True)
    same = Entry(asked[0], standing.mark, state="in_progress", text="Training has begun.")

    with pytest.raises(Refused, match="This was submitted already"):
        submit_round(cheshire.force, [same], as_at=make.TODAY, by=cheshire.drafter, at=make.NOON)

    assert said().count() == 1
