import pytest

from responses.choices import Position, Status
from responses.models import Answer
from responses.models.comments import comments_mark
from tests import factories as make


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def answer_form(**changes):
    return {"position": "under_way", "text": "We train everyone.", "revision": "0", **changes}


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


def test_answer_keeps_what_the_other_writer_saved(sign_in, cheshire, response):
    make.AnswerFactory(
        response=response,
        recommendation=response.inspection.recommendations.get(number="1"),
        text="Theirs",
        revision=3,
    )

    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/answers/1/",
        answer_form(text="Mine", revision="2", local_number="7"),
    )

    html = page.content.decode()
    assert page.status_code == 200
    assert Answer.objects.get().text == "Theirs"
    assert "Mine" in html
    assert "Theirs" in html
    assert "This was changed while you were writing." in html
    assert 'name="revision" value="3"' in html
    assert "[&#x27;" not in html  # each field holds what was typed, not a list of it
    assert 'name="local_number" value="7"' in html


def test_answer_after_seeing_both_is_saved(sign_in, cheshire, response):
    make.AnswerFactory(
        response=response,
        recommendation=response.inspection.recommendations.get(number="1"),
        revision=3,
    )

    sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/answers/1/", answer_form(text="Both", revision="3")
    )

    assert (Answer.objects.get().text, Answer.objects.get().revision) == ("Both", 4)


def test_answer_planned_keeps_its_date_and_another_position_drops_it(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    when = {"planned_on_day": "31", "planned_on_month": "3", "planned_on_year": "2022"}
    address = f"/responses/{response.pk}/answers/1/"

    client.post(address, answer_form(position="planned", **when))
    planned = Answer.objects.get().planned_on
    client.post(address, answer_form(position="in_place", revision="1", **when))

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


def test_answer_typed_before_it_was_sent_is_shown_again_not_lost(sign_in, cheshire, inspection):
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, with_commissioner=True
    )

    page = sign_in(cheshire.drafter).post(f"/responses/{response.pk}/answers/1/", answer_form())

    html = page.content.decode()
    assert page.status_code == 200
    assert "is with the commissioner, so it cannot be changed now. It is not saved" in html
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


def test_introduction_keeps_what_the_other_writer_saved(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    address = f"/responses/{response.pk}/introduction/"
    before = response.words_mark
    response.introduction = "Theirs"
    response.save()

    page = client.post(address, {"introduction": "Mine", "conclusion": "", "seen": before})

    html = page.content.decode()
    response.refresh_from_db()
    assert response.introduction == "Theirs"
    assert "Mine" in html
    assert "Theirs" in html
    assert f'value="{response.words_mark}"' in html
    client.post(address, {"introduction": "Both", "conclusion": "", "seen": response.words_mark})
    response.refresh_from_db()
    assert response.introduction == "Both"


def test_comments_keep_what_the_other_writer_saved(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    address = f"/responses/{response.pk}/comments/"
    before = comments_mark(response)
    client.post(address, comments_form(response, text="Theirs"))

    page = client.post(address, comments_form(response, text="Mine", seen=before))

    html = page.content.decode()
    response.refresh_from_db()
    assert response.chief_officer.text == "Theirs"
    assert "Mine" in html
    assert "Theirs" in html
    assert f'value="{comments_mark(response)}"' in html


def comments_form(response, **changes):
    first = response.inspection.recommendations.get(number="1")
    return {
        "seen": comments_mark(response),
        "outcome": "received",
        "received_from": "Chief Constable A. Example",
        "text": "We accept the report.",
        f"on_{first.pk}": "We record all nine.",
        **changes,
    }


def test_comments_are_saved_in_general_and_on_a_recommendation(sign_in, cheshire, response):
    sign_in(cheshire.drafter).post(f"/responses/{response.pk}/comments/", comments_form(response))

    response.refresh_from_db()
    assert response.chief_officer.text == "We accept the report."
    assert response.officer_comments.get().text == "We record all nine."


def test_comments_that_are_emptied_go(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    first = response.inspection.recommendations.get(number="1")
    client.post(f"/responses/{response.pk}/comments/", comments_form(response))

    client.post(
        f"/responses/{response.pk}/comments/",
        comments_form(response, **{f"on_{first.pk}": ""}),
    )

    assert not response.officer_comments.exists()


def test_comments_on_single_recommendations_are_enough(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    client.post(f"/responses/{response.pk}/comments/", comments_form(response, text=""))

    html = client.get(f"/responses/{response.pk}/check/").content.decode()

    assert response.officer_comments.exists()
    assert "There are none yet" not in html
    assert "stand with the recommendations above" in html


def test_comments_that_never_came_are_recorded(sign_in, cheshire, response):
    sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/comments/",
        {"outcome": "none", "seen": comments_mark(response)},
    )

    assert response.chief_officer.none_received is True


def test_comments_typed_but_said_not_to_have_come_are_not_lost(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/comments/", comments_form(response, outcome="none")
    )

    html = page.content.decode()
    assert "There are comments below" in html
    assert "We accept the report." in html
    assert not hasattr(response, "chief_officer")


def test_comments_cannot_have_come_tomorrow(sign_in, cheshire, response):
    when = {"received_on_day": "21", "received_on_month": "8", "received_on_year": "2021"}

    page = sign_in(cheshire.drafter).post(
        f"/responses/{response.pk}/comments/", comments_form(response, **when)
    )

    assert "must be today or in the past" in page.content.decode()
    assert not response.officer_comments.exists()
