"""What changed on a saved view is mailed to its owner, once."""

from datetime import date, timedelta

import pytest

from forces.models import Membership
from responses import emails
from responses.models import Mail, SavedView, ViewChange, ViewReminder
from responses.models.planning import make_round
from tests import factories as make
from tests.responses.progress_reminders.conftest import NEXT, round_on, seven

DAY = timedelta(days=1)
MONDAY = date(2021, 9, 6)


@pytest.fixture
def view(inspector):
    return SavedView.objects.create(
        owner=inspector,
        name="Late in the North West",
        address="/inspections/rape/matrix/",
        query="region=north-west",
        is_weekly=True,
        created_at=make.NOON,
    )


def change(view, on=MONDAY, lines=("Cheshire: late by 3 days",)):
    return ViewChange.objects.create(view=view, on=on, lines=list(lines), at=seven(on, 6))


def states():
    return list(ViewReminder.objects.order_by("falls_on").values_list("falls_on", "state"))


def test_change_is_mailed_to_the_owner_once(view, inspector, morning):
    change(view)

    assert morning(MONDAY) == [inspector.email]
    assert morning(MONDAY + DAY) == []
    assert states() == [(MONDAY, "sent")]


def test_change_of_the_morning_is_found_by_the_sweep(view, inspector, sweep):
    change(view)

    assert sweep(MONDAY, 9) == [inspector.email]


def test_changes_of_two_weeks_are_both_told_after_an_outage(view, inspector, morning, mailbox):
    change(view)
    change(view, MONDAY + 7 * DAY, ["Cumbria: published"])

    assert morning(MONDAY + 7 * DAY) == [inspector.email]
    assert states() == [(MONDAY, "sent"), (MONDAY + 7 * DAY, "sent")]
    body = mailbox.mails[0].get_body(("plain",)).get_content()
    assert body.index("Cumbria: published") < body.index("Cheshire: late by 3 days")


def test_mail_names_the_view_and_leads_to_it(view, inspector, morning, mailbox, settings):
    change(view)
    morning(MONDAY)

    mail = mailbox.mails[0]

    assert mail["Subject"] == "A saved view has changed: Late in the North West"
    for kind in ("plain", "html"):
        body = mail.get_body((kind,)).get_content()
        assert f"{settings.SITE_URL}/inspections/rape/matrix/?region=north-west" in body
        assert f"{settings.SITE_URL}/account/views/{view.pk}/" in body


def test_mail_lists_20_lines_and_counts_the_rest(view, inspector):
    change(view, lines=[f"Line {n}." for n in range(23)])
    round_on(MONDAY)

    body = emails.digest(Mail.objects.get(), on=MONDAY).body

    assert body.count("Line ") == 20
    assert "- and 3 more\n" in body


@pytest.mark.parametrize("values", [{"is_weekly": False}, {"ended_at": make.NOON}])
def test_change_of_a_view_that_nobody_follows_is_not_told(view, morning, values):
    change(view)
    SavedView.objects.filter(pk=view.pk).update(**values)

    assert morning(MONDAY) == []
    assert states() == []


def test_change_is_not_told_to_an_owner_who_holds_no_role_any_more(view, inspector, morning):
    change(view)
    Membership.objects.filter(user=inspector).update(valid_to=MONDAY - DAY)

    assert morning(MONDAY) == []


def test_change_that_is_reserved_is_given_up_when_the_view_is_stopped(view, inspector, sweep):
    change(view)
    make_round(on=MONDAY, at=seven(MONDAY))
    SavedView.objects.update(ended_at=make.NOON)

    assert sweep(MONDAY, 12) == []
    assert states() == [(MONDAY, "unnecessary")]


def test_change_of_long_ago_is_not_told(view, morning):
    change(view)

    assert morning(MONDAY + 60 * DAY) == []


def test_changes_of_views_come_in_the_one_mail_of_the_day(cheshire, said, morning, mailbox):
    view = SavedView.objects.create(
        owner=cheshire.drafter, name="Ours", address="/", is_weekly=True, created_at=make.NOON
    )
    change(view, NEXT)

    morning(NEXT)

    mail = next(each for each in mailbox.mails if each["To"] == cheshire.drafter.email)
    assert Mail.objects.filter(recipient=cheshire.drafter).count() == 1
    assert mail["Subject"].endswith("and 1 more")
    assert "A saved view has changed" in mail.get_body(("plain",)).get_content()
