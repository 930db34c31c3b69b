"""The lists of the register: what is outstanding, forces, one force, one recommendation."""

import re
from datetime import date

import pytest

from responses.models import ChiefOfficerComment, Response
from responses.models.recording import leave_unknown
from tests import factories as make

OUTSTANDING = "/register/outstanding/"
RECOMMENDATION = "/register/rape/recommendations/1/"
SECRET = "Zebra"


def text_of(client, path):
    page = client.get(path)
    assert page.status_code == 200
    return page.content.decode()


def order_of(page, *words):
    return sorted(words, key=page.index)


# What is outstanding


def test_outstanding_says_what_is_owed_and_how_long_it_has(client, inspection, cheshire, cumbria):
    make.ResponseFactory(inspection=inspection, body=cheshire.body)
    make.ResponseFactory(inspection=inspection, body=cumbria.body, due_on=date(2021, 8, 18))
    make.ResponseFactory(inspection=inspection, published=True, body__force__name="Kent Police")

    page = text_of(client, OUTSTANDING)

    assert (
        "As of 20 August 2021, 2 responses to inspection reports are owed and not yet published "
        "here. The last day has passed for 1 of them."
    ) in page
    assert "Not yet published, due 9 September 2021" in page
    assert "20 days left" in page
    assert "Late by 2 days" in page
    assert "Kent Police" not in page


def test_outstanding_says_of_one_that_it_is_one(client, inspection, cheshire):
    make.ResponseFactory(inspection=inspection, body=cheshire.body)

    page = text_of(client, OUTSTANDING)

    assert "1 response to inspection reports is owed and not yet published here." in page
    assert "The last day has passed for none of them." in page


def test_outstanding_is_in_the_order_of_reports_and_names_never_of_lateness(client, cheshire):
    old = make.InspectionFactory(short_title="Old report", published_on=date(2021, 6, 1))
    new = make.InspectionFactory(short_title="New report", published_on=date(2021, 7, 1))
    for inspection in (old, new):
        make.ResponseFactory(inspection=inspection, body=cheshire.body)
    late = make.PolicingBodyFactory(force__name="Wiltshire Police")
    make.ResponseFactory(inspection=new, body=late, due_on=date(2021, 1, 1))

    page = text_of(client, OUTSTANDING)

    wanted = ["New report</a>", "Cheshire Con", "Wiltshire", "Old report</a>"]
    assert order_of(page, *wanted) == wanted


def test_outstanding_counts_nothing_that_is_not_held_or_not_out(client, inspection, cheshire):
    make.ResponseFactory(inspection=inspection, body=cheshire.body)
    leave_unknown(inspection)
    embargoed = make.InspectionFactory(embargoed=True, title=SECRET, short_title=SECRET)
    make.ResponseFactory(inspection=embargoed, body=cheshire.body)

    page = text_of(client, OUTSTANDING)

    assert "0 responses to inspection reports are owed" in page
    assert "Nothing is outstanding." in page
    assert SECRET not in page


def test_outstanding_is_in_pages_and_has_no_other(client, inspection):
    responses = make.ResponseFactory.create_batch(101, inspection=inspection)

    first, second = text_of(client, OUTSTANDING), text_of(client, f"{OUTSTANDING}?page=2")

    link = re.compile(r'href="(/register/rape/[^"]+)"')
    assert len({*link.findall(first), *link.findall(second)}) == len(responses)
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{OUTSTANDING}">' in first
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{OUTSTANDING}?page=2">' in second
    for number in ("0", "3", "-1", "01", "last", ""):
        assert client.get(f"{OUTSTANDING}?page={number}").status_code == 404


def test_outstanding_asks_no_more_queries_for_three_than_for_one(
    client, inspection, django_assert_num_queries
):
    make.ResponseFactory(inspection=inspection)
    with django_assert_num_queries(4):
        client.get(OUTSTANDING)
    make.ResponseFactory(inspection=inspection)
    make.ResponseFactory()
    with django_assert_num_queries(4):
        page = client.get(OUTSTANDING)

    assert "3 responses" in page.text


# Forces


def test_the_forces_are_listed_by_name_those_that_are_not_territorial_last(
    client, cheshire, cumbria
):
    make.ForceFactory(name="Border Force", slug="border", is_territorial=False, ons_code="")

    page = text_of(client, "/register/forces/")

    wanted = ["Cheshire Constabulary", "Cumbria Constabulary", "Special forces", "Border Force"]
    assert order_of(page, *wanted) == wanted
    assert 'href="/register/forces/cheshire/"' in page


def test_a_force_shows_every_inspection_that_concerns_it(client, inspection, cheshire):
    inspection.forces.add(cheshire.force)
    make.ResponseFactory(inspection=inspection, body=cheshire.body)
    late = make.InspectionFactory(short_title="Late one", slug="late", forces=[cheshire.force])
    make.ResponseFactory(inspection=late, body=cheshire.body, published=date(2021, 9, 19))
    make.InspectionFactory(short_title="Nothing owed", forces=[cheshire.force])
    make.InspectionFactory(short_title="Another's")
    make.InspectionFactory(short_title=SECRET, embargoed=True, forces=[cheshire.force])

    page = text_of(client, "/register/forces/cheshire/")

    for words in (
        "Not yet published, due 9 September 2021",
        "Published 19 September 2021",
        "Published 10 days late",
        "No response is owed",
        'href="/register/late/cheshire/"',
        "Police and Crime Commissioner for Cheshire",
        "As of 20 August 2021.",
    ):
        assert words in page
    assert "Another&#x27;s" not in page
    assert SECRET not in page


def test_a_force_shows_what_came_before(client, cheshire):
    type(cheshire.body).objects.filter(pk=cheshire.body.pk).update(valid_from=date(2012, 11, 22))
    make.PolicingBodyFactory(
        force=cheshire.force,
        name="Cheshire Police Authority",
        valid_from=date(1995, 4, 1),
        valid_to=date(2012, 11, 21),
    )

    page = text_of(client, "/register/forces/cheshire/")

    wanted = ["Commissioner for Cheshire</strong>", "Cheshire Police Authority"]
    assert order_of(page, *wanted) == wanted
    assert "from 1 April 1995 until 21 November 2012" in page


def test_a_force_asks_no_more_queries_for_three_inspections_than_for_one(
    client, cheshire, django_assert_num_queries
):
    def add():
        inspection = make.InspectionFactory(forces=[cheshire.force])
        make.ResponseFactory(inspection=inspection, body=cheshire.body)

    add()
    with django_assert_num_queries(6):
        client.get("/register/forces/cheshire/")
    add()
    add()
    with django_assert_num_queries(6):
        page = client.get("/register/forces/cheshire/")

    assert page.text.count("Not yet published") == 3


# One recommendation


@pytest.fixture
def answered(inspection, cheshire, cumbria):
    """Cheshire's response answers recommendation 1, Cumbria's draft does, Kent's says nothing."""
    one = inspection.recommendations.get(number="1")
    published = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    make.AnswerFactory(
        response=published, recommendation=one, position="no_action", text="", reason="No money."
    )
    ChiefOfficerComment.objects.create(response=published, recommendation=one, text="We agree.")
    make.publish_version(published, make.TODAY)
    draft = make.ResponseFactory(inspection=inspection, body=cumbria.body)
    make.AnswerFactory(response=draft, recommendation=one, text=SECRET)
    make.sign_version(draft)
    kent = make.PolicingBodyFactory(force__name="Kent Police", force__slug="kent")
    make.ResponseFactory(inspection=inspection, body=kent, published=make.TODAY)
    return published


def test_a_recommendation_shows_what_each_published_response_says(client, answered):
    page = text_of(client, RECOMMENDATION)

    for words in (
        "Police forces should do thing 1.",
        "<strong>Addressed to:</strong>",
        "2 responses to this report are published here; 1 says something of this recommendation.",
        "1 is not yet published.",
        'href="#cheshire"',
        'href="/register/rape/cheshire/#recommendation-1"',
        "No action</strong>",
        "No money.",
        "We agree.",
        "The response says nothing of this recommendation.",
        'href="/register/rape/cumbria/">Cumbria Constabulary</a>, due 9 September 2021',
    ):
        assert words in page
    assert SECRET not in page


def test_a_recommendation_shows_the_published_version_alone(client, answered, cheshire):
    answered.reopen(by=cheshire.drafter, at=make.NOON, reason=SECRET)
    answered.answers.update(reason=SECRET)
    make.sign_version(answered)

    page = text_of(client, RECOMMENDATION)

    assert "No money." in page
    assert SECRET not in page


def test_a_recommendation_says_of_whom_nothing_is_held(client, answered, inspection):
    body = make.PolicingBodyFactory(force__name="Surrey Police")
    make.ResponseFactory(inspection=inspection, body=body)
    Response.objects.filter(body=body).update(is_recorded=True)

    page = text_of(client, RECOMMENDATION)

    assert "Of 1 nothing is held here." in page
    assert page.index("No response is held here") < page.index("Surrey Police")


def test_a_recommendation_leads_to_the_others_also_where_the_number_has_a_space(client, inspection):
    inspection.recommendations.filter(number="2").update(number="AFI 2")

    page = text_of(client, RECOMMENDATION)
    other = text_of(client, "/register/rape/recommendations/AFI%202/")

    assert 'href="/register/rape/recommendations/AFI%202/"' in page
    assert '/register/rape/recommendations/AFI%202/">' in other


def test_a_recommendation_asks_no_more_queries_for_three_bodies_than_for_one(
    client, inspection, django_assert_num_queries
):
    make.ResponseFactory(inspection=inspection, answers=True, published=True)
    with django_assert_num_queries(8):
        client.get(RECOMMENDATION)
    for _ in range(2):
        make.ResponseFactory(inspection=inspection, answers=True, published=True)
    with django_assert_num_queries(8):
        page = client.get(RECOMMENDATION)

    assert "3 responses to this report are published here; 3 say" in page.text
