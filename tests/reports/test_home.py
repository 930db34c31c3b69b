from datetime import date, timedelta

import pytest

from recommendations.choices import State
from responses.models import signing
from tests import factories as make
from tests import oversight


def home(client):
    return client.get("/").content.decode()


def test_home_says_what_this_is_to_someone_not_signed_in(client, db):
    page = client.get("/")

    assert page.status_code == 200
    assert "public register" in page.content.decode()
    assert not page.cookies


def test_home_shows_office_staff_what_they_owe_worst_first(sign_in, cheshire):
    for days, title in [(1, "Due tomorrow"), (-1, "Late one"), (40, "Far off")]:
        make.ResponseFactory(
            body=cheshire.body,
            inspection__short_title=title,
            due_on=make.TODAY + timedelta(days=days),
        )

    page = home(sign_in(cheshire.drafter))

    places = [page.index(title) for title in ("Late one", "Due tomorrow", "Far off")]
    assert places == sorted(places)
    for words in ("Late by 1 day", "Due in 1 day", "40 days left", "Not started"):
        assert words in page


def test_home_counts_answers_and_says_whose_turn_it_is(sign_in, cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)
    make.AnswerFactory(response=response, recommendation=inspection.recommendations.first())

    page = home(sign_in(cheshire.drafter))

    assert "Drafting, 1 of 3 answered. Your office’s turn." in page
    assert f'href="/responses/{response.pk}/"' in page


def test_home_names_the_body_where_a_person_drafts_for_several(sign_in, cheshire, cumbria):
    for each in (cheshire, cumbria):
        make.ResponseFactory(body=each.body)
    of_one = home(sign_in(cheshire.drafter))
    make.MembershipFactory(drafter=True, body=cumbria.body, user=cheshire.drafter)

    of_two = home(sign_in(cheshire.drafter))

    assert f"{cheshire.body}<br>" not in of_one
    for each in (cheshire, cumbria):
        assert f"{each.body}<br>Not started" in of_two


def test_home_names_who_returned_a_draft_and_not_the_reason(sign_in, cheshire, inspection):
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )
    signing.send(response, make.actor(cheshire.drafter), at=make.NOON)
    response.move_to("drafting", by=cheshire.signatory, at=make.NOON, reason="Too long")

    page = home(sign_in(cheshire.drafter))

    assert f"Returned by {cheshire.signatory}" in page
    assert "Too long" not in page


def test_home_no_longer_says_returned_once_the_draft_is_sent_again(sign_in, cheshire, inspection):
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, answers=True, returned="Too long"
    )
    signing.send(response, make.actor(cheshire.drafter), at=make.NOON)

    page = home(sign_in(cheshire.drafter))

    assert "Returned by" not in page
    assert "Waiting for a signature" in page


def test_home_leaves_out_what_is_published_recorded_or_another_bodys(sign_in, cheshire, cumbria):
    make.ResponseFactory(body=cheshire.body, published=True, inspection__short_title="Done")
    make.ResponseFactory(body=cheshire.body, is_recorded=True, inspection__short_title="Old")
    make.ResponseFactory(body=cumbria.body, inspection__short_title="Foreign")
    make.ResponseFactory(
        body=cheshire.body, inspection__embargoed=True, inspection__short_title="Secret"
    )

    page = home(sign_in(cheshire.drafter))

    assert "You owe no response at the moment." in page
    for title in ("Done", "Old", "Foreign", "Secret"):
        assert title not in page


def test_home_puts_a_reopened_response_after_one_never_published(sign_in, cheshire):
    reopened = make.ResponseFactory(
        body=cheshire.body, published=True, inspection__short_title="Reopened"
    )
    reopened.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake")
    make.ResponseFactory(
        body=cheshire.body, inspection__short_title="Never", due_on=date(2021, 12, 31)
    )

    page = home(sign_in(cheshire.drafter))

    assert page.index("Never") < page.index("Reopened")
    assert "Version 2. An earlier version is published, so this one has no last day." in page


def test_home_shows_a_signatory_a_new_version_last_and_without_a_last_day(sign_in, cheshire):
    again = make.ResponseFactory(
        body=cheshire.body, answers=True, published=True, inspection__short_title="Again"
    )
    again.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake")
    signing.send(again, make.actor(cheshire.drafter), at=make.NOON)
    make.ResponseFactory(
        body=cheshire.body,
        with_commissioner=True,
        due_on=date(2021, 12, 31),
        inspection__short_title="Never",
    )

    page = home(sign_in(cheshire.signatory))

    told = page[page.index("Again") :]
    assert page.index("Never") < page.index("Again")
    assert "Version 2. An earlier version is published, so this one has no last day" in told
    assert "To be published by" not in told
    assert "govuk-tag" not in told


def test_home_shows_a_signatory_only_what_waits_for_them(sign_in, cheshire, cumbria):
    waiting = make.ResponseFactory(
        body=cheshire.body, with_commissioner=True, inspection__short_title="To sign"
    )
    make.ResponseFactory(body=cheshire.body, drafting=True, inspection__short_title="Drafted")
    make.ResponseFactory(
        body=cumbria.body, with_commissioner=True, inspection__short_title="Foreign"
    )

    page = home(sign_in(cheshire.signatory))

    assert f'href="/responses/{waiting.pk}/read/"' in page
    assert "20 days left" in page
    for words in ("Drafted", "Foreign", "Responses you owe", "Progress to update"):
        assert words not in page


def test_home_tells_a_signatory_that_nothing_waits(sign_in, cheshire):
    page = home(sign_in(cheshire.signatory))

    assert "Nothing is waiting for you to read and sign." in page


@pytest.mark.parametrize("person", ["contact", "drafter"])
def test_home_says_which_inspections_need_progress(sign_in, cheshire, inspection, person):
    inspection.forces.add(cheshire.force)
    one, _, other = inspection.recommendations.order_by("position")
    make.ProgressUpdateFactory(recommendation=one, force=cheshire.force)
    make.ProgressUpdateFactory(recommendation=other, force=cheshire.force)

    page = home(sign_in(getattr(cheshire, person)))

    assert 'href="/progress/round/cheshire/"' in page
    assert "1 of 2 to update" in page  # the third is for the Home Office
    assert "Last update as at 20 August 2021" in page


@pytest.mark.parametrize(
    ("update", "is_due"),
    [
        ({"submitted_at": make.NOON - timedelta(days=89)}, False),
        ({"submitted_at": make.NOON - timedelta(days=90)}, True),
        ({"submitted_at": make.NOON - timedelta(days=90), "state": State.COMPLETE}, False),
        ({"as_at": make.TODAY - timedelta(days=9), "next_on": make.TODAY}, True),
        ({"as_at": make.TODAY - timedelta(days=9), "next_on": date(2021, 8, 21)}, False),
    ],
)
def test_home_asks_for_progress_after_90_days_and_on_the_next_date(
    sign_in, cheshire, update, is_due
):
    inspection = make.InspectionFactory(forces=[cheshire.force])
    recommendation = make.RecommendationFactory(inspection=inspection)
    make.ProgressUpdateFactory(recommendation=recommendation, force=cheshire.force, **update)

    page = home(sign_in(cheshire.contact))

    assert ("1 of 1 to update" in page) == is_due
    assert ("Everything is up to date." in page) != is_due


def test_home_asks_for_no_progress_of_what_is_closed(sign_in, cheshire):
    inspection = make.InspectionFactory(forces=[cheshire.force])
    open_, closed = (make.RecommendationFactory(inspection=inspection) for _ in range(2))
    oversight.closure(force=cheshire.force, recommendation=closed)
    oversight.closure(force=cheshire.force, recommendation=open_, authorised=False)

    page = home(sign_in(cheshire.contact))

    assert "1 of 1 to update" in page


@pytest.mark.parametrize(
    ("verdict", "is_due"), [(None, False), ("accepted", False), ("not_accepted", True)]
)
def test_home_asks_again_for_what_is_finished_but_was_not_accepted(
    sign_in, cheshire, verdict, is_due
):
    inspection = make.InspectionFactory(forces=[cheshire.force])
    claim = make.ProgressUpdateFactory(
        recommendation=make.RecommendationFactory(inspection=inspection),
        force=cheshire.force,
        state="complete",
        submitted_at=make.NOON - timedelta(days=90),
    )
    if verdict:
        oversight.assessment(update=claim, verdict=verdict)

    page = home(sign_in(cheshire.contact))

    assert ("1 of 1 to update" in page) == is_due


def test_home_lists_the_most_pressing_responses_and_says_so(sign_in, cheshire):
    for days in range(12):
        make.ResponseFactory(body=cheshire.body, due_on=make.DUE_ON + timedelta(days=days))

    page = home(sign_in(cheshire.drafter))

    assert page.count('id="owed-') == 2 * 10
    assert "These are the 10 most pressing." in page
    assert "Due Thursday 9 September 2021" in page


def test_home_takes_a_draft_of_progress_for_none(sign_in, cheshire):
    inspection = make.InspectionFactory(forces=[cheshire.force])
    recommendation = make.RecommendationFactory(inspection=inspection)
    make.ProgressUpdateFactory(draft=True, recommendation=recommendation, force=cheshire.force)

    page = home(sign_in(cheshire.contact))

    assert "No update yet" in page


def test_home_counts_responses_for_an_inspector(sign_in, inspector, inspection):
    owed = {"inspection": inspection, "due_on": date(2021, 8, 10)}
    make.ResponseFactory(**owed, published=date(2021, 8, 10))
    make.ResponseFactory(**owed, published=date(2021, 8, 11))
    make.ResponseFactory(**owed, published=date(2021, 8, 12))
    make.ResponseFactory(**owed)
    make.ResponseFactory(inspection=inspection, due_on=make.TODAY)

    page = home(sign_in(inspector))

    assert 'data-label="Published in time">1 of 5<' in page
    assert 'data-label="Published late">2<' in page
    assert 'data-label="Outstanding">2 (1 late)<' in page
    assert f'href="/inspections/{inspection.slug}/matrix/"' in page


def test_home_shows_an_inspector_the_ten_newest_inspections_and_leads_to_the_others(
    sign_in, inspector
):
    for day in range(1, 12):
        make.InspectionFactory(published_on=date(2021, 7, day), short_title=f"Of day {day};")
    client = sign_in(inspector)

    first, second = home(client), client.get("/?page=2").text

    assert [f"Of day {day};" in first for day in range(1, 12)] == [False, *[True] * 10]
    assert 'href="?page=2"' in first
    assert [f"Of day {day};" in second for day in range(1, 12)] == [True, *[False] * 10]


def test_home_shows_what_is_being_set_up_to_administrators_only(sign_in, inspector, administrator):
    make.InspectionFactory(embargoed=True, short_title="Secret")

    assert "Secret" not in home(sign_in(inspector))
    assert "Secret" in home(sign_in(administrator))


def test_home_puts_the_sections_of_all_roles_together(sign_in, cheshire, inspector):
    make.MembershipFactory(drafter=True, body=cheshire.body, user=inspector)

    page = home(sign_in(inspector))

    for heading in ("Responses you owe", "Progress to update", "Inspections"):
        assert f"{heading}</h2>" in page


def test_home_explains_itself_to_someone_without_a_role(sign_in, db):
    page = home(sign_in(make.UserFactory()))

    assert "You have no role here today" in page


def test_home_asks_no_more_queries_for_three_rows_than_for_one(
    sign_in, cheshire, inspector, django_assert_num_queries
):
    make.MembershipFactory(drafter=True, body=cheshire.body, user=inspector)
    make.MembershipFactory(signatory=True, body=cheshire.body, user=inspector)
    client = sign_in(inspector)

    def add():
        inspection = make.InspectionFactory(forces=[cheshire.force])
        recommendation = make.RecommendationFactory(inspection=inspection)
        make.ResponseFactory(
            inspection=inspection, body=cheshire.body, answers=True, returned="Too long"
        )
        make.ResponseFactory(inspection=inspection, published=True)
        make.ProgressUpdateFactory(
            recommendation=recommendation, force=cheshire.force, next_on=make.TODAY
        )
        other = make.InspectionFactory(forces=[cheshire.force])
        make.ResponseFactory(inspection=other, body=cheshire.body, with_commissioner=True)

    add()
    home(client)
    with django_assert_num_queries(13):
        home(client)
    add()
    add()
    with django_assert_num_queries(13):
        page = home(client)

    assert page.count("Returned by") == 3
    assert page.count("/read/") == 3
