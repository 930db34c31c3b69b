"""The form pack: what is said, and where the error summary leads."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from forces.govuk.controls import error_links
from forces.govuk.forms import GovForm, in_a_sentence
from forces.govuk.widgets import Radios
from tests.elements import Elements
from tests.forces.every_kind import BODIES, EveryKind, draw, filled, summary


def test_messages_are_sentences_made_from_labels():
    errors = EveryKind({"days": "many"}).errors

    assert {name: list(texts) for name, texts in errors.items()} == {
        "title": ["Enter the title"],
        "email": ["Enter the email address"],
        "days": ["The length must be a whole number, like 30"],
        "position": ["Select the position"],
        "kind": ["Select the kind"],
        "bodies": ["Select who must act"],
        "national": ["Select an answer to “Is it national?”"],
        "published_on": ["Enter the date of publication"],
        "report": ["Select the report"],
        "agree": ["Tick the box to continue"],
        "password": ["Enter your password"],
        "token": ["Enter the token"],
    }


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": "x" * 21}, "The title must be 20 characters or fewer"),
        ({"title": "x\0"}, "The title must not include null characters"),
        ({"days": "0"}, "The length must be 1 or more"),
        ({"days": "101"}, "The length must be 100 or less"),
        ({"email": "a"}, "Enter an email address in the correct format, like name@example.com"),
        ({"kind": "other"}, "Select the kind from the list"),
        ({"bodies": ["other"]}, "Select who must act from the list"),
    ],
)
def test_messages_say_what_would_be_right(changes, message):
    form = filled(**changes)

    assert list(form.errors.values()) == [[message]]


def test_filled_form_is_right():
    assert filled().errors == {}


def test_message_given_to_the_field_stays():
    class Own(GovForm):
        name = forms.CharField(error_messages={"required": "Who are you?"}, max_length=2)

    assert Own({}).errors["name"] == ["Who are you?"]
    assert Own({"name": "xxx"}).errors["name"] == ["The name must be 2 characters or fewer"]


def test_messages_of_one_form_do_not_reach_another():
    class First(GovForm):
        called = {"name": "the first name"}
        name = forms.CharField()

    class Second(First):
        called = {"name": "the second name"}

    assert First({}).errors["name"] == ["Enter the first name"]
    assert Second({}).errors["name"] == ["Enter the second name"]
    assert First({}).errors["name"] == ["Enter the first name"]


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("Title", "the title"),
        ("Date of the letter (optional)", "the date of the letter"),
        ("Your name", "your name"),
        ("The office", "the office"),
        ("HMICFRS reference", "the HMICFRS reference"),
        ("Share in %", "the share in per cent"),
        ("Is it national?", "an answer to “Is it national?”"),
    ],
)
def test_in_a_sentence_speaks_of_a_label(label, spoken):
    assert in_a_sentence(label) == spoken


# Where the error summary leads


def test_every_line_of_the_summary_leads_to_a_control_that_takes_the_focus():
    form = EveryKind({"published_on_day": "1"})
    controls = {
        attrs["id"]
        for name, attrs in Elements(draw(form)).tags
        if name in {"input", "select", "textarea"} and attrs.get("type") != "hidden"
    }

    targets = {link.text: link.target for link in error_links(form)}

    assert targets.pop("Enter the token") == ""
    assert set(targets.values()) <= controls
    assert targets["Select the position"] == "id_position_1"
    assert targets["Select who must act"] == "id_bodies_0"
    assert targets["The date of publication must include a month and year"] == (
        "id_published_on_month"
    )
    assert len(targets) == 11


def test_summary_follows_the_order_of_the_page():
    targets = [link.target for link in error_links(EveryKind({})) if link.target]
    html = draw(EveryKind({}))

    assert targets == sorted(targets, key=lambda target: html.index(f'id="{target}"'))


def test_error_of_the_whole_form_leads_to_its_first_control_and_is_drawn_above_it():
    class Signing(GovForm):
        token = forms.CharField(widget=forms.HiddenInput)
        choice = forms.ChoiceField(choices=BODIES, widget=Radios)

        def clean(self):
            raise ValidationError("Somebody else changed it")

    form = Signing({"token": "t", "choice": "forces"})

    assert [(link.text, link.target) for link in error_links(form)] == [
        ("Somebody else changed it", "id_choice_0")
    ]
    html = draw(form)
    assert html.index("Somebody else changed it") < html.index('name="choice"')


def test_prefix_reaches_ids_and_links():
    form = EveryKind({}, prefix="second")

    assert 'href="#id_second-position_1"' in summary(form)
    assert 'id="id_second-position_1"' in draw(form)


def test_summary_of_a_form_that_is_new_or_right_or_missing_is_empty():
    assert summary(EveryKind()).strip() == ""
    assert summary(filled()).strip() == ""
    assert summary(None).strip() == ""
