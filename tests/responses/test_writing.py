import pytest

from responses.choices import Position, Status
from responses.models import Answer
from tests import factories as make


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def answer_form(**changes):
    return {"position": "under_way", "text": "We train everyone.", "seen": "0", **changes}


def test_answer_is_saved_starts_the_response_and_goes_on(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/answers/1/", answer_form(next="")
    )

    response.refresh_from_db()
    saved = response.answers.get()
    assert (page.status_code, page.url) == (302, f"/responses/{response.pk}/answers/2/")
    assert (saved.position, saved.text, saved.revision) == ("under_way", "We train everyone.", 1)
    assert saved.saved_by == cheshire.drafter
    assert response.status == Status.DRAFTING
    assert response.changes.get().new == Status.DRAFTING
    assert response.contributions.get().by == cheshire.drafter


def test_answer_after_seeing_both_is_saved(sign_in, cheshire, response):
    make.AnswerFactory(
        response=response,
        recommendation=response.inspection.recommendations.get(number="1"),
        revision=3,
    )

    sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/answers/1/", answer_form(text="Both", seen="3")
    )

    assert (Answer.objects.get().text, Answer.objects.get().revision) == ("Both", 4)


def test_answer_planned_keeps_its_date_and_another_position_drops_it(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    when = {"planned_on_day": "31", "planned_on_month": "3", "planned_on_year": "2022"}
    address = f"/responses/{response.pk}/answers/1/"

    client.post(address, answer_form(position="planned", **when))
    planned = Answer.objects.get().planned_on
    client.post(address, answer_form(position="in_place", seen="1", **when))

    assert str(planned) == "2022-03-31"
    assert Answer.objects.get().planned_on is None


def test_answer_with_an_impossible_date_says_so_and_keeps_the_text(sign_in, cheshire, response):
    when = {"planned_on_day": "31", "planned_on_month": "2", "planned_on_year": "2022"}

    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/answers/1/", answer_form(position="planned", **when)
    )

    html = page.content.decode()
    assert not Answer.objects.exists()
    assert html.count("The date it will be done must be a real date") == 2
    assert "We train everyone." in html
    assert "<title>Error: " in html


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ("", "Select the recommendation that has the answer"),
        ("2", "2 is itself answered with 3. Select 3, or another"),
    ],
)
def test_answered_with_needs_one_that_has_an_answer(sign_in, cheshire, response, other, sentence):
    asked = {r.number: r for r in response.inspection.recommendations.all()}
    make.AnswerFactory(
        response=response,
        recommendation=asked["2"],
        position=Position.ANSWERED_WITH,
        answered_with=asked["3"],
    )

    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/answers/1/",
        answer_form(position="answered_with", answered_with=str(asked[other].pk) if other else ""),
    )

    assert sentence in page.content.decode()
    assert response.answers.count() == 1


def asked_of(response):
    return {each.number: each for each in response.inspection.recommendations.all()}


def test_one_answer_for_several_is_answered_together_and_can_be_taken_apart(
    sign_in, cheshire, response
):
    client, asked = sign_in(cheshire.drafter), asked_of(response)
    address = f"/responses/{response.pk}/answers/1/"

    client.post(address, answer_form(also=[asked["2"].pk, asked["3"].pk]))
    together = set(response.answers.filter(answered_with=asked["1"]).values_list("position"))
    shown = client.get(address).context["form"]["ticked_before"].value()
    client.post(address, answer_form(also=[asked["3"].pk], seen="1", ticked_before=shown))

    assert together == {(Position.ANSWERED_WITH,)}
    assert [a.recommendation.number for a in response.answers.exclude(answered_with=None)] == ["3"]
    assert response.answers.get(recommendation=asked["2"]).position == ""


def test_one_answer_for_several_leaves_what_was_written_of_another(sign_in, cheshire, response):
    asked = asked_of(response)
    make.AnswerFactory(response=response, recommendation=asked["2"], text="Its own")

    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/answers/1/", answer_form(also=[asked["2"].pk])
    )

    assert page.status_code == 200
    assert "from the list" in page.content.decode()
    assert response.answers.get().text == "Its own"


def test_answer_that_another_points_at_cannot_point_on(sign_in, cheshire, response):
    asked = asked_of(response)
    client = sign_in(cheshire.drafter)
    client.post(f"/responses/{response.pk}/answers/1/", answer_form(also=[asked["2"].pk]))

    page = client.post(
        f"/responses/{response.pk}/answers/1/",
        answer_form(
            position="answered_with",
            answered_with=asked["3"].pk,
            also=[asked["2"].pk],
            seen="1",
        ),
    )

    assert "needs an answer of its own" in page.content.decode()
    assert response.answers.get(recommendation=asked["1"]).position == Position.UNDER_WAY


def test_answer_saved_without_a_change_is_no_revision_and_no_contribution(
    sign_in, cheshire, response
):
    answer = make.AnswerFactory(
        response=response, recommendation=asked_of(response)["1"], text="We train everyone."
    )

    sign_in(cheshire.drafter).post(f"/responses/{response.pk}/answers/1/", answer_form(seen="1"))

    answer.refresh_from_db()
    assert (answer.revision, response.contributions.count()) == (1, 0)


def test_empty_answer_is_not_stored(sign_in, cheshire, response):
    sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/answers/1/", {"position": "", "text": "", "seen": "0"}
    )

    response.refresh_from_db()
    assert (response.answers.count(), response.status) == (0, Status.NOT_STARTED)


def test_answer_can_be_seen_as_it_reads(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)

    page = client.post(
        f"/responses/{response.pk}/answers/1/", answer_form(text="- one\n- two", look="")
    )
    html = client.get(page.url).content.decode()

    assert page.url == f"/responses/{response.pk}/answers/1/#reads"
    assert "<li>one</li>" in html.split('id="reads"')[1]


def test_answer_typed_before_it_was_sent_is_shown_again_not_lost(sign_in, cheshire, inspection):
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, with_commissioner=True
    )

    page = sign_in(cheshire.drafter).post(f"/responses/{response.pk}/answers/1/", answer_form())

    html = page.content.decode()
    assert page.status_code == 200
    assert (
        "is with the commissioner, so it cannot be changed now. What you typed is kept for you"
        in html
    )
    assert "We train everyone." in html
    assert not response.answers.exists()


@pytest.mark.parametrize("page", ["answers/1/", "comments/", "introduction/"])
def test_nobody_begins_to_type_in_what_is_sent(sign_in, cheshire, inspection, page):
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, with_commissioner=True
    )

    found = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/{page}")

    assert found.status_code == 403
    assert "is with the commissioner" in found.content.decode()


def test_an_old_response_of_which_nothing_is_held_is_not_written(sign_in, cheshire, inspection):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, is_recorded=True)

    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/answers/1/")

    assert page.status_code == 403
    assert "came before this service" in page.content.decode()


def test_introduction_is_saved(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/introduction/",
        {
            "introduction": "I welcome it.",
            "conclusion": "I will return to it.",
            "seen": response.words_mark,
        },
    )

    response.refresh_from_db()
    assert page.url == f"/responses/{response.pk}/"
    assert (response.introduction, response.conclusion) == (
        "I welcome it.",
        "I will return to it.",
    )
