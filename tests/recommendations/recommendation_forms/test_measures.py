"""Figures and themes on the page on which a recommendation is entered."""

import pytest

from recommendations.models import Theme
from tests import factories as make
from tests.recommendations.recommendation_forms.conftest import EDIT, NEW, typed

ATTENDANCE = {
    "measures": 1,
    "measure1-name": "SSAIDP attendance",
    "measure1-unit": "investigators",
    "measure1-definition": "Those who finished.",
}


@pytest.fixture
def second(secret):
    return secret.recommendations.get(number="2")


def plain(police, **changes):
    return typed(("", police, ""), **changes)


def figures(recommendation):
    return list(recommendation.measures.order_by("position").values_list("name", "unit"))


def test_figures_are_saved_with_a_recommendation(ada, secret, police):
    ada.post(NEW, plain(police, **ATTENDANCE))

    made = secret.recommendations.get(number="4")
    assert figures(made) == [("SSAIDP attendance", "investigators")]
    assert made.measures.get().definition == "Those who finished."


def test_figures_that_are_held_are_shown_and_can_be_removed(ada, second, police):
    make.MeasureFactory(recommendation=second, name="One")
    page = ada.get(EDIT)
    assert 'value="One"' in page.text

    ada.post(EDIT, plain(police, number="2", place="2", **ATTENDANCE, **{"measure1-remove": "on"}))

    assert figures(second) == []


def test_figure_keeps_its_row_when_it_is_changed(ada, second, police):
    held = make.MeasureFactory(recommendation=second, name="One")

    ada.post(EDIT, plain(police, **ATTENDANCE, number="2", place="2"))

    held.refresh_from_db()
    assert held.name == "SSAIDP attendance"


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("measure1-name", "Enter what figure 1 counts"),
        ("measure1-unit", "Enter the unit of figure 1"),
    ],
)
def test_figure_without_its_name_or_unit_is_refused(ada, secret, police, missing, sentence):
    page = ada.post(NEW, plain(police, **(ATTENDANCE | {missing: ""})))

    assert sentence in page.text
    assert not secret.recommendations.filter(number="4").exists()


def test_another_figure_keeps_what_was_typed_and_saves_nothing(ada, secret, police):
    page = ada.post(NEW, plain(police, **ATTENDANCE, add_measure="yes"))

    assert 'value="SSAIDP attendance"' in page.text
    assert 'name="measure2-name"' in page.text
    assert secret.recommendations.count() == 3


def test_themes_are_chosen_with_a_recommendation(ada, second, police):
    old, new = (Theme.objects.create(name=name, slug=name) for name in ("old", "new"))
    second.themes.add(old)

    ada.post(EDIT, plain(police, number="2", place="2", themes=[new.pk]))

    assert list(second.themes.all()) == [new]


def test_themes_are_not_asked_for_where_there_are_none(ada, second):
    assert 'name="themes"' not in ada.get(EDIT).text
