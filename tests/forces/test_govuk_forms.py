"""The form pack: what is drawn."""

import pytest
from crispy_forms.layout import HTML, ButtonHolder, Field, Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe

from forces.govuk.controls import Control
from forces.govuk.fields import DateField
from forces.govuk.forms import GovForm
from forces.govuk.widgets import Checkboxes, Radios
from tests.elements import Elements
from tests.forces.every_kind import BODIES, EveryKind, draw, filled, summary


def test_every_label_leads_to_a_control_and_no_id_is_used_twice():
    page = Elements(draw(EveryKind()))

    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["for"] for attrs in page.all("label")} <= set(ids)


@pytest.mark.parametrize("form", [EveryKind(), EveryKind({})], ids=["new", "wrong"])
def test_every_description_is_there(form):
    page = Elements(draw(form))

    ids = {attrs.get("id") for _, attrs in page.tags}
    described = [attrs["aria-describedby"] for _, attrs in page.tags if "aria-describedby" in attrs]
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
