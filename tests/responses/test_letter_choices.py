"""How one response's letter is arranged: chosen by its office, kept like all that it writes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forces.policies import Refused
from responses.choices import LETTER, Numbers, Quotation, Shape, Status
from responses.content import content_of
from responses.forms.decisions import NOTE
from responses.models import LetterChoice, Letterhead, Response, Unsaved
from responses.models.letter_choices import choice_mark, choice_of, choose_shape, save_choice
from responses.models.saving import EditedMeanwhile, Seen
from tests import factories as make
from tests.responses.pages import words

CHOSEN = {
    "shape": "letter",
    "numbers": "local",
    "quotation": "short",
    "left_out": [],
    "why_left_out": "",
}


@pytest.fixture
def response(cheshire, inspection):
    return make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )


@pytest.fixture
def address(response):
    return f"/responses/{response.pk}/letter-choice/"


@pytest.fixture
def drafter(sign_in, cheshire):
    """The drafter's client."""
    return sign_in(cheshire.drafter)


@pytest.fixture
def colleague(cheshire):
    user = make.MembershipFactory(drafter=True, body=cheshire.body, user__name="Ann").user
    client = Client()
    client.force_login(user)
    return client


def fresh(response):
    return Response.objects.get(pk=response.pk)


def typed(response, **changes):
    return {**CHOSEN, "seen": choice_mark(choice_of(fresh(response))), **changes}


def letter_of(response):
    return content_of(fresh(response))["letter"]


def test_choice_is_saved_and_arranges_the_letter(drafter, response, address, asked):
    page = drafter.post(address, typed(response, left_out=[asked["3"]], why_left_out="It is old."))

    letter = letter_of(response)
    assert page.url == f"/responses/{response.pk}/"
    assert (letter["shape"], letter["numbers"], letter["quotation"]) == (
        Shape.LETTER,
        Numbers.LOCAL,
        Quotation.SHORT,
    )
    assert (letter["left_out"], letter["why_left_out"]) == (["3"], "It is old.")


def test_as_the_letterhead_says_follows_the_letterhead(drafter, response, address):
    held = Letterhead.objects.create(body=response.body, shape=Shape.FORM)
    drafter.post(address, typed(response, shape="letterhead"))

    before = letter_of(response)["shape"]
    held.shape = Shape.BRIEFING
    held.save()

    assert (before, letter_of(response)["shape"]) == (Shape.FORM, Shape.BRIEFING)
    assert "As your letterhead says: Briefing" in drafter.get(address).content.decode()


def test_what_is_left_out_has_no_effect_in_a_shape_that_leaves_nothing_out(
    drafter, response, address, asked
):
    drafter.post(
        address, typed(response, shape="report", left_out=[asked["3"]], why_left_out="Old")
    )

    letter = letter_of(response)
    assert response.letter_choice.left_out == [asked["3"]]
    assert (letter["left_out"], letter["why_left_out"]) == ([], "")


def test_a_letter_does_not_leave_all_out(drafter, response, address, asked):
    page = drafter.post(address, typed(response, left_out=list(asked.values())))

    assert words(page.content.decode()).count("Leave at least one recommendation in") == 2
    assert not LetterChoice.objects.exists()
    with pytest.raises(Refused, match="at least one"):
        save_choice(
            response,
            {"left_out": list(asked.values())},
            seen=Seen(choice_mark(LetterChoice())),
            by=make.UserFactory(),
            at=make.NOON,
        )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"shape": "poster"}, "Select the shape of the letter from the list"),
        ({"shape": ""}, "Select the shape of the letter"),
        ({"numbers": ""}, "Select which numbers the letter uses"),
        ({"left_out": ["0"]}, "Select what is left out from the list"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
    drafter, response, address, changes, sentence
):
    page = drafter.post(address, typed(response, why_left_out="It is old.", **changes))

    html = page.content.decode()
    assert sentence in html
    assert "It is old." in html
    assert not LetterChoice.objects.exists()
    assert Unsaved.objects.get().texts == ["It is old."]


def test_address_of_the_report_is_asked_where_the_inspection_has_none(drafter, response, address):
    assert "Address of the report" not in drafter.get(address).content.decode()
    response.inspection.url = ""
    response.inspection.save()

    assert "Address of the report" in drafter.get(address).content.decode()
    wrong = drafter.post(address, typed(response, report_url="no address"))
    drafter.post(address, typed(response, report_url="https://example.org/a-report"))

    assert b"Enter a web address in the correct format" in wrong.content
    assert content_of(fresh(response))["inspection"]["url"] == "https://example.org/a-report"


def test_address_that_is_not_asked_for_stays_as_it_was(drafter, response, address):
    LetterChoice.objects.create(response=response, report_url="https://example.org/ours")

    drafter.post(address, typed(response))

    assert LetterChoice.objects.get().report_url == "https://example.org/ours"


def test_saving_what_stands_already_changes_nothing(drafter, response, address, cheshire):
    held = LetterChoice.objects.create(response=response, shape=Shape.LETTER)

    drafter.post(address, typed(response, numbers="national", quotation="full"))

    assert held.events.count() == 1
    assert not response.contributions.exists()


def test_choosing_begins_the_response_and_counts_as_writing(drafter, response, address, cheshire):
    Response.objects.update(status=Status.NOT_STARTED)

    drafter.post(address, typed(response))

    assert fresh(response).status == Status.DRAFTING
    assert [each.by for each in response.contributions.all()] == [cheshire.drafter]


def test_page_saves_itself(drafter, response, address):
    page = drafter.post(address, typed(response, autosave="yes", page="1" * 32, tick="1"))

    assert b"Saved at" in page.content
    assert letter_of(response)["shape"] == Shape.LETTER


def test_two_people_lose_nothing(drafter, colleague, response, address):
    mine = typed(response, shape="form", why_left_out="Mine")
    colleague.post(address, typed(response, shape="briefing", why_left_out="Theirs"))

    drafter.post(address, mine)

    html = words(drafter.get(address).content.decode())
    assert LetterChoice.objects.get().why_left_out == "Theirs"
    assert "choose between two versions" in html
    assert "Ann saved another version" in html
    assert "Shape of the letter added: Form" in html
    assert "Shape of the letter added: Briefing" in html


def test_taking_a_shape_elsewhere_is_noticed_by_an_open_page(drafter, response, cheshire):
    seen = Seen(choice_mark(choice_of(response)))
    choose_shape(response, Shape.FORM, by=cheshire.drafter, at=make.NOON)

    with pytest.raises(EditedMeanwhile):
        save_choice(response, CHOSEN, seen=seen, by=cheshire.drafter, at=make.NOON)


def test_nothing_is_chosen_once_it_was_sent(drafter, response, address):
    Response.objects.update(status=Status.WITH_COMMISSIONER)

    page = drafter.post(address, typed(response))

    assert drafter.get(address).status_code == 403
    assert b"cannot be changed now" in page.content
    assert not LetterChoice.objects.exists()


def test_choice_has_a_history(drafter, response, address):
    drafter.post(address, typed(response))
    drafter.post(address, typed(response, shape="form"))

    events = LetterChoice.objects.get().events.order_by("pgh_id")
    assert [each.shape for each in events] == [Shape.LETTER, Shape.FORM]


def test_page_asks_as_little_for_more_recommendations(drafter, response, address, inspection):
    drafter.get(address)
    with CaptureQueriesContext(connection) as before:
        drafter.get(address)
    for _ in range(3):
        make.RecommendationFactory(inspection=inspection)

    with CaptureQueriesContext(connection) as after:
        drafter.get(address)

    assert len(after) == len(before)


def test_a_return_can_say_something_of_the_letter(sign_in, cheshire, response):
    response.move_to(Status.WITH_COMMISSIONER, by=cheshire.drafter, at=make.NOON)
    address = f"/responses/{response.pk}/return/"
    client = sign_in(cheshire.signatory)
    html = client.get(address).content.decode()

    assert "How the letter is arranged" in words(html)
    assert f"{NOTE}{LETTER}" in html
