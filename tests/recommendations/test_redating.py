from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from forces.policies import Refused
from recommendations import policies
from recommendations.choices import CountingRule
from recommendations.models import Inspection, Redating
from recommendations.models.redating import Dates
from tests import factories as make

ACT = Dates(make.PUBLISHED_ON)
DAY_AFTER = Dates(make.PUBLISHED_ON, CountingRule.DAY_AFTER, rule_reason="As announced.")
EXPLICIT = Dates(
    make.PUBLISHED_ON, CountingRule.EXPLICIT, date(2021, 10, 1), rule_reason="As agreed."
)


@pytest.fixture
def redate(inspection, administrator):
    """Changes the inspection's dates."""

    def _redate(dates, reason="The report came out later.", at=make.NOON):
        inspection.redate(dates, reason=reason, by=administrator, at=at)
        return inspection

    return _redate


def test_redate_changes_the_dates_and_records_them(redate, administrator):
    inspection = redate(EXPLICIT)

    row = inspection.redatings.get()
    assert Inspection.objects.get().dates == EXPLICIT == inspection.dates
    assert inspection.due_on == date(2021, 10, 1)
    assert (row.old, row.new) == (ACT, EXPLICIT)
    assert (row.reason, row.by, row.at) == (
        "The report came out later.",
        administrator,
        make.NOON,
    )


def test_redate_changes_nothing_else_of_the_row(redate, inspection):
    Inspection.objects.update(title="Another title")

    redate(DAY_AFTER)

    assert Inspection.objects.get().title == "Another title"


def test_redate_starts_from_the_row_as_it_is_now(redate, inspection, administrator):
    earlier = Inspection.objects.get()
    redate(DAY_AFTER)

    earlier.redate(EXPLICIT, reason="Agreed.", by=administrator, at=make.NOON)

    assert [(row.old, row.new) for row in Redating.objects.order_by("pk")] == [
        (ACT, DAY_AFTER),
        (DAY_AFTER, EXPLICIT),
    ]


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        (ACT, "Change at least one of the dates"),
        (replace(ACT, published_on=date(2021, 8, 21)), "must be today or in the past"),
        (
            replace(EXPLICIT, explicit_due_on=date(2021, 7, 15)),
            "The last day must be the date of publication or later.",
        ),
        (replace(DAY_AFTER, rule_reason=" "), "the reason for not counting as the Act does"),
        (replace(EXPLICIT, rule_reason=""), "the reason for not counting as the Act does"),
    ],
)
def test_redate_is_refused_for_dates_that_cannot_be(redate, dates, sentence):
    with pytest.raises(Refused, match=sentence):
        redate(dates)

    assert Inspection.objects.get().dates == ACT
    assert not Redating.objects.exists()


@pytest.mark.parametrize(
    "dates",
    [
        replace(ACT, published_on=make.TODAY),
        replace(ACT, published_on=date(2021, 7, 15)),
        replace(EXPLICIT, explicit_due_on=make.PUBLISHED_ON),
        replace(EXPLICIT, explicit_due_on=make.DUE_ON),
    ],
)
def test_redate_takes_the_first_and_the_last_day_there_may_be(redate, dates):
    redate(dates)

    assert Inspection.objects.get().dates == dates


def test_today_is_the_day_in_london(redate):
    midnight = datetime(2021, 8, 20, 23, 0, tzinfo=UTC)

    redate(replace(ACT, published_on=date(2021, 8, 21)), at=midnight)

    assert Inspection.objects.get().published_on == date(2021, 8, 21)


@pytest.mark.parametrize("reason", ["", " \n"])
def test_redate_is_refused_without_a_reason(redate, reason):
    with pytest.raises(Refused, match="Enter the reason"):
        redate(DAY_AFTER, reason=reason)

    assert Inspection.objects.get().dates == ACT


def test_redate_is_refused_under_embargo(administrator):
    secret = make.InspectionFactory(embargoed=True)

    with pytest.raises(Refused, match="is not published yet"):
        secret.redate(DAY_AFTER, reason="x", by=administrator, at=make.NOON)

    assert Inspection.objects.get().dates == ACT


@pytest.mark.parametrize("role", ["drafter", "signatory", "force_contact", "inspector"])
def test_check_redate_is_for_administrators(inspection, role):
    person = make.MembershipFactory(**{role: True}).user

    with pytest.raises(Refused, match="Only an inspectorate administrator may change dates"):
        policies.check_redate(make.actor(person), inspection)


def test_check_redate_is_for_what_is_published(inspection, administrator):
    secret = make.InspectionFactory(embargoed=True)

    policies.check_redate(make.actor(administrator), inspection)
    with pytest.raises(Refused, match="Change its dates where you set it up"):
        policies.check_redate(make.actor(administrator), secret)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (ACT, DAY_AFTER, "the last day was changed from 9 September 2021 to 10 September 2021"),
        (
            ACT,
            replace(ACT, published_on=date(2021, 7, 17)),
            (
                "the date of publication was changed from 16 July 2021 to 17 July 2021 and "
                "the last day was changed from 9 September 2021 to 10 September 2021"
            ),
        ),
        (
            EXPLICIT,
            replace(EXPLICIT, published_on=date(2021, 7, 17)),
            (
                "the date of publication was changed from 16 July 2021 to 17 July 2021, and "
                "the last day stayed 1 October 2021"
            ),
        ),
        (
            ACT,
            replace(EXPLICIT, explicit_due_on=make.DUE_ON),
            (
                "the rule by which days are counted was changed, and "
                "the last day stayed 9 September 2021"
            ),
        ),
        (
            DAY_AFTER,
            replace(DAY_AFTER, rule_reason="As the letter said."),
            "the reason for the last day, 10 September 2021, was put in other words",
        ),
    ],
)
def test_what_changed_is_said_in_words(redate, inspection, old, new, words):
    if old != ACT:
        redate(old)
    redate(new)

    assert inspection.redatings.latest("pk").what_changed == words


# The database


@pytest.mark.parametrize(
    "change",
    [
        "published_on = '2021-07-17'",
        "counting_rule = 'day_after', rule_reason = 'x'",
        "counting_rule = 'explicit', explicit_due_on = '2021-10-01', rule_reason = 'x'",
        "rule_reason = 'x'",
    ],
)
def test_dates_of_a_published_inspection_refuse_sql(inspection, change):
    with (
        pytest.raises(DatabaseError, match="change with a redating"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE recommendations_inspection SET {change}")  # noqa: S608  # from above

    assert Inspection.objects.get().dates == ACT


def test_dates_that_were_left_behind_refuse_sql(redate):
    redate(DAY_AFTER)
    redate(ACT)

    for dates in (DAY_AFTER, EXPLICIT):
        with pytest.raises(DatabaseError, match="change with a redating"), transaction.atomic():
            Inspection.objects.update(
                counting_rule=dates.counting_rule,
                explicit_due_on=dates.explicit_due_on,
                rule_reason=dates.rule_reason,
            )


def test_what_another_inspection_was_redated_to_refuses_sql(redate, inspection):
    other = make.InspectionFactory()
    redate(DAY_AFTER)

    with pytest.raises(DatabaseError, match="change with a redating"), transaction.atomic():
        Inspection.objects.filter(pk=other.pk).update(
            counting_rule=CountingRule.DAY_AFTER, rule_reason="As announced."
        )


def test_dates_of_an_embargoed_inspection_are_free_to_change(db):
    make.InspectionFactory(embargoed=True)

    assert Inspection.objects.update(published_on=date(2021, 7, 17)) == 1


def test_other_columns_of_a_published_inspection_are_free_to_change(inspection):
    assert Inspection.objects.update(url="https://example.org/elsewhere") == 1


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({}, "redating_changes_something"),
        ({"new_published_on": date(2021, 7, 17), "reason": ""}, "redating_has_reason"),
    ],
)
def test_redating_says_what_it_changes_and_why(inspection, administrator, changes, constraint):
    rows = {
        "old_published_on": make.PUBLISHED_ON,
        "new_published_on": make.PUBLISHED_ON,
        "old_counting_rule": CountingRule.ACT,
        "new_counting_rule": CountingRule.ACT,
        "reason": "x",
        "by": administrator,
        "at": make.NOON,
    }

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        inspection.redatings.create(**rows | changes)


def test_redating_counts_another_set_date_as_a_change(redate):
    redate(EXPLICIT)
    redate(replace(EXPLICIT, explicit_due_on=date(2021, 10, 2)))

    assert Redating.objects.count() == 2
