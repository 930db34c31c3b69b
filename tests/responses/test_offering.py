"""What a response promises is offered as progress when it is published."""

from datetime import date, timedelta

import pytest

from forces.policies import Refused
from recommendations.choices import State
from recommendations.models import ProgressUpdate
from recommendations.models.standings import standings_of
from recommendations.policies.progress import LONGEST_TEXT
from responses.choices import Position
from responses.models import Answer
from responses.models.publishing import publish
from tests import factories as make
from tests import oversight

MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)


@pytest.fixture
def response(cheshire, inspection):
    inspection.forces.add(cheshire.force)
    return make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)


@pytest.fixture
def answer(response):
    def _answer(number, position, **values):
        recommendation = response.inspection.recommendations.get(number=number)
        return make.AnswerFactory(
            response=response, recommendation=recommendation, position=position, **values
        )

    return _answer


@pytest.fixture
def published(cheshire, response):
    """Signs the draft and publishes it, on the day of the clock."""

    def _published():
        make.sign_version(response, on=make.TODAY - timedelta(days=5))
        publish(response, make.actor(cheshire.drafter), at=make.NOON)
        return response

    return _published


def drafts():
    return ProgressUpdate.objects.drafts().order_by("recommendation__position")


def test_an_endless_answer_is_published_and_offered_in_part(answer, published):
    endless = " ".join(f"word{number}" for number in range(150_000))
    answer("1", Position.UNDER_WAY, text=endless)

    published()

    assert drafts().get().text == endless[:LONGEST_TEXT]


@pytest.mark.parametrize(
    ("position", "state"),
    [
        (Position.IN_PLACE, State.COMPLETE),
        (Position.UNDER_WAY, State.IN_PROGRESS),
        (Position.PLANNED, State.NOT_STARTED),
    ],
)
def test_publishing_offers_what_promises_action(cheshire, answer, published, position, state):
    answer("1", position, text="Training for all.")

    published()

    draft = drafts().get()
    assert (draft.recommendation.number, draft.force) == ("1", cheshire.force)
    assert (draft.state, draft.text, draft.next_on) == (state, "Training for all.", None)
    assert (draft.as_at, draft.written_by) == (make.TODAY, cheshire.drafter)
    assert draft.offered_by_version == 1


@pytest.mark.parametrize("position", [Position.CONSIDERED, Position.NO_ACTION, Position.ELSEWHERE])
def test_publishing_offers_nothing_of_what_promises_none(answer, published, position):
    answer("1", position)

    published()

    assert not drafts().exists()


def test_publishing_offers_a_planned_date(answer, published):
    answer("1", Position.PLANNED, planned_on=MARCH)

    published()

    assert (drafts().get().next_on, drafts().get().answer_promised_on) == (MARCH, MARCH)


def test_date_in_a_published_answer_is_put_off_with_a_reason_only(cheshire, answer, published):
    answer("1", Position.PLANNED, planned_on=MARCH)
    published()
    draft = drafts().get()
    draft.next_on = JUNE

    with pytest.raises(Refused, match="Say why the date is no longer 31 March 2022"):
        draft.submit(by=cheshire.contact, at=make.NOON)

    draft.moved_reason = "No trainers."
    draft.submit(by=cheshire.contact, at=make.NOON)
    (standing,) = standings_of(cheshire.force, [draft.recommendation], drafts=False)
    assert str(standing.trail) == "First said 31 March 2022, moved once"


def test_date_in_a_published_answer_binds_what_is_being_written(cheshire, answer, published):
    about = answer("1", Position.PLANNED, planned_on=MARCH).recommendation
    mine = make.ProgressUpdateFactory(
        draft=True, recommendation=about, force=cheshire.force, next_on=JUNE
    )

    published()

    mine.refresh_from_db()
    assert (mine.next_on, mine.answer_promised_on) == (JUNE, MARCH)


@pytest.mark.parametrize("is_being_written", [False, True])
def test_date_in_a_published_answer_is_held_to_by_who_spoke_before_and_named_none(
    cheshire, answer, published, is_being_written
):
    about = answer("1", Position.PLANNED, planned_on=MARCH, text="A plan.").recommendation
    said = {"recommendation": about, "force": cheshire.force, "state": State.IN_PROGRESS}
    make.ProgressUpdateFactory(**said)
    if is_being_written:
        make.ProgressUpdateFactory(**said, draft=True, text="More.")

    published()
    draft = drafts().get()
    draft.next_on = JUNE

    assert (draft.state, draft.answer_promised_on) == (State.IN_PROGRESS, MARCH)
    assert draft.text == ("More." if is_being_written else "A plan.")
    (standing,) = standings_of(cheshire.force, [about], drafts=True)
    assert standing.held_to == MARCH
    with pytest.raises(Refused, match="Say why the date is no longer 31 March 2022"):
        draft.submit(by=cheshire.contact, at=make.NOON)
    draft.moved_reason = "No trainers."
    draft.submit(by=cheshire.contact, at=make.NOON)
    (standing,) = standings_of(cheshire.force, [about], drafts=False)
    assert str(standing.trail) == "First said 31 March 2022, moved once"


@pytest.mark.parametrize(
    "said", [{"state": State.COMPLETE}, {"state": State.IN_PROGRESS, "next_on": JUNE}]
)
def test_date_in_a_published_answer_leaves_what_was_promised_or_finished_before(
    cheshire, answer, published, said
):
    about = answer("1", Position.PLANNED, planned_on=MARCH).recommendation
    make.ProgressUpdateFactory(recommendation=about, force=cheshire.force, **said)

    published()

    assert not drafts().exists()


def test_date_in_a_published_answer_is_that_of_the_version_that_gave_it_first(
    cheshire, answer, published
):
    answer("1", Position.PLANNED, planned_on=MARCH)
    response = published()
    response.reopen(by=cheshire.drafter, at=make.NOON, reason="A slip.")
    Answer.objects.update(planned_on=JUNE)

    published()

    assert drafts().get().answer_promised_on == MARCH


@pytest.mark.parametrize(
    ("days", "state", "next_on"), [(-1, "", None), (0, State.NOT_STARTED, make.TODAY)]
)
def test_publishing_makes_no_next_date_of_a_day_that_is_past(
    answer, published, days, state, next_on
):
    day = make.TODAY + timedelta(days=days)
    answer("1", Position.PLANNED, text="A plan.", planned_on=day)

    published()

    draft = drafts().get()
    assert (draft.state, draft.next_on) == (state, next_on)
    assert draft.answer_promised_on == day
    assert ("Planned for 19 August 2021." in draft.text) == (next_on is None)


def test_publishing_offers_what_is_answered_with_another(answer, published):
    target = answer("2", Position.UNDER_WAY, text="Both at once.").recommendation
    answer("1", Position.ANSWERED_WITH, answered_with=target, text="")

    published()

    assert [draft.text for draft in drafts()] == ["Both at once.", "Both at once."]


def test_publishing_leaves_what_is_said_or_being_written(cheshire, answer, published):
    said, written = [answer(number, Position.UNDER_WAY).recommendation for number in "12"]
    make.ProgressUpdateFactory(recommendation=said, force=cheshire.force)
    mine = make.ProgressUpdateFactory(
        draft=True, recommendation=written, force=cheshire.force, text="Mine"
    )

    published()

    assert drafts().get() == mine
    assert drafts().get().text == "Mine"


def test_publishing_offers_nothing_of_what_is_closed_for_the_force(
    cheshire, cumbria, answer, published
):
    first, second = [answer(number, Position.UNDER_WAY).recommendation for number in "12"]
    oversight.closure(force=cheshire.force, recommendation=first)
    oversight.closure(force=cumbria.force, recommendation=second)

    published()

    assert drafts().get().recommendation == second


def test_a_second_version_offers_only_what_nobody_took_up(cheshire, answer, published):
    answer("1", Position.UNDER_WAY)
    answer("2", Position.CONSIDERED)
    response = published()
    drafts().get().submit(by=cheshire.contact, at=make.NOON)
    response.reopen(by=cheshire.drafter, at=make.NOON, reason="A slip.")
    Answer.objects.update(position=Position.IN_PLACE)

    published()

    draft = drafts().get()
    assert (draft.recommendation.number, draft.offered_by_version) == ("2", 2)


def test_publishing_makes_as_many_queries_for_nine_answers_as_for_one(
    cheshire, inspection, django_assert_max_num_queries
):
    def counted(answers):
        response = make.ResponseFactory(
            inspection=make.InspectionFactory(forces=[cheshire.force]), body=cheshire.body
        )
        for _ in range(answers):
            make.AnswerFactory(response=response)
        make.sign_version(response, on=make.TODAY)
        with django_assert_max_num_queries(60) as found:
            publish(response, make.actor(cheshire.drafter), at=make.NOON)
        return len(found)

    assert counted(9) == counted(1)
    assert drafts().count() == 10
