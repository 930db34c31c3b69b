"""Whatever a public page shows is there at once when it changes, though the page is kept."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forces.models import Force, ForceName, Inspectorate, PolicingBody
from recommendations.models import Inspection, Recommendation
from reports.stamps import ADDED_TO, TRACKED
from responses.choices import CopyTo, SentBy
from responses.models import Copy, Letter, OldResponse, Response, SignedAnswer, SignedVersion
from responses.models.recording import leave_unknown
from tests import factories as make

INSPECTION = "/register/rape/"
PUBLISHED = "/register/rape/cheshire/"
AWAITED = "/register/rape/cumbria/"
FORCE = "/register/forces/cumbria/"
RECOMMENDATION = "/register/rape/recommendations/1/"
LISTS = ["/register/", "/register/outstanding/", "/register/forces/", INSPECTION, FORCE]
ADDRESSES = [*LISTS, RECOMMENDATION, PUBLISHED, f"{PUBLISHED}version-1/", AWAITED]

FOR_PROGRAMS = [
    "/register/downloads/",
    "/register/feed.atom",
    "/register/rape/feed.atom",
    "/sitemap.xml",
    "/api/v1/inspections/",
    "/api/v1/inspections/rape/",
    "/api/v1/inspections/rape/responses/",
    "/api/v1/inspections/rape/responses/cheshire/",
    "/api/v1/publications/",
]


@pytest.fixture
def register(inspection, cheshire, cumbria):
    """Cheshire's response is published, as it happened before the service; Cumbria's is awaited."""
    inspection.forces.add(cheshire.force, cumbria.force)
    published = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, answers=True, published=make.TODAY
    )
    published.is_recorded = True
    published.save()
    OldResponse.objects.create(response=published, modelled_on="a paper", notes="Old.")
    Letter.objects.create(version=published.published_version, changed_at=make.NOON)
    return make.ResponseFactory(inspection=inspection, body=cumbria.body)


def publish(response):
    make.publish_version(response, make.TODAY)


def release(response):
    make.InspectionFactory(title="Just out", embargoed=True).release(
        by=make.UserFactory(), at=make.NOON
    )


def redate(response):
    dates = replace(response.inspection.dates, published_on=date(2021, 7, 17))
    response.inspection.redate(dates, reason="It came later.", by=make.UserFactory(), at=make.NOON)


def set_last_day(response):
    Response.objects.filter(pk=response.pk).update(due_on=date(2021, 9, 30), due_reason="A flood.")


def issue_letter(response):
    Letter.objects.get().issue(b"%PDF", at=make.NOON)


def send_copy(response):
    Copy.objects.create(
        version=SignedVersion.objects.get(),
        to=CopyTo.INSPECTORS,
        sent_on=date(2021, 8, 20),
        sent_how=SentBy.POST,
        noted_by=make.UserFactory(),
        noted_at=make.NOON,
    )


def reopen_and_publish(response):
    first = Response.objects.published().get()
    first.reopen(by=make.UserFactory(), at=make.NOON, reason="A mistake")
    first.answers.update(text="A better plan.")
    publish(first)


def rename(rows, **changed):
    """Change rows as an administrator may, one by one."""

    def act(response):
        for row in rows.all():
            for name, value in changed.items():
                setattr(row, name, value)
            row.save()

    return act


def name_formerly(response):
    ForceName.objects.create(
        force=response.force, name="Old Cumbria", valid_to=date(2000, 1, 1), source="A book"
    )


@pytest.mark.parametrize(
    ("act", "path", "words"),
    [
        (publish, INSPECTION, "2 of 2 responses are published"),
        (publish, AWAITED, "Sam Signer"),
        (publish, "/register/outstanding/", "Nothing is outstanding."),
        (publish, FORCE, "Published 20 August 2021"),
        (reopen_and_publish, PUBLISHED, "A better plan."),
        (reopen_and_publish, RECOMMENDATION, "A better plan."),
        (reopen_and_publish, f"{PUBLISHED}version-1/", "A newer version is published"),
        (release, "/register/", "Just out"),
        (redate, INSPECTION, "Reason: It came later."),
        (set_last_day, AWAITED, "Reason: A flood."),
        (set_last_day, "/register/outstanding/", "due 30 September 2021"),
        (lambda response: leave_unknown(response.inspection), INSPECTION, "No response is held"),
        (lambda response: leave_unknown(response.inspection), AWAITED, "No response is held"),
        (issue_letter, PUBLISHED, "The response as a PDF file"),
        (send_copy, PUBLISHED, "sent on 20 August 2021"),
        (rename(OldResponse.objects, notes="It names nobody."), PUBLISHED, "It names nobody."),
        (rename(PolicingBody.objects, kind="mayor"), FORCE, "Mayor"),
        (rename(Inspectorate.objects, name="Fire Inspectorate"), INSPECTION, "Fire Inspectorate."),
        (rename(Inspection.objects, url="https://a.example/"), INSPECTION, "a.example"),
        (rename(Recommendation.objects, heading="Better heads"), INSPECTION, "Better heads"),
        (rename(Recommendation.objects, wording="summary"), RECOMMENDATION, "not the official"),
        (name_formerly, FORCE, "Old Cumbria"),
    ],
)
def test_a_change_is_on_the_public_page_at_once(client, register, act, path, words):
    before = client.get(path)
    assert client.get(path)["ETag"] == before["ETag"]

    act(register)
    after = client.get(path)

    assert words in after.text
    assert after["ETag"] != before["ETag"]


def test_a_renamed_force_and_body_are_on_every_page_at_once(client, register):
    for path in (*LISTS[1:], RECOMMENDATION, AWAITED):
        assert "Anew" not in client.get(path).text

    Force.objects.filter(slug="cumbria").update(name="Anew")
    PolicingBody.objects.filter(force__slug="cumbria").update(name="Anew")

    for path in (*LISTS[1:], RECOMMENDATION, AWAITED):
        assert "Anew" in client.get(path).text, path


def test_every_table_of_a_public_page_is_in_the_stamp(client, register):
    stamped = {model._meta.db_table for model in (*ADDED_TO, *TRACKED)}
    frozen = {model._meta.db_table for model in (SignedVersion, SignedAnswer)}

    with CaptureQueriesContext(connection) as queries:
        for path in (*ADDRESSES, *FOR_PROGRAMS):
            assert client.get(path).status_code == 200, path
    read = {
        table
        for query in queries.captured_queries
        for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])
    }

    assert len(read) > 10
    assert read <= stamped | frozen


@pytest.mark.parametrize("path", ADDRESSES)
def test_drafting_changes_nothing_of_a_public_page(client, register, cumbria, path):
    before = client.get(path)

    register.move_to("drafting", by=cumbria.drafter, at=make.NOON)
    register.introduction = "Zebra"
    register.save()
    make.AnswerFactory(
        response=register, recommendation=register.inspection.recommendations.first(), text="Zebra"
    )
    register.move_to("with_commissioner", by=cumbria.drafter, at=make.NOON)
    version = make.sign_version(register)
    Letter.objects.create(version=version, changed_at=make.NOON).issue(b"%PDF", at=make.NOON)
    make.InspectionFactory(title="Zebra", embargoed=True)
    after = client.get(path)

    assert after.content == before.content
    assert after.headers == before.headers
