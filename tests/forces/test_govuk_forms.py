"""The form pack: what is drawn, what is said, and where the error summary leads."""

from html.parser import HTMLParser

import pytest
from crispy_forms.layout import HTML, ButtonHolder, Field, Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template import Context, Template
from django.utils.safestring import mark_safe

from forces.govuk.controls import Control, error_links
from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm, in_a_sentence
from forces.govuk.widgets import Checkboxes, Radios

POSITIONS = [("", "---------"), ("in_place", "Already in place"), ("planned", "Planned")]
BODIES = [("forces", "Police forces"), ("home_office", "Home Office")]


class EveryKind(GovForm):
    called = {"bodies": "who must act"}

    title = forms.CharField(max_length=20, help_text="As on the front page")
    notes = forms.CharField(widget=forms.Textarea, required=False)
    email = forms.EmailField(label="Email address")
    days = forms.IntegerField(label="Length (in days)", min_value=1, max_value=100)
    position = forms.ChoiceField(
        choices=POSITIONS,
        widget=Radios(hints={"planned": "Say when"}, reveals={"planned": "planned_on"}),
    )
    planned_on = DateField(label="Date it is planned for", required=False, help_text="27 3 2027")
    kind = forms.ChoiceField(choices=[("", "---------"), ("cause", "Cause of concern")])
    bodies = forms.MultipleChoiceField(choices=BODIES, widget=Checkboxes)
    national = forms.ChoiceField(
        label="Is it national?", choices=[("yes", "Yes"), ("no", "No")], widget=Radios(inline=True)
    )
    published_on = DateField(label="Date of publication")
    report = forms.FileField()
    agree = forms.BooleanField(label="I have read the letter")
    password = forms.CharField(label="Your password", widget=forms.PasswordInput)
    token = forms.CharField(widget=forms.HiddenInput, initial="t")


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def one(self, tag=None, **wanted):
        """The only element of that name with these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        fits = [
            attrs
            for name, attrs in self.found
            if tag in {None, name} and wanted.items() <= attrs.items()
        ]
        assert len(fits) == 1, (tag, wanted, fits)
        return fits[0]

    def all(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


def draw(form, template="{% load crispy_forms_tags %}{% crispy form %}", **context):
    return Template(template).render(Context({"form": form, **context}))


def summary(form, **context):
    return draw(form, '{% include "govuk/error_summary.html" %}', **context)


def filled(**changes):
    data = {
        "title": "Rape",
        "email": "a@example.com",
        "days": "9",
        "position": "in_place",
        "kind": "cause",
        "bodies": ["forces"],
        "national": "yes",
        "published_on_day": "16",
        "published_on_month": "7",
        "published_on_year": "2021",
        "agree": "on",
        "password": "x",
        "token": "t",
    }
    return EveryKind(data | changes, {"report": ContentFile(b"x", "x.pdf")})


# What is drawn


def test_every_label_leads_to_a_control_and_no_id_is_used_twice():
    page = Elements(draw(EveryKind()))

    ids = [attrs["id"] for _, attrs in page.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["for"] for attrs in page.all("label")} <= set(ids)


@pytest.mark.parametrize("form", [EveryKind(), EveryKind({})], ids=["new", "wrong"])
def test_every_description_is_there(form):
    page = Elements(draw(form))

    ids = {attrs.get("id") for _, attrs in page.found}
    described = [
        attrs["aria-describedby"] for _, attrs in page.found if "aria-describedby" in attrs
    ]
    assert described
    assert {id_ for value in described for id_ in value.split()} <= ids


def test_hint_comes_before_error_in_the_description():
    page = Elements(draw(EveryKind({})))

    title = page.one("input", name="title")
    assert title["aria-describedby"] == "id_title_helptext id_title_error"


def test_error_of_radios_describes_their_fieldset():
    html = draw(EveryKind({}))

    assert '<fieldset class="govuk-fieldset" aria-describedby="id_position_error">' in html


def test_optional_fields_say_so_and_required_ones_do_not():
    form = EveryKind()

    assert Control(form["notes"]).label == "Notes (optional)"
    assert Control(form["planned_on"]).label == "Date it is planned for (optional)"
    assert Control(form["title"]).label == "Title"


def test_optional_is_not_said_of_a_checkbox_or_twice_or_by_a_filter():
    class Filter(GovForm):
        late = forms.BooleanField(required=False)
        name = forms.CharField(required=False, label="Name (optional, as printed)")

    class Search(GovForm):
        mark_optional = False
        words = forms.CharField(required=False)

    assert Control(Filter()["late"]).label == "Late"
    assert Control(Filter()["name"]).label == "Name (optional, as printed)"
    assert Control(Search()["words"]).label == "Words"


def test_no_control_is_marked_required_or_cut_off():
    html = draw(EveryKind())

    assert " required" not in html
    assert "maxlength" not in html
    assert "novalidate" in html


def test_numbers_are_typed_in_plain_boxes():
    days = Elements(draw(EveryKind())).one("input", name="days")

    assert (days["type"], days["inputmode"]) == ("text", "numeric")
    assert not {"min", "max", "step"} & days.keys()


@pytest.mark.parametrize(
    ("kind", "mode", "message"),
    [
        (forms.IntegerField, "numeric", "The share must be a whole number, like 30"),
        (forms.FloatField, "decimal", "The share must be a number, like 30"),
        (forms.DecimalField, "decimal", "The share must be a number, like 30"),
    ],
)
def test_each_kind_of_number_has_its_keyboard_and_its_message(kind, mode, message):
    form = type("Share", (GovForm,), {"share": kind()})({"share": "half"})

    assert Elements(draw(form)).one("input", name="share")["inputmode"] == mode
    assert form.errors["share"] == [message]


def test_email_helps_to_fill_in():
    email = Elements(draw(EveryKind())).one("input", name="email")

    assert (email["type"], email["autocomplete"], email["spellcheck"]) == (
        "email",
        "email",
        "false",
    )


def test_blank_choice_is_named_in_a_select_and_left_out_of_radios():
    html = draw(EveryKind())

    assert ">Choose</option>" in html
    assert "---------" not in html
    assert len([a for a in Elements(html).all("input") if a["name"] == "position"]) == 2


def test_choices_that_are_a_function_are_not_asked_for_before_they_are_drawn():
    asked = []

    def choices():
        asked.append(1)
        return [("a", "A")]

    class Lazy(GovForm):
        kind = forms.ChoiceField(choices=choices)

    Lazy()

    assert asked == []


def test_revealed_field_is_drawn_once_inside_its_choice():
    html = draw(EveryKind())

    assert html.count('name="planned_on_day"') == 1
    assert html.index('value="planned"') < html.index('name="planned_on_day"')
    assert html.index('name="planned_on_day"') < html.index('name="kind"')


def test_revealed_field_is_drawn_once_by_the_filter_too():
    html = draw(EveryKind(), "{% load crispy_forms_tags %}{{ form|crispy }}")

    assert html.count('name="planned_on_day"') == 1


def test_what_was_typed_is_drawn_again_but_never_a_password():
    html = draw(filled(title="A title", days="many", bodies=["home_office"], password="secret"))
    page = Elements(html)

    assert page.one("input", name="title")["value"] == "A title"
    assert page.one("input", name="days")["value"] == "many"
    assert "checked" in page.one("input", value="home_office")
    assert "checked" not in page.one("input", value="forces")
    assert "checked" in page.one("input", name="position", value="in_place")
    assert "checked" in page.one("input", name="agree")
    assert "secret" not in html


def test_what_was_typed_and_what_is_wrong_with_it_are_escaped():
    class Named(GovForm):
        name = forms.CharField(help_text="<b>hint</b>")

        def clean_name(self):
            raise ValidationError(f"No {self.cleaned_data['name']}")

    form = Named({"name": '"><script>alert(1)</script>'})

    assert "<script" not in draw(form) + summary(form)
    assert "<b>hint" not in draw(form)


def test_hint_that_is_markup_stays_markup():
    class Named(GovForm):
        name = forms.CharField(help_text=mark_safe("<ul><li>12 characters</li></ul>"))

    assert "<li>12 characters</li>" in draw(Named())


def test_choices_in_groups_stand_under_their_names():
    class Region(GovForm):
        forces = forms.MultipleChoiceField(
            choices=[("North West", [("1", "Cheshire")]), ("London", [("2", "City of London")])],
            widget=Checkboxes,
        )

    html = draw(Region({"forces": []}))

    assert html.count('role="group"') == 2
    assert '<p class="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-2" ' in html
    assert html.index("North West") < html.index("Cheshire") < html.index("London")
    assert Control(Region()["forces"]).first_id in html


def test_label_can_be_the_heading_of_the_page():
    class OneQuestion(GovForm):
        page_heading = "national"
        national = forms.ChoiceField(choices=BODIES, widget=Radios)

    html = draw(OneQuestion())

    assert "govuk-fieldset__legend--l" in html
    assert '<h1 class="govuk-fieldset__heading">National</h1>' in html


def test_disabled_field_is_drawn_disabled():
    class Fixed(GovForm):
        kind = forms.ChoiceField(choices=BODIES, widget=Radios, disabled=True)
        on = DateField(disabled=True)

    inputs = Elements(draw(Fixed())).all("input")

    assert inputs
    assert all("disabled" in attrs for attrs in inputs)


def test_file_is_sent_as_a_file():
    form = Elements(draw(EveryKind())).one("form")

    assert form["enctype"] == "multipart/form-data"
    assert form["method"] == "post"


def test_form_without_its_tag_has_no_form_around_it():
    form = EveryKind()
    helper = form.helper
    helper.form_tag = False

    html = draw(
        form,
        "{% load crispy_forms_tags %}{% crispy form helper %}",
        helper=helper,
        csrf_token="abc",
    )

    assert "<form" not in html
    assert 'value="abc"' in html
    assert 'name="token"' in html


def test_form_carries_its_token_unless_it_only_asks():
    class Search(GovForm):
        words = forms.CharField(required=False)

        @property
        def helper(self):
            helper = super().helper
            helper.form_method = "get"
            return helper

    assert 'value="abc"' in draw(EveryKind(), csrf_token="abc")
    assert "abc" not in draw(Search(), csrf_token="abc")


def test_layout_objects_draw_patterns():
    class Two(GovForm):
        name = forms.CharField()
        note = forms.CharField(required=False)

        @property
        def helper(self):
            helper = super().helper
            helper.inputs = []
            helper.layout = Layout(
                Fieldset("Who it is", Field("name", css_class="govuk-input--width-10")),
                Field("note", wrapper_class="app-no-print"),
                HTML("<p>Then</p>"),
                ButtonHolder(
                    Submit("send", "Send"),
                    Submit("save", "Save", css_class="govuk-button--secondary"),
                ),
            )
            return helper

    html = draw(Two())
    page = Elements(html)

    assert "govuk-fieldset__legend--m" in html
    assert "Who it is" in html
    assert page.one("input", name="name")["class"] == "govuk-input govuk-input--width-10"
    assert "govuk-form-group app-no-print" in html
    assert "<p>Then</p>" in html
    assert page.one("button", name="send")["class"].split() == ["govuk-button"]
    assert page.one("button", name="save")["class"].split() == [
        "govuk-button",
        "govuk-button--secondary",
    ]
    assert page.one("button", name="send")["data-prevent-double-click"] == "true"


def test_form_without_words_for_a_button_has_none():
    class Bare(GovForm):
        submit_label = ""
        name = forms.CharField()

    assert "<button" not in draw(Bare())


def test_one_field_can_be_drawn_alone():
    html = draw(EveryKind(), "{% load crispy_forms_tags %}{{ form.days|as_crispy_field }}")

    assert html.count("<input") == 1
    assert "Length (in days)" in html


def test_formset_draws_every_form_and_its_summary_leads_into_each():
    class Row(GovForm):
        name = forms.CharField()

    rows = forms.formset_factory(Row, extra=0, min_num=2, validate_min=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-1-name": "x"}

    formset = rows(data)
    page = Elements(draw(formset, "{% load crispy_forms_tags %}{{ form|crispy }}"))
    links = Elements(summary(formset)).all("a")

    assert page.one("input", name="form-TOTAL_FORMS")["type"] == "hidden"
    assert page.one("input", name="form-1-name")["value"] == "x"
    assert [link["href"] for link in links] == ["#id_form-0-name"]


def test_formset_without_the_mixin_on_its_helper_is_drawn_whole():
    class Row(GovForm):
        name = forms.CharField()

    formset = forms.formset_factory(Row, extra=2)()
    html = draw(
        formset, "{% load crispy_forms_tags %}{% crispy form helper %}", helper=Row().helper
    )

    assert html.count('name="form-1-name"') == 1
    assert html.count("<form ") == 1
    assert html.count("<button") == 1


# What is said


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
        for name, attrs in Elements(draw(form)).found
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
