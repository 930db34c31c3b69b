from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.urls import reverse

from tests import factories as make

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FEED = "/register/feed.atom"
SITE = "http://127.0.0.1:8000"


def feed(client, path=FEED):
    page = client.get(path)
    assert page.status_code == 200
    return ElementTree.fromstring(page.content)


def texts(root, name):
    return [entry.findtext(f"{ATOM}{name}") for entry in root.iter(f"{ATOM}entry")]


@pytest.fixture
def published(inspection, cheshire):
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    make.publish_version(response, make.TODAY - timedelta(days=1))
    return response


def test_a_feed_tells_of_each_publication(client, published):
    root = feed(client)

    assert root.findtext(f"{ATOM}title") == "Inspection Responses: responses"
    assert root.findtext(f"{ATOM}updated") == "2021-08-19T11:00:00+00:00"
    (entry,) = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == (
        "Police and Crime Commissioner for Cheshire: Rape inspection"
    )
    assert entry.findtext(f"{ATOM}id") == f"{SITE}/register/rape/cheshire/version-1/"
    assert entry.find(f"{ATOM}link").get("href") == f"{SITE}/register/rape/cheshire/version-1/"
    assert entry.findtext(f"{ATOM}updated") == "2021-08-19T11:00:00+00:00"
    assert entry.findtext(f"{ATOM}summary") == "Version 1, published on 19 August 2021."
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == published.body.name


def test_a_feed_names_itself_and_its_page(client, published):
    links = {
        link.get("rel"): link.get("href")
        for link in feed(client, "/register/rape/feed.atom").findall(f"{ATOM}link")
    }

    assert links == {
        "alternate": f"{SITE}/register/rape/",
        "self": f"{SITE}/register/rape/feed.atom",
    }
    assert client.get(FEED)["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_an_entry_does_not_change_when_names_do(client, published, inspection):
    before = client.get(FEED).content
    published.body.name = "Mayor"
    published.body.save()
    inspection.short_title = "Another name"
    inspection.save()

    assert client.get(FEED).content == before


def test_a_feed_bears_signs_that_xml_cannot_hold(client, inspection, cheshire):
    cheshire.body.name = "Commissioner\x0b of \ufffeCheshire"
    cheshire.body.save()
    inspection.short_title = "Rape\x08 inspection"
    inspection.save()
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    make.publish_version(response, make.TODAY)

    root = feed(client, "/register/rape/feed.atom")

    assert texts(root, "title") == ["Commissioner of Cheshire: Rape inspection"]
    assert root.findtext(f"{ATOM}title").endswith("Rape inspection")
    assert next(root.iter(f"{ATOM}author")).findtext(f"{ATOM}name") == "Commissioner of Cheshire"


def test_a_feed_lists_the_newest_first_and_every_version(client, published, cheshire):
    published.reopen(by=cheshire.drafter, at=make.NOON, reason="A slip")
    make.publish_version(published, make.TODAY)

    root = feed(client)

    assert [each.rsplit("/", 2)[1] for each in texts(root, "id")] == ["version-2", "version-1"]
    assert root.findtext(f"{ATOM}updated") == "2021-08-20T11:00:00+00:00"


def test_a_feed_of_an_inspection_has_that_one_alone(client, published, cumbria):
    other = make.ResponseFactory(inspection=make.InspectionFactory(slug="other"), body=cumbria.body)
    make.publish_version(other, make.TODAY)

    assert len(texts(feed(client), "id")) == 2
    assert texts(feed(client, "/register/other/feed.atom"), "id") == [
        f"{SITE}/register/other/cumbria/version-1/"
    ]


def test_a_feed_has_the_newest_fifty(client, inspection):
    for _ in range(51):
        make.publish_version(make.ResponseFactory(inspection=inspection), make.TODAY)

    assert len(texts(feed(client), "id")) == 50


def test_a_feed_before_the_first_publication_is_empty_and_stays_as_it_is(client, inspection):
    root = feed(client)

    assert texts(root, "id") == []
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_a_feed_marks_a_demonstration(client, published, inspection):
    inspection.is_demonstration = True
    inspection.save()

    assert texts(feed(client), "title")[0].startswith("Demonstration: ")


def test_there_is_no_feed_of_a_report_that_is_not_out(client, db):
    make.InspectionFactory(slug="secret", embargoed=True)

    assert client.get("/register/secret/feed.atom").status_code == 404


def test_a_feed_asks_no_more_queries_for_more_entries(
    client, published, inspection, django_assert_max_num_queries
):
    for _ in range(3):
        make.publish_version(make.ResponseFactory(inspection=inspection), make.TODAY)
    with django_assert_max_num_queries(3):
        client.get(FEED)


def addresses(client):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext(f"{MAP}loc").removeprefix(SITE): url.findtext(f"{MAP}lastmod")
        for url in root.iter(f"{MAP}url")
    }


def test_the_sitemap_lists_the_pages_of_the_register(client, published, inspection, cheshire):
    inspection.forces.add(cheshire.force)

    assert addresses(client) == {
        "/register/": None,
        "/register/outstanding/": None,
        "/register/forces/": None,
        "/register/forces/cheshire/": None,
        "/register/downloads/": None,
        "/register/rape/": None,
        "/register/rape/recommendations/1/": None,
        "/register/rape/recommendations/2/": None,
        "/register/rape/recommendations/3/": None,
        "/register/rape/cheshire/": "2021-08-19",
    }


def test_every_address_of_the_sitemap_is_a_page(client, published, inspection, cheshire):
    inspection.forces.add(cheshire.force)

    for address in addresses(client):
        assert client.get(address).status_code == 200, address


def test_the_sitemap_leaves_out_demonstrations_and_what_is_not_out(client, published, cumbria):
    published.inspection.is_demonstration = True
    published.inspection.save()
    secret = make.InspectionFactory(slug="secret", embargoed=True, forces=[cumbria.force])
    make.RecommendationFactory(inspection=secret)
    make.publish_version(make.ResponseFactory(inspection=secret, body=cumbria.body), make.TODAY)
    out = make.InspectionFactory(slug="out")
    make.ResponseFactory(inspection=out, body=cumbria.body, drafting=True)

    listed = addresses(client)

    assert not [each for each in listed if "rape" in each or "secret" in each or "cumb" in each]
    assert "/register/out/" in listed


def test_robots_are_told_where_the_sitemap_is(client, db):
    page = client.get("/robots.txt")

    assert f"Sitemap: {SITE}/sitemap.xml" in page.text.splitlines()
    assert f"Disallow: {reverse('register_search')}" in page.text.splitlines()
