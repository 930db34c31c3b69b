"""The old responses of an inspection: what is held of each, and saying that nothing is."""

from datetime import date

import pytest
import time_machine

from recommendations.models import Inspection
from responses.choices import Status
from responses.models import OfficerDraft, OldResponse, Response
from responses.models.recording import Record, leave_unknown, record
from tests import factories as make
from tests.at_once import one_waits_for_another

AFTER = "2021-10-01T11:00:00Z"  # the last day was 9 September
LIST, NOT_HELD = "/inspections/rape/old/", "/inspections/rape/not-held/"


def owed(inspection, name, **traits):
    force = make.ForceFactory(name=name, slug=name.lower())
    return make.ResponseFactory(inspection=inspection, body__force=force, **traits)


def entered(response):
    paper = Record(OldResponse(modelled_on="a paper"), introduction="Words.")
    record(response, paper, by=make.UserFactory(), at=make.NOON, render=lambda content: "<p></p>")


def test_old_responses_say_what_is_held_of_each(admin, inspection):
    entered(owed(inspection, "Avon"))
    owed(inspection, "Bath", is_recorded=True)
    owed(inspection, "Deal", drafting=True)
    owed(inspection, "Essex", published=True)
    owed(inspection, "Hull")

    page = admin.get(LIST).content.decode()

    rows = [" ".join(row.split()) for row in page.split("<tr ")[2:]]
    for row, texts in zip(
        rows,
        [
            ("Avon", "Entered", "From a paper", "/register/rape/avon/"),
            ("Bath", "Not held", "It happened before this service", "/inspections/rape/old/bath/"),
            ("Deal", "Being written here", "Its office publishes it"),
            ("Essex", "Published here", "/register/rape/essex/"),
            ("Hull", "Not begun", "/inspections/rape/old/hull/"),
        ],
        strict=True,
    ):
        assert all(text in row for text in texts), row


def test_old_responses_take_the_same_queries_for_1_and_3(
    admin, inspection, django_assert_max_num_queries
):
    entered(owed(inspection, "Avon"))
    admin.get(LIST)
    with django_assert_max_num_queries(50) as of_one:
        admin.get(LIST)
    entered(owed(inspection, "Bath"))
    owed(inspection, "Hull")

    with django_assert_max_num_queries(len(of_one)) as of_three:
        admin.get(LIST)

    assert len(of_three) == len(of_one) <= 10


def test_old_responses_are_linked_from_the_inspection_for_who_may_enter_them(
    client, sign_in, administrator, inspector, inspection
):
    theirs = sign_in(administrator).get("/inspections/rape/").content.decode()
    others = sign_in(inspector).get("/inspections/rape/").content.decode()

    assert f'href="{LIST}"' in theirs
    assert LIST not in others


def test_not_held_says_what_follows_and_marks_those_that_nobody_began(admin, inspection):
    unbegun, begun = owed(inspection, "Hull"), owed(inspection, "Deal", drafting=True)
    drafted = owed(inspection, "Avon")
    OfficerDraft.objects.create(response=drafted, text="What the force drafts.")

    with time_machine.travel(AFTER, tick=False):
        before = admin.get("/register/rape/").content.decode()
        asked = admin.get(NOT_HELD).content.decode()
        done = admin.post(NOT_HELD)
        register = admin.get("/register/rape/").content.decode()

    unbegun.refresh_from_db()
    begun.refresh_from_db()
    drafted.refresh_from_db()
    assert "1 response to this inspection is not begun here" in asked
    assert "its office can no longer write it here" in asked
    assert done.url == LIST
    assert (unbegun.is_recorded, unbegun.is_published) == (True, False)
    assert (begun.is_recorded, begun.status) == (False, Status.DRAFTING)
    assert not drafted.is_recorded
    assert str(unbegun.lateness(date(2021, 10, 1))) == "Cannot be told"
    assert "No response is held here" not in before
    assert register.count("No response is held here") == 1


@pytest.mark.parametrize(("today", "status"), [("2021-09-09", 403), ("2021-09-10", 302)])
def test_not_held_waits_until_the_last_day_is_over(admin, inspection, today, status):
    response = owed(inspection, "Hull")

    with time_machine.travel(f"{today}T11:00:00Z", tick=False):
        asked = admin.get(NOT_HELD).content.decode()
        page = admin.post(NOT_HELD)

    response.refresh_from_db()
    assert page.status_code == status
    assert response.is_recorded == (status == 302)
    assert ("nobody can say that they happened before" in asked) == (status == 403)


@pytest.mark.parametrize(("today", "is_marked"), [("2021-10-01", False), ("2021-10-02", True)])
def test_not_held_leaves_a_body_its_own_last_day(admin, inspection, today, is_marked):
    later = owed(inspection, "Hull", due_on=date(2021, 10, 1), due_reason="A new commissioner.")
    owed(inspection, "Bath")

    with time_machine.travel(f"{today}T11:00:00Z", tick=False):
        asked = admin.get(NOT_HELD).content.decode()
        admin.post(NOT_HELD)

    later.refresh_from_db()
    assert f"{1 + is_marked} response" in asked
    assert later.is_recorded == is_marked
    assert Response.objects.filter(is_recorded=True).count() == 1 + is_marked


@pytest.mark.django_db(transaction=True)
def test_leave_unknown_leaves_what_a_force_begins_at_that_moment(inspection):
    response = owed(inspection, "Hull")

    def begin():
        response.locked()
        OfficerDraft.objects.create(response=response, text="We agree.")

    assert one_waits_for_another(begin, lambda: leave_unknown(inspection)) == 0


def test_not_held_that_marks_none_says_so(admin, inspection):
    owed(inspection, "Deal", drafting=True)

    with time_machine.travel(AFTER, tick=False):
        page = admin.get(NOT_HELD).content.decode()
        listed = admin.get(LIST).content.decode()

    assert "Every response to this inspection is entered, marked already, begun" in page
    assert f'href="{NOT_HELD}"' not in listed
    assert 'name="csrfmiddlewaretoken"' not in page.split("<main")[1]


def test_leave_unknown_touches_no_other_inspection(inspection):
    other = make.ResponseFactory()
    owed(inspection, "Hull")

    count = leave_unknown(Inspection.objects.get(pk=inspection.pk))

    other.refresh_from_db()
    assert (count, other.is_recorded) == (1, False)
    assert Response.objects.filter(is_recorded=True).count() == 1
