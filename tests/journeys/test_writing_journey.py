"""From nothing to “ready for the commissioner”: an office writes a whole response here."""

from datetime import date

import pytest
from playwright.sync_api import expect

from recommendations.models import Figure
from responses.choices import Status
from responses.models import CommentsMail
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "What has been done, or will be?"


@pytest.fixture
def response(cheshire, yesterday):
    """Nothing is written: 1 to 3 are for police forces, 3 asks for a figure, 4 is for others."""
    inspection = make.InspectionFactory(
        short_title="Digital evidence",
        slug="digital",
        published_on=yesterday,
        forces=[cheshire.force],
    )
    make.RecommendationFactory.create_batch(3, inspection=inspection)
    make.RecommendationFactory(inspection=inspection, for_others=True)
    third = inspection.recommendations.get(number="3")
    make.MeasureFactory(recommendation=third, name="Kiosks in use", unit="kiosks")
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def says(window, task, state):
    """How the task list says that a task stands."""
    name = window.page.get_by_text(task, exact=True)
    row = window.page.locator(".govuk-task-list__item").filter(has=name)
    expect(row.locator(".govuk-task-list__status")).to_have_text(state)
    return row


def has_said(window, sentence):
    expect(window.page.locator(".govuk-notification-banner--success")).to_contain_text(sentence)


def save(window):
    window.click(window.page.locator("form[data-writing] button[type=submit]").first)


def invite(window, contact):
    window.follow("Invite the chief officer to comment")
    assert f"{contact.name}." in window.text
    window.choose("Send a mail to the force’s contacts now")
    window.press("Invite")
    has_said(window, f"Invited: a mail goes to {contact.name}")
    window.follow("Go back to the response")


def comment_as_force(window):
    window.go("/").follow("Digital evidence")
    window.fill("Who are the comments from?", "A Chief Constable")
    window.fill("General comments", "We accept the report.")
    window.fill("On recommendation 2: Heading of 2", "The new rota began in May.")
    window.press("Save and go on to hand over")
    assert "The new rota began in May." in window.text
    window.press("Hand over")
    has_said(window, "Handed over to the office of your policing body")


def reply(window):
    says(window, "The comments", "Completed")
    window.follow("Your reply to the comments")
    assert "The new rota began in May." in window.text
    window.fill("Your reply", "I thank the chief constable.")
    window.press("Save")
    has_said(window, "Reply saved")


def answer_first_for_two(window):
    """One answer for two recommendations, after a look at how it reads."""
    window.follow("1: Heading of 1")
    window.choose("Action planned")
    window.fill_date("When will it be done?", date(2030, 3, 31))
    window.fill(TEXT, "We will buy kiosks:\n\n- twelve this year\n- twelve in the next")
    window.press("Save and see how it reads")
    reads = window.page.get_by_role("region", name="How it will read")
    expect(reads.get_by_role("listitem")).to_have_text(["twelve this year", "twelve in the next"])
    window.page.get_by_text("One answer for several recommendations").click()
    window.choose("3: Heading of 3")
    window.press("Save and go to the next")
    assert window.heading == "Recommendation 2: Heading of 2"
    window.follow("Go back to the response")
    expect(window.page.locator("#main-content")).to_contain_text("2 of 4 answered")


def give_figures(window):
    window.follow("Kiosks in use")
    window.choose("A number")
    window.page.get_by_label("The number, in kiosks").fill("1,024")
    save(window)
    has_said(window, "Figures saved")
    says(window, "Kiosks in use", "Completed")


def introduce(window):
    window.follow("Introduction")
    window.page.get_by_label("Introduction").fill("I welcome the report.")
    window.page.get_by_label("Conclusion").fill("I will report again in a year.")
    save(window)
    has_said(window, "Introduction and conclusion saved")


def fill_the_gap(window):
    """The check names what is missing, and there is nothing to send with until it is there."""
    row = says(window, "Send to the commissioner", "Cannot start yet")
    assert row.get_by_role("link").count() == 0
    window.follow("Check the letter and what is missing")
    assert "It cannot be sent yet" in window.text
    assert "Not answered. It is addressed to others, so it may stay so." in window.text
    assert window.page.get_by_role("button", name="Send to the commissioner").count() == 0
    window.follow("2: Heading of 2")
    window.choose("No action")
    window.fill("Why is there no action, or not yet?", "The rota of May does this.")
    window.press("Save")
    has_said(window, "Answer to recommendation 2 saved")
    window.click(says(window, "Send to the commissioner", "Not started").get_by_role("link"))


def reads_well(window):
    """The letter has everything that was written, in the order of its shape and the report."""
    letter = window.page.get_by_role("article", name="Letter").inner_text()
    told = (
        "I welcome the report.",
        "The new rota began in May.",
        "twelve in the next",
        "The rota of May does this.",
        "1,024",
        "We accept the report.",
        "I thank the chief constable.",
        "I will report again in a year.",
    )
    places = [letter.find(each) for each in told]
    assert -1 not in places, told[places.index(-1)]
    assert places[:5] == sorted(places[:5])


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no_javascript"])
def test_an_office_takes_a_response_from_nothing_to_ready(window, cheshire, response, javascript):
    dan = window(javascript=javascript).enter(cheshire.drafter).go("/")
    dan.follow("Digital evidence")
    assert "0 of 4 answered" in dan.text

    invite(dan, cheshire.contact)
    assert CommentsMail.objects.get().recipient == cheshire.contact
    comment_as_force(window(javascript=javascript, width=375).enter(cheshire.contact))
    reply(dan.go(response.get_absolute_url()))
    answer_first_for_two(dan)
    give_figures(dan)
    introduce(dan)
    fill_the_gap(dan)
    reads_well(dan)
    dan.press("Send to the commissioner")

    has_said(dan, "Sent to whoever signs for your body")
    response.refresh_from_db()
    assert response.status == Status.WITH_COMMISSIONER
    assert Figure.objects.get().value == 1024


def test_comments_that_came_by_letter_are_recorded_and_that_none_came(
    window, cheshire, response, today
):
    dan = window(javascript=False).enter(cheshire.drafter)
    dan.go(response.get_absolute_url()).follow("The comments")
    dan.choose("Comments were received")
    dan.fill("Who are they from?", "A Chief Constable")
    dan.fill_date("When were they received?", today)
    dan.fill("On recommendation 1: Heading of 1", "It is done.")
    save(dan)
    has_said(dan, "Chief officer’s comments saved")
    says(dan, "The comments", "Completed")

    dan.follow("The comments")
    dan.choose("None were received, and none are expected")
    save(dan)
    assert "Select “Comments were received”, or remove them" in dan.text
    dan.fill("Who are they from?", "")
    dan.fill_date("When were they received?", None)
    dan.fill("On recommendation 1: Heading of 1", "")
    save(dan)
    has_said(dan, "Chief officer’s comments saved")

    row = says(dan, "Your reply to the comments", "Not needed")
    assert row.get_by_role("link").count() == 0
