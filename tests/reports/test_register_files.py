"""A response in the register: before it is published, its files, and what a page says of itself."""

import re
from datetime import date, timedelta

import pytest
from django.utils.http import http_date

from responses.choices import CopyTo, SentBy, Shape
from responses.models import Copy, Letter, LetterChoice, Publication, Response
from responses.models.recording import leave_unknown
from tests import factories as make

RESPONSE = "/register/rape/cheshire/"
PDF, DOCX = f"{RESPONSE}version-1.pdf", f"{RESPONSE}version-1.docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SITE = "http://127.0.0.1:8000"
NOINDEX = '<meta name="robots" content="noindex">'


def issue(version, ending="pdf", *, at=make.NOON):
    letter = Letter.objects.create(version=version, format=ending, changed_at=at)
    letter.issue(f"the {ending}".encode(), at=at)


@pytest.fixture
def published(inspection, cheshire):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    version = make.publish_version(response, make.TODAY)
    issue(version, "docx")
    issue(version, "pdf")
    return response


# Before it is published


def test_a_response_that_is_awaited_says_when_it_is_due(client, inspection, cheshire):
    make.ResponseFactory(inspection=inspection, body=cheshire.body, drafting=True)

    page = client.get(RESPONSE)

    for words in (
        "Police and Crime Commissioner for Cheshire</h1>",
        "Not yet published, due 9 September 2021.",
        "20 days left",
        "Day 1 is 16 July, so day 56 is Thursday 9 September 2021",
        NOINDEX,
    ):
        assert words in page.text


def test_a_response_of_which_nothing_is_held_says_so(client, inspection, cheshire):
    make.ResponseFactory(inspection=inspection, body=cheshire.body)
    leave_unknown(inspection)

    page = client.get(RESPONSE)

    assert "No response is held here." in page.text
    assert "whether it did so in time cannot be told here" in page.text
    assert "days left" not in page.text


@pytest.mark.parametrize("status", ["not_started", "drafting", "with_commissioner", "signed"])
def test_an_awaited_page_is_the_same_however_far_the_draft_is(client, inspection, cheshire, status):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    first = client.get(RESPONSE)

    response.status = status
    response.introduction = "Zebra"
    response.save()
    later = client.get(RESPONSE)

    assert (later.content, later["ETag"]) == (first.content, first["ETag"])
    assert later["Last-Modified"] == first["Last-Modified"]


def test_where_nothing_is_owed_there_is_no_page(client, inspection, cheshire):
    assert client.get(RESPONSE).status_code == 404


# Its files


def test_a_response_is_offered_as_files_with_their_sizes(client, published):
    page = client.get(RESPONSE).text

    assert f'href="{PDF}">The response as a PDF file</a> (7\N{NO-BREAK SPACE}bytes)' in page
    assert f'href="{DOCX}">The response as a Word file</a> (8\N{NO-BREAK SPACE}bytes)' in page
    assert page.index(PDF) < page.index(DOCX)


def test_the_word_file_is_handed_out_as_issued(client, published):
    page = client.get(DOCX)

    assert page.content == b"the docx"
    assert page["Content-Type"] == WORD
    assert page["Content-Disposition"] == 'attachment; filename="rape-cheshire-version-1.docx"'
    assert page["Cache-Control"] == "public, no-cache"


def test_a_file_does_not_tell_when_it_was_made_before_it_was_public(client, inspection, cheshire):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    version = make.publish_version(response, make.TODAY)
    issue(version, at=make.NOON - timedelta(days=9))

    assert client.get(PDF)["Last-Modified"] == http_date(version.publication.at.timestamp())


def test_a_file_is_not_read_for_whoever_has_it(client, published, django_assert_num_queries):
    has_it = {"If-Modified-Since": client.get(PDF)["Last-Modified"]}

    with django_assert_num_queries(1):
        page = client.get(PDF, headers=has_it)

    assert page.status_code == 304


def test_a_file_of_a_demonstration_or_of_an_old_version_is_not_for_robots(
    client, published, inspection, cheshire
):
    assert not client.get(PDF).has_header("X-Robots-Tag")

    inspection.is_demonstration = True
    inspection.save()
    assert client.get(PDF)["X-Robots-Tag"] == "noindex"

    inspection.is_demonstration = False
    inspection.save()
    published.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake")
    make.publish_version(published, make.TODAY)
    assert client.get(PDF)["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", [f"{RESPONSE}version-1.exe", f"{RESPONSE}version-2.docx"])
def test_what_was_not_issued_is_no_file(client, published, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["version-01/", "version-0000001/", "version-01.pdf", "version-0/"]
)
def test_a_version_has_one_address_and_not_endless_ones_to_be_kept(client, published, path):
    assert client.get(f"{RESPONSE}{path}").status_code == 404


def test_a_response_says_when_copies_were_sent(client, published):
    Copy.objects.create(
        version=published.published_version,
        to=CopyTo.INSPECTORS,
        sent_on=date(2021, 8, 21),
        sent_how=SentBy.POST,
        noted_by=make.UserFactory(),
        noted_at=make.NOON,
    )

    page = client.get(RESPONSE).text

    assert "HM Inspectors of Constabulary: sent on 21 August 2021" in page
    assert "The Home Secretary: not recorded" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (18, "Published on the body’s own website first</a>, and here on 20 August 2021"),
        (20, "Also published on another website</a>"),
    ],
)
def test_a_response_says_which_website_had_it_first(client, inspection, cheshire, day, words):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    version = make.sign_version(response, date(2021, 8, 18))
    Publication.objects.create(
        version=version,
        published_on=date(2021, 8, day),
        url="https://pcc.example/response",
        by=cheshire.drafter,
        at=make.NOON,
    )
    Response.objects.filter(pk=response.pk).update(
        published_version=version, published_on=date(2021, 8, day), status="published"
    )

    page = client.get(RESPONSE).text

    assert 'href="https://pcc.example/response"' in page
    assert words in page


# What a page says of itself


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/register/", "Register of responses"),
        ("/register/outstanding/", "Responses that are not yet published"),
        ("/register/forces/", "Forces"),
        ("/register/forces/cheshire/", "Cheshire Constabulary: responses to inspection reports"),
        ("/register/rape/", "Rape inspection: responses"),
        ("/register/rape/recommendations/1/", "Recommendation 1: Rape inspection"),
        (RESPONSE, "Police and Crime Commissioner for Cheshire: Rape inspection"),
    ],
)
def test_a_public_page_names_itself_and_its_one_address(client, published, path, title):
    page = client.get(f"{path}?utm_source=x").text

    assert f"<title>{title} - Inspection Responses</title>" in page
    assert f'<link rel="canonical" href="{SITE}{path}">' in page
    assert re.search(r'<meta name="description" content="[A-Z][^"]{40,}\.">', page)
    assert "utm_source" not in page
    assert NOINDEX not in page


def test_the_page_of_the_newest_version_has_the_address_of_the_response(client, published):
    page = client.get(f"{RESPONSE}version-1/").text

    assert f'<link rel="canonical" href="{SITE}{RESPONSE}">' in page


def test_an_old_version_has_an_address_of_its_own(client, published, cheshire):
    published.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake")
    make.publish_version(published, make.TODAY)

    page = client.get(f"{RESPONSE}version-1/").text

    assert f'<link rel="canonical" href="{SITE}{RESPONSE}version-1/">' in page
    assert NOINDEX in page


@pytest.mark.parametrize("path", ["/register/rape/recommendations/1/", "/register/rape/", RESPONSE])
def test_a_demonstration_is_not_for_robots(client, published, inspection, path):
    inspection.is_demonstration = True
    inspection.save()

    assert NOINDEX in client.get(path).text


def test_a_public_page_leads_to_the_others_and_knows_nobody(client, published, cheshire):
    client.force_login(cheshire.drafter)
    page = client.get("/register/outstanding/").text

    for words in ('href="/register/forces/"', "Sign in or go to your work", 'aria-current="true"'):
        assert words in page
    assert "Sign out" not in page
    assert cheshire.drafter.name not in page


def test_a_letter_in_the_shape_that_its_office_chose_is_there(client, inspection, cheshire):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    LetterChoice.objects.create(response=response, shape=Shape.BRIEFING)
    version = make.publish_version(response, make.TODAY)
    letter = Letter.objects.create(version=version, shape=version.shape, changed_at=make.NOON)
    letter.issue(b"the briefing", at=make.NOON)

    page = client.get(PDF)

    assert version.shape == Shape.BRIEFING
    assert (page.status_code, page.content) == (200, b"the briefing")
