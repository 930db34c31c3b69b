import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from responses.models import Copy
from responses.models.recording import leave_unknown
from tests import factories as make

RESPONSES, ANSWERS = "/register/responses.csv", "/register/answers.csv"


def rows(client, path):
    text = client.get(path).getvalue().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def published(inspection, cheshire):
    """Cheshire's response, published on 19 August: it plans 1, and says nothing of 2 and 3."""
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    one = inspection.recommendations.get(number="1")
    make.AnswerFactory(
        response=response,
        recommendation=one,
        position="planned",
        planned_on=date(2022, 3, 31),
        text="=1+1",
        local_number="9",
    )
    make.publish_version(response, date(2021, 8, 19))
    return response


def test_responses_say_how_each_stands_in_words_and_codes(client, published):
    (row,) = rows(client, RESPONSES)

    assert row == {
        "Inspection": "An inspection of the response to rape",
        "Inspection code": "rape",
        "Report published": "2021-07-16",
        "Demonstration": "no",
        "Force": "Cheshire Constabulary",
        "Force code": "cheshire",
        "ONS code": "E23000006",
        "Policing body": "Police and Crime Commissioner for Cheshire",
        "Last day": "2021-09-09",
        "Standing": "Published 19 August 2021",
        "Standing code": "published",
        "First published": "2021-08-19",
        "Lateness": "Published in time",
        "Lateness code": "published_on_time",
        "Lateness days": "0",
        "As of": "2021-08-20",
        "Version": "1",
        "Version published": "2021-08-19",
        "Also published at": "",
        "Signed by": "Sam Signer",
        "Office": "Police and Crime Commissioner",
        "Dated": "2021-08-19",
        "Copied to the inspectors of constabulary": "",
        "Copied to the Home Secretary": "",
        "SHA-256": published.published_version.sha256,
        "Address": "http://127.0.0.1:8000/register/rape/cheshire/",
    }


def test_responses_that_are_not_published_say_by_when_they_are_due(client, inspection, cumbria):
    make.ResponseFactory(inspection=inspection, body=cumbria.body, introduction="Zebra")

    (row,) = rows(client, RESPONSES)

    assert row["Standing"] == "Not yet published, due 9 September 2021"
    assert row["Standing code"] == "not_published"
    assert (row["Lateness"], row["Lateness code"]) == ("20 days left", "on_time")
    assert [row["Version"], row["Signed by"], row["SHA-256"]] == ["", "", ""]


def test_responses_of_which_nothing_is_held_say_so(client, inspection, cumbria):
    make.ResponseFactory(inspection=inspection, body=cumbria.body)
    leave_unknown(inspection)

    (row,) = rows(client, RESPONSES)

    assert (row["Standing code"], row["Lateness"]) == ("not_held", "Cannot be told")
    assert row["Lateness days"] == ""


def test_responses_say_when_copies_were_sent(client, published):
    Copy.objects.create(
        version=published.published_version,
        to="secretary_of_state",
        sent_on=date(2021, 8, 20),
        sent_how="service",
    )

    (row,) = rows(client, RESPONSES)

    assert row["Copied to the Home Secretary"] == "2021-08-20"
    assert row["Copied to the inspectors of constabulary"] == ""


def test_answers_say_what_each_response_says_of_each_recommendation(client, published):
    one, two, three = rows(client, ANSWERS)

    assert one == {
        "Inspection": "An inspection of the response to rape",
        "Inspection code": "rape",
        "Report published": "2021-07-16",
        "Demonstration": "no",
        "Force": "Cheshire Constabulary",
        "Force code": "cheshire",
        "ONS code": "E23000006",
        "Policing body": "Police and Crime Commissioner for Cheshire",
        "Version": "1",
        "Published": "2021-08-19",
        "Told in other words": "no",
        "Recommendation": "1",
        "Heading": "Heading of 1",
        "Addressed to police forces": "yes",
        "Numbered in the response": "9",
        "Position": "Action planned",
        "Position code": "planned",
        "Answered together with": "",
        "Planned for": "2022-03-31",
        "Text": "'=1+1",
        "Reason": "",
        "Chief officer’s comment": "",
        "Address": "http://127.0.0.1:8000/register/rape/cheshire/#recommendation-1",
    }
    assert (two["Position"], two["Position code"]) == ("Says nothing of it", "says_nothing")
    assert three["Addressed to police forces"] == "no"


def test_tables_of_an_inspection_have_that_one_alone(client, published, cumbria):
    other = make.InspectionFactory(slug="other")
    make.RecommendationFactory(inspection=other)
    make.publish_version(make.ResponseFactory(inspection=other, body=cumbria.body), make.TODAY)

    assert [row["Force code"] for row in rows(client, "/register/rape/responses.csv")] == [
        "cheshire"
    ]
    assert {row["Force code"] for row in rows(client, "/register/other/answers.csv")} == {"cumbria"}
    assert len(rows(client, RESPONSES)) == 2
    assert len(rows(client, ANSWERS)) == 4


def test_tables_list_the_newest_inspection_first_then_forces_by_name(client, cheshire, cumbria):
    for day in (date(2020, 1, 1), date(2021, 1, 1)):
        inspection = make.InspectionFactory(published_on=day)
        for body in (cumbria.body, cheshire.body):
            make.ResponseFactory(inspection=inspection, body=body)

    listed = [(row["Report published"], row["Force code"]) for row in rows(client, RESPONSES)]

    assert listed == [
        ("2021-01-01", "cheshire"), ("2021-01-01", "cumbria"),
        ("2020-01-01", "cheshire"), ("2020-01-01", "cumbria"),
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/register/secret/responses.csv", "/register/no/answers.csv"])
def test_there_is_no_table_of_a_report_that_is_not_out(client, db, path):
    make.InspectionFactory(slug="secret", embargoed=True)

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [RESPONSES, ANSWERS])
def test_tables_ask_no_more_queries_for_more_responses(client, published, path):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(path).getvalue()
        return len(queries)

    few = asked()
    for _ in range(3):
        make.publish_version(
            make.ResponseFactory(inspection=published.inspection, answers=True), make.TODAY
        )

    assert asked() == few


@pytest.mark.parametrize("path", [RESPONSES, ANSWERS, "/register/rape/answers.csv"])
def test_tables_are_not_sent_to_whoever_has_them(client, published, cheshire, path):
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    published.body.force.name = "Cheshire Police"
    published.body.force.save()
    renamed = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, renamed.status_code) == (200, 304, 200)
    assert first["Cache-Control"] == "public, no-cache"
    assert "Last-Modified" not in first


def test_tables_are_named_and_typed(client, published):
    page = client.get("/register/rape/answers.csv")

    assert page["Content-Type"] == "text/csv; charset=utf-8"
    assert page["Content-Disposition"] == 'attachment; filename="rape-answers.csv"'


def test_tables_are_read_a_few_rows_at_a_time(client, published):
    with CaptureQueriesContext(connection) as queries:
        page = client.get(ANSWERS)
        assert not [q for q in queries if "signedversion" in q["sql"] and "content" in q["sql"]]
        page.getvalue()

    assert page.streaming


def test_the_page_of_downloads_lists_what_there_is(client, published):
    make.InspectionFactory(slug="secret", embargoed=True, title="Zebra")

    page = client.get("/register/downloads/")

    addresses = re.findall(r'<a class="govuk-link" href="([^"]+)"', page.text)
    taken = [address for address in addresses if not address.startswith("http")]
    assert {
        RESPONSES, ANSWERS, "/register/rape/responses.csv", "/register/rape/answers.csv",
        "/register/feed.atom", "/register/rape/feed.atom", "/api/v1/openapi.json",
    } <= set(taken)  # fmt: skip
    assert {client.get(address).status_code for address in taken} == {200}
    assert "Zebra" not in page.text


def test_pages_of_the_register_name_the_feed(client, published):
    page = client.get("/register/rape/").text

    assert (
        '<link rel="alternate" type="application/atom+xml" title="Responses as they are published" '
        'href="/register/feed.atom">'
    ) in page
