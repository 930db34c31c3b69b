import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.http import QueryDict

from forces.govuk.fields import DateField, Pairs
from forces.govuk.filters import drawn
from forces.govuk.forms import Filter
from forces.govuk.widgets import Select, TextInput
from tests.elements import Elements


class Everything(Filter):
    q = forms.CharField(
        label="Words & more",
        min_length=2,
        max_length=20,
        help_text="Such as <b>",
        widget=TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        choices=[("", "All"), ("a", "A & B"), ("b", "<b>")], required=False, widget=Select
    )
    plain = forms.CharField(required=False)
    since = DateField(label="From", help_text="The first day", required=False)
    until = DateField(required=False)


@pytest.mark.parametrize(
    "typed",
    [
        None,
        "q=two+words",
        "q=%22%3Cb%3E%26&kind=b&plain=%3Ci%3E",
        "q=xx&since_day=1&since_month=Sep&since_year=2021&until_day=09&until_month=9&until_year=2021",
        "q=x",
        "q=xx&since_day=%22%3E&since_month=9&since_year=2021&kind=elsewhere",
    ],
)
def test_fields_of_a_filter_are_drawn_as_the_pack_draws_them(typed):
    form = Everything(QueryDict(typed) if typed else None)

    assert Elements(drawn(form, form.fields)).found == Elements(as_crispy_form(form)).found


def test_some_fields_of_a_filter_are_drawn_alone():
    html = drawn(Everything(), ["kind", "until"])

    assert 'name="kind"' in html
    assert 'name="until_year"' in html
    assert 'name="q"' not in html


def test_what_one_form_is_offered_is_offered_to_no_other():
    class Chosen(Filter):
        colour = forms.ChoiceField(choices=Pairs([("", "All")]), widget=Select, required=False)

    offered, other = Chosen(QueryDict()), Chosen(QueryDict())
    offered.offer("colour", [("red", "Red")], everything="All")

    assert "Red" in drawn(offered, ["colour"])
    assert "Red" not in drawn(other, ["colour"]) + drawn(Chosen(QueryDict()), ["colour"])
