from html import unescape
from urllib.parse import urlencode

import pytest

from reports.policies import VIEWS_EACH
from responses.models import SavedView
from tests import factories as make

ADDRESS = "/forces/cheshire/open/"


def new(address=ADDRESS, query="show=slipped"):
    return f"/account/views/new/?{urlencode({'address': address, 'query': query})}"


def test_a_page_leads_to_where_it_is_saved_as_it_is_narrowed(sign_in, cheshire, inspection):
    inspection.forces.add(cheshire.force)

    page = sign_in(cheshire.contact).get(ADDRESS, {"show": "slipped", "page": 1}).content.decode()

    assert f'href="{new()}"' in unescape(page)


def test_saving_keeps_the_page_and_goes_back_to_it(
    sign_in, cheshire, inspection, eager_celery, django_capture_on_commit_callbacks
):
    inspection.forces.add(cheshire.force)

    with django_capture_on_commit_callbacks(execute=True):
        page = sign_in(cheshire.contact).post(new(), {"name": "Slipped", "is_weekly": "on"})

    view = SavedView.objects.get()
    assert page.url == f"{ADDRESS}?show=slipped"
    assert (view.owner, view.name, view.is_weekly) == (cheshire.contact, "Slipped", True)
    assert view.seen == {}  # looked at once, so that there is something to compare with


def test_a_name_that_is_taken_is_said_beside_it_and_nothing_typed_is_lost(sign_in, cheshire, save):
    save(cheshire.contact, name="Slipped")

    page = sign_in(cheshire.contact).post(new(), {"name": "Slipped"}).content.decode()

    assert "You already have a saved view with that name" in page
    assert 'value="Slipped"' in page
    assert SavedView.objects.count() == 1


def test_the_name_of_a_view_that_was_removed_is_free(sign_in, cheshire, save):
    save(cheshire.contact, name="Slipped").stop(at=make.NOON)

    sign_in(cheshire.contact).post(new(), {"name": "Slipped"})

    assert SavedView.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("address", ["/forces/cumbria/open/", "/inspections/none/matrix/"])
@pytest.mark.parametrize("typed", [None, {"name": "Theirs"}])
def test_a_page_that_the_person_may_not_open_is_not_saved(
    sign_in, cheshire, cumbria, address, typed
):
    client = sign_in(cheshire.drafter)

    page = client.post(new(address), typed) if typed else client.get(new(address))

    assert page.status_code == 404
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "/account/",
        "//example.org/matrix/",
        "https://example.org/",
        "nowhere",
        f"/forces/{'a' * 300}/open/",
    ],
)
def test_only_pages_that_list_and_compare_are_saved(sign_in, cheshire, address):
    page = sign_in(cheshire.contact).post(new(address), {"name": "A page"})

    assert page.status_code == 403
    assert b"This page cannot be saved as a view." in page.content
    assert not SavedView.objects.exists()


def test_a_query_that_is_too_long_is_refused(sign_in, cheshire):
    page = sign_in(cheshire.contact).post(new(query="x" * 1001), {"name": "A page"})

    assert page.status_code == 403
    assert b"Too much is chosen" in page.content


def test_a_query_that_no_page_has_is_refused(sign_in, cheshire):
    page = sign_in(cheshire.contact).post(new(query="show=\0"), {"name": "A page"})

    assert page.status_code == 403
    assert not SavedView.objects.exists()


def test_a_person_has_a_hundred_views_at_most(sign_in, cheshire, save):
    for number in range(VIEWS_EACH):
        save(cheshire.contact, name=f"View {number}", is_weekly=False)

    page = sign_in(cheshire.contact).post(new(), {"name": "One more"})

    assert page.status_code == 403
    assert b"Remove one first." in page.content
    assert SavedView.objects.count() == VIEWS_EACH


def test_the_list_has_the_own_views_only(sign_in, cheshire, save):
    save(cheshire.contact, name="Mine", query="show=closed")
    save(cheshire.drafter, name="Somebody else’s")

    page = sign_in(cheshire.contact).get("/account/views/").content.decode()

    assert f'href="{ADDRESS}?show=closed">Mine' in page
    assert "Somebody else’s" not in page


def test_a_view_gets_another_name_and_no_more_mail(sign_in, cheshire, save):
    view = save(cheshire.contact)

    sign_in(cheshire.contact).post(f"/account/views/{view.pk}/", {"name": "Another"})

    view.refresh_from_db()
    assert (view.name, view.is_weekly) == ("Another", False)


def test_a_view_keeps_its_own_name(sign_in, cheshire, save):
    view = save(cheshire.contact, is_weekly=False)

    page = sign_in(cheshire.contact).post(f"/account/views/{view.pk}/", {"name": view.name})

    assert page.url == "/account/views/"


def test_a_view_is_removed_and_of_nobody_else(sign_in, cheshire, save):
    view = save(cheshire.contact)

    other = sign_in(cheshire.drafter).post(f"/account/views/{view.pk}/remove/")
    own = sign_in(cheshire.contact).post(f"/account/views/{view.pk}/remove/")

    view.refresh_from_db()
    assert (other.status_code, own.url) == (404, "/account/views/")
    assert view.ended_at == make.NOON


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_list_do_not_grow(
    sign_in, cheshire, save, django_assert_num_queries, count
):
    for number in range(count):
        save(cheshire.contact, name=f"View {number}")
    client = sign_in(cheshire.contact)

    with django_assert_num_queries(3):
        client.get("/account/views/")
