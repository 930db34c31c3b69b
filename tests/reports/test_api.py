import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from responses.models import ChiefOfficerComments, Copy, OldResponse
from responses.models.recording import leave_unknown
from tests import factories as make

API = "/api/v1/"
RESPONSE = f"{API}inspections/rape/responses/cheshire/"
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def published(inspection, cheshire, cumbria):
    """Cheshire's response with words everywhere, published; Cumbria's is drafted."""
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, introduction="We welcome it.", answers=True
    )
    ChiefOfficerComments.objects.create(
        response=response, received_on=date(2021, 8, 2), received_from="The chief", text="Agreed."
    )
    measure = make.MeasureFactory(recommendation=inspection.recommendations.get(number="1"))
    make.FigureFactory(measure=measure, force=cheshire.force)
    version = make.publish_version(response, date(2021, 8, 19))
    Copy.objects.create(
        version=version, to="inspectors", sent_on=date(2021, 8, 20), sent_how="service"
    )
    Copy.objects.create(version=version, to="secretary_of_state")
    make.ResponseFactory(inspection=inspection, body=cumbria.body, introduction="Zebra")
    return response


@pytest.fixture
def description(client, db):
    return client.get(f"{API}openapi.json").json()


def addresses(published):
    code = published.inspection.slug
    return {
        "/api/v1/inspections/": f"{API}inspections/",
        "/api/v1/inspections/{code}/": f"{API}inspections/{code}/",
        "/api/v1/inspections/{code}/responses/": f"{API}inspections/{code}/responses/",
        "/api/v1/inspections/{code}/responses/{force}/": RESPONSE,
        "/api/v1/publications/": f"{API}publications/",
    }


def errors(description, path, status, body):
    answer = description["paths"][path]["get"]["responses"][str(status)]
    schema = answer["content"]["application/json"]["schema"]
    whole = {**schema, "components": description["components"]}
    checked = Draft202012Validator(whole, format_checker=FormatChecker())
    return [error.message for error in checked.iter_errors(body)]


def closed(description):
    """The description, in which nothing may be sent that it does not name."""
    for schema in description["components"]["schemas"].values():
        if schema.get("type") == "object":
            schema["additionalProperties"] = False
    return description


def test_the_description_is_one(description):
    validate(description)

    assert description["openapi"].startswith("3.1")
    assert description["servers"] == [{"url": SITE}]


def test_everything_sent_is_as_it_is_described(client, published, description):
    described = closed(description)

    assert addresses(published).keys() == described["paths"].keys()
    for path, address in addresses(published).items():
        answer = client.get(address)
        assert answer.status_code == 200
        assert errors(described, path, 200, answer.json()) == [], path


def test_each_part_of_the_description_says_what_it_is(description):
    for path in description["paths"].values():
        assert path["get"]["description"]
        assert path["get"]["operationId"]


def test_inspections_say_by_when_responses_are_due(client, published):
    listed = client.get(f"{API}inspections/").json()

    assert listed == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "code": "rape",
                "title": "An inspection of the response to rape",
                "short_title": "Rape inspection",
                "inspectorates": ["HMICFRS"],
                "published_on": "2021-07-16",
                "last_day": "2021-09-09",
                "is_demonstration": False,
                "address": f"{SITE}/register/rape/",
            }
        ],
    }


def test_an_inspection_has_its_recommendations(client, published):
    found = client.get(f"{API}inspections/rape/").json()

    assert [each["number"] for each in found["recommendations"]] == ["1", "2", "3"]
    assert found["recommendations"][2] == {
        "number": "3",
        "heading": "Heading of 3",
        "kind": "Recommendation",
        "text": "Police forces should do thing 3.",
        "is_summary": False,
        "addressed_to": ["Home office"],
        "is_for_police": False,
        "address": f"{SITE}/register/rape/recommendations/3/",
    }
    assert "day 56 is Thursday 9 September 2021" in found["working"]


def test_responses_say_how_each_stands(client, published):
    listed = client.get(f"{API}inspections/rape/responses/").json()["results"]

    cheshire, cumbria = listed
    assert (cheshire["standing"], cumbria["standing"]) == ("published", "not_published")
    assert cumbria["version"] is None
    assert cumbria["lateness"] == {
        "code": "on_time",
        "days": 20,
        "words": "20 days left",
        "as_of": "2021-08-20",
    }


def test_responses_of_which_nothing_is_held_say_so(client, inspection, cumbria):
    make.ResponseFactory(inspection=inspection, body=cumbria.body)
    leave_unknown(inspection)

    found = client.get(f"{API}inspections/rape/responses/cumbria/").json()

    assert (found["standing"], found["lateness"]["code"]) == ("not_held", "unknown")
    assert found["lateness"]["days"] is None


def test_a_published_response_has_its_words_and_every_version(client, published, cheshire):
    first = client.get(RESPONSE).json()
    published.reopen(by=cheshire.drafter, at=make.NOON, reason="A slip")
    published.introduction = "We welcome it warmly."
    published.save()
    make.publish_version(published, make.TODAY)
    second = client.get(RESPONSE).json()

    assert first["content"]["introduction"] == "We welcome it."
    assert first["content"]["chief_officer"]["received_from"] == "The chief"
    assert first["content"]["answers"][0]["figures"][0]["value"] == "34"
    assert first["version"]["copies"] == [
        {"to": "inspectors", "sent_on": "2021-08-20"},
        {"to": "secretary_of_state", "sent_on": None},
    ]
    assert second["content"]["introduction"] == "We welcome it warmly."
    assert [each["number"] for each in second["versions"]] == [2, 1]
    assert second["version"]["address"] == f"{SITE}/register/rape/cheshire/version-2/"


def test_a_response_that_is_not_published_has_no_words(client, published):
    found = client.get(f"{API}inspections/rape/responses/cumbria/").json()

    assert (found["content"], found["versions"], found["version"]) == (None, [], None)
    assert "Zebra" not in json.dumps(found)


def test_a_response_says_whether_it_is_told_in_other_words(client, published):
    before = client.get(RESPONSE).json()["is_retold"]
    OldResponse.objects.create(response=published, modelled_on="a paper")

    assert (before, client.get(RESPONSE).json()["is_retold"]) == (False, True)


def test_publications_are_listed_newest_first(client, published, cheshire):
    later = make.ResponseFactory(inspection=published.inspection, answers=True)
    make.publish_version(later, make.TODAY)

    listed = client.get(f"{API}publications/").json()["results"]

    assert [each["version"]["published_on"] for each in listed] == ["2021-08-20", "2021-08-19"]
    assert listed[1]["force"] == {
        "code": "cheshire",
        "name": "Cheshire Constabulary",
        "ons_code": "E23000006",
    }


def test_lists_come_in_parts(client, db):
    for n in range(51):
        make.InspectionFactory(slug=f"report-{n:02}", title=f"Report {n:02}")

    first = client.get(f"{API}inspections/").json()
    second = client.get(first["next"].removeprefix(SITE)).json()

    assert (first["count"], len(first["results"]), first["previous"]) == (51, 50, None)
    assert ([each["code"] for each in second["results"]], second["next"]) == (["report-50"], None)
    assert second["previous"] == f"{SITE}{API}inspections/?page=1"


@pytest.mark.parametrize(
    ("page", "status"),
    [("2", 404), ("01", 404), ("+1", 404), ("0", 400), ("-1", 400), ("a", 400), ("", 400)],
)
def test_a_part_that_there_is_not_is_refused(client, published, description, page, status):
    answer = client.get(f"{API}inspections/", {"page": page})

    assert answer.status_code == status
    assert errors(description, "/api/v1/inspections/", status, answer.json()) == []


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("inspections/", "This is not known: region. Known are: page."),
        ("inspections/rape/", "This is not known: region. Nothing can be asked for here."),
    ],
)
def test_what_it_does_not_know_is_refused_with_what_it_knows(
    client, published, description, path, sentence
):
    answer = client.get(API + path, {"region": "Wales"})
    heads = client.head(f"{API}{path}?region=Wales")

    assert (answer.status_code, answer.json()) == (400, {"detail": sentence})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert heads.status_code == 400
    assert client.post(f"{API}{path}?region=Wales").status_code == 405


@pytest.mark.parametrize(
    "path",
    ["inspections/secret/", "inspections/secret/responses/", "inspections/no/responses/cheshire/",
     "inspections/rape/responses/nowhere/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, published, path):
    make.InspectionFactory(slug="secret", embargoed=True)

    answer = client.get(API + path)

    assert (answer.status_code, answer.json()) == (404, {"detail": "Not Found"})


@pytest.mark.parametrize("path", ["inspections/%00/", "nothing/", "", "docs"])
def test_an_address_that_leads_nowhere_is_not_found(client, db, path):
    assert client.get(API + path).status_code == 404


def test_any_website_may_read_it_without_a_cookie(client, published):
    client.cookies["sessionid"] = "someone"

    answer = client.get(RESPONSE)
    again = client.get(RESPONSE, headers={"If-None-Match": answer["ETag"]})

    assert answer["Access-Control-Allow-Origin"] == again["Access-Control-Allow-Origin"] == "*"
    assert again.status_code == 304
    assert "Vary" not in answer
    assert not answer.cookies
    assert client.head(RESPONSE)["ETag"] == answer["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written_through_it(client, published, method):
    assert getattr(client, method)(RESPONSE).status_code == 405


@pytest.mark.parametrize(
    ("path", "most"),
    [("inspections/", 4), ("inspections/rape/", 6), ("inspections/rape/responses/", 6),
     ("inspections/rape/responses/cheshire/", 8), ("publications/", 4)],
)  # fmt: skip
def test_it_asks_no_more_queries_for_more_rows(
    client, published, inspection, django_assert_max_num_queries, path, most
):
    with django_assert_max_num_queries(most):
        client.get(API + path)
    for n in range(3):
        make.RecommendationFactory(inspection=inspection)
        another = make.InspectionFactory(slug=f"other-{n}")
        for each in (inspection, another):
            make.publish_version(make.ResponseFactory(inspection=each, answers=True), make.TODAY)
    with django_assert_max_num_queries(most):
        assert client.get(API + path).status_code == 200
