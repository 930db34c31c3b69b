"""The main job with four people, from publication to a matrix that shows the answer."""

import pytest
from django.utils import timezone

from responses.models import Letter, Response
from responses.tasks import render_letter
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def set_up_an_inspection(window, administrator, yesterday):
    window.sign_in(administrator).go("/inspections/new/")
    window.fill("Title", "An inspection of digital evidence")
    window.fill("Short title", "Digital evidence")
    window.page.locator("input[name=slug]").fill("digital-evidence")
    window.page.locator("input[name=url]").fill("https://example.org/digital-evidence")
    window.fill_date("Date of publication", yesterday)
    window.page.get_by_label("HMICFRS").check()
    window.page.get_by_label("Choose forces").check()
    window.page.get_by_label("Cheshire Constabulary").check()
    window.page.get_by_label("Cumbria Constabulary").check()
    window.click(window.page.locator("main button[type=submit]").first)
    for number, addressee in (("1", "Police forces"), ("2", "Home office")):
        window.go("/inspections/digital-evidence/recommendations/new/")
        window.fill("Number", number)
        window.page.get_by_label("Heading").fill(f"Thing {number}")
        text = f"They should do thing {number}."
        window.page.locator("textarea[name=text]").fill(text)
        window.page.locator("textarea[name$='-text']").first.fill(text)
        window.page.get_by_label(addressee, exact=True).first.check()
        window.click(window.page.get_by_role("button", name="Save", exact=False).first)
    window.go("/inspections/digital-evidence/publish/")
    window.press("Publish and open the responses")


def write_and_send(window, drafter):
    window.sign_in(drafter)
    window.follow("Digital evidence", exact=False)
    window.follow("The comments")
    window.choose("Comments were received")
    window.fill("Who are they from?", "A Chief Constable")
    window.fill_date("When were they received?", timezone.localdate())
    window.page.get_by_label("General comments").fill("We accept the report.")
    window.press("Save")
    window.follow("Introduction")
    window.page.locator("textarea[name=introduction]").fill("I welcome the report.")
    window.press("Save")
    window.follow("1: Thing 1")
    window.choose("Action under way")
    window.page.locator("textarea[name=text]").fill("We have bought the kiosks.")
    window.press("Save and go to the next")
    assert window.heading == "Recommendation 2: Thing 2"
    window.choose("Addressed to others")
    window.press("Save")
    window.follow("Check the letter and what is missing")
    window.press("Send to the commissioner")


def read_and_sign(window, signatory):
    window.sign_in(signatory)
    window.follow("Digital evidence", exact=False)
    assert "We have bought the kiosks." in window.text
    window.press("Go on to sign")
    for box in window.page.locator("input[type=checkbox]").all():
        box.check()
    window.page.get_by_label("Your password").fill(make.PASSWORD)
    window.press("Sign and lock")


def say_progress(window):
    window.go("/progress/digital-evidence/cheshire/")
    first = window.page.locator(".app-entry").filter(has_text="Recommendation 1: Thing 1")
    first.get_by_label("In progress").check()
    first.get_by_label("What has changed").fill("Twelve kiosks are in use.")
    window.press("Submit updates")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no_javascript"])
def test_the_main_job_with_four_people(
    window, cheshire, cumbria, administrator, inspector, yesterday, javascript
):
    make.AddresseeFactory()
    make.AddresseeFactory(slug="home-office")

    ada = window(javascript=javascript)
    set_up_an_inspection(ada, administrator, yesterday)
    assert Response.objects.count() == 2

    dan = window(javascript=javascript)
    write_and_send(dan, cheshire.drafter)

    sue = window(javascript=javascript, width=375)
    read_and_sign(sue, cheshire.signatory)
    for letter in Letter.objects.all():
        render_letter(letter_id=letter.pk)

    response = Response.objects.get(body=cheshire.body)
    dan.go(response.get_absolute_url())
    dan.press("Publish")
    dan.press("Publish now")

    reader = window(javascript=javascript)
    reader.go("/register/digital-evidence/cheshire/")
    assert "We have bought the kiosks." in reader.text
    assert "I welcome the report." in reader.text
    pdf = reader.page.request.get(
        reader.address + "/register/digital-evidence/cheshire/version-1.pdf"
    )
    assert pdf.body().startswith(b"%PDF-")

    say_progress(dan)
    assert "Twelve kiosks are in use." in dan.go("/progress/digital-evidence/cheshire/").text

    iris = window(javascript=javascript)
    iris.sign_in(inspector).go("/inspections/digital-evidence/matrix/")
    assert "Cheshire Constabulary" in iris.text
    assert "Under way" in iris.text
    assert "Progress: in progress" in iris.text
    cumbria_row = iris.page.locator("tr").filter(has_text="Cumbria Constabulary").inner_text()
    assert "Not yet published" in cumbria_row
    iris.go("/inspections/digital-evidence/recommendations/1/")
    assert "We have bought the kiosks." in iris.text
    iris.go("/inspections/digital-evidence/forces/cheshire/")
    assert "Twelve kiosks are in use." in iris.text
    csv = iris.page.request.get(iris.address + "/inspections/digital-evidence/matrix.csv").text()
    assert "Cheshire Constabulary" in csv
