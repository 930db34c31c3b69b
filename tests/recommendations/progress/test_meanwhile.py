"""What happens to what was typed when a colleague was quicker."""

from django.db import connection

from tests import factories as make
from tests.recommendations.progress.conftest import SUBMIT, URL, round_of, row, said


def test_progress_sent_twice_is_submitted_once(drafter, asked):
    typed = round_of(drafter, row(asked[0], state="complete", text="Done."))

    drafter.post(SUBMIT, typed)
    page = drafter.post(SUBMIT, typed)

    assert (
        "Someone saved or submitted an update on recommendation 1 after you opened this page"
        in page.text
    )
    assert said().count() == 1


def test_progress_never_overwrites_what_a_colleague_saved_meanwhile(drafter, cheshire, asked):
    typed = round_of(drafter, row(asked[0], text="My words"), row(asked[1], text="Other words"))
    make.ProgressUpdateFactory(
        draft=True,
        recommendation=asked[0],
        force=cheshire.force,
        text="A colleague’s words",
        written_by=cheshire.contact,
    )

    page = drafter.post(URL, typed)

    assert "Someone saved or submitted an update on recommendation 1" in page.text
    assert "A colleague’s words" in page.text
    assert "My words" in page.text
    assert said().get().text == "A colleague’s words"

    again = typed | {f"{row.prefix}-seen": row.standing.mark for row in page.context["form"].rows}
    drafter.post(URL, again)

    assert said(recommendation=asked[0]).get().text == "My words"


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
