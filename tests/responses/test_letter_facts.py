"""What the letter has to state and cannot: where its office finds it, and how it is mended."""

import pytest

from responses.models import LetterChoice, Response
from tests import factories as make
from tests.responses.pages import words


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )


def check_page(client, response):
    return client.get(f"/responses/{response.pk}/check/").content.decode()


def test_check_page_names_what_is_missing_and_leads_to_where_it_is_mended(
    sign_in, cheshire, response, inspection
):
    inspection.url = ""
    inspection.save()

    html = check_page(sign_in(cheshire.drafter), response)

    assert "It cannot be sent yet" in html
    assert f'href="/responses/{response.pk}/letter-choice/">Address of the report</a>' in html
    assert 'id="send"' not in html


def test_once_it_is_there_the_response_can_be_sent(sign_in, cheshire, response, inspection):
    inspection.url = ""
    inspection.save()
    LetterChoice.objects.create(response=response, report_url="https://example.org/report")
    client = sign_in(cheshire.drafter)

    html = check_page(client, response)
    client.post(f"/responses/{response.pk}/send/")

    assert "It cannot be sent yet" not in html
    assert Response.objects.get().status == "with_commissioner"


def test_page_of_the_letter_says_what_is_missing(sign_in, cheshire, response):
    LetterChoice.objects.create(response=response, shape="letter")

    html = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/letter-choice/").text

    assert "Still missing for the letter" in html
    assert "Address of the office" in html
    own = f"/letterheads/cheshire/?body={cheshire.body.pk}&amp;response={response.pk}"
    assert f'href="{own}">Change your letterhead</a>' in html


@pytest.mark.parametrize(
    ("shape", "number", "is_warned"), [("letter", "1", 1), ("letter", "3", 0), ("report", "1", 0)]
)
def test_check_page_warns_of_an_answer_that_police_owe_and_the_letter_leaves_out(
    sign_in, cheshire, response, asked, shape, number, is_warned
):
    LetterChoice.objects.create(
        response=response, shape=shape, left_out=[asked[number]], why_left_out="It is old."
    )

    said = words(check_page(sign_in(cheshire.drafter), response))

    assert said.count("and answered, and the letter leaves it out") == is_warned
