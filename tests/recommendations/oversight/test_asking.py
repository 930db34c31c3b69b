from datetime import timedelta

import pytest

from forces.policies import Refused
from recommendations.choices import QuestionState
from recommendations.models import Question
from recommendations.models.questions import ask
from tests import factories as make
from tests import oversight
from tests.factories import actor


def put(recommendation, force, user, **values):
    return ask(
        recommendation,
        force,
        actor(user),
        **{
            "text": "How many did you look at?",
            "reply_by": make.TODAY + timedelta(days=28),
            "at": make.NOON,
            **values,
        },
    )


def test_ask_is_about_an_update(recommendation, cheshire, claim, inspector):
    made = put(recommendation, cheshire.force, inspector, update=claim)

    assert (made.about, made.update, made.version_number) == ("update", claim, None)
    assert made.state(make.TODAY) == QuestionState.OPEN


def test_ask_is_about_a_published_version(recommendation, cheshire, inspector):
    made = put(recommendation, cheshire.force, inspector, version_number=2)

    assert (made.about, made.update, made.version_number) == ("answer", None, 2)


@pytest.mark.parametrize(("days", "is_refused"), [(-1, True), (0, True), (1, False)])
def test_ask_wants_a_reply_by_a_day_in_the_future(
    recommendation, cheshire, inspector, days, is_refused
):
    day = make.TODAY + timedelta(days=days)

    try:
        put(recommendation, cheshire.force, inspector, version_number=1, reply_by=day)
    except Refused:
        assert is_refused
    else:
        assert not is_refused


@pytest.mark.parametrize(("days", "state"), [(0, "open"), (1, "overdue")])
def test_a_question_is_overdue_the_day_after_the_reply_was_wanted(question, days, state):
    on = question.reply_by + timedelta(days=days)

    assert question.state(on) == state
    assert list(Question.objects.in_state("overdue", on)) == [question] * (state == "overdue")
    assert list(Question.objects.in_state("open", on)) == [question]


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_ask_is_refused_to_the_force_s_own_people(recommendation, cheshire, who):
    with pytest.raises(Refused, match="Only an inspector may"):
        put(recommendation, cheshire.force, getattr(cheshire, who), version_number=1)


@pytest.mark.parametrize("who", ["drafter", "contact"])
def test_answer_is_kept_with_who_gave_it(question, cheshire, who):
    reply = question.answer(actor(getattr(cheshire, who)), text="Forty.", at=make.NOON)

    assert (reply.question, reply.by) == (question, getattr(cheshire, who))
    assert question.state(make.TODAY) == QuestionState.ANSWERED


@pytest.mark.parametrize("who", ["signatory", "other", "inspector"])
def test_answer_is_refused_to_who_does_not_write_for_the_force(
    question, cheshire, cumbria, inspector, who
):
    person = {
        "signatory": cheshire.signatory,
        "other": cumbria.drafter,
        "inspector": inspector,
    }[who]

    with pytest.raises(Refused, match="Only the force and its body’s office staff may reply"):
        question.answer(actor(person), text="Forty.", at=make.NOON)


def test_answer_is_given_once(question, cheshire):
    question.answer(actor(cheshire.contact), text="Forty.", at=make.NOON)

    with pytest.raises(Refused, match="replied to this question on 20 August 2021"):
        question.answer(actor(cheshire.drafter), text="Fifty.", at=make.NOON)

    question.reply.refresh_from_db()
    assert question.reply.text == "Forty."


def test_withdraw_ends_a_question_with_a_reason(question, cheshire, second):
    with pytest.raises(Refused, match="Enter the reason"):
        question.withdraw(actor(second), reason=" ", at=make.NOON)

    question.withdraw(actor(second), reason="We found it.", at=make.NOON)

    assert question.state(make.TODAY) == QuestionState.WITHDRAWN
    with pytest.raises(Refused, match="was withdrawn"):
        question.answer(actor(cheshire.contact), text="Forty.", at=make.NOON)


def test_withdraw_is_refused_once_there_is_a_reply(question, inspector):
    oversight.reply(question)

    with pytest.raises(Refused, match="replied to this question"):
        question.withdraw(actor(inspector), reason="We found it.", at=make.NOON)


def test_withdraw_is_refused_to_the_force_s_own_people(question, cheshire):
    with pytest.raises(Refused, match="Only an inspector may"):
        question.withdraw(actor(cheshire.contact), reason="No.", at=make.NOON)


def test_ask_does_not_ask_again_what_waits_for_a_reply(
    recommendation, cheshire, question, inspector, second
):
    with pytest.raises(Refused, match="is asked already, on 20 August 2021 by Iris Inspector"):
        put(recommendation, cheshire.force, second, update=question.update, text=question.text)

    assert Question.objects.get() == question


def test_ask_asks_another_force_and_another_thing(
    recommendation, cheshire, cumbria, question, inspector
):
    theirs = put(recommendation, cumbria.force, inspector, version_number=1, text=question.text)
    other = put(recommendation, cheshire.force, inspector, version_number=1, text="And why?")

    assert set(Question.objects.open()) == {question, theirs, other}


def test_ask_may_ask_again_what_was_replied_to(recommendation, cheshire, question, inspector):
    oversight.reply(question)

    again = put(
        recommendation, cheshire.force, inspector, update=question.update, text=question.text
    )

    assert list(Question.objects.open()) == [again]
