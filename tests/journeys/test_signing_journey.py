"""From draft to version 2, in two browsers: office staff at a desk, the signatory on a phone."""

import pytest
from playwright.sync_api import expect

from responses.choices import CopyTo
from responses.models import CopyAddress
from tests import factories as make

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("worker"),
]

PUBLIC = "/register/digital/cheshire/"
FIRST = "We have bought two kiosks."
SECOND = "We have bought nine kiosks."
THIRD = "We have bought nine kiosks and a van."


@pytest.fixture
def response(cheshire, yesterday):
    """A draft: 1 and 2 are answered, with no action on 2; 3 is for others, and is not."""
    inspection = make.InspectionFactory(
        title="An inspection of digital evidence",
        short_title="Digital evidence",
        slug="digital",
        published_on=yesterday,
        forces=[cheshire.force],
    )
    one, two = make.RecommendationFactory.create_batch(2, inspection=inspection)
    make.RecommendationFactory(inspection=inspection, for_others=True, heading="Laws")
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)
    make.AnswerFactory(response=response, recommendation=one, text=FIRST)
    make.AnswerFactory(
        response=response,
        recommendation=two,
        position="no_action",
        text="",
        reason="The force has no dogs.",
    )
    response.contributions.create(number=1, by=cheshire.drafter)
    return response


def send(drafter, response):
    drafter.go(f"/responses/{response.pk}/check/")
    drafter.press("Send to the commissioner")


def write(drafter, response, text):
    drafter.go(f"/responses/{response.pk}/answers/1/")
    drafter.page.locator("textarea[name=text]").fill(text)
    drafter.click(drafter.page.locator("form[data-writing] button[type=submit]").first)


def read(signatory):
    """From the home page to the page with what waits, on a phone; what it says changed."""
    signatory.go("/")
    signatory.follow("Digital evidence")
    assert signatory.wider() == []
    page = signatory.page
    removed = page.locator(".app-differences del").all_inner_texts()
    added = page.locator(".app-differences ins").all_inner_texts()
    return " ".join(removed), " ".join(added)


def give_back(signatory, recommendation):
    signatory.press("Return with a reason")
    signatory.press("Return the response")
    assert "Enter the reason" in signatory.text
    signatory.page.get_by_text("Say it of single parts").click()
    signatory.page.get_by_label(f"{recommendation}").fill("Nine, not two.")
    signatory.shoot("signing-return-375")
    signatory.press("Return the response")


def sign(signatory):
    signatory.press("Go on to sign")
    boxes = signatory.page.locator("input[type=checkbox]")
    expect(boxes).to_have_count(3)
    for box in boxes.all():
        expect(box).not_to_be_checked()
    signatory.press("Sign and lock")
    assert "Confirm that you have read the response" in signatory.text
    for box in boxes.all():
        box.check()
    signatory.page.get_by_label("Your password").fill(make.PASSWORD)
    signatory.shoot("signing-sign-375")
    assert signatory.wider() == []
    signatory.press("Sign and lock")
    assert "Signed and locked" in signatory.text


def publish(drafter, response):
    drafter.go(response.get_absolute_url())
    drafter.press("Publish")
    drafter.press("Publish now")


def reopen(drafter, response, reason):
    drafter.go(f"/responses/{response.pk}/reopen/")
    drafter.page.get_by_label("Reason").fill(reason)
    drafter.press("Reopen the response")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no_javascript"])
def test_draft_return_second_draft_sign_publish_copies_reopen_and_version_2(
    window, cheshire, response, mailbox, javascript
):
    CopyAddress.objects.create(to=CopyTo.INSPECTORS, email="copies@inspectors.example")
    dan = window(javascript=javascript).sign_in(cheshire.drafter)
    sue = window(javascript=javascript, width=375, height=667).sign_in(cheshire.signatory)
    anyone = window(javascript=javascript)

    send(dan, response)
    assert read(sue) == ("", "")
    assert "You have not looked at this response before." in sue.text
    assert "The force has no dogs." in sue.text
    sue.shoot("signing-read-375")

    give_back(sue, response.inspection.recommendations.get(number="1").heading)
    assert cheshire.drafter.email in [mail["To"] for mail in mailbox.mails]
    assert "Nine, not two." in dan.go(response.get_absolute_url()).text
    dan.shoot("signing-returned-1280")
    assert "Nine, not two." in dan.go(f"/responses/{response.pk}/answers/1/").text

    write(dan, response, SECOND)
    send(dan, response)
    removed, added = read(sue)
    assert ("two" in removed, "nine" in added) == (True, True)
    sue.shoot("signing-read-again-375")

    assert "Not yet published" in anyone.go(PUBLIC).text
    sign(sue)
    assert "Not yet published" in anyone.go(PUBLIC).text
    assert FIRST not in anyone.text
    assert SECOND not in anyone.text

    publish(dan, response)
    copies = [mail for mail in mailbox.mails if mail["To"] == "copies@inspectors.example"]
    assert len(copies) == 1
    (attached,) = copies[0].iter_attachments()
    assert attached.get_content().startswith(b"%PDF-")
    dan.go(f"/responses/{response.pk}/copies/")
    assert "You have to send this one" in dan.text
    dan.shoot("signing-copies-1280")

    assert SECOND in anyone.go(PUBLIC).text
    assert anyone.page.context.cookies() == []
    anyone.shoot("signing-register-1280")
    for kind, begins in (("pdf", b"%PDF-"), ("docx", b"PK")):
        file = anyone.page.request.get(f"{anyone.address}{PUBLIC}version-1.{kind}")
        assert file.body().startswith(begins)

    reopen(dan, response, "The force has bought a van.")
    write(dan, response, THIRD)
    send(dan, response)
    removed, added = read(sue)
    assert (removed.strip(), "van" in added) == ("", True)
    assert "The force has bought a van." in sue.text
    assert "version 1" in sue.text
    sue.shoot("signing-read-version-2-375")
    sign(sue)
    assert SECOND in anyone.go(PUBLIC).text
    assert "van" not in anyone.text

    publish(dan, response)
    assert THIRD in anyone.go(PUBLIC).text
    assert SECOND in anyone.go(f"{PUBLIC}version-1/").text
    assert "A newer version is published" in anyone.text
