"""An answer is made to say again what it said before; nothing is lost by that."""

import pytest

from responses.choices import Position, Status
from responses.models.answer_history import saved
from responses.models.answers import Seen, save_answer
from tests import factories as make
from tests.responses.pages import words


@pytest.fixture
def response(cheshire, inspection):
    """Recommendation 1 was answered, then somebody wrote something else over it."""
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)
    write(
        response, cheshire.drafter, "0", position="planned", planned_on=make.DUE_ON, text="Before"
    )
    write(response, cheshire.drafter, "1", position="under_way", planned_on=None, text="After")
    return response


def first(response):
    return response.inspection.recommendations.get(number="1")


def write(response, by, mark, **fields):
    save_answer(response, first(response), by=by, at=make.NOON, seen=Seen(mark), **fields)


def address(response, revision=1):
    save = saved(response, first(response)).get(revision=revision)
    return f"/responses/{response.pk}/answers/1/history/{save.pk}/"


def test_a_save_is_shown_whole_and_beside_the_answer_as_it_is(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).get(address(response))

    shown = words(page.content.decode())
    assert "The answer as saved on 20 August 2021 at midday" in shown
    assert "Position Action planned When it will be done 9 September 2021 Answer Before" in shown
    assert "Action planned (now: Action under way)" in shown
    assert "When it will be done Empty now 9 September 2021" in shown
    assert "removed: After , end of removed, added: Before , end of added," in shown


def test_restoring_saves_what_was_saved_before_as_a_new_revision(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).post(address(response), {"seen": "2"})

    answer = response.answers.get()
    assert (page.status_code, page.url) == (302, f"/responses/{response.pk}/answers/1/history/")
    assert (answer.position, answer.planned_on, answer.text) == ("planned", make.DUE_ON, "Before")
    assert (answer.revision, answer.saved_by) == (3, cheshire.drafter)
    assert [each.text for each in saved(response, first(response)).order_by("pk")] == [
        "Before",
        "After",
        "Before",
    ]


def test_restoring_says_so(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).post(address(response), {"seen": "2"}, follow=True)

    assert "Answer restored as saved on 20 August 2021 at midday" in page.content.decode()


def test_who_restores_wrote_in_the_response(sign_in, cheshire, response):
    both = make.MembershipFactory(drafter=True, body=cheshire.body).user

    sign_in(both).post(address(response), {"seen": "2"})

    assert response.contributions.filter(by=both).exists()


def test_restoring_does_not_overwrite_what_somebody_saved_meanwhile(sign_in, cheshire, response):
    colleague = make.MembershipFactory(drafter=True, body=cheshire.body, user__name="Col League")
    client = sign_in(cheshire.drafter)
    html = client.get(address(response)).content.decode()
    write(response, colleague.user, "2", text="Meanwhile")

    page = client.post(address(response), {"seen": "2"}, follow=True)

    assert 'name="seen" value="2"' in html
    shown = words(page.content.decode())
    assert "Col League saved this answer while you were looking at it, so nothing was" in shown
    assert "added: Meanwhile" in shown
    assert response.answers.get().text == "Meanwhile"


def test_restoring_is_refused_where_an_answer_would_point_at_one_that_points_on(
    sign_in, cheshire, response
):
    second, third = response.inspection.recommendations.exclude(number="1").order_by("number")
    write(
        response,
        cheshire.drafter,
        "2",
        position=Position.ANSWERED_WITH,
        answered_with=second,
        text="",
    )
    write(response, cheshire.drafter, "3", position="in_place", answered_with=None)
    make.AnswerFactory(
        response=response,
        recommendation=second,
        position=Position.ANSWERED_WITH,
        answered_with=third,
    )

    page = sign_in(cheshire.drafter).post(address(response, revision=3), {"seen": "4"})

    html = page.content.decode()
    assert page.status_code == 200
    assert "cannot be answered with 2, which is itself answered with 3." in html
    assert "There is a problem" in html
    assert response.answers.get(recommendation=first(response)).position == "in_place"


def test_the_answer_as_it_is_has_nothing_to_restore(sign_in, cheshire, response):
    html = sign_in(cheshire.drafter).get(address(response, revision=2)).content.decode()

    assert "This is the answer as it is now." in html
    assert "Restore this answer" not in html


def test_a_signatory_reads_a_save_and_may_not_restore_it(sign_in, cheshire, response):
    client = sign_in(cheshire.signatory)

    html = client.get(address(response)).content.decode()
    page = client.post(address(response), {"seen": "2"})

    assert "Before" in html
    assert "Restore this answer" not in html
    assert page.status_code == 403
    assert "Only office staff of this body may write its response." in page.content.decode()
    assert response.answers.get().text == "After"


def test_nothing_is_restored_once_the_response_is_sent(sign_in, cheshire, response):
    response.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=make.NOON)
    client = sign_in(cheshire.drafter)

    html = client.get(address(response)).content.decode()
    page = client.post(address(response), {"seen": "2"})

    assert "Restore this answer" not in html
    assert page.status_code == 403
    assert "so it cannot be changed now" in page.content.decode()
    assert response.answers.get().text == "After"


@pytest.mark.parametrize("who", ["contact", "other_drafter", "inspector", "administrator"])
def test_a_save_is_for_the_office_of_the_body_alone(sign_in, people, response, who):
    client = sign_in(people[who])

    shown, restored = client.get(address(response)), client.post(address(response), {"seen": "2"})

    assert (shown.status_code, restored.status_code) == (404, 404)
    assert response.answers.get().text == "After"


def test_a_save_of_another_answer_is_not_found(sign_in, cheshire, response):
    save = saved(response, first(response)).get(revision=1)

    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/answers/2/history/{save.pk}/")

    assert page.status_code == 404


def test_nobody_is_asked_to_sign_in(client, response):
    page = client.post(address(response), {"seen": "2"})

    assert page.url.startswith("/accounts/login/")
    assert response.answers.get().text == "After"
