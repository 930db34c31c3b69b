"""The format, and the address under which a calendar program reads it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from reports.calendars import Entry, to_ical
from responses.models import CalendarFeed
from tests import factories as make

ENTRY = Entry(
    "last-day.7",
    date(2021, 9, 9),
    "Response due: Rape inspection, Cheshire Constabulary",
    "Day 56 is Thursday 9 September 2021.",
    "/responses/7/",
    sequence=3,
    changed_at=make.NOON,
)
AWKWARD = "Prüfung, Teil 1; „groß“\nund \\ sehr lang: " + "äöü" * 40


def calendar_of(*entries):
    return to_ical(entries, title="Inspection Responses", site="https://responses.example")


def parsed(content):
    return Calendar.from_ical(content)


def event_of(entry):
    [event] = parsed(calendar_of(entry)).events
    return event


def test_calendar_says_what_it_is():
    calendar = parsed(calendar_of(ENTRY))

    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"] == "-//Inspection Responses//Calendar//EN"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Inspection Responses"
    assert calendar["REFRESH-INTERVAL"].td == timedelta(hours=4)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar.errors == []


def test_entry_is_a_whole_day_that_blocks_no_time():
    event = event_of(ENTRY)

    assert (event.start, event.end) == (date(2021, 9, 9), date(2021, 9, 10))
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["STATUS"] == "CONFIRMED"
    assert event["SEQUENCE"] == 3
    assert event["UID"] == "last-day.7@responses.example"
    assert event["SUMMARY"] == "Response due: Rape inspection, Cheshire Constabulary"
    assert event["URL"] == "https://responses.example/responses/7/"
    assert event.errors == []


def test_entry_has_the_moment_of_its_last_change_and_never_the_clocks():
    event = event_of(replace(ENTRY, changed_at=datetime(2021, 8, 1, 8, 5, 7, 999, tzinfo=UTC)))

    assert event["DTSTAMP"].to_ical() == event["LAST-MODIFIED"].to_ical() == b"20210801T080507Z"


@pytest.mark.parametrize("day", [date(2022, 3, 27), date(2024, 2, 28), date(2021, 12, 31)])
def test_entry_ends_on_the_next_day(day):
    event = event_of(replace(ENTRY, on=day))

    assert event.end - event.start == timedelta(days=1)


def test_entry_on_the_last_day_there_is_has_no_end():
    event = event_of(replace(ENTRY, on=date.max))

    assert event.start == date.max
    assert "DTEND" not in event


def test_entry_that_is_over_is_cancelled():
    assert event_of(replace(ENTRY, is_over=True))["STATUS"] == "CANCELLED"


def test_awkward_words_come_back_as_they_were():
    event = event_of(replace(ENTRY, summary=AWKWARD, description=AWKWARD))

    assert event["DESCRIPTION"] == AWKWARD
    assert event["SUMMARY"] == AWKWARD.replace("\n", " ")


def test_control_characters_are_left_out():
    event = event_of(replace(ENTRY, summary="Title\x0bin\ttwo\r\nlines\x07", description="a\x0bb"))

    assert event["SUMMARY"] == "Title in two lines"
    assert event["DESCRIPTION"] == "a b"


def test_lines_are_folded_and_end_as_the_format_says():
    content = calendar_of(replace(ENTRY, summary=AWKWARD, description=AWKWARD))

    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(line.decode() for line in lines[:-1])  # no letter is cut in two
    assert b"\\, Teil 1\\;" in content


def test_no_entries_are_a_calendar_too():
    assert parsed(calendar_of()).subcomponents == []


# The address


@pytest.fixture
def owing(cheshire, inspection):
    return make.ResponseFactory(inspection=inspection, body=cheshire.body)


def address_of(user):
    return f"/calendar/{CalendarFeed.renew(user, at=make.NOON).secret}.ics"


def names(page):
    return {str(event["UID"]).partition("@")[0] for event in parsed(page.content).events}


def test_calendar_is_read_without_signing_in(client, cheshire, owing):
    page = client.get(address_of(cheshire.drafter))

    assert names(page) == {f"last-day.{owing.pk}", f"sign-by.{owing.pk}"}
    assert page["Content-Type"] == "text/calendar; charset=utf-8"
    assert page["Cache-Control"] == "private, no-cache"
    assert page["X-Robots-Tag"] == "noindex"
    assert not page.cookies


def test_calendar_is_its_owners_whoever_is_signed_in(sign_in, cheshire, cumbria, owing):
    page = sign_in(cumbria.drafter).get(address_of(cheshire.drafter))

    assert f"last-day.{owing.pk}" in names(page)


def test_calendar_that_has_not_changed_is_not_sent_again(client, cheshire, owing):
    address = address_of(cheshire.drafter)
    first = client.get(address)

    again = client.get(address)
    unchanged = client.get(address, headers={"If-None-Match": first["ETag"]})
    owing.move_to("drafting", by=cheshire.drafter, at=make.NOON)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert again.content == first.content
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


@pytest.mark.parametrize("secret", ["no-such-secret", "0", "x" * 500, "%00", "a/b"])
def test_unknown_address_is_not_found(client, cheshire, owing, secret):
    CalendarFeed.renew(cheshire.drafter, at=make.NOON)

    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_old_address_is_not_found_once_there_is_a_new_one(client, cheshire):
    old = address_of(cheshire.drafter)
    new = address_of(cheshire.drafter)

    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_calendar_of_someone_who_may_not_sign_in_is_not_found(client, cheshire):
    address = address_of(cheshire.drafter)
    cheshire.drafter.is_active = False
    cheshire.drafter.save()

    assert client.get(address).status_code == 404


def test_calendar_of_the_demonstration_is_not_found_where_that_is_off(client, settings, cheshire):
    cheshire.drafter.email = "dana@cheshire.example"
    cheshire.drafter.save()
    address = address_of(cheshire.drafter)

    found = []
    for settings.DEMO in (True, False):
        found.append(client.get(address).status_code)

    assert found == [200, 404]


def test_calendar_is_empty_when_the_roles_have_ended(client, cheshire, owing):
    cheshire.drafter.memberships.update(valid_to=make.TODAY - timedelta(days=1))

    page = client.get(address_of(cheshire.drafter))

    assert (page.status_code, names(page)) == (200, set())


def test_calendar_is_only_read(client, cheshire):
    assert client.post(address_of(cheshire.drafter)).status_code == 405
