"""How each recommendation stands for each force: kept by the database from what others tell it."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from recommendations import rows_of_rounds
from recommendations.choices import Decision, State, Verdict
from recommendations.models import (
    Closure,
    CurrentProgress,
    Part,
    Question,
    RecommendationForce,
)
from recommendations.models.recommendations import PartAddressee
from reports import rounds
from reports.force_open import listing
from tests import factories as make
from tests import oversight
from tests.at_once import at_once, one_waits_for_another
from tests.completing import completing
from tests.pairs import amiss


@pytest.fixture
def concerned(cheshire, cumbria, inspection):
    """Both forces have the first two recommendations to carry out; the third is for others."""
    with completing():
        inspection.forces.add(cheshire.force, cumbria.force)
    return inspection


def pair(force, recommendation):
    return RecommendationForce.objects.get(force=force, recommendation=recommendation)


def numbers(force):
    found = RecommendationForce.objects.filter(force=force).order_by("position")
    return list(found.values_list("recommendation__number", flat=True))


# Which there are


def test_a_force_has_to_carry_out_what_is_asked_of_the_police(cheshire, cumbria, concerned):
    assert numbers(cheshire.force) == ["1", "2"]
    assert numbers(cumbria.force) == ["1", "2"]
    assert not amiss()


def test_nothing_is_to_be_carried_out_before_the_report_is_out(cheshire, administrator):
    hidden = make.InspectionFactory(embargoed=True)
    make.RecommendationFactory(inspection=hidden)
    hidden.forces.add(cheshire.force)
    before = numbers(cheshire.force)

    hidden.release(by=administrator, at=make.NOON)

    assert before == []
    assert numbers(cheshire.force) == ["1"]
    assert pair(cheshire.force, hidden.recommendations.get()).released_on == make.TODAY
    assert not amiss()


def test_a_force_that_is_taken_off_has_nothing_to_carry_out(cheshire, cumbria, concerned):
    concerned.forces.remove(cheshire.force)

    assert numbers(cheshire.force) == []
    assert numbers(cumbria.force) == ["1", "2"]
    assert not amiss()


def test_a_recommendation_that_is_added_deleted_or_moved_is_followed(cheshire, concerned):
    fourth = make.RecommendationFactory(inspection=concerned)
    concerned.recommendations.get(number="1").delete()
    concerned.recommendations.filter(number="2").update(position=9)

    assert numbers(cheshire.force) == [fourth.number, "2"]
    assert not amiss()


def test_whom_a_recommendation_is_addressed_to_decides(cheshire, concerned):
    others = concerned.recommendations.get(number="3")
    police = make.AddresseeFactory(slug="police-forces")
    PartAddressee.objects.create(part=Part.objects.get(recommendation=others), addressee=police)
    first = concerned.recommendations.get(number="1")
    PartAddressee.objects.get(part__recommendation=first).delete()

    assert numbers(cheshire.force) == ["2", "3"]
    assert not amiss()


def test_what_was_said_before_is_there_when_a_force_comes_back(cheshire, concerned):
    update = make.ProgressUpdateFactory(
        force=cheshire.force, recommendation=concerned.recommendations.get(number="1")
    )
    oversight.closure(update=update)
    oversight.question(update=update)
    concerned.forces.remove(cheshire.force)

    concerned.forces.add(cheshire.force)

    row = pair(cheshire.force, update.recommendation)
    assert (row.update_key, row.is_closed, row.is_asked) == (update.pk, True, True)
    assert not amiss()


# How each stands


def test_it_stands_as_the_last_update_says(cheshire, concerned):
    first = concerned.recommendations.get(number="1")
    about = {"force": cheshire.force, "recommendation": first}
    make.ProgressUpdateFactory(**about, state=State.IN_PROGRESS, next_on=date(2021, 12, 1))
    make.ProgressUpdateFactory(
        **about, state=State.IN_PROGRESS, next_on=date(2022, 2, 1), moved_reason="Procurement"
    )

    row = pair(cheshire.force, first)

    assert (row.state, row.next_on, row.is_moved) == ("in_progress", date(2022, 2, 1), True)
    assert (row.as_at, row.said_on) == (make.TODAY, make.TODAY)
    assert pair(cheshire.force, concerned.recommendations.get(number="2")).state == ""
    assert not amiss()


def test_nothing_is_said_once_the_update_stands_no_longer(cheshire, concerned):
    update = make.ProgressUpdateFactory(
        force=cheshire.force, recommendation=concerned.recommendations.get(number="1")
    )

    CurrentProgress.objects.get(update=update).delete()

    assert pair(cheshire.force, update.recommendation).update_key is None
    assert not amiss()


def test_verdict_is_kept_with_the_claim_it_is_about(cheshire, concerned):
    update = make.ProgressUpdateFactory(
        force=cheshire.force, recommendation=concerned.recommendations.get(number="1")
    )
    oversight.assessment(update=update, verdict=Verdict.MORE_EVIDENCE)

    row = pair(cheshire.force, update.recommendation)

    assert (row.verdict, row.assessed_key) == ("more_evidence", update.pk)
    assert not amiss()


def test_only_a_closure_that_was_authorised_closes_until_it_is_reopened(cheshire, concerned):
    first = concerned.recommendations.get(number="1")
    proposed = oversight.closure(force=cheshire.force, recommendation=first, authorised=False)
    seen = [pair(cheshire.force, first).is_closed]
    decided = {"decided_by": oversight.inspector(), "decided_at": make.NOON}

    Closure.objects.filter(pk=proposed.pk).update(decision=Decision.AUTHORISED, **decided)
    seen.append(pair(cheshire.force, first).is_closed)
    reopened = {"reopened_by": oversight.inspector(), "reopened_at": make.NOON}
    Closure.objects.filter(pk=proposed.pk).update(reopened_reason="It slipped back", **reopened)
    seen.append(pair(cheshire.force, first).is_closed)

    assert seen == [False, True, False]
    assert not amiss()


def test_it_is_asked_about_while_one_question_waits(cheshire, concerned):
    about = {"force": cheshire.force, "recommendation": concerned.recommendations.get(number="1")}
    questions = [oversight.question(**about) for _ in range(3)]
    seen = [pair(**about).is_asked]

    oversight.reply(questions[0])
    oversight.reply(questions[1])
    seen.append(pair(**about).is_asked)
    Question.objects.filter(pk=questions[2].pk).update(
        withdrawn_by=oversight.inspector(), withdrawn_at=make.NOON, withdrawn_reason="Answered"
    )
    seen.append(pair(**about).is_asked)

    assert seen == [True, True, False]
    assert not amiss()


def test_what_does_not_follow_is_found(cheshire, concerned):
    make.ProgressUpdateFactory(
        force=cheshire.force, recommendation=concerned.recommendations.get(number="1")
    )
    table, guard = "recommendations_currentprogress", "tells_its_pair"
    (trigger,) = (each for each in CurrentProgress._meta.triggers if each.name == guard)

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger.get_pgid(CurrentProgress)}")
        CurrentProgress.objects.all().delete()

    assert len(amiss()) == 2  # as it is kept, and as it should be


# How it is counted


def test_what_a_force_has_open_is_counted_in_the_index_alone(cheshire, concerned):
    force, actor = cheshire.force.pk, make.actor(cheshire.drafter)
    counts = (
        rounds._open_and_told.build(actor),
        listing._groups.build(force, actor.on),
        rows_of_rounds._open_of_reports.build(force),
    )

    with connection.cursor() as cursor:  # until the test ends
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plans = [each.explain() for each in counts]

    index = "recommendation_force_one_each on recommendations_recommendationforce"
    for plan in plans:
        assert f"Index Only Scan using {index}" in plan


# Nobody else writes it


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE recommendations_recommendationforce SET is_closed = true",
        "DELETE FROM recommendations_recommendationforce",
        "INSERT INTO recommendations_recommendationforce TABLE recommendations_recommendationforce",
    ],
)
def test_it_follows_from_what_is_said_and_is_not_written(concerned, sql):
    with (
        pytest.raises(DatabaseError, match="follows from what is said of it"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


# At once


@pytest.mark.django_db(transaction=True)
def test_of_two_replies_at_once_the_second_sees_that_none_waits(cheshire, concerned):
    about = {"force": cheshire.force, "recommendation": concerned.recommendations.get(number="1")}
    by = oversight.person()
    for _ in range(5):
        questions = [oversight.question(**about) for _ in range(2)]

        outcomes = at_once(*(lambda to=to: oversight.reply(to, by=by) for to in questions))

        assert [type(outcome).__name__ for outcome in outcomes] == ["Reply", "Reply"]
        assert not amiss()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("report_first", [True, False])
def test_what_is_added_while_a_report_comes_out_is_to_be_carried_out(
    cheshire, cumbria, report_first
):
    by = make.UserFactory()
    hidden = make.InspectionFactory(embargoed=True)
    make.RecommendationFactory(inspection=hidden)
    hidden.forces.add(cumbria.force)
    jobs = [
        lambda: hidden.release(by=by, at=make.NOON),
        lambda: hidden.forces.add(cheshire.force),
    ]

    one_waits_for_another(*(jobs if report_first else reversed(jobs)))

    assert numbers(cheshire.force) == numbers(cumbria.force) == ["1"]
    assert not amiss()
