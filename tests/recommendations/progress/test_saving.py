"""Updates are saved as drafts, or submitted together."""

from datetime import date

import pytest

from recommendations.choices import State
from recommendations.models import CurrentProgress, ProgressUpdate
from tests import factories as make
from tests.recommendations.progress.conftest import MARCH, SECRET, SUBMIT, URL, round_of, row, said


def test_progress_saves_a_draft_of_the_rows_that_are_filled(drafter, cheshire, asked):
    page = drafter.post(URL, round_of(drafter, row(asked[1], text="Half a thought")))

    draft = said().get()
    assert (page.status_code, page.url) == (302, URL)
    assert (draft.recommendation, draft.force, draft.text) == (
        asked[1],
        cheshire.force,
        "Half a thought",
    )
    assert (draft.state, draft.next_on, draft.as_at) == ("", None, make.TODAY)
    assert (draft.written_by, draft.written_at) == (cheshire.drafter, make.NOON)
    assert draft.submitted_at is None
    assert not CurrentProgress.objects.exists()
    assert "Draft saved" in drafter.get(URL).text
    assert "Half a thought" in drafter.get(URL).text


def test_progress_is_written_by_the_forces_own_people_too(sign_in, cheshire, asked):
    contact = sign_in(cheshire.contact)

    contact.post(SUBMIT, round_of(contact, row(asked[0], state="complete", text="Done.")))

    assert said().get().submitted_by == cheshire.contact


def test_progress_submits_every_filled_row_at_once(drafter, cheshire, asked):
    page = drafter.post(
        SUBMIT,
        round_of(
            drafter,
            row(asked[0], state="in_progress", text="Begun.", next_on=MARCH),
            row(asked[2], state="not_for_us", text="For the Home Office."),
            as_at=date(2021, 8, 19),
        ),
    )

    first, second = said().order_by("recommendation__position")
    assert (page.status_code, page.url) == (302, URL)
    assert (first.recommendation, first.state, first.text) == (asked[0], "in_progress", "Begun.")
    assert (first.next_on, first.as_at) == (MARCH, date(2021, 8, 19))
    assert (first.submitted_by, first.submitted_at) == (cheshire.drafter, make.NOON)
    assert (second.recommendation, second.state) == (asked[2], State.NOT_FOR_US)
    assert {row.update_id for row in CurrentProgress.objects.all()} == {first.pk, second.pk}
    assert "2 updates submitted." in drafter.get(URL).text


def test_progress_submits_a_draft_and_leaves_no_draft(drafter, cheshire, asked):
    draft = make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)

    drafter.post(SUBMIT, round_of(drafter, row(asked[0], state="complete", text="Done after all.")))

    draft.refresh_from_db()
    assert (draft.text, draft.state) == ("Done after all.", State.COMPLETE)
    assert draft.submitted_by == cheshire.drafter
    assert said().count() == 1


def test_progress_takes_an_emptied_draft_away(drafter, cheshire, asked):
    make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)

    page = drafter.post(URL, round_of(drafter))

    assert page.status_code == 302
    assert not said().exists()


def test_progress_leaves_an_untouched_draft_to_its_writer(sign_in, drafter, cheshire, asked):
    draft = make.ProgressUpdateFactory(draft=True, recommendation=asked[0], force=cheshire.force)
    contact = sign_in(cheshire.contact)

    contact.post(
        URL,
        round_of(
            contact,
            row(asked[0], state=draft.state, text=draft.text),
            row(asked[1], text="Mine"),
        ),
    )

    draft.refresh_from_db()
    assert draft.written_by != cheshire.contact
    assert said(written_by=cheshire.contact).get().text == "Mine"


@pytest.mark.parametrize("url", [URL, SUBMIT])
@pytest.mark.parametrize(
    ("fields", "as_at", "sentence"),
    [
        ({}, make.TODAY, "Fill in at least one recommendation"),
        (
            {"text": "x", "state": "done"},
            make.TODAY,
            "Select how recommendation 1 stands from the list",
        ),
        (
            {"text": "x", "state": "complete", "next_on": date(2021, 8, 19)},
            make.TODAY,
            "The next date of recommendation 1 must be 20 August 2021 or later",
        ),
        (
            {"text": "x", "state": "complete"},
            date(2021, 8, 21),
            "The date of these updates must be today or in the past",
        ),
        (
            {"text": "x", "state": "complete"},
            date(2021, 7, 15),
            "The date must be 16 July 2021 or later: that is when the report was published",
        ),
    ],
)
def test_progress_says_what_is_wrong_and_saves_nothing(
    drafter, asked, url, fields, as_at, sentence
):
    page = drafter.post(url, round_of(drafter, row(asked[0], **fields), as_at=as_at))

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert not said().exists()


@pytest.mark.parametrize(
    ("fields", "sentence", "target"),
    [
        ({"text": "Begun."}, "Select how recommendation 1 stands", "state_0"),
        ({"state": "in_progress"}, "Enter what has changed for recommendation 1", "text"),
    ],
)
def test_progress_needs_a_state_and_words_to_submit_but_not_to_save(
    drafter, asked, fields, sentence, target
):
    typed = round_of(drafter, row(asked[0], **fields), row(asked[1], state="complete", text="All"))

    page = drafter.post(SUBMIT, typed)

    assert sentence in page.text
    assert f'href="#id_r{asked[0].pk}-{target}"' in page.text
    assert not said().exists()

    assert drafter.post(URL, typed).status_code == 302
    assert said().count() == 2


def test_progress_loses_nothing_typed_on_an_error(drafter, asked):
    page = drafter.post(
        SUBMIT,
        round_of(
            drafter,
            row(asked[0], state="in_progress", text="A long story"),
            row(asked[1], text="Another one"),
        )
        | {f"r{asked[2].pk}-next_on_day": "31", f"r{asked[2].pk}-next_on_month": "2"},
    )

    assert "A long story" in page.text
    assert "Another one" in page.text
    assert 'value="in_progress" checked' in page.text
    assert "The next date of recommendation 3 must include a year" in page.text
    assert not said().exists()


def test_progress_loaded_again_after_errors_leads_back_to_the_page(drafter):
    page = drafter.get(SUBMIT)

    assert (page.status_code, page.url) == (302, URL)


def test_progress_of_another_force_stays_as_it_is(drafter, cumbria, cheshire, asked):
    theirs = make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cumbria.force, text=SECRET
    )

    page = drafter.get(URL)
    drafter.post(SUBMIT, round_of(drafter, row(asked[0], state="complete", text="Done.")))

    theirs.refresh_from_db()
    assert SECRET not in page.text
    assert theirs.submitted_at is None


def test_progress_cannot_be_posted_about_another_inspection(drafter, cheshire, asked):
    other = make.RecommendationFactory()

    page = drafter.post(SUBMIT, round_of(drafter, row(other, state="complete", text="Done.")))

    assert "Fill in at least one recommendation" in page.text
    assert not said().exists()


@pytest.mark.parametrize("url", [URL, SUBMIT])
def test_progress_is_saved_in_as_many_queries_for_nine_as_for_three(
    drafter, concerned, url, django_assert_max_num_queries
):
    def post(words):
        typed = [
            row(each, state="in_progress", text=words)
            for each in concerned.recommendations.in_order()
        ]
        everything = round_of(drafter, *typed)
        with django_assert_max_num_queries(40) as found:
            assert drafter.post(url, everything).status_code == 302
        return len(found)

    few = post("Words")
    ProgressUpdate.objects.drafts().delete()
    make.RecommendationFactory.create_batch(6, inspection=concerned)

    assert post("Other words") == few
