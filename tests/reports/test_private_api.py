from datetime import date, timedelta

import pytest
import time_machine
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from forces.choices import Lifetime
from forces.models import ApiToken
from recommendations.models import Inspection
from reports.api import bearer, private
from tests import factories as make
from tests import oversight

API = "/api/v1/private/"
SITE = "http://127.0.0.1:8000"
LISTS = ("progress", "assessments", "closures", "questions", "figures")
ADDRESSES = {
    **{f"{API}{name}/": f"{API}{name}/" for name in LISTS},
    f"{API}inspections/{{code}}/matrix/": f"{API}inspections/rape/matrix/",
    f"{API}search/": f"{API}search/?q=said",
}


@pytest.fixture
def ask(client):
    """What somebody is sent who asks with a token of theirs."""

    def _ask(person, path, **asked):
        secret = ApiToken.make(person, name="A program", lifetime=Lifetime.MONTH, at=make.NOON)
        address = path if path.startswith("/") else API + path
        return client.get(address, asked, headers={"Authorization": f"Bearer {secret}"})

    return _ask


@pytest.fixture
def said(inspection, cheshire, inspector):
    """A row or more of everything, about Cheshire and recommendation 1."""
    inspection.forces.add(cheshire.force)
    one = inspection.recommendations.get(number="1")
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    make.publish_version(response, make.TODAY)
    update = make.ProgressUpdateFactory(
        recommendation=one, force=cheshire.force, text="Much was said.", as_at=date(2021, 8, 1)
    )
    oversight.assessment(update=update, by=inspector)
    oversight.closure(update=update)
    oversight.reply(oversight.question(update=update))
    oversight.question(force=cheshire.force, recommendation=one)
    measure = make.MeasureFactory(recommendation=one)
    make.FigureFactory(measure=measure, force=cheshire.force)
    return update


@pytest.fixture
def description(client, db):
    return client.get(f"{API}openapi.json").json()


def closed(description):
    """The description, in which nothing may be sent that it does not name."""
    for schema in description["components"]["schemas"].values():
        if schema.get("type") == "object":
            schema["additionalProperties"] = False
    return description


def errors(description, path, status, body):
    answer = description["paths"][path]["get"]["responses"][str(status)]
    whole = {**answer["content"]["application/json"]["schema"]}
    whole["components"] = description["components"]
    checked = Draft202012Validator(whole, format_checker=FormatChecker())
    return [error.message for error in checked.iter_errors(body)]


def test_the_description_is_one_and_asks_for_a_token(description):
    validate(description)

    (scheme,) = description["components"]["securitySchemes"].values()
    assert scheme == {"type": "http", "scheme": "bearer"}
    assert all(path["get"]["security"] for path in description["paths"].values())
    assert all(path["get"]["description"] for path in description["paths"].values())


def test_everything_sent_is_as_it_is_described(ask, said, inspector, description):
    described = closed(description)

    assert ADDRESSES.keys() == described["paths"].keys()
    for path, address in ADDRESSES.items():
        answer = ask(inspector, address)
        assert answer.status_code == 200, path
        assert errors(described, path, 200, answer.json()) == [], path
        assert answer.json().get("results", True), path


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_nothing_is_kept_by_anyone(ask, said, inspector, address):
    answer = ask(inspector, address)

    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer
    assert "Access-Control-Allow-Origin" not in answer
    assert not answer.cookies


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer resp_nothing"}, {"Authorization": "Basic abc"},
     {"Authorization": "Bearer"}, {"Authorization": "é"}],
)  # fmt: skip
@pytest.mark.parametrize("address", ADDRESSES.values())
def test_without_a_token_nothing_is_sent(sign_in, said, inspector, address, headers):
    answer = sign_in(inspector).get(address, headers=headers)

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.json() == {"detail": "Send a token that is good: Authorization: Bearer …"}


def test_a_token_ends_when_a_role_does(ask, said, cheshire):
    membership = cheshire.drafter.memberships.get()
    before = ask(cheshire.drafter, "progress/").json()["results"]
    membership.valid_to = make.TODAY - timedelta(days=1)
    membership.save()

    after = ask(cheshire.drafter, "progress/").json()["results"]

    assert (len(before), after) == (1, [])


def test_progress_says_what_a_force_said(ask, said, cheshire):
    (sent,) = ask(cheshire.contact, "progress/").json()["results"]

    assert sent == {
        "id": said.pk,
        "inspection": "rape",
        "recommendation": "1",
        "force": "cheshire",
        "address": f"{SITE}/progress/rape/cheshire/1/",
        "as_at": "2021-08-01",
        "state": said.state,
        "text": "Much was said.",
        "next_on": said.next_on and said.next_on.isoformat(),
        "moved_reason": "",
        "submitted_at": sent["submitted_at"],
    }


def test_a_question_comes_with_its_reply(ask, said, cheshire):
    replied, waiting = ask(cheshire.contact, "questions/").json()["results"]

    assert (replied["about"], replied["update"], replied["reply"]["text"]) == (
        "update", said.pk, "Forty.",
    )  # fmt: skip
    assert (waiting["about"], waiting["version"], waiting["reply"]) == ("answer", 1, None)


def test_a_figure_is_a_number_or_says_why_not(ask, said, inspector):
    (sent,) = ask(inspector, "figures/").json()["results"]

    assert (sent["standing"], sent["value"], sent["twelve_months_to"]) == (
        "number", "34.00", "2021-03-31",
    )  # fmt: skip


def test_a_later_inspection_that_is_not_out_is_not_named(ask, said, inspector):
    later = make.InspectionFactory(embargoed=True, slug="zebra")
    oversight.assessment(update=said, verdict="superseded", superseded_by=later)
    before = ask(inspector, "assessments/").json()["results"][-1]["superseded_by"]
    Inspection.objects.filter(pk=later.pk).update(released_at=make.NOON, released_by=inspector)

    after = ask(inspector, "assessments/").json()["results"][-1]["superseded_by"]

    assert (before, after) == (None, "zebra")


def test_the_matrix_has_what_its_page_has(ask, said, inspector):
    sent = ask(inspector, "inspections/rape/matrix/").json()

    (row,) = sent["rows"]
    first = row["cells"][0]
    assert (row["force"], row["published_on"], len(row["cells"])) == ("cheshire", "2021-08-20", 3)
    assert (first["position"], first["state"], first["verdict"], first["closed_on"]) == (
        "under_way", said.state, "accepted", "2021-08-20",
    )  # fmt: skip


def test_the_matrix_says_whether_a_verdict_is_of_what_was_said_before(ask, said, inspector):
    two = said.recommendation.inspection.recommendations.get(number="2")
    oversight.assessment(recommendation=two, force=said.force)
    make.ProgressUpdateFactory(recommendation=two, force=said.force)

    (row,) = ask(inspector, "inspections/rape/matrix/").json()["rows"]

    assert [each["has_said_more"] for each in row["cells"]] == [False, True, False]


def test_search_finds_and_marks(ask, said, inspector):
    sent = ask(inspector, "search/", q="said", kind="update").json()

    assert (sent["count"], sent["cut_short"]) == (1, [])
    assert sent["results"][0]["snippet"] == "Much was <mark>said</mark> …"
    assert sent["results"][0]["address"] == f"{SITE}/progress/rape/cheshire/1/"


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_narrowed(ask, said, inspector, name):
    def count(**asked):
        return len(ask(inspector, f"{name}/", **asked).json()["results"])

    assert count() == count(inspection="rape") == count(force="cheshire") > 0
    assert count(inspection="other") == count(force="cumbria") == 0


@pytest.mark.parametrize(("since", "count"), [("2021-08-20", 1), ("2021-08-21", 0)])
def test_progress_is_asked_for_since_a_day(ask, said, inspector, since, count):
    assert len(ask(inspector, "progress/", since=since).json()["results"]) == count


def test_lists_come_in_parts(ask, said, inspector, monkeypatch):
    monkeypatch.setattr(private, "PER_PART", 1)

    first = ask(inspector, "questions/", force="cheshire").json()
    second = ask(inspector, first["next"].removeprefix(SITE)).json()

    assert "force=cheshire&after=" in first["next"]
    assert second["results"][0]["id"] > first["results"][0]["id"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("path", "asked", "status", "sentence"),
    [
        ("progress/", {"after": "x"}, 400, "This is not understood: after."),
        ("progress/", {"since": "soon"}, 400, "This is not understood: since."),
        ("search/", {}, 400, "This is not understood: q."),
        ("search/", {"q": "the and of"}, 400, "Look for a less common word."),
        ("search/", {"q": "a\0b"}, 400, "Look for a less common word."),
        ("search/", {"q": "-plum"}, 400, "Look for a word."),
        ("search/", {"q": "said", "kind": "secret"}, 400, "This is not understood: kind."),
        (
            "progress/",
            {"forces": "cheshire", "region": "Wales", "after": "1"},
            400,
            "This is not known: forces, region. Known are: inspection, force, since, after.",
        ),
        (
            "inspections/rape/matrix/",
            {"force": "cheshire"},
            400,
            "This is not known: force. Nothing can be asked for here.",
        ),
        ("inspections/nothing/matrix/", {}, 404, "Not Found"),
        ("nothing/", {}, 404, None),
    ],
)
def test_what_is_not_understood_is_answered_in_a_sentence(
    ask, said, inspector, path, asked, status, sentence
):
    answer = ask(inspector, path, **asked)

    assert answer.status_code == status
    assert sentence is None or answer.json() == {"detail": sentence}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("asked", [{"inspection": "\0"}, {"force": "\0"}, {"after": 10**30}])
def test_lists_bear_every_sign(ask, said, inspector, name, asked):
    assert ask(inspector, f"{name}/", **asked).status_code in {200, 400}


def test_every_address_describes_that_it_refuses_what_it_does_not_know(description):
    assert "A parameter that is not described here is refused" in description["info"]["description"]
    for path in description["paths"].values():
        assert "400" in path["get"]["responses"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, said, inspector, method):
    secret = ApiToken.make(inspector, name="A program", lifetime=Lifetime.MONTH, at=make.NOON)

    answer = getattr(client, method)(
        f"{API}progress/", headers={"Authorization": f"Bearer {secret}"}
    )

    assert answer.status_code == 405


def test_a_token_asks_so_often_a_minute_and_then_again(client, said, inspector, monkeypatch):
    monkeypatch.setattr(bearer, "MOST_A_MINUTE", 2)
    secret = ApiToken.make(inspector, name="A program", lifetime=Lifetime.MONTH, at=make.NOON)
    other = ApiToken.make(inspector, name="Another", lifetime=Lifetime.MONTH, at=make.NOON)

    def status(token):
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.get(f"{API}progress/", headers=headers)
        return answer.status_code, answer.get("Retry-After")

    assert [status(secret) for _ in range(3)] == [(200, None), (200, None), (429, "60")]
    assert status(other) == (200, None)
    with time_machine.travel(make.NOON + timedelta(minutes=1)):
        assert status(secret) == (200, None)


def test_while_nothing_can_be_counted_everyone_is_answered(ask, said, inspector, monkeypatch):
    class Away:
        def add(self, *args):
            raise bearer.RedisError

    monkeypatch.setattr(bearer, "cache", Away())

    assert ask(inspector, "progress/").status_code == 200


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_it_asks_no_more_queries_for_more_rows(
    ask, said, inspector, cheshire, inspection, address, django_assert_max_num_queries
):
    most = 30 if "search" in address else 13
    with django_assert_max_num_queries(most):
        ask(inspector, address)
    for _ in range(3):
        another = make.RecommendationFactory(inspection=inspection)
        update = make.ProgressUpdateFactory(
            recommendation=another, force=cheshire.force, text="More was said."
        )
        oversight.assessment(update=update)
        oversight.closure(update=update)
        oversight.reply(oversight.question(update=update))
        make.FigureFactory(
            measure=make.MeasureFactory(recommendation=another), force=cheshire.force
        )
    with django_assert_max_num_queries(most):
        assert ask(inspector, address).status_code == 200
