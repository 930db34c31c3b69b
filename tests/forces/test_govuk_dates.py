from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from forces.govuk import dates


def test_uk_date_writes_day_month_and_year():
    assert dates.uk_date(date(2021, 9, 9)) == "9 September 2021"


def test_uk_date_of_a_moment_is_the_date_in_london():
    assert dates.uk_date(datetime(2021, 7, 15, 23, 30, tzinfo=UTC)) == "16 July 2021"


def test_uk_date_weekday_names_the_day():
    assert dates.uk_date_weekday(date(2021, 9, 9)) == "Thursday 9 September 2021"


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2021, 9, 9, 13, 14, tzinfo=UTC), "9 September 2021 at 2:14pm"),
        (datetime(2021, 12, 9, 13, 4, tzinfo=UTC), "9 December 2021 at 1:04pm"),
        (datetime(2021, 9, 9, 8, 0, tzinfo=UTC), "9 September 2021 at 9am"),
        (datetime(2021, 9, 9, 11, 0, tzinfo=UTC), "9 September 2021 at midday"),
        (datetime(2021, 9, 9, 11, 5, tzinfo=UTC), "9 September 2021 at 12:05pm"),
        (datetime(2021, 9, 8, 23, 0, tzinfo=UTC), "9 September 2021 at midnight"),
        (datetime(2021, 9, 8, 23, 5, tzinfo=UTC), "9 September 2021 at 12:05am"),
    ],
)
def test_uk_datetime_goes_by_the_clock_of_london(moment, written):
    assert dates.uk_datetime(moment) == written


@pytest.mark.parametrize("name", ["uk_date", "uk_date_weekday", "uk_datetime"])
def test_date_filters_write_nothing_for_what_is_unknown(name):
    template = Template("{% load govuk %}[{{ none|" + name + " }}]")

    assert template.render(Context({"none": None})) == "[]"
