"""Facts that a letter lacks: in brackets in the letter, and nothing is sent or signed meanwhile."""

import re

import pytest

from forces.actors import Actor
from forces.policies import Refused
from responses.choices import Shape
from responses.gaps import missing
from responses.models import LetterChoice, Letterhead, Response
from responses.models.signing import send
from tests import factories as make
from tests.responses.contents import answer, content, letterhead, shaped
from tests.responses.shapes import said

WHY = "[why recommendations are left out]"
EVERY = pytest.mark.parametrize("shape", Shape)


def lacking(shape, *, url="https://inspectorate.example/rape", choices=None, **printed):
    made = shaped(shape, choices=choices)
    made["inspection"]["url"] = url
    made["letter"]["letterhead"] = letterhead(**printed)
    return made


def named(made):
    return [gap.heading for gap in missing(made)]


@EVERY
def test_a_whole_letter_lacks_nothing(shape):
    made = lacking(shape)

    assert missing(made) == []
    assert not re.search(r"\[[^…]", said(made))


BARE = {"address": " ", "closing": "", "addressees": "The Chief Inspector", "salutation": ""}
OF_A_LETTER = ["Address of the report", "Address of the office", "Salutation", "Closing"]


@pytest.mark.parametrize(
    ("shape", "headings"),
    [
        ("report", OF_A_LETTER[:1]),
        ("form", OF_A_LETTER[:1]),
        ("briefing", OF_A_LETTER[:1]),
        ("letter", OF_A_LETTER),
        ("home_secretary", [fact for fact in OF_A_LETTER if fact != "Salutation"]),
    ],
)
def test_each_shape_names_the_facts_it_lacks_and_shows_them_in_brackets(shape, headings):
    made = lacking(shape, url="", **BARE)

    assert named(made) == headings
    assert all(gap.blocks and gap.page == "letter_choice" for gap in missing(made))
    assert re.findall(r"\[([^…\]]+)\]", said(made)) == unordered(headings, made)


def unordered(headings, made):
    """The same facts in the order in which the letter has them."""
    text = said(made)
    return sorted((each.lower() for each in headings), key=lambda each: text.index(f"[{each}]"))


@EVERY
def test_nobody_to_write_to_needs_no_salutation(shape):
    assert named(lacking(shape, addressees="", salutation="")) == []


@pytest.mark.parametrize(
    ("left_out", "why", "headings"),
    [
        ([], "", []),
        (["1"], "Told in May.", []),
        (["1"], " ", ["Why recommendations are left out"]),
        (["1", "7", "12"], "Told in May.", ["Recommendations"]),
    ],
)
def test_what_is_left_out_needs_a_reason_and_a_rest(left_out, why, headings):
    made = lacking("letter", choices={"left_out": left_out, "why_left_out": why})

    assert named(made) == headings
    assert (WHY in said(made)) is (headings == ["Why recommendations are left out"])


def test_what_is_answered_with_one_that_is_left_out_has_no_answer():
    made = lacking("letter", choices={"left_out": ["1"], "why_left_out": "Told in May."})
    made["answers"] += [
        answer(
            "2", position="answered_with", answered_with="1", answered_with_words="recommendation 1"
        )
    ]

    [gap] = missing(made)
    assert (gap.heading, gap.sentence) == (
        "Recommendation 2",
        "It is answered with recommendation 1, which is left out.",
    )


def test_what_was_recorded_or_signed_before_shapes_lacks_nothing():
    old = content()
    old["inspection"]["url"] = ""

    assert missing(old) == []


@pytest.fixture
def drafted(cheshire, inspection):
    """Complete, but for the address of the report, which its inspection does not have."""
    inspection.url = ""
    inspection.save()
    return make.ResponseFactory(
        inspection=inspection, body=cheshire.body, drafting=True, answers=True
    )


def test_sending_is_refused_while_the_letter_lacks_a_fact(drafted, cheshire):
    Letterhead.objects.create(body=cheshire.body, shape="letter", address="Winsford")

    with pytest.raises(Refused, match="letter: Address of the report; Closing") as refused:
        send(drafted, Actor.of(cheshire.drafter, make.TODAY), at=make.NOON)

    assert "cannot be sent yet" in str(refused.value)
    drafted.refresh_from_db()
    assert drafted.status == "drafting"


def test_an_office_may_give_the_address_that_the_inspectorate_left_out(drafted, cheshire):
    LetterChoice.objects.create(response=drafted, report_url="https://inspectorate.example/r")

    send(fresh(drafted), Actor.of(cheshire.drafter, make.TODAY), at=make.NOON)

    drafted.refresh_from_db()
    assert drafted.status == "with_commissioner"


def fresh(response):
    return Response.objects.get(pk=response.pk)


def test_signing_is_refused_while_the_letter_lacks_a_fact(sent, cheshire):
    sent.inspection.url = ""
    sent.inspection.save()

    with pytest.raises(Refused, match=r"cannot be signed yet.*letter: Address of the report"):
        make.sign(fresh(sent), Actor.of(cheshire.signatory, make.TODAY))

    assert not sent.versions.exists()


def test_whoever_signs_reads_what_the_letter_lacks_instead_of_a_way_to_sign(
    sign_in, sent, cheshire
):
    page = sign_in(cheshire.signatory)
    whole = page.get(f"/responses/{sent.pk}/read/").content.decode()
    sent.inspection.url = ""
    sent.inspection.save()

    html = page.get(f"/responses/{sent.pk}/read/").content.decode()

    assert "Go on to sign" in whole
    assert "Go on to sign" not in html
    assert "It cannot be signed yet." in html
    assert "Address of the report. Enter the address that it is published at." in html
    assert f"/responses/{sent.pk}/return/" in html
