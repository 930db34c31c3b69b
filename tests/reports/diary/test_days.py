"""What is in whose calendar, and when it is over."""

from datetime import date, timedelta

import pytest

from recommendations.choices import State
from recommendations.models import CurrentProgress
from responses.choices import Status
from responses.models import ChiefOfficerComments
from tests import factories as make
from tests.reports.diary.conftest import LATER, days_of, entries_of, move, written
from tests.world import SECRET


def test_office_has_the_days_of_its_response(cheshire, owing):
    expected = {
        f"last-day.{owing.pk}": date(2021, 9, 9),
        f"sign-by.{owing.pk}": date(2021, 9, 6),
        f"chief-officer.{owing.pk}": date(2021, 8, 27),
    }

    assert days_of(cheshire.drafter) == days_of(cheshire.signatory) == expected
    assert not any(entry.is_over for entry in entries_of(cheshire.drafter).values())


def test_entries_say_what_is_due_and_lead_to_it(cheshire, owing):
    entries = entries_of(cheshire.drafter)

    due = entries[f"last-day.{owing.pk}"]
    assert due.summary == "Response due: Rape inspection, Cheshire Constabulary"
    assert due.description.startswith("Published 16 July 2021. Day 1 is 16 July, so day 56 is")
    assert due.path == f"/responses/{owing.pk}/"
    sign_by = entries[f"sign-by.{owing.pk}"]
    assert sign_by.summary == "Sign by: Rape inspection, Cheshire Constabulary"
    assert "The last day is Thursday 9 September 2021" in sign_by.description
    officer = entries[f"chief-officer.{owing.pk}"]
    assert officer.summary.startswith("Chief officer’s comments wanted: Rape inspection")


def test_inspectors_have_one_day_for_each_inspection(
    inspector, administrator, inspection, cheshire, cumbria
):
    for each in (cheshire, cumbria):
        make.ResponseFactory(inspection=inspection, body=each.body)

    found = entries_of(inspector)

    assert {name: entry.on for name, entry in found.items()} == {
        f"inspection.{inspection.pk}": make.DUE_ON
    }
    [entry] = found.values()
    assert entry.summary == "Responses due: Rape inspection"
    assert entry.path == "/inspections/rape/"
    assert entries_of(administrator) == found


def test_those_who_add_progress_have_the_earliest_next_date(cheshire, promised):
    entry = entries_of(cheshire.contact)[promised]

    assert entry.on == date(2021, 10, 4)
    assert entry.summary == "Progress due: Rape inspection, Cheshire Constabulary"
    assert entry.path == "/progress/rape/cheshire/"
    assert promised in entries_of(cheshire.drafter)
    assert promised not in entries_of(cheshire.signatory)


def test_draft_of_an_update_counts_for_nothing(cheshire, inspection, promised):
    make.ProgressUpdateFactory(
        draft=True,
        recommendation=inspection.recommendations.get(number="3"),
        force=cheshire.force,
        next_on=date(2021, 9, 1),
    )

    entry = entries_of(cheshire.contact)[promised]

    assert (entry.on, entry.sequence) == (date(2021, 10, 4), 2)


def test_someone_without_a_role_has_nothing(owing, promised):
    assert entries_of(make.UserFactory()) == {}


def test_former_office_has_nothing(cheshire, owing, promised):
    cheshire.drafter.memberships.update(valid_to=make.TODAY)

    assert entries_of(cheshire.drafter, make.TODAY + timedelta(days=1)) == {}
    assert entries_of(cheshire.drafter) != {}


# What must not be there


def test_days_of_another_body_never_appear(cumbria, owing, promised):
    for person in (cumbria.drafter, cumbria.signatory, cumbria.contact):
        assert entries_of(person) == {}


def test_force_contact_has_nothing_of_the_offices_work(cheshire, owing, promised):
    assert set(entries_of(cheshire.contact)) == {promised}


def test_inspectors_calendar_tells_nothing_of_a_draft(
    inspector, administrator, cheshire, owing, promised
):
    untouched = written(inspector)

    owing.introduction = SECRET
    owing.move_to(Status.DRAFTING, by=cheshire.drafter, at=LATER)
    owing.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=LATER)
    owing.move_to(Status.DRAFTING, by=cheshire.signatory, at=LATER, reason=SECRET)
    ChiefOfficerComments.objects.update(wanted_by=date(2021, 8, 30), text=SECRET)
    move(owing, date(2021, 9, 30), at=LATER)
    make.sign_version(owing)

    assert written(inspector) == written(administrator) == untouched
    assert "Responses due" in untouched
    for word in ("Sign by", "Chief officer", "Progress", "Cheshire"):
        assert word not in untouched


def test_inspection_under_embargo_never_appears(cheshire, inspector, administrator, inspection):
    secret = make.InspectionFactory(embargoed=True, forces=[cheshire.force])
    recommendation = make.RecommendationFactory(inspection=secret)
    make.ResponseFactory(inspection=secret, body=cheshire.body)
    make.ProgressUpdateFactory(
        recommendation=recommendation, force=cheshire.force, next_on=make.DUE_ON
    )

    for person in (inspector, administrator, cheshire.drafter, cheshire.contact):
        assert entries_of(person) == {}


def test_nothing_that_was_written_is_in_a_calendar(cheshire, owing, promised, inspection):
    owing.introduction = owing.conclusion = SECRET
    owing.save()
    for recommendation in inspection.recommendations.all():
        make.AnswerFactory(response=owing, recommendation=recommendation, text=SECRET)
    ChiefOfficerComments.objects.update(reply=SECRET, received_from=SECRET)
    make.ProgressUpdateFactory(
        recommendation=inspection.recommendations.get(number="3"), force=cheshire.force, text=SECRET
    )

    found = written(cheshire.drafter)

    assert SECRET not in found
    assert cheshire.drafter.name not in found
    assert "Not started" not in found


def test_recorded_old_responses_are_left_out(cheshire, inspector, owing):
    owing.is_recorded = True
    owing.save()

    assert entries_of(cheshire.drafter) == entries_of(inspector) == {}


def test_response_without_a_last_day_has_none(cheshire, inspection):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, due_on=None)

    assert entries_of(cheshire.drafter) == {}


# What is over


@pytest.mark.parametrize(("days", "is_there"), [(100, True), (101, False)])
def test_published_response_is_cancelled_and_in_time_gone(
    cheshire, inspector, owing, days, is_there
):
    make.publish_version(owing, make.TODAY)
    on = make.TODAY + timedelta(days=days)

    office, inspectors = entries_of(cheshire.drafter, on), entries_of(inspector, on)

    assert len(office) == (3 if is_there else 0)
    assert len(inspectors) == (1 if is_there else 0)
    assert all(entry.is_over for entry in (*office.values(), *inspectors.values()))


def test_inspectors_day_stands_until_the_last_response_is_out(
    inspector, cumbria, inspection, owing
):
    make.ResponseFactory(inspection=inspection, body=cumbria.body)
    before = entries_of(inspector)[f"inspection.{inspection.pk}"]

    make.publish_version(owing, make.TODAY)

    after = entries_of(inspector, make.TODAY + timedelta(days=200))[f"inspection.{inspection.pk}"]
    assert (before.is_over, after.is_over) == (False, False)
    assert after.sequence > before.sequence


def test_day_to_sign_by_is_over_once_it_is_signed(cheshire, owing):
    make.sign_version(owing)

    entries = entries_of(cheshire.signatory)

    assert entries[f"sign-by.{owing.pk}"].is_over
    assert not entries[f"last-day.{owing.pk}"].is_over


@pytest.mark.parametrize(
    "settled",
    [
        {"none_received": True},
        {"received_from": "The Chief Constable"},
        {"text": "We agree."},
        {"wanted_by": None},
    ],
)
def test_chief_officers_date_is_over_once_comments_are_settled(cheshire, owing, settled):
    ChiefOfficerComments.objects.update(wanted_by=date(2021, 8, 25))  # sooner than at first
    before = entries_of(cheshire.drafter)[f"chief-officer.{owing.pk}"]

    ChiefOfficerComments.objects.update(**settled)

    after = entries_of(cheshire.drafter)[f"chief-officer.{owing.pk}"]
    assert (before.is_over, after.is_over) == (False, True)
    assert after.on == before.on
    assert after.sequence > before.sequence


def test_last_day_that_was_taken_away_is_cancelled_where_it_was(cheshire, owing):
    move(owing, date(2021, 9, 30))
    move(owing, make.DUE_ON)
    move(owing, None)

    entries = entries_of(cheshire.drafter)

    assert entries[f"last-day.{owing.pk}"].is_over
    assert entries[f"sign-by.{owing.pk}"].is_over
    assert entries[f"last-day.{owing.pk}"].on == make.DUE_ON


def finish(inspection, force, state=State.COMPLETE):
    for recommendation in inspection.recommendations.in_order()[:2]:
        make.ProgressUpdateFactory(
            recommendation=recommendation, force=force, state=state, submitted_at=LATER
        )


@pytest.mark.parametrize(("days", "is_there"), [(102, True), (103, False)])
def test_progress_that_is_finished_is_cancelled_and_in_time_gone(
    cheshire, inspection, promised, days, is_there
):
    before = entries_of(cheshire.contact)[promised]
    finish(inspection, cheshire.force)

    found = entries_of(cheshire.contact, make.TODAY + timedelta(days=days))

    assert [(entry.is_over, entry.sequence) for entry in found.values()] == (
        [(True, before.sequence + 2)] if is_there else []
    )


def test_progress_that_never_had_a_next_date_has_no_day(cheshire, inspection):
    inspection.forces.add(cheshire.force)
    make.ProgressUpdateFactory(
        recommendation=inspection.recommendations.first(), force=cheshire.force
    )

    assert CurrentProgress.objects.count() == 1
    assert entries_of(cheshire.contact) == {}


# How it is read


def test_reading_writes_nothing_and_says_the_same_each_time(
    cheshire, owing, promised, django_assert_num_queries
):
    with django_assert_num_queries(10) as queries:
        first = written(cheshire.drafter)

    again = written(cheshire.drafter, make.TODAY + timedelta(days=3))

    assert first == again
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_calendars_take_as_many_queries_for_three_responses_as_for_one(
    cheshire, inspector, owing, promised, django_assert_num_queries
):
    everything = make.MembershipFactory(drafter=True, body=cheshire.body).user
    make.MembershipFactory(inspector=True, user=everything)
    with django_assert_num_queries(14):
        assert len(entries_of(everything)) == 5

    for _ in range(2):
        another = make.InspectionFactory(forces=[cheshire.force])
        recommendation = make.RecommendationFactory(inspection=another)
        response = make.ResponseFactory(inspection=another, body=cheshire.body)
        ChiefOfficerComments.objects.create(response=response, wanted_by=date(2021, 8, 27))
        make.ProgressUpdateFactory(
            recommendation=recommendation, force=cheshire.force, next_on=make.DUE_ON
        )

    with django_assert_num_queries(14):
        assert len(entries_of(everything)) == 15
