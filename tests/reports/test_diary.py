"""What is in whose calendar, and that its number never goes down."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recommendations.choices import State
from recommendations.models import CurrentProgress
from reports.calendars import to_ical
from reports.diary import diary
from responses.choices import Status
from responses.content import content_of, digest
from responses.models import ChiefOfficerComments, DueChange
from responses.models.signing import publish, send, sign
from tests import factories as make
from tests.world import SECRET

LATER = make.NOON + timedelta(days=2)


def entries_of(user, on=make.TODAY):
    return {entry.name: entry for entry in diary(make.actor(user, on))}


def days_of(user, on=make.TODAY):
    return {name: entry.on for name, entry in entries_of(user, on).items()}


def written(user, on=make.TODAY):
    return to_ical(diary(make.actor(user, on)), title="Dates", site="https://x.example").decode()


def move(response, due_on, at=make.NOON):
    """The last day of a response goes to another day, or to none."""
    by = make.UserFactory()
    DueChange.objects.create(
        response=response, old=response.due_on, new=due_on, reason="Why", by=by, at=at
    )
    response.due_on = due_on
    response.save()


@pytest.fixture
def owing(cheshire, inspection):
    """A response due on 9 September 2021, whose chief officer is asked for comments."""
    inspection.forces.add(cheshire.force)
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    ChiefOfficerComments.objects.create(
        response=response, invited_on=make.TODAY, wanted_by=date(2021, 8, 27)
    )
    return response


@pytest.fixture
def promised(cheshire, inspection):
    """Progress on recommendations 1 and 2, with next dates."""
    inspection.forces.add(cheshire.force)
    first, second = inspection.recommendations.in_order()[:2]
    for recommendation, day in ((first, date(2021, 12, 1)), (second, date(2021, 10, 4))):
        make.ProgressUpdateFactory(
            recommendation=recommendation, force=cheshire.force, next_on=day, written_by__name="W"
        )
    return f"progress.{inspection.pk}.{cheshire.force.pk}"


# Who has what


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


# The number of a change


class Watch:
    """Looks at a person's calendar after each step."""

    def __init__(self, person):
        self.person = person
        self.seen = {name: [entry] for name, entry in entries_of(person).items()}

    def look(self):
        for name, entry in entries_of(self.person).items():
            old = self.seen.setdefault(name, [entry])[-1]
            if (old.on, old.is_over, old.summary, old.description) != (
                entry.on, entry.is_over, entry.summary, entry.description,
            ):  # fmt: skip
                assert entry.sequence > old.sequence, name
            assert entry.sequence >= old.sequence, name
            assert entry.changed_at >= old.changed_at, name
            self.seen[name].append(entry)

    def history(self, name):
        """The days and states of an entry, one after another."""
        states = [(entry.on, entry.is_over) for entry in self.seen[name]]
        return [state for n, state in enumerate(states) if n == 0 or state != states[n - 1]]


def test_number_grows_with_each_change_of_a_response_and_never_falls(cheshire, inspection, owing):
    for recommendation in inspection.recommendations.all():
        make.AnswerFactory(response=owing, recommendation=recommendation)
    drafter, signatory = make.actor(cheshire.drafter), make.actor(cheshire.signatory)
    watch = Watch(cheshire.drafter)

    def to_drafting():
        owing.move_to(Status.DRAFTING, by=cheshire.drafter, at=make.NOON)

    def to_sign():
        send(owing, drafter, at=make.NOON)

    def give_back():
        owing.move_to(Status.DRAFTING, by=cheshire.signatory, at=make.NOON, reason="Why")

    def to_signed():
        seen = digest(content_of(owing))
        sign(owing, signatory, at=make.NOON, seen=seen, render=lambda content: "<p>Letter</p>")

    def to_public():
        publish(owing, drafter, at=make.NOON, url="")

    def reopen():
        owing.reopen(by=cheshire.drafter, at=make.NOON, reason="Why")

    def want_by(day):
        ChiefOfficerComments.objects.update(wanted_by=day)

    for step in (
        to_drafting,
        lambda: move(owing, date(2021, 9, 20)),
        lambda: move(owing, make.DUE_ON),
        lambda: move(owing, None),
        lambda: move(owing, make.DUE_ON),
        lambda: want_by(date(2021, 8, 31)),
        lambda: want_by(date(2021, 8, 27)),
        lambda: want_by(None),
        lambda: want_by(date(2021, 8, 27)),
        to_sign,
        give_back,
        to_sign,
        to_signed,
        reopen,
        to_sign,
        to_signed,
        to_public,
        reopen,
        to_sign,
        to_signed,
        to_public,
    ):
        step()
        owing.refresh_from_db()
        watch.look()

    due, later = (make.DUE_ON, False), (date(2021, 9, 20), False)
    assert owing.draft_number == 3
    assert watch.history(f"last-day.{owing.pk}") == [
        due, later, due, (make.DUE_ON, True), due, (make.DUE_ON, True),
    ]  # fmt: skip
    assert [over for _, over in watch.history(f"sign-by.{owing.pk}")][-5:] == [
        True, False, True, False, True,
    ]  # fmt: skip
    assert watch.history(f"chief-officer.{owing.pk}")[-1] == (date(2021, 8, 27), True)


def test_number_grows_with_each_change_of_an_inspections_day(
    inspector, administrator, inspection, owing, cumbria
):
    second = make.ResponseFactory(inspection=inspection, body=cumbria.body)
    watch = Watch(inspector)

    def redate(published_on):
        dates = replace(inspection.dates, published_on=published_on)
        inspection.redate(dates, reason="Why", by=administrator, at=make.NOON)

    for step in (
        lambda: redate(date(2021, 7, 20)),
        lambda: redate(make.PUBLISHED_ON),
        lambda: make.publish_version(owing, make.TODAY),
        lambda: move(second, None),
        lambda: move(second, make.DUE_ON),
        lambda: make.publish_version(second, make.TODAY),
    ):
        step()
        watch.look()

    due, over = (make.DUE_ON, False), (make.DUE_ON, True)
    assert watch.history(f"inspection.{inspection.pk}") == [
        due, (date(2021, 9, 13), False), due, over, due, over,
    ]  # fmt: skip


def test_number_grows_with_each_update_of_progress(cheshire, inspection, promised):
    first = inspection.recommendations.get(number="1")
    watch = Watch(cheshire.contact)

    for state, next_on in (
        (State.IN_PROGRESS, date(2021, 9, 30)),  # sooner than all
        (State.COMPLETE, None),
        (State.IN_PROGRESS, date(2021, 9, 1)),  # taken up again
        (State.COMPLETE, None),
    ):
        make.ProgressUpdateFactory(
            recommendation=first, force=cheshire.force, state=state, next_on=next_on
        )
        watch.look()

    assert watch.history(promised) == [
        (date(2021, 10, 4), False),
        (date(2021, 9, 30), False),
        (date(2021, 10, 4), False),
        (date(2021, 9, 1), False),
        (date(2021, 10, 4), False),
    ]


# How it is read


def test_reading_writes_nothing_and_says_the_same_each_time(
    cheshire, owing, promised, django_assert_num_queries
):
    with django_assert_num_queries(7) as queries:
        first = written(cheshire.drafter)

    again = written(cheshire.drafter, make.TODAY + timedelta(days=3))

    assert first == again
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_calendars_take_as_many_queries_for_three_responses_as_for_one(
    cheshire, inspector, owing, promised, django_assert_num_queries
):
    everything = make.MembershipFactory(drafter=True, body=cheshire.body).user
    make.MembershipFactory(inspector=True, user=everything)
    with django_assert_num_queries(11):
        assert len(entries_of(everything)) == 5

    for _ in range(2):
        another = make.InspectionFactory(forces=[cheshire.force])
        recommendation = make.RecommendationFactory(inspection=another)
        response = make.ResponseFactory(inspection=another, body=cheshire.body)
        ChiefOfficerComments.objects.create(response=response, wanted_by=date(2021, 8, 27))
        make.ProgressUpdateFactory(
            recommendation=recommendation, force=cheshire.force, next_on=make.DUE_ON
        )

    with django_assert_num_queries(11):
        assert len(entries_of(everything)) == 15
