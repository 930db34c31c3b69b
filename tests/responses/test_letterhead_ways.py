"""The way from a response to the letterhead and the signature, and back to the response."""

import pytest

from responses.models import SignatureImage
from tests import factories as make
from tests.pictures import png
from tests.responses.letterheads import typed, uploaded, with_signature
from tests.responses.pages import words

ADDRESS = "/letterheads/cheshire/"
SIGNATURE = f"{ADDRESS}signature/"
BACK = "Go back to the response"
TO_LETTER = "Go back to the letter of this response"


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)


@pytest.fixture
def way(response):
    """How pages of the response lead there."""
    return f"?body={response.body_id}&response={response.pk}"


def test_who_came_from_a_response_is_led_back_to_it(sign_in, cheshire, response, way):
    page = sign_in(cheshire.drafter).get(f"{ADDRESS}{way}").text

    assert f'href="/responses/{response.pk}/letter-choice/">{TO_LETTER}</a>' in page
    assert f'href="/responses/{response.pk}/">{BACK}</a>' in page
    above = page.partition('aria-label="Breadcrumb"')[2].partition("</nav>")[0]
    assert response.inspection.short_title in above


def test_the_way_back_is_there_after_saving(sign_in, cheshire, way):
    client = sign_in(cheshire.drafter)

    saved = client.post(f"{ADDRESS}{way}", typed(cheshire.body))

    assert saved.url == f"{ADDRESS}{way}"
    page = client.get(saved.url).text
    assert "The letterhead is saved" in page
    assert TO_LETTER in page


def test_the_way_back_is_there_beside_something_wrong(sign_in, cheshire, way):
    page = sign_in(cheshire.drafter).post(f"{ADDRESS}{way}", typed(cheshire.body, accent="blue"))

    assert TO_LETTER in page.text


def test_the_signature_hands_the_way_back_on(sign_in, cheshire, way):
    client = sign_in(cheshire.signatory)
    linked = way.replace("&", "&amp;")

    letterhead = client.get(f"{ADDRESS}{way}").text
    signature = client.get(f"{SIGNATURE}{way}").text
    saved = client.post(f"{SIGNATURE}{way}", {"signature": uploaded(png())})

    assert f'href="{SIGNATURE}{linked}"' in letterhead
    assert f'href="{ADDRESS}{linked}">Letterhead</a>' in signature
    assert BACK in signature
    assert saved.url == f"{SIGNATURE}{way}"


def test_who_does_not_write_it_is_led_to_the_response_alone(sign_in, response, way):
    signatory = make.MembershipFactory(signatory=True, body=response.body).user

    page = sign_in(signatory).get(f"{ADDRESS}{way}").text

    assert BACK in page
    assert TO_LETTER not in page


def test_the_letter_of_what_is_signed_is_arranged_no_more(sign_in, cheshire, response, way):
    make.sign_version(response)

    page = sign_in(cheshire.drafter).get(f"{ADDRESS}{way}").text

    assert BACK in page
    assert TO_LETTER not in page


def test_a_response_that_is_not_of_the_body_is_no_way_back(sign_in, cheshire, cumbria, inspection):
    others = make.ResponseFactory(inspection=inspection, body=cumbria.body, drafting=True)
    client = sign_in(cheshire.drafter)

    for asked in [others.pk, 0, 10**17, "9" * 5000, "-1", "x", "", "//a.example"]:
        page = client.get(ADDRESS, {"response": asked})

        assert page.status_code == 200
        assert BACK not in page.text
        assert f"/responses/{others.pk}/" not in page.text


def test_of_two_bodies_a_persons_response_belongs_to_one(sign_in, cheshire, cumbria, inspection):
    others = make.ResponseFactory(inspection=inspection, body=cumbria.body, drafting=True)
    make.MembershipFactory(drafter=True, body=cumbria.body, user=cheshire.drafter)

    page = sign_in(cheshire.drafter).get(ADDRESS, {"response": others.pk})

    assert BACK not in page.text


def test_a_body_of_no_number_is_not_found(sign_in, cheshire):
    page = sign_in(cheshire.drafter).get(ADDRESS, {"body": "9" * 5000})

    assert page.status_code == 404


def test_the_signature_stands_below_the_letterhead(sign_in, cheshire):
    page = sign_in(cheshire.signatory).get(SIGNATURE).text

    above = page.partition('aria-label="Breadcrumb"')[2].partition("</nav>")[0]
    assert words(above).endswith("Home Letterhead")


def test_removing_a_signature_is_asked_first(sign_in, cheshire, way):
    held = with_signature(cheshire)
    client = sign_in(cheshire.signatory)

    asked = client.post(f"{SIGNATURE}{way}", {"remove": "yes"}).text

    back = f'href="{SIGNATURE}{way.replace("&", "&amp;")}">Go back without removing it'
    assert "Letters that you sign here from now on are then signed by your name alone" in asked
    assert f'src="/letter-images/{held.image.sha256}"' in asked
    assert back in asked
    assert "Change what you typed" not in asked
    assert SignatureImage.objects.get() == held


def test_a_signature_is_removed_once_that_is_confirmed(sign_in, cheshire, way):
    with_signature(cheshire)

    page = sign_in(cheshire.signatory).post(
        f"{SIGNATURE}{way}", {"remove": "yes", "confirm": "yes"}
    )

    assert page.url == f"{SIGNATURE}{way}"
    assert not SignatureImage.objects.exists()
