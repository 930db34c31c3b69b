"""The history of an answer: who changed what, by sittings, for its own office alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from responses.choices import Status
from responses.models.answer_history import saved, sittings
from responses.models.answers import Seen, answer_mark, save_answer
from tests import factories as make
from tests.responses.pages import words

START = make.NOON


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def save(response):
    """Save the answer to recommendation 1, some minutes after noon."""

    def _save(by, minutes, **fields):
        recommendation = response.inspection.recommendations.get(number="1")
        answer = response.answers.filter(recommendation=recommendation).first()
        at = START + timedelta(minutes=minutes)
        save_answer(
            response, recommendation, by=by, at=at, seen=Seen(answer_mark(answer)), **fields
        )

    return _save


@pytest.fixture
def colleague(cheshire):
    return make.MembershipFactory(drafter=True, body=cheshire.body, user__name="Col League").user


def address(response, number="1"):
    return f"/responses/{response.pk}/answers/{number}/history/"


def of_first(response):
    return saved(response, response.inspection.recommendations.get(number="1"))


def test_history_says_who_changed_what_the_newest_first(
    sign_in, cheshire, colleague, response, save
):
    save(cheshire.drafter, 0, position="considered", text="The force trains 34 investigators.")
    save(colleague, 30, position="under_way", text="The force trains 41 investigators.")

    page = sign_in(cheshire.signatory).get(address(response))

    shown = words(page.content.decode())
    assert shown.index("Col League, 20 August 2021 at 12:30pm") < shown.index(
        f"{cheshire.drafter}, 20 August 2021 at midday"
    )
    assert "Action under way (before: Being considered)" in shown
    assert "removed: 34 , end of removed, added: 41 , end of added, investigators" in shown
    assert "Answer The force trains 34 investigators." in shown


def test_history_shows_only_the_fields_that_changed(sign_in, cheshire, response, save):
    save(cheshire.drafter, 0, position="no_action", text="Nothing.", reason="It is in place.")
    save(cheshire.drafter, 30, local_number="7")

    page = sign_in(cheshire.drafter).get(address(response))

    newest = words(page.content.decode().split("<section")[1])
    assert "Your own number Empty before 7" in newest
    assert "Nothing." not in newest
    assert "Why there is no action" not in newest


def test_history_shows_dates_and_other_recommendations_in_words(sign_in, cheshire, response, save):
    other = response.inspection.recommendations.get(number="2")
    save(cheshire.drafter, 0, position="planned", planned_on=make.DUE_ON)
    save(cheshire.drafter, 30, position="answered_with", planned_on=None, answered_with=other)

    shown = words(sign_in(cheshire.drafter).get(address(response)).content.decode())

    assert "Answered together with Empty before Recommendation 2" in shown
    assert "When it will be done Taken out. Before: 9 September 2021" in shown


def test_saves_of_one_sitting_are_one_entry(sign_in, cheshire, response, save):
    for minutes in (2, 10, 14):
        save(cheshire.drafter, minutes, text=f"After {minutes} minutes")

    page = sign_in(cheshire.drafter).get(address(response))

    html = page.content.decode()
    assert html.count("<section") == 1
    assert "20 August 2021: 3 saves from 12:02pm to 12:14pm" in words(html)
    assert "After 14 minutes" in html
    assert "After 2 minutes" not in html


@pytest.mark.parametrize(("minutes", "entries"), [(10, 1), (11, 2)])
def test_a_sitting_ends_when_nothing_is_saved_for_ten_minutes(
    cheshire, response, save, minutes, entries
):
    save(cheshire.drafter, 0, text="One")
    save(cheshire.drafter, minutes, text="Two")

    assert len(sittings(of_first(response))) == entries


def test_a_sitting_ends_when_somebody_else_saves(cheshire, colleague, response, save):
    save(cheshire.drafter, 0, text="One")
    save(colleague, 1, text="Two")
    save(cheshire.drafter, 2, text="Three")

    found = sittings(of_first(response))

    assert [each.last.by for each in found] == [
        cheshire.drafter.name,
        "Col League",
        cheshire.drafter.name,
    ]


def test_each_save_of_a_sitting_is_reached(sign_in, cheshire, response, save):
    save(cheshire.drafter, 0, text="First")
    for minutes in (30, 31, 32):
        save(cheshire.drafter, minutes, text=f"Typed {minutes}")
    last = of_first(response).latest("pk")
    client = sign_in(cheshire.drafter)

    link = f"{address(response)}?saves={last.pk}"
    html = client.get(link).content.decode()

    assert link in client.get(address(response)).content.decode()
    assert html.count("<section") == 3
    shown = words(html)
    assert "removed: First , end of removed, added: Typed 30 , end of added," in shown
    assert "Typed removed: 31 , end of removed, added: 32 , end of added," in shown


def test_a_sitting_that_is_none_is_not_found(sign_in, cheshire, response, save):
    save(cheshire.drafter, 0, text="One")

    page = sign_in(cheshire.drafter).get(f"{address(response)}?saves=0")

    assert page.status_code == 404


def test_history_of_an_answer_that_nobody_wrote_says_so(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).get(address(response))

    assert "Nothing has been saved yet." in page.content.decode()


def test_history_of_a_recommendation_that_is_none_is_not_found(sign_in, cheshire, response):
    assert sign_in(cheshire.drafter).get(address(response, "99")).status_code == 404


def test_history_leaves_out_other_answers(sign_in, cheshire, cumbria, response, save):
    save(cheshire.drafter, 0, text="Ours to the first")
    inspection = response.inspection
    theirs = make.ResponseFactory(inspection=inspection, body=cumbria.body)
    first, second = inspection.recommendations.filter(number__in="12").order_by("number")
    make.AnswerFactory(response=theirs, recommendation=first, text="Cumbria’s secret")
    make.AnswerFactory(response=response, recommendation=second, text="Ours to the second")

    html = sign_in(cheshire.drafter).get(address(response)).content.decode()

    assert "Ours to the first" in html
    assert "Cumbria’s secret" not in html
    assert "Ours to the second" not in html


@pytest.mark.parametrize("who", ["contact", "other_drafter", "inspector", "administrator"])
def test_history_is_for_the_office_of_the_body_alone(sign_in, people, response, save, who):
    save(people["drafter"], 0, text="A secret")

    page = sign_in(people[who]).get(address(response))

    assert page.status_code == 404
    assert b"A secret" not in page.content


def test_history_is_read_after_signing_too(sign_in, cheshire, response, save):
    save(cheshire.drafter, 0, text="As it was signed")
    response.status = Status.SIGNED
    response.save()

    page = sign_in(cheshire.drafter).get(address(response))

    assert b"As it was signed" in page.content


def test_history_shows_what_was_typed_as_text(sign_in, cheshire, response, save):
    save(cheshire.drafter, 0, text="<script>alert(1)</script>", local_number="<b>1")
    save(cheshire.drafter, 30, text="<script>alert(2)</script>", local_number="<i>2")

    html = sign_in(cheshire.drafter).get(address(response)).content.decode()

    assert "<script>alert" not in html
    assert "<b>" not in html.split("<main")[1]


def test_history_asks_the_database_as_often_for_1_save_as_for_30(
    sign_in, cheshire, colleague, response, save
):
    client = sign_in(cheshire.drafter)
    save(cheshire.drafter, 0, text="0")
    with CaptureQueriesContext(connection) as for_one:
        client.get(address(response))
    for minutes in range(20, 600, 20):
        save([cheshire.drafter, colleague][minutes % 40 // 20], minutes, text=str(minutes))

    with CaptureQueriesContext(connection) as for_thirty:
        page = client.get(address(response))

    assert page.content.count(b"<section") == 10
    assert b"?page=3" in page.content
    assert len(for_thirty) == len(for_one)
