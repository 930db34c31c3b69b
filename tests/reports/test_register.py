import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore

from responses.content import content_of
from responses.models import (
    ChiefOfficerComment,
    ChiefOfficerComments,
    Letter,
    OldResponse,
    Publication,
)
from responses.models.recording import leave_unknown
from responses.models.signing import freeze
from tests import factories as make

PDF = b"%PDF-1.7 the letter"
RESPONSE = "/register/rape/cheshire/"
LETTER = "/register/rape/cheshire/version-1.pdf"
SECRET = "Zebra"


def text_of(client, path):
    page = client.get(path)
    assert page.status_code == 200
    return page.content.decode()


def issue(version, content=PDF):
    letter = Letter.objects.create(version=version, changed_at=make.NOON)
    letter.issue(content, at=make.NOON)
    return letter


@pytest.fixture
def published(inspection, cheshire):
    """Cheshire's response, published on 19 August with an answer, comments and a letter."""
    response = make.ResponseFactory(
        inspection=inspection,
        body=cheshire.body,
        introduction="We welcome it.",
        conclusion="We will report again.",
    )
    one = inspection.recommendations.get(number="1")
    make.AnswerFactory(
        response=response,
        recommendation=one,
        position="planned",
        planned_on=date(2022, 3, 31),
        text="A plan for **zinc**.",
        local_number="9",
    )
    ChiefOfficerComments.objects.create(
        response=response,
        received_on=date(2021, 8, 2),
        received_from="Chief Constable Yak",
        text="The force agrees.",
        reply="Thank you.",
    )
    ChiefOfficerComment.objects.create(
        response=response, recommendation=one, text="We began in May."
    )
    issue(make.publish_version(response, date(2021, 8, 19)))
    return response


@pytest.fixture
def leaks(published, cheshire, cumbria, inspection):
    """What must stay hidden: a signed second version, another body's draft, an embargo."""
    published.reopen(by=cheshire.drafter, at=make.NOON, reason=SECRET)
    published.answers.update(text=SECRET)
    published.introduction = published.conclusion = SECRET
    published.save()
    ChiefOfficerComments.objects.update(text=SECRET, reply=SECRET)
    ChiefOfficerComment.objects.update(text=SECRET)
    issue(make.sign_version(published), SECRET.encode())

    draft = make.ResponseFactory(
        inspection=inspection, body=cumbria.body, introduction=SECRET, returned=SECRET
    )
    one = inspection.recommendations.get(number="1")
    make.AnswerFactory(response=draft, recommendation=one, text=SECRET)
    ChiefOfficerComments.objects.create(response=draft, text=SECRET)
    issue(make.sign_version(draft), SECRET.encode())
    make.ProgressUpdateFactory(recommendation=one, force=cheshire.force, text=SECRET)

    embargoed = make.InspectionFactory(embargoed=True, slug="secret", title=SECRET)
    early = make.ResponseFactory(inspection=embargoed, body=cheshire.body, introduction=SECRET)
    issue(make.publish_version(early, make.TODAY), SECRET.encode())


@pytest.mark.parametrize(
    "path", ["/register/", "/register/rape/", RESPONSE, f"{RESPONSE}version-1/"]
)
def test_register_leaks_nothing_that_is_not_published(client, leaks, path):
    assert SECRET not in text_of(client, path)


@pytest.mark.parametrize(
    "path",
    [
        f"{RESPONSE}version-2/",
        f"{RESPONSE}version-2.pdf",
        "/register/rape/cumbria/version-1/",
        "/register/rape/cumbria/version-1.pdf",
        "/register/secret/",
        "/register/secret/cheshire/",
        "/register/secret/cheshire/version-1/",
        "/register/secret/cheshire/version-1.pdf",
        "/register/secret/recommendations/1/",
        "/register/nothing/",
        "/register/rape/nowhere/",
    ],
)
def test_register_has_no_page_for_what_is_not_published(client, leaks, administrator, path):
    assert client.get(path).status_code == 404

    client.force_login(administrator)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/register/", "/register/rape/", RESPONSE, f"{RESPONSE}version-1/", LETTER]
)
def test_register_sets_no_cookie_and_touches_no_session(
    client, published, path, monkeypatch, django_assert_max_num_queries
):
    def touched(self, *args):
        raise AssertionError("A session was read or written.")

    for name in ("load", "save", "create", "delete", "exists"):
        monkeypatch.setattr(SessionStore, name, touched)

    with django_assert_max_num_queries(7) as queries:
        page = client.get(path)

    assert page.status_code == 200
    assert not page.cookies
    assert not [q for q in queries.captured_queries if "session" in q["sql"]]


def test_register_counts_what_is_published(client, published, inspection, cumbria):
    make.ResponseFactory(inspection=inspection, body=cumbria.body)

    page = text_of(client, "/register/")

    assert "As of 20 August 2021." in page
    assert 'data-label="Responses published">1 of 2<' in page
    assert 'href="/register/rape/"' in page


def test_register_says_what_is_not_held_of_an_old_inspection(client, published, inspection):
    make.ResponseFactory(inspection=inspection)
    leave_unknown(inspection)

    assert "(1 not held here)" in text_of(client, "/register/")
    assert "Of 1 body no response is held here; it may have" in text_of(client, "/register/rape/")


@pytest.mark.parametrize("path", ["/register/", "/register/rape/"])
def test_register_marks_a_demonstration(client, published, inspection, path):
    assert "Demonstration" not in text_of(client, path)

    inspection.is_demonstration = True
    inspection.save()

    assert '<strong class="govuk-tag govuk-tag--purple">Demonstration</strong>' in text_of(
        client, path
    )


def test_register_of_an_inspection_says_how_every_body_stands(
    client, published, inspection, cumbria
):
    make.ResponseFactory(inspection=inspection, body=cumbria.body)
    make.ResponseFactory(inspection=inspection, due_on=date(2021, 8, 18))
    make.ResponseFactory(inspection=inspection, due_on=date(2021, 8, 18), published=True)
    recorded = make.ResponseFactory(inspection=inspection, published=True)
    type(recorded).objects.filter(pk=recorded.pk).update(is_recorded=True, published_on=None)

    page = text_of(client, "/register/rape/")

    for words in (
        "Published 19 August 2021",
        "Not yet published, due 9 September 2021",
        "20 days left",
        "Late by 2 days",
        "Published, on a day that is not known",
        "Cannot be told",
        "3 of 5 responses are published here: 2 in time, 0 late, and of 1 it cannot be told.",
        "1 is late and not yet published.",
    ):
        assert words in page
    assert f'href="{RESPONSE}"' in page
    assert 'href="/register/rape/cumbria/"' in page


def test_register_shows_a_response_as_it_was_signed(client, published):
    page = text_of(client, RESPONSE)

    for words in (
        "Police and Crime Commissioner for Cheshire</h1>",
        "We welcome it.",
        "Police forces should do thing 1.",
        "Numbered 9 in the response.",
        "Action planned</strong> for 31 March 2022",
        "A plan for <strong>zinc</strong>.",
        "We began in May.",
        "From Chief Constable Yak, received 2 August 2021.",
        "The force agrees.",
        "Thank you.",
        "We will report again.",
        "Sam Signer",
        "19 August 2021",
        "Published in time",
        f'href="{LETTER}"',
        "19\N{NO-BREAK SPACE}bytes",
    ):
        assert words in page
    assert page.count("The response says nothing of this recommendation.") == 2


def test_register_marks_a_summary(client, inspection, cheshire):
    inspection.recommendations.filter(number="1").update(wording="summary")
    make.ResponseFactory(inspection=inspection, body=cheshire.body, published=True)

    page = text_of(client, RESPONSE)

    assert page.count("This is a summary, not the official wording.") == 1


def test_register_says_in_words_what_an_old_response_does_not_state(client, inspection, cheshire):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    response.is_recorded, response.not_before = True, date(2021, 10, 1)
    version = freeze(response, content_of(response), html="", by=None, at=None, dated_on=None)
    Publication.objects.create(version=version, at=make.NOON)
    response.published_version, response.status = version, "published"
    response.save()
    OldResponse.objects.create(
        response=response,
        modelled_on="the published response of somebody",
        cites="Section 33",
        stated_due_on=date(2021, 9, 10),
        not_before_reason="It tells of October.",
        notes="- Names nobody.\n- Bears no date.",
    )

    page = text_of(client, RESPONSE)

    for words in (
        "Modelled on the published response of somebody.",
        "The response does not say who signed it.",
        "The response does not say when it was signed.",
        "On a day that is not known",
        "Published at least 22 days late",
        "It cannot have been published before 1 October 2021. It tells of October.",
        "Law it cites: Section 33.",
        "Last day it states: 10 September 2021.",
        "<li>Names nobody.</li>",
    ):
        assert words in page


def test_register_lists_every_published_version_and_shows_each(client, published, cheshire):
    published.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake")
    published.answers.update(text="A better plan.")
    make.publish_version(published, make.TODAY)

    now, first = text_of(client, RESPONSE), text_of(client, f"{RESPONSE}version-1/")

    assert "A better plan." in now
    assert "Version 2 (this page), published 20 August 2021" in now
    assert f'href="{RESPONSE}version-1/"' in now
    assert "Published in time" in now  # timed is when a version was first published
    assert "A plan for <strong>zinc</strong>." in first
    assert "A newer version is published" in first
    assert "A newer version" not in text_of(client, f"{RESPONSE}version-2/")


def test_register_offers_no_pdf_that_is_not_made_yet(client, inspection, cheshire):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, published=True)
    Letter.objects.create(version=response.published_version, changed_at=make.NOON)

    assert LETTER not in text_of(client, RESPONSE)
    assert client.get(LETTER).status_code == 404


def test_register_hands_out_the_pdf_as_issued(client, published):
    page = client.get(LETTER)

    assert page.content == PDF
    assert page["Content-Type"] == "application/pdf"
    assert page["Content-Disposition"] == 'inline; filename="rape-cheshire-version-1.pdf"'
    assert page["ETag"] == f'"{sha256(PDF).hexdigest()}"'


def test_register_does_not_send_a_pdf_that_the_reader_has(client, published):
    etag = client.get(LETTER)["ETag"]

    page = client.get(LETTER, headers={"If-None-Match": etag})

    assert (page.status_code, page.content) == (304, b"")


def test_register_may_be_indexed_but_not_old_versions_or_demonstrations(
    client, published, cheshire, inspection
):
    published.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake")
    make.publish_version(published, make.TODAY)
    noindex = re.compile(r'name="robots" content="noindex"')

    assert not noindex.search(text_of(client, RESPONSE))
    assert noindex.search(text_of(client, f"{RESPONSE}version-1/"))

    inspection.is_demonstration = True
    inspection.save()
    assert noindex.search(text_of(client, RESPONSE))


def test_register_asks_no_more_queries_for_three_inspections_than_for_one(
    client, db, django_assert_num_queries
):
    make.ResponseFactory(published=True)
    with django_assert_num_queries(4):
        client.get("/register/")
    make.ResponseFactory(published=True)
    make.ResponseFactory()
    with django_assert_num_queries(4):
        page = client.get("/register/").content.decode()

    assert page.count("1 of 1") == 2


def test_register_shows_how_the_dates_of_an_inspection_changed(client, inspection, administrator):
    dates = replace(inspection.dates, published_on=date(2021, 7, 17))
    inspection.redate(dates, reason="It came <b>later</b>.", by=administrator, at=make.NOON)

    page = client.get("/register/rape/")

    assert (
        "On 20 August 2021 the date of publication was changed from 16 July 2021 to 17 July 2021 "
        "and the last day was changed from 9 September 2021 to 10 September 2021. "
        "Reason: It came &lt;b&gt;later&lt;/b&gt;."
    ) in page.text
    assert administrator.name not in page.text


def test_register_of_an_inspection_asks_no_more_queries_for_three_bodies_than_for_one(
    client, inspection, django_assert_num_queries
):
    make.ResponseFactory(inspection=inspection, published=True)
    with django_assert_num_queries(7):
        client.get("/register/rape/")
    make.ResponseFactory.create_batch(2, inspection=inspection)
    with django_assert_num_queries(7):
        page = client.get("/register/rape/").content.decode()

    assert "1 of 3" in page


def test_a_published_response_asks_no_more_queries_for_three_versions_than_for_one(
    client, published, cheshire, django_assert_num_queries
):
    with django_assert_num_queries(6):
        client.get(RESPONSE)
    for day in (19, 20):
        published.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake")
        issue(make.publish_version(published, date(2021, 8, day)))
    with django_assert_num_queries(6):
        page = client.get(RESPONSE).content.decode()

    assert "Version 3 (this page)" in page
