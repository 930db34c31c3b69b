import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.http import QueryDict

from forces.govuk.fields import DateField, Pairs
from forces.govuk.filters import drawn
from forces.govuk.forms import Filter
from forces.govuk.widgets import Select, TextInput
from tests.elements import Elements

REGIONS = [("", "All"), ("n&w", "North & West"), ("<s>", "<South>")]


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
    region = forms.ChoiceField(
        label="Where & when", choices=Pairs(REGIONS), required=False, widget=Select
    )
    told = forms.ChoiceField(
        choices=Pairs(REGIONS), help_text="In <b>", required=False, widget=Select
    )
    wanted = forms.ChoiceField(choices=Pairs(REGIONS), widget=Select)
    plain = forms.CharField(required=False)
    since = DateField(label="From", help_text="The first day", required=False)
    until = DateField(required=False)


@pytest.mark.parametrize(
    "typed",
    [
        None,
        "q=two+words",
        "q=two+words&region=n%26w&told=%3Cs%3E&wanted=n%26w",
        "q=two+words&region=%3Cs%3E&wanted=%3Cs%3E",
        "q=two+words&region=&wanted=n%26w",
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


def test_a_select_is_drawn_anew_for_other_choices_and_another_choice():
    class Chosen(Filter):
        colour = forms.ChoiceField(required=False, widget=Select)

        def __init__(self, typed, pairs):
            super().__init__(QueryDict(typed))
            self.offer("colour", pairs)

    red, blue = [("red", "Red"), ("blue", "Blue")], [("red", "Red"), ("blue", "Navy")]
    asked = [("", red), ("colour=blue", red), ("colour=blue", blue), ("", red)]

    first, chosen, other, again = (drawn(Chosen(*each), ["colour"]) for each in asked)

    assert len({first, chosen, other}) == 3
    assert again == first
