"""Wherever a last day is stated, its working and its lateness are there for the same reader."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from forces import reference
from forces.models import Force
from responses.content import content_of, digest
from responses.models import Response
from responses.models.opening import open_responses
from tests import factories as make
from tests.every_page import PAGES, PEOPLE, POST

WORKING = (
    "Published 16 July 2021. Day 1 is 16 July, so day 56 is Thursday 9 September 2021 (section "
    "55(5A) of the Police Act 1996). Offices that count from the next day write 10 September "
    "2021: that is day 57."
)
LINK = re.compile(r'href="(/[^"#]*)')
STATES_A_LAST_DAY = re.compile(
    r"9 September 2021|\d days? left|Due in \d|Due today|[Ll]ate by \d|\d days? late"
)


class Reader:
    """Somebody who goes from page to page; what they have read once is not asked for again."""

    def __init__(self, client, user=None):
        self.client = client
        self.read = {}
        if user:
            client.force_login(user)

    def page(self, address):
        """The words and links of a page under its header; nothing where there is none for them."""
        if address not in self.read:
            page = self.client.get(address)
            is_html = page.status_code == 200 and page["Content-Type"].startswith("text/html")
            html = page.content.decode() if is_html else ""
            body = html.partition("</header>")[2].partition("</main>")[0]
            words = unescape(re.sub(r"<[^>]+>", " ", body))
            links = [unescape(link) for link in LINK.findall(body)]
            self.read[address] = " ".join(words.split()), links
        return self.read[address]

    def words(self, address):
        return self.page(address)[0]

    def finds(self, words, address):
        """Whether words are on a page, or one link away from it."""
        if words in self.words(address):
            return True
        return any(words in self.words(link) for link in dict.fromkeys(self.page(address)[1]))


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_that_states_a_last_day_leads_to_its_working(client, people, world, person):
    reader = Reader(client, people[person])
    stating = []

    for name, arguments, _ in PAGES:
        if POST in arguments or name.startswith(("account", "admin")):
            continue
        rows = {key: world[row].pk for key, row in arguments.items() if row in world}
        address = reverse(name, kwargs=arguments | rows)
        if STATES_A_LAST_DAY.search(reader.words(address)):
            stating.append(name)
            assert reader.finds(WORKING, address), address

    assert "register_inspection" in stating
    assert ("inspection" in stating) == (person != "nobody")


# Each page of a response, and its working, whatever that is


@pytest.fixture
def btp(db):
    reference.load()
    return Force.objects.get(slug="british-transport-police")


def by_the_inspection(response):
    return WORKING


def by_its_own(response):
    Response.objects.filter(pk=response.pk).update(
        due_on=date(2021, 10, 1), due_reason="Agreed with the inspectorate."
    )
    return (
        "The last day for this body is set to Friday 1 October 2021. "
        "Reason: Agreed with the inspectorate."
    )


def by_another_act(response):
    law = "Section 63(6) of the Act of 2003 applies section 55 to this force."
    Force.objects.filter(pk=response.body.force_id).update(deadline_law=law)
    return f"{WORKING} {law}"


def by_none(response):
    Force.objects.filter(pk=response.body.force_id).update(has_deadline=False)
    Response.objects.filter(pk=response.pk).update(due_on=None)
    return "No law sets this body a last day."


SETTINGS = [by_the_inspection, by_its_own, by_another_act, by_none]
HERE, ONE_LINK_AWAY = True, False
# The pages of Cheshire's response by its state: who reads them, and where its working is.
READ = {
    "drafting": [
        ("drafter", "/", ONE_LINK_AWAY),
        ("drafter", "/responses/{pk}/", HERE),
        ("drafter", "/responses/{pk}/check/", HERE),
        ("contact", "/forces/cheshire/", ONE_LINK_AWAY),
        ("contact", "/inspections/rape/forces/cheshire/", HERE),
        ("inspector", "/inspections/rape/matrix/", ONE_LINK_AWAY),
        ("inspector", "/inspections/rape/recommendations/1/", ONE_LINK_AWAY),
        ("nobody", "/register/rape/", HERE),
    ],
    "with_commissioner": [
        ("drafter", "/", ONE_LINK_AWAY),
        ("drafter", "/responses/{pk}/check/", HERE),
        ("signatory", "/", ONE_LINK_AWAY),
        ("signatory", "/responses/{pk}/read/", HERE),
        ("signatory", "/responses/{pk}/sign/?seen={seen}", HERE),
    ],
    "signed": [
        ("drafter", "/", ONE_LINK_AWAY),
        ("drafter", "/responses/{pk}/publish/", HERE),
    ],
    "published": [
        ("drafter", "/responses/{pk}/", HERE),
        ("contact", "/forces/cheshire/", ONE_LINK_AWAY),
        ("contact", "/inspections/rape/forces/cheshire/", HERE),
        ("inspector", "/inspections/rape/matrix/", ONE_LINK_AWAY),
        ("nobody", "/register/rape/", HERE),
        ("nobody", "/register/rape/cheshire/", HERE),
        ("nobody", "/register/rape/cheshire/version-1/", HERE),
    ],
}
UNPUBLISHED = ("drafting", "with_commissioner", "signed")


@pytest.fixture
def made(cheshire, inspection):
    """Make Cheshire's response in a state."""
    inspection.forces.add(cheshire.force)

    def _made(state):
        status = {state: True} if state != "with_commissioner" else {"drafting": True}
        response = make.ResponseFactory(
            inspection=inspection, body=cheshire.body, answers=True, **status
        )
        if state == "with_commissioner":
            response.move_to("with_commissioner", by=make.UserFactory(), at=make.NOON)
        return response

    return _made


@pytest.fixture
def readings(people):
    """Each page of a response: who reads it, its address, and where its working is."""

    def _readings(response, state):
        response.refresh_from_db()
        seen = digest(content_of(response))
        for person, address, place in READ[state]:
            reader = Reader(Client(), people[person])
            yield reader, address.format(pk=response.pk, seen=seen), place

    return _readings


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("state", READ)
def test_the_working_is_that_of_the_response(made, readings, state, setting):
    response = made(state)
    working = setting(response)

    for reader, address, place in readings(response, state):
        assert response.working == working
        if place is HERE:
            missing = [each for each in working.split(". ") if each not in reader.words(address)]
            assert not missing, address
        else:
            assert reader.finds(working, address), address


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 8, 20), "20 days left"),
        (date(2021, 8, 27), "Due in 13 days"),
        (date(2021, 9, 9), "Due today"),
        (date(2021, 9, 10), "Late by 1 day"),
    ],
)
@pytest.mark.parametrize("state", UNPUBLISHED)
def test_lateness_stands_beside_the_status(made, readings, state, day, words):
    response = made(state)

    with time_machine.travel(datetime(day.year, day.month, day.day, 11, tzinfo=UTC), tick=False):
        for reader, address, _ in readings(response, state):
            assert words in reader.words(address), address


@pytest.mark.parametrize("state", READ)
def test_lateness_is_said_where_there_is_no_last_day(made, readings, state):
    response = made(state)
    by_none(response)

    for reader, address, _ in readings(response, state):
        assert "No statutory last day" in reader.words(address), address


@pytest.mark.parametrize(
    ("published_on", "words"),
    [
        (date(2021, 9, 9), "Published in time"),
        (date(2021, 10, 21), "Published 42 days late"),
        (None, "Cannot be told"),
    ],
)
def test_lateness_stands_beside_published(made, readings, published_on, words):
    response = made("published")
    Response.objects.filter(pk=response.pk).update(
        published_on=published_on, is_recorded=published_on is None
    )

    for reader, address, _ in readings(response, "published"):
        assert words in reader.words(address), address


def test_lateness_stands_beside_the_status_on_the_admin_site(people, made):
    made("drafting")

    words = Reader(Client(), people["technical"]).words("/admin/responses/response/")
    assert "Drafting 9 Sep 2021 20 days left" in words


def test_what_is_published_keeps_the_working_of_the_day_it_was_judged_by(db, inspection):
    response = make.ResponseFactory(inspection=inspection, published=True)
    Response.objects.filter(pk=response.pk).update(due_on=date(2021, 9, 16))
    response.refresh_from_db()

    assert response.working == (
        "The last day for this response is Thursday 16 September 2021: it was published before "
        "the last day of the inspection was moved."
    )


def test_the_working_of_an_unpublished_response_names_its_own_day_first(db, inspection):
    response = make.ResponseFactory(inspection=inspection, due_on=date(2021, 9, 16))

    assert response.working == "The last day for this response is Thursday 16 September 2021."


# The special forces


def test_british_transport_police_have_the_clock_and_the_others_have_none(btp, administrator):
    inspection = make.InspectionFactory(
        embargoed=True, forces=Force.objects.filter(is_territorial=False)
    )
    make.RecommendationFactory(inspection=inspection)

    opened = open_responses(inspection, by=administrator, at=make.NOON)

    assert {response.body.force.slug: response.due_on for response in opened} == {
        "british-transport-police": date(2021, 9, 9),
        "civil-nuclear-constabulary": None,
        "ministry-of-defence-police": None,
        "national-crime-agency": None,
    }
    working = next(response.working for response in opened if response.due_on)
    assert working == (
        f"{WORKING} Section 63(6) of the Railways and Transport Safety Act 2003 applies section "
        "55 of the Police Act 1996 to the British Transport Police."
    )


def test_an_administrator_can_give_a_special_force_the_clock(btp, administrator):
    Force.objects.filter(slug="national-crime-agency").update(has_deadline=True)
    inspection = make.InspectionFactory(
        embargoed=True, forces=Force.objects.filter(slug="national-crime-agency")
    )
    make.RecommendationFactory(inspection=inspection)

    (response,) = open_responses(inspection, by=administrator, at=make.NOON)

    assert response.due_on == date(2021, 9, 9)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("british-transport-police", "Last day Section 63(6) of the Railways and Transport"),
        ("national-crime-agency", "Last day The law sets its body no last day"),
    ],
)
def test_the_page_of_a_special_force_says_whether_it_has_a_last_day(
    client, btp, inspector, slug, words
):
    assert words in Reader(client, inspector).words(f"/forces/{slug}/")


# Midnight in London, and midnight UTC


@pytest.mark.parametrize(
    ("at", "due_on", "words"),
    [
        # In summer London is an hour ahead.
        ("2021-09-08T22:30", date(2021, 9, 9), "Due in 1 day"),
        ("2021-09-08T23:30", date(2021, 9, 9), "Due today"),
        ("2021-09-09T22:30", date(2021, 9, 9), "Due today"),
        ("2021-09-09T23:30", date(2021, 9, 9), "Late by 1 day"),
        # In winter it is not.
        ("2022-12-26T23:30", date(2022, 12, 27), "Due in 1 day"),
        ("2022-12-27T00:30", date(2022, 12, 27), "Due today"),
        ("2022-12-27T23:30", date(2022, 12, 27), "Due today"),
        ("2022-12-28T00:30", date(2022, 12, 27), "Late by 1 day"),
        # The days on which the clocks go forward and back.
        ("2021-03-27T23:30", date(2021, 3, 28), "Due in 1 day"),
        ("2021-03-28T00:30", date(2021, 3, 28), "Due today"),
        ("2021-03-28T22:30", date(2021, 3, 28), "Due today"),
        ("2021-03-28T23:30", date(2021, 3, 28), "Late by 1 day"),
        ("2021-10-30T22:30", date(2021, 10, 31), "Due in 1 day"),
        ("2021-10-30T23:30", date(2021, 10, 31), "Due today"),
        ("2021-10-31T23:30", date(2021, 10, 31), "Due today"),
        ("2021-11-01T00:30", date(2021, 10, 31), "Late by 1 day"),
    ],
)
def test_the_day_is_that_of_london(client, cheshire, at, due_on, words):
    moment = datetime.fromisoformat(f"{at}:00+00:00")
    with time_machine.travel(moment, tick=False):
        response = make.ResponseFactory(body=cheshire.body, due_on=due_on)
        slug = response.inspection.slug

        assert words in Reader(client).words(f"/register/{slug}/")
        office = Reader(client, cheshire.drafter)
        assert words in office.words("/")
        assert words in office.words(f"/responses/{response.pk}/")
