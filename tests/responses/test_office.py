import pytest

from responses.choices import Status
from tests import factories as make


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def answer_form(**changes):
    return {"position": "under_way", "text": "We train everyone.", "seen": "0", **changes}


def test_response_shows_each_recommendation_and_the_last_day(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/")

    html = page.content.decode()
    assert "Thursday 9 September 2021" in html
    assert "20 days left" in html
    assert html.count("/answers/") == 3
    assert "day 57" in html


@pytest.mark.parametrize("page", ["", "answers/1/", "comments/", "introduction/", "check/"])
def test_pages_of_another_body_are_not_found(sign_in, cumbria, response, page):
    found = sign_in(cumbria.drafter).get(f"/responses/{response.pk}/{page}")

    assert found.status_code == 404


@pytest.mark.parametrize("page", ["", "answers/1/", "comments/", "introduction/", "check/"])
def test_pages_are_not_found_by_an_inspector(sign_in, inspector, response, page):
    assert sign_in(inspector).get(f"/responses/{response.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "answers/1/", "comments/", "introduction/", "check/"])
def test_pages_ask_a_stranger_to_sign_in(client, response, page):
    found = client.get(f"/responses/{response.pk}/{page}")

    assert found.status_code == 302
    assert found.url.startswith("/accounts/login/")


@pytest.mark.parametrize("page", ["answers/1/", "comments/", "introduction/", "check/"])
def test_a_signatory_does_not_write(sign_in, cheshire, response, page):
    found = sign_in(cheshire.signatory).get(f"/responses/{response.pk}/{page}")

    assert found.status_code == 403
    assert "Only office staff of this body may write its response." in found.content.decode()


def test_check_lists_what_blocks_and_offers_no_button(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/check/")

    html = page.content.decode()
    assert "It cannot be sent yet" in html
    assert f"/responses/{response.pk}/answers/1/" in html
    assert "Send to the commissioner</button>" not in html


def test_check_leads_to_each_thing_that_is_worth_a_look(sign_in, cheshire, response):
    html = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/check/").content.decode()

    look = html.partition("Worth a look")[2].partition("</ul>")[0]
    assert f'href="/responses/{response.pk}/comments/">Chief officer’s comments</a>' in look
    assert f'href="/responses/{response.pk}/introduction/">Introduction</a>' in look


def test_office_reads_what_it_sent_and_cannot_send_it_twice(sign_in, cheshire, inspection):
    sent = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, with_commissioner=True, answers=True
    )
    client = sign_in(cheshire.drafter)

    home = client.get(f"/responses/{sent.pk}/").content.decode()
    html = client.get(f"/responses/{sent.pk}/check/").content.decode()

    assert f"/responses/{sent.pk}/check/" in home
    assert "Work on 1 has begun." in html
    assert "It cannot be changed meanwhile." in html
    assert "<form" not in html.partition("<main")[2]


def test_send_is_refused_while_the_law_is_not_met(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    client.post(f"/responses/{response.pk}/answers/1/", answer_form())

    page = client.post(f"/responses/{response.pk}/send/")

    response.refresh_from_db()
    assert page.status_code == 403
    assert "neither an action nor a reason: 2." in page.content.decode()
    assert response.status == Status.DRAFTING


def test_send_hands_it_to_the_commissioner(sign_in, cheshire, response):
    client = sign_in(cheshire.drafter)
    for number in "12":
        client.post(f"/responses/{response.pk}/answers/{number}/", answer_form())

    page = client.post(f"/responses/{response.pk}/send/")

    response.refresh_from_db()
    assert page.url == f"/responses/{response.pk}/"
    assert response.status == Status.WITH_COMMISSIONER


def test_coming_to_send_without_its_button_leads_to_it(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/send/", follow=True)

    response.refresh_from_db()
    assert page.redirect_chain == [(f"/responses/{response.pk}/check/", 302)]
    assert "It is not sent yet. Send it from this page" in page.content.decode()
    assert response.status == Status.NOT_STARTED


@pytest.mark.parametrize("recommendations", [1, 3])
def test_response_asks_the_database_the_same_number_of_times(
    sign_in, cheshire, django_assert_num_queries, recommendations
):
    inspection = make.InspectionFactory()
    for _ in range(recommendations):
        make.RecommendationFactory(inspection=inspection)
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )
    client = sign_in(cheshire.drafter)

    with django_assert_num_queries(12):
        client.get(f"/responses/{response.pk}/")


def test_the_page_and_home_count_the_same_answers(sign_in, cheshire, response):
    first, second, _ = response.inspection.recommendations.order_by("position")
    make.AnswerFactory(response=response, recommendation=first)
    make.AnswerFactory(response=response, recommendation=second, position="considered")
    client = sign_in(cheshire.drafter)

    page = client.get(f"/responses/{response.pk}/").content.decode()

    assert "Answer the recommendations (2 of 3 answered)" in page
    assert "2 of 3 answered" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("status", "shown"), [("drafting", True), ("with_commissioner", True), ("signed", False)]
)
def test_response_says_by_when_to_sign_until_it_is_signed(
    sign_in, cheshire, inspection, status, shown
):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, status=status)

    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/")

    assert ("Monday 6 September 2021, which leaves three working days" in page.text) is shown
