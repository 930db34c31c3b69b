from datetime import date, timedelta

import pytest
from django.db import connection

from recommendations.choices import State
from recommendations.models import CurrentProgress, ProgressUpdate, Recommendation
from tests import factories as make

URL = "/progress/rape/cheshire/"
SUBMIT = "/progress/rape/cheshire/submit/"
SECRET = "What nobody else may read"
MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)


@pytest.fixture
def concerned(inspection, cheshire, cumbria):
    """The released inspection with recommendations 1, 2 and 3, which concerns both forces."""
    inspection.forces.add(cheshire.force, cumbria.force)
    return inspection


@pytest.fixture
def asked(concerned):
    return list(concerned.recommendations.in_order())


@pytest.fixture
def drafter(sign_in, cheshire, concerned):
    """The browser of Cheshire's drafter."""
    return sign_in(cheshire.drafter)


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def seen(client):
    """The marks of what the person saw, as the page carries them."""
    return {f"{row.prefix}-seen": row.standing.mark for row in client.get(URL).context["form"].rows}


def row(recommendation, *, next_on=None, **fields):
    name = f"r{recommendation.pk}"
    typed = {f"{name}-{field}": value for field, value in fields.items()}
    return typed | (day(f"{name}-next_on", next_on) if next_on else {})


def round_of(client, *rows, as_at=make.TODAY):
    """What is posted: the date, the marks, and the rows that were filled."""
    typed = day("as_at", as_at) | seen(client)
    for each in rows:
        typed |= each
    return typed


def said(**fields):
    return ProgressUpdate.objects.filter(**fields)


def test_progress_sends_nobody_to_sign_in(client, concerned):
    for url in (URL, SUBMIT):
        for page in (client.get(url), client.post(url)):
            assert (page.status_code, page.url) == (302, f"/accounts/login/?next={url}")


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
@pytest.mark.parametrize("url", [URL, SUBMIT, f"{URL}1/"])
def test_progress_is_not_there_for_other_bodies(sign_in, cumbria, cheshire, asked, who, url):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, text=SECRET)
    client = sign_in(getattr(cumbria, who))

    for page in (client.get(url), client.post(url, day("as_at", make.TODAY))):
        assert page.status_code == 404
        assert SECRET not in page.text


@pytest.mark.parametrize("url", [URL, SUBMIT, f"{URL}1/"])
def test_progress_is_not_there_under_embargo(sign_in, administrator, cheshire, url):
    inspection = make.InspectionFactory(embargoed=True, slug="rape", forces=[cheshire.force])
    make.RecommendationFactory(inspection=inspection)

    assert sign_in(administrator).get(url).status_code == 404
    assert sign_in(cheshire.drafter).get(url).status_code == 404


@pytest.mark.parametrize("url", [URL, SUBMIT, f"{URL}1/"])
def test_progress_is_not_there_where_the_inspection_does_not_concern_the_force(
    sign_in, cheshire, inspection, url
):
    assert sign_in(cheshire.drafter).get(url).status_code == 404


@pytest.mark.parametrize("url", [URL, SUBMIT])
def test_progress_updates_are_refused_to_those_who_may_only_read(
    sign_in, cheshire, inspector, asked, url
):
    for user in (cheshire.signatory, inspector):
        page = sign_in(user).post(url, row(asked[0], state="complete", text="Done."))

        assert page.status_code == 403
        assert "Only the force and its body’s office staff may add progress" in page.text
    assert not said().exists()


def test_progress_shows_what_was_said_last_of_each(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        recommendation=asked[0], force=cheshire.force, as_at=date(2021, 8, 1), text="First words"
    )
    make.ProgressUpdateFactory(
        recommendation=asked[0], force=cheshire.force, text="Last words", next_on=MARCH
    )

    page = drafter.get(URL)

    assert "Last words" in page.text
    assert "First words" not in page.text
    assert "In progress, as at 20 August 2021; next date 31 March 2022" in page.text
    assert "Leave it empty to keep 31 March 2022." in page.text
    assert page.text.count("Reason for moving the date") == 1
    assert page.text.count("No update yet.") == 2
    assert f'href="{URL}1/"' in page.text


def test_progress_lists_what_was_said_in_rows_with_heads(drafter, asked):
    page = drafter.get(URL)

    assert page.text.count('<th scope="row"') == len(asked)
    assert page.text.count('data-label="How it stands"') == len(asked)


def test_progress_says_who_saved_a_draft_on_a_line_of_its_own(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        draft=True,
        recommendation=asked[0],
        force=cheshire.force,
        written_by__name="Dana Drafter",
    )

    page = drafter.get(URL)

    assert "</strong> Saved by Dana Drafter, 20 August 2021 at midday</p>" in page.text
    assert page.text.count('aria-describedby="draft-1"') == 1


def test_progress_speaks_of_a_cause_of_concern_as_one(drafter, asked):
    Recommendation.objects.filter(pk=asked[0].pk).update(number="CC1", kind="cause_of_concern")

    page = drafter.get(URL)

    assert "Cause of concern CC1: Heading of 1" in page.text
    assert "Read cause of concern CC1" in page.text
    assert "ecommendation CC1" not in page.text


def test_progress_starts_with_today(drafter):
    assert drafter.get(URL).context["form"]["as_at"].value() == make.TODAY


@pytest.mark.parametrize("who", ["signatory", "inspector"])
def test_progress_is_read_only_for_those_who_may_only_read(
    sign_in, cheshire, inspector, asked, who
):
    make.ProgressUpdateFactory(recommendation=asked[0], force=cheshire.force, text="Said so")
    user = inspector if who == "inspector" else cheshire.signatory

    page = sign_in(user).get(URL)

    assert "Said so" in page.text
    assert "<textarea" not in page.text
    assert "Save draft" not in page.text


def test_progress_keeps_drafts_from_inspectors(sign_in, cheshire, inspector, asked):
    make.ProgressUpdateFactory(
        draft=True, recommendation=asked[0], force=cheshire.force, text=SECRET
    )

    assert SECRET in sign_in(cheshire.drafter).get(URL).text
    assert SECRET in sign_in(cheshire.signatory).get(URL).text
    assert SECRET not in sign_in(inspector).get(URL).text
    assert SECRET not in sign_in(inspector).get(f"{URL}1/").text


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
            "The date must be 16 July 2021, when the report was published, or later",
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


def test_progress_needs_a_reason_when_a_date_has_passed_and_none_is_given(drafter, cheshire, asked):
    make.ProgressUpdateFactory(
        recommendation=asked[0],
        force=cheshire.force,
        as_at=date(2021, 8, 1),
        next_on=date(2021, 8, 19),
    )

    page = drafter.post(SUBMIT, round_of(drafter, row(asked[0], state="in_progress", text="Hm.")))

    assert "Say why the date is no longer 19 August 2021." in page.text


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


def test_progress_makes_as_many_queries_for_nine_recommendations_as_for_three(
    drafter, cheshire, concerned, django_assert_num_queries
):
    def say_something():
        for each in concerned.recommendations.filter(updates=None):
            make.ProgressUpdateFactory(
                recommendation=each, force=cheshire.force, as_at=date(2021, 8, 1)
            )
            make.ProgressUpdateFactory(draft=True, recommendation=each, force=cheshire.force)

    say_something()
    drafter.get(URL)

    with django_assert_num_queries(8):
        drafter.get(URL)
    make.RecommendationFactory.create_batch(6, inspection=concerned)
    say_something()
    with django_assert_num_queries(8):
        drafter.get(URL)


@pytest.mark.parametrize("url", [URL, SUBMIT])
def test_progress_is_saved_in_as_many_queries_for_nine_as_for_three(
    drafter, concerned, url, django_assert_max_num_queries
):
    def post():
        typed = [
            row(each, state="in_progress", text="Words")
            for each in concerned.recommendations.in_order()
        ]
        everything = round_of(drafter, *typed)
        with django_assert_max_num_queries(40) as found:
            assert drafter.post(url, everything).status_code == 302
        return len(found)

    few = post()
    ProgressUpdate.objects.drafts().delete()
    make.RecommendationFactory.create_batch(6, inspection=concerned)

    assert post() == few
