"""Reading a letter into a response: it is shown, put right and accepted, or nothing is stored."""

import pytest

from responses.choices import NotSaved, Status
from responses.models import ChiefOfficerComments, Unsaved
from responses.models.comments import comments_mark
from tests import factories as make

LETTER = """
3 September 2021

I am glad to have this report, and I will hold the force to account for it.

Recommendation 1: Police forces should write down the age of every victim of a burglary.

The force has changed its form so that age is asked at the first call.

Recommendation 4: Police forces should visit every victim of a burglary within a day.

A team of six has begun to visit. It has doubled since May.

Yours sincerely

Robin Example
Police and Crime Commissioner for Cheshire
"""

DAY = {"received_on_day": "18", "received_on_month": "8", "received_on_year": "2021"}


@pytest.fixture
def response(cheshire):
    inspection = make.InspectionFactory(slug="burglary")
    for text in (
        "Police forces should write down the age of every victim of a burglary.",
        "Police forces should visit every victim of a burglary within a day.",
        "The Home Office should publish how many burglaries are solved in each year.",
    ):
        make.RecommendationFactory(inspection=inspection, text=text)
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


@pytest.fixture
def address(response):
    return f"/responses/{response.pk}/letter/"


@pytest.fixture
def asked(response):
    return {each.number: each for each in response.inspection.recommendations.all()}


@pytest.fixture
def checked(sign_in, cheshire, address):
    """The page on which what was read is checked."""
    return sign_in(cheshire.drafter).post(address, {"pasted": LETTER})


def fields_of(page):
    """What the page would send if somebody pressed its button at once."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_letter_is_shown_beside_what_was_read_and_nothing_is_stored(checked, response):
    html = checked.content.decode()

    response.refresh_from_db()
    assert "3 September 2021" in html
    assert "Robin Example, Police and Crime Commissioner for Cheshire" in html
    assert html.count("A team of six has begun to visit.") == 3  # carried, source and proposal
    assert (response.status, response.answers.count()) == (Status.NOT_STARTED, 0)


def test_each_proposal_says_how_sure_it_is(checked, asked):
    items = {item.heading.split(":")[0]: item for item in checked.context["form"].items()}

    assert items["Recommendation 2"].confidence == "sure"
    assert items["Recommendation 3"].confidence == "not found"
    assert items["Recommendation 3"].fields == []


def test_what_is_accepted_goes_into_the_response(checked, client, address, response, asked):
    first, second = asked["1"].pk, asked["2"].pk
    accepted = {
        **fields_of(checked),
        f"into_{first}": "answer",
        f"text_{first}": "Put right.",
        f"into_{second}": "nowhere",
        f"position_{first}": "in_place",
        "into_words": "introduction",
    }

    page = client.post(address, accepted)

    response.refresh_from_db()
    answer = response.answers.get()
    assert page.url == f"/responses/{response.pk}/"
    assert (answer.recommendation, answer.text, answer.position) == (
        asked["1"],
        "Put right.",
        "in_place",
    )
    assert "I am glad to have this report" in response.introduction
    assert not hasattr(response, "chief_officer")


def test_number_of_the_letter_becomes_the_bodys_own(checked, client, address, response, asked):
    client.post(address, {**fields_of(checked), f"into_{asked['2'].pk}": "answer"})

    assert response.answers.get(recommendation=asked["2"]).local_number == "4"


def test_text_can_be_the_chief_officers_comment(checked, client, address, response, asked):
    second = asked["2"].pk
    typed = {**fields_of(checked), f"into_{second}": "officer"}

    refused = client.post(address, typed).content.decode()
    client.post(address, {**typed, "received_from": "Chief Constable A. Example", **DAY})

    response.refresh_from_db()
    assert "Enter who the chief officer’s comments are from" in refused
    assert "Enter the date the comments were received" in refused
    assert response.officer_comments.get().recommendation == asked["2"]
    assert response.chief_officer.received_from == "Chief Constable A. Example"


def test_comments_that_are_there_stay(checked, client, address, response, asked):
    make_comment = response.officer_comments.create(recommendation=asked["3"], text="Stays")
    typed = {
        **fields_of(checked),
        "seen_comments": comments_mark(response),
        f"into_{asked['2'].pk}": "officer",
        "received_from": "CC",
        **DAY,
    }

    client.post(address, typed)

    make_comment.refresh_from_db()
    assert make_comment.text == "Stays"
    assert response.officer_comments.count() == 2


def test_answer_that_is_there_is_shown_and_not_replaced_unasked(
    sign_in, cheshire, address, response, asked
):
    make.AnswerFactory(response=response, recommendation=asked["2"], text="What we say today.")

    page = sign_in(cheshire.drafter).post(address, {"pasted": LETTER})

    assert "What we say today." in page.content.decode()
    assert page.context["form"][f"into_{asked['2'].pk}"].value() == ""


def test_every_text_that_could_be_replaced_is_shown(sign_in, cheshire, address, response, asked):
    response.introduction, response.conclusion = "How it begins.", "How it ends."
    response.save()
    response.officer_comments.create(recommendation=asked["2"], text="As the chief said.")

    page = sign_in(cheshire.drafter).post(address, {"pasted": LETTER})

    items = {item.heading.split(":")[0]: item for item in page.context["form"].items()}
    assert items["Words of the commissioner"].existing == [
        ("Introduction", "How it begins."),
        ("Conclusion", "How it ends."),
    ]
    assert items["Recommendation 2"].existing == [("Chief officer’s comment", "As the chief said.")]
    assert "In the response already: Conclusion" in page.content.decode()


def test_what_the_letter_does_not_say_stays_as_it_is_held(
    sign_in, client, cheshire, address, response, asked
):
    held = make.AnswerFactory(
        response=response, recommendation=asked["2"], text="Before.", local_number="4b"
    )
    ChiefOfficerComments.objects.create(
        response=response, received_from="Chief Constable A. Example"
    )
    letter = LETTER.replace("Recommendation 4: ", "")
    page = sign_in(cheshire.drafter).post(address, {"pasted": letter})

    client.post(address, {**fields_of(page), f"into_{asked['2'].pk}": "answer"})

    held.refresh_from_db()
    assert "A team of six" in held.text
    assert held.local_number == "4b"
    assert page.context["form"]["received_from"].value() == "Chief Constable A. Example"


def test_answer_saved_meanwhile_is_not_overwritten(checked, client, address, response, asked):
    typed = {**fields_of(checked), f"text_{asked['1'].pk}": "Put right."}
    make.AnswerFactory(response=response, recommendation=asked["2"], text="Meanwhile")

    page = client.post(address, typed)
    again = client.post(address, fields_of(page))

    assert "Somebody saved something else in this response" in page.content.decode()
    assert "Put right." in page.content.decode()
    assert "Meanwhile" in page.content.decode()
    assert again.status_code == 302
    assert "A team of six" in response.answers.get(recommendation=asked["2"]).text


def test_nothing_accepted_is_said(checked, client, address, asked):
    nowhere = {name: "nowhere" for name in fields_of(checked) if name.startswith("into_")}

    page = client.post(address, {**fields_of(checked), **nowhere})

    assert "Choose where at least one text goes" in page.content.decode()


def test_letter_to_a_response_that_is_sent_stores_nothing(checked, client, address, response):
    typed = fields_of(checked)
    response.status = Status.WITH_COMMISSIONER
    response.save()

    page = client.post(address, typed)

    assert "is with the commissioner" in page.content.decode()
    assert not response.answers.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Upload the letter, or paste its text below"),
        ({"pasted": "  \n "}, "Upload the letter, or paste its text below"),
        ({"pasted": "a" * 500_001}, "more than 500,000 characters"),
        ({"pasted": "a\n" * 20_001}, "more than 20,000 lines"),
    ],
)
def test_no_letter_is_said(sign_in, cheshire, address, sent, sentence):
    page = sign_in(cheshire.drafter).post(address, sent)

    assert sentence in page.content.decode()


@pytest.mark.parametrize("letter", ["a" * 500_001, "a\n" * 20_001])
def test_letter_that_comes_back_larger_is_refused(checked, client, address, response, letter):
    page = client.post(address, {**fields_of(checked), "letter": letter})

    assert page.status_code == 403
    assert "Send only the part that is the response" in page.content.decode()
    assert not response.answers.exists()


def test_kept_letter_that_is_too_large_is_not_read_again(checked, client, cheshire, address):
    client.logout()
    client.post(address, {**fields_of(checked), "letter": "a\n" * 20_001})
    client.force_login(cheshire.drafter)

    page = client.get(address)

    assert "Or paste its text" in page.content.decode()


def test_session_that_ended_on_the_check_page_loses_nothing(
    checked, client, cheshire, address, asked
):
    typed = {**fields_of(checked), f"text_{asked['1'].pk}": "Put right."}
    client.logout()

    client.post(address, typed)
    client.force_login(cheshire.drafter)
    html = client.get(address).content.decode()

    assert Unsaved.objects.get().why == NotSaved.SIGNED_OUT
    assert "Put right." in html
    assert "Check what was read" in html


def test_letter_cannot_write_script_into_the_page(sign_in, cheshire, address):
    page = sign_in(cheshire.drafter).post(
        address, {"pasted": f"<script>alert(1)</script>\n{LETTER}"}
    )

    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("more", [0, 9])
def test_reading_asks_the_database_the_same_for_any_number_of_recommendations(
    sign_in, cheshire, address, response, more, django_assert_num_queries
):
    for number in range(more):
        recommendation = make.RecommendationFactory(
            inspection=response.inspection, text=f"Police forces should buy {number} vans a year."
        )
        make.AnswerFactory(response=response, recommendation=recommendation)
    client = sign_in(cheshire.drafter)
    client.get(address)

    with django_assert_num_queries(9):
        client.post(address, {"pasted": LETTER})
