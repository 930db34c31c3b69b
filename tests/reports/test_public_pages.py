"""What is kept of public pages, and when they are made again."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.http import parse_http_date

from forces.models import Inspectorate
from recommendations.models import Inspection
from reports.public_pages import public_page
from reports.stamps import snapshot, stamp_of_public_facts
from tests import factories as make
from tests.completing import completing

LATER = make.NOON + timedelta(minutes=5)
# What is published changes only with a correction.
ANEW = """
    INSERT INTO recommendations_correction (inspection_id, changes, reason, by_id, at)
    SELECT id, '["Title"]', 'A slip', released_by_id, now() FROM recommendations_inspection
    WHERE title = %s;
    UPDATE recommendations_inspection SET title = title || ' anew' WHERE title = %s
"""


@pytest.fixture
def counted(db):
    """A public view of what it is asked for, and how often it had to be made."""
    made = []

    @public_page(asks=("page",))
    def view(request):
        made.append(request.get_full_path())
        if request.GET.get("page") == "9":
            raise Http404
        return HttpResponse(f"page {request.GET.get('page')}, {Inspectorate.objects.count()}")

    def get(path="/register/", **headers):
        return view(RequestFactory().get(path, headers=headers))

    get.made = made
    return get


def test_a_public_page_is_made_once(counted):
    first, second = counted(), counted()

    assert counted.made == ["/register/"]
    assert first.content == second.content == b"page None, 0"
    assert first["Cache-Control"] == "public, no-cache"
    assert first.headers == second.headers


def test_a_public_page_is_made_again_when_something_public_changed(counted, inspection):
    counted()

    with completing():
        Inspection.objects.update(title="Another title")
    counted()

    assert len(counted.made) == 2


def test_a_public_page_is_made_again_on_another_day(counted):
    counted()

    with time_machine.travel(make.NOON + timedelta(days=1), tick=False):
        counted()

    assert len(counted.made) == 2


def test_a_public_page_is_made_again_by_another_program(counted, settings):
    counted()

    settings.SITE_NAME = "Another name"
    counted()

    assert len(counted.made) == 2


def test_a_public_page_is_told_only_of_what_it_asks(counted):
    counted("/register/?page=2&utm=x")
    counted("/register/?evil=<script>&page=2&page=2")

    assert counted.made == ["/register/?page=2"]


def test_each_page_of_a_list_is_kept_apart(counted):
    assert counted("/register/?page=2").content != counted("/register/?page=3").content


@pytest.mark.parametrize("number", ["02", "two", "-2", "2\n", "99999", ""])
def test_only_plain_numbers_are_kept(counted, number):
    for _ in range(2):
        counted(f"/register/?{urlencode({'page': number})}")

    assert len(counted.made) == 2


def test_what_is_not_found_is_not_kept(counted):
    for _ in range(2):
        with pytest.raises(Http404):
            counted("/register/?page=9")

    assert len(counted.made) == 2


def test_etag_and_last_modified_follow_the_body_alone(counted, inspection):
    first = counted()

    with time_machine.travel(LATER, tick=False):
        with completing():
            Inspection.objects.update(title="Another title")
        same = counted()
        Inspectorate.objects.create(name="A", short_name="A", slug="a")
        changed = counted()

    assert (same["ETag"], same["Last-Modified"]) == (first["ETag"], first["Last-Modified"])
    assert changed["ETag"] != first["ETag"]
    assert parse_http_date(changed["Last-Modified"]) == int(LATER.timestamp())


def test_last_modified_tells_bodies_of_one_second_apart(counted):
    first = counted()

    Inspectorate.objects.create(name="A", short_name="A", slug="a")
    changed = counted("/register/", if_modified_since=first["Last-Modified"])

    assert changed.status_code == 200


@pytest.mark.parametrize(
    ("header", "of"), [("if_none_match", "ETag"), ("if_modified_since", "Last-Modified")]
)
def test_whoever_has_a_public_page_is_not_sent_it_again(counted, header, of):
    first = counted()

    again = counted(**{header: first[of]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_public_pages_do_without_redis(counted, settings):
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"}
    }

    first, second = counted(), counted()

    assert len(counted.made) == 2
    assert (first.status_code, first["ETag"]) == (200, second["ETag"])
    assert "Last-Modified" not in first  # since when it is what it is, nobody knows


def test_what_another_program_kept_is_made_again(counted):
    counted()

    # Of this test's own keys: other tests share the server, at the same time.
    kept = list(cache._cache.get_client().scan_iter(cache.make_key("public:*")))
    for key in kept:
        cache._cache.get_client().set(key, cache._cache._serializer.dumps(("another", "shape")))
    counted()

    assert len(kept) == 1
    assert len(counted.made) == 2


def test_a_page_of_free_text_is_never_kept(db):
    made = []

    @public_page(asks=("q",), is_kept=False)
    def view(request):
        made.append(request.GET["q"])
        return HttpResponse(request.GET["q"])

    first = view(RequestFactory().get("/register/?q=zinc"))
    again = view(
        RequestFactory().get("/register/?q=zinc", headers={"If-None-Match": first["ETag"]})
    )

    assert made == ["zinc", "zinc"]
    assert again.status_code == 304
    assert "Last-Modified" not in first


def test_the_head_of_a_public_page_is_that_of_the_page(client, inspection):
    head, page = client.head("/register/"), client.get("/register/")

    assert head.content == b""
    assert head.headers == page.headers


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_are_only_read(counted, method):
    @public_page()
    def view(request):
        raise AssertionError

    assert view(getattr(RequestFactory(), method)("/register/")).status_code == 405


def test_a_kept_page_costs_one_query(client, inspection):
    client.get("/register/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/register/")

    assert len(queries) == 1


def test_a_signed_in_person_gets_the_same_page_without_a_query_for_them(
    client, cheshire, inspection
):
    theirs = client.get("/register/")
    client.force_login(cheshire.drafter)
    with CaptureQueriesContext(connection) as queries:
        ours = client.get("/register/")

    assert ours.content == theirs.content
    assert len(queries) == 1
    assert not ours.cookies
    assert not ours.has_header("Vary")
    assert ours["Cache-Control"] == "public, no-cache"


@pytest.fixture
def elsewhere(transactional_db):
    """A connection of somebody else's."""
    other = connection.copy()
    yield other
    other.close()


def test_a_change_that_was_numbered_first_and_committed_last_is_seen_too(client, elsewhere):
    make.InspectionFactory(title="First")
    make.InspectionFactory(title="Second")
    with elsewhere.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(ANEW, ["First", "First"])
        with connection.cursor() as ours:
            ours.execute(ANEW, ["Second", "Second"])
        before = client.get("/register/").text
        cursor.execute("COMMIT")

    after = client.get("/register/").text

    assert "Second anew" in before
    assert "First anew" not in before
    assert "First anew" in after


def test_a_commit_by_anybody_is_another_snapshot(elsewhere):
    before = snapshot()
    with elsewhere.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")

    assert snapshot() != before


def test_a_stamp_is_worked_out_once_while_nothing_is_committed(
    transactional_db, django_assert_num_queries
):
    stamp_of_public_facts()

    with django_assert_num_queries(1) as queries:
        stamp_of_public_facts()

    assert "pg_current_snapshot" in queries.captured_queries[0]["sql"]


def test_what_somebody_else_publishes_is_seen_at_once(client, elsewhere):
    make.InspectionFactory(title="The first")
    before = client.get("/register/")
    with elsewhere.cursor() as cursor:
        cursor.execute(ANEW, ["The first", "The first"])

    after = client.get("/register/")

    assert b"The first anew" not in before.content
    assert b"The first anew" in after.content
    assert client.get("/register/").headers == after.headers
