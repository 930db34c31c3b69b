from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from forces.govuk.controls import Control
from forces.govuk.fields import DateField, month_number
from forces.govuk.forms import GovForm
from forces.govuk.widgets import DateInput, TypedDate


class LetterForm(GovForm):
    dated_on = DateField(label="Date of the letter")
    planned_on = DateField(required=False)


def form(day="9", month="9", year="2021"):
    return LetterForm({"dated_on_day": day, "dated_on_month": month, "dated_on_year": year})


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("9", 9),
        ("09", 9),
        ("Sep", 9),
        ("sept.", 9),
        ("SEPTEMBER", 9),
        ("may", 5),
        ("ju", None),
        ("jun", 6),
        ("jan", 1),
        ("m", None),
        ("septembre", None),
        ("", None),
        ("-9", None),
        ("٩", None),  # a nine in Arabic digits
    ],
)
def test_month_number_reads_numbers_and_names(typed, number):
    assert month_number(typed) == number


@pytest.mark.parametrize("month", ["9", "09", " Sep ", "september"])
def test_date_cleans_to_a_date(month):
    bound = form(month=month)

    assert bound.is_valid()
    assert bound.cleaned_data["dated_on"] == date(2021, 9, 9)


def test_date_that_is_optional_and_blank_cleans_to_none():
    bound = form()

    assert bound.is_valid()
    assert bound.cleaned_data["planned_on"] is None


@pytest.mark.parametrize(
    ("day", "month", "year", "message", "bad"),
    [
        ("", "", "", "Enter the date of the letter", {"day", "month", "year"}),
        ("9", "9", "", "The date of the letter must include a year", {"year"}),
        ("", "", "2021", "The date of the letter must include a day and month", {"day", "month"}),
        ("31", "2", "2021", "The date of the letter must be a real date", {"day", "month", "year"}),
        ("29", "2", "2021", "The date of the letter must be a real date", {"day", "month", "year"}),
        ("32", "1", "2021", "The date of the letter must be a real date", {"day"}),
        ("0", "1", "2021", "The date of the letter must be a real date", {"day"}),
        ("1", "13", "2021", "The date of the letter must be a real date", {"month"}),
        ("1", "Smarch", "2021", "The date of the letter must be a real date", {"month"}),
        ("x", "y", "z", "The date of the letter must be a real date", {"day", "month", "year"}),
        ("²", "1", "2021", "The date of the letter must be a real date", {"day"}),
        ("1", "1", "21", "The year must include 4 numbers", {"year"}),
        ("1", "1", "20211", "The year must include 4 numbers", {"year"}),
        ("1", "1", "0000", "The date of the letter must be a real date", {"year"}),
        ("9" * 5000, "1", "2021", "The date of the letter must be a real date", {"day"}),
    ],
)
def test_date_says_what_is_wrong_and_where(day, month, year, message, bad):
    bound = form(day, month, year)

    assert bound.errors["dated_on"] == [message]
    assert bad_boxes(bound) == bad


def bad_boxes(bound):
    return {part.part for part in Control(bound["dated_on"]).parts if part.is_bad}


def test_date_of_a_leap_year_is_real():
    assert form("29", "2", "2024").is_valid()


def test_date_keeps_what_was_typed():
    html = str(form("31", "Feb", "2021")["dated_on"])

    assert 'value="31"' in html
    assert 'value="Feb"' in html
    assert 'value="2021"' in html


def test_date_shows_a_stored_date():
    html = str(LetterForm(initial={"dated_on": date(2021, 9, 9)})["dated_on"])

    assert html.count('value="9"') == 2
    assert 'value="2021"' in html


def test_date_escapes_what_was_typed():
    assert "<script" not in str(form(day='"><script>')["dated_on"])


@pytest.mark.parametrize(("day", "changed"), [("9", False), ("10", True), ("x", True)])
def test_date_knows_whether_it_changed(day, changed):
    field = DateField()

    assert field.has_changed(date(2021, 9, 9), TypedDate(day, "9", "2021")) is changed


def test_date_messages_can_be_given():
    with pytest.raises(ValidationError, match="When was it signed"):
        DateField(error_messages={"required": "When was it signed?"}).clean(None)


def test_date_input_knows_when_it_was_left_out():
    widget = DateInput()

    assert widget.value_omitted_from_data(QueryDict("other=1"), {}, "on")
    assert not widget.value_omitted_from_data(QueryDict("on_day="), {}, "on")
