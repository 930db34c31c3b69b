"""The pages of the bodies’ last days, and of one body’s own."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from responses.models import DueChange, Response
from tests import factories as make
from tests.responses.dates.conftest import LIST, ONE, OWN, confirmed, day, hidden


def test_last_days_lists_each_body_with_its_own(ada, response, cumbria, inspection):
    make.ResponseFactory(
        inspection=inspection, body=cumbria.body, due_on=OWN, due_reason="<b>More</b> time."
    )
    special = make.ForceFactory(
        name="Ministry of Defence Police", has_deadline=False, is_territorial=False, ons_code=""
    )
    make.ResponseFactory(
        inspection=inspection, body=make.PolicingBodyFactory(force=special), due_on=None
    )

    page = ada.get(LIST)

    assert [row.due_on for row, _, _ in page.context["rows"]] == [make.DUE_ON, OWN, None]
    assert "Its own. Reason: &lt;b&gt;More&lt;/b&gt; time." in page.text
    assert page.text.count("Set its own") == 2
    assert ONE in page.text


def test_last_days_offers_no_change_of_what_is_published(ada, cheshire, inspection):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, published=True)

    page = ada.get(LIST)

    assert ONE not in page.text
    assert "It keeps this day" in page.text


def test_last_days_says_nothing_of_a_draft(ada, cheshire, inspection):
    make.ResponseFactory(
        inspection=inspection, body=cheshire.body, with_commissioner=True, introduction="zebra"
    )

    page = ada.get(LIST)

    assert "zebra" not in page.text
    assert "commissioner</" not in page.text.lower()
    assert "Drafting" not in page.text


def test_last_days_without_a_response_says_so(ada, inspection):
    assert "No policing body owes a response to this inspection." in ada.get(LIST).text


def test_last_days_makes_as_many_queries_for_three_bodies_as_for_one(ada, response, inspection):
    ada.get(LIST)
    with CaptureQueriesContext(connection) as for_one:
        ada.get(LIST)
    for _ in range(2):
        make.ResponseFactory(inspection=inspection)

    with CaptureQueriesContext(connection) as for_three:
        page = ada.get(LIST)

    assert len(page.context["rows"]) == 3
    assert len(for_three) == len(for_one)


def test_last_day_shows_what_it_would_do_and_does_nothing_yet(ada, typed_day):
    page = ada.post(ONE, typed_day())

    assert "Friday 1 October 2021" in page.text
    assert "Thursday 9 September 2021" in page.text
    assert "has already passed" not in page.text
    assert Response.objects.get().due_on == make.DUE_ON
    assert not DueChange.objects.exists()


def test_last_day_sets_it_once_confirmed(ada, typed_day, administrator):
    page = confirmed(ada, ONE, ada.post(ONE, typed_day()))

    response = Response.objects.get()
    assert (page.status_code, page.url) == (302, LIST)
    assert (response.due_on, response.due_reason) == (OWN, "More time.")
    assert response.due_changes.get().by == administrator
    assert "Last day of the Police and Crime Commissioner for Cheshire changed" in (
        ada.get(LIST).text
    )


@pytest.mark.parametrize(("day_of_august", "passed"), [(20, False), (19, True)])
def test_last_day_warns_of_a_day_that_has_passed(ada, typed_day, day_of_august, passed):
    page = ada.post(ONE, typed_day(date(2021, 8, day_of_august)))

    assert ("The new last day has already passed. 1 response is late" in page.text) is passed


def test_last_day_takes_its_own_away_again(ada, typed_day):
    confirmed(ada, ONE, ada.post(ONE, typed_day()))
    offered = ada.get(ONE).text
    fields = typed_day(None, which="usual", reason="No longer needed.")

    confirmed(ada, ONE, ada.post(ONE, fields))

    response = Response.objects.get()
    assert "That of the inspection: 9 September 2021" in offered
    assert (response.due_on, response.due_reason) == (make.DUE_ON, "")
    assert response.due_changes.latest("pk").reason == "No longer needed."


def test_last_day_changes_its_own_for_another(ada, typed_day):
    confirmed(ada, ONE, ada.post(ONE, typed_day()))
    fields = typed_day(date(2021, 10, 2), which="own", reason="Still more time.")

    confirmed(ada, ONE, ada.post(ONE, fields))

    response = Response.objects.get()
    assert (response.due_on, response.due_reason) == (date(2021, 10, 2), "Still more time.")


def test_last_day_of_a_body_without_one_is_set_and_taken_away(ada, inspection):
    special = make.ForceFactory(slug="cnc", has_deadline=False, is_territorial=False, ons_code="")
    make.ResponseFactory(
        inspection=inspection, body=make.PolicingBodyFactory(force=special), due_on=None
    )
    address = f"{LIST}cnc/"
    first = ada.get(address)
    assert "The law sets this body no last day." in first.text

    fields = {**hidden(first), **day("due_on", OWN), "reason": "It agreed."}
    confirmed(ada, address, ada.post(address, fields))
    assert Response.objects.get().due_on == OWN

    second = ada.get(address)
    assert "None, as the law has it" in second.text
    fields = {**hidden(second), "which": "usual", "reason": "It withdrew."}
    check = ada.post(address, fields)
    assert "None" in check.text
    confirmed(ada, address, check)
    response = Response.objects.get()
    assert (response.due_on, response.due_reason) == (None, "")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "Enter the reason for the change"),
        (day("due_on", None), "Enter the last day"),
        ({"due_on_month": "13"}, "The last day must be a real date"),
        (day("due_on", date(2021, 7, 15)), "must be the date of publication or later"),
        (day("due_on", make.DUE_ON), "The last day is 9 September 2021 already"),
    ],
)
@pytest.mark.parametrize("button", ["submit", "confirm"])
def test_last_day_says_what_is_wrong_and_keeps_what_was_typed(
    ada, typed_day, changes, sentence, button
):
    page = ada.post(ONE, typed_day(**{"reason": "As they asked.", **changes, button: "x"}))

    assert sentence in page.text
    assert "There is a problem" in page.text
    if "reason" not in changes:
        assert "As they asked." in page.text
    assert not DueChange.objects.exists()


@pytest.mark.parametrize("button", ["submit", "confirm"])
def test_last_day_shows_one_that_somebody_else_set_meanwhile(ada, typed_day, button):
    ours = typed_day(date(2021, 11, 1), reason="Ours.")
    confirmed(ada, ONE, ada.post(ONE, typed_day(reason="Theirs.")))

    page = ada.post(ONE, {**ours, "which": "own", button: "yes"})

    assert "Somebody else changed this since you opened the page." in page.text
    assert "1 October 2021 Reason: Theirs." in page.text
    assert "Ours." in page.text
    assert Response.objects.get().due_on == OWN


def test_last_day_of_what_is_published_stays(ada, cheshire, inspection):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, published=True)

    page = ada.get(ONE)

    assert page.status_code == 403
    assert "it keeps the last day that it was judged by" in page.text


def test_last_day_of_what_is_published_meanwhile_stays_and_what_was_typed_too(
    ada, typed_day, response
):
    fields = typed_day(reason="As they asked.")
    make.publish_version(response, make.TODAY)

    page = ada.post(ONE, {**fields, "confirm": "yes"})

    assert page.status_code == 200
    assert "it keeps the last day that it was judged by" in page.text
    assert "As they asked." in page.text
    assert Response.objects.get().due_on == make.DUE_ON


def test_last_day_of_a_recorded_response_stays(ada, cheshire, inspection):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, is_recorded=True)

    page = ada.get(ONE)

    assert page.status_code == 403
    assert "This response came before this service: it keeps its last day." in page.text
