import pytest
from django import forms
from django.http import QueryDict

from forces.govuk.fields import DateField
from forces.govuk.forms import Filter
from forces.govuk.widgets import Select
from reports.forms import MatrixFilter
from tests.elements import Elements

CHOICES = [("", "All"), ("a", "A & B"), ("b", "<b>"), (3, "Three")]


@pytest.mark.parametrize("value", ["", None, "a", "b", 3, "3", "elsewhere"])
@pytest.mark.parametrize("attrs", [{"id": "id_x"}, {"class": "wide", "aria-describedby": "y"}])
def test_select_draws_what_the_select_of_django_draws(value, attrs):
    drawn, expected = (
        Elements(widget(choices=CHOICES).render("x", value, attrs)).found
        for widget in (Select, forms.Select)
    )

    assert drawn == expected


def test_filter_keeps_what_was_chosen_and_ignores_what_is_no_choice():
    form = MatrixFilter(
        {"region": "Wales", "sort": "nonsense"}, regions={"Wales", "London"}, addressees={}
    )

    assert (form.chosen("region"), form.chosen("sort"), form.chosen("standing")) == (
        "Wales",
        "",
        "",
    )
    assert '<option value="Wales" selected>Wales</option>' in str(form["region"])


def test_what_was_chosen_is_said_as_the_page_says_it():
    chosen = {"region": "Wales", "standing": "late", "sort": "nonsense"}

    words = MatrixFilter(chosen, regions={"Wales"}, addressees={}).in_words()

    assert words == {"Region": "Wales", "Published or late": "Not yet published, and late"}


def test_every_kind_of_choice_can_be_said():
    class Everything(Filter):
        since = DateField(label="From", required=False)
        late = forms.BooleanField(required=False)
        forces = forms.MultipleChoiceField(choices=[("a", "Avon"), ("b", "Kent")], required=False)
        words = forms.CharField(required=False)

    typed = "since_day=1&since_month=9&since_year=2021&late=on&forces=a&forces=b"
    words = Everything(QueryDict(typed)).in_words()

    assert words == {"From": "1 September 2021", "Late": "yes", "Forces": "Avon, Kent"}
