"""Nothing unpublished shows on any public address: not in what is sent, nor in when it changes."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import get_resolver, reverse

from responses.models import (
    ChiefOfficerComment,
    ChiefOfficerComments,
    Letter,
    Look,
    OfficerDraft,
    SignedVersion,
)
from tests import factories as make
from tests.test_every_page import names

SECRET = "zebra"
LATER = make.NOON + timedelta(hours=1)

# The names of public addresses, each with what stands in for its parts.
RAPE, FORCE, VERSION = {"slug": "rape"}, {"slug": "rape", "force": "cheshire"}, {"number": 1}
CODE = {"code": "rape"}
PUBLIC = [
    ("register", {}),
    ("register_outstanding", {}),
    ("register_forces", {}),
    ("register_force", {"slug": "cheshire"}),
    ("register_force", {"slug": "cumbria"}),
    ("register_inspection", RAPE),
    ("register_recommendation", RAPE | {"number": "1"}),
    ("register_response", FORCE),
    ("register_response", RAPE | {"force": "cumbria"}),
    ("register_response", RAPE | {"force": "kent"}),
    ("register_version", FORCE | VERSION),
    ("register_letter", FORCE | VERSION | {"ending": "pdf"}),
    ("register_letter", FORCE | VERSION | {"ending": "docx"}),
    ("register_search", {}),
    ("register_downloads", {}),
    ("responses_csv", {}),
    ("responses_csv", RAPE),
    ("answers_csv", {}),
    ("answers_csv", RAPE),
    ("register_feed", {}),
    ("register_feed", RAPE),
    ("sitemap", {}),
    ("robots", {}),
    ("api:openapi-json", {}),
    ("api:inspections", {}),
    ("api:inspection", CODE),
    ("api:responses", CODE),
    ("api:response", CODE | {"force": "cheshire"}),
    ("api:response", CODE | {"force": "cumbria"}),
    ("api:response", CODE | {"force": "kent"}),
    ("api:publications", {}),
]
# Where something unpublished would be, if it were anywhere.
HIDDEN = [
    "/register/zebra-report/",
    "/register/zebra-report/cheshire/",
    "/register/zebra-report/cheshire/version-1/",
    "/register/zebra-report/cheshire/version-1.pdf",
    "/register/zebra-report/recommendations/1/",
    "/register/zebra-report/responses.csv",
    "/register/zebra-report/answers.csv",
    "/register/zebra-report/feed.atom",
    "/register/rape/cheshire/version-2/",
    "/register/rape/cheshire/version-2.pdf",
    "/register/rape/cheshire/version-2.docx",
    "/register/rape/kent/version-1/",
    "/register/rape/kent/version-1.pdf",
    "/api/v1/inspections/zebra-report/",
    "/api/v1/inspections/zebra-report/responses/",
    "/api/v1/inspections/zebra-report/responses/cheshire/",
]


def issue(version):
    for ending in ("pdf", "docx"):
        letter = Letter.objects.create(version=version, format=ending, changed_at=make.NOON)
        letter.issue(f"%{ending} {version.content['introduction']}".encode(), at=make.NOON)


def fill(response, words):
    """These words in everything that is written of a response."""
    response.introduction, response.conclusion = words, words
    response.save()
    for recommendation in response.inspection.recommendations.all():
        response.answers.update_or_create(
            recommendation=recommendation,
            defaults={
                "position": "considered", "text": words, "reason": words,
                "saved_by": make.UserFactory(), "saved_at": make.NOON,
            },
        )  # fmt: skip
        ChiefOfficerComment.objects.update_or_create(
            response=response, recommendation=recommendation, defaults={"text": words}
        )
    ChiefOfficerComments.objects.update_or_create(
        response=response, defaults={"text": words, "reply": words, "received_from": words}
    )


@pytest.fixture
def bodies(cheshire, cumbria):
    """Three bodies; the secret is in the third, which has signed and published nothing."""
    force = make.ForceFactory(name="Kent Police", slug="kent")
    return {
        "cheshire": cheshire.body,
        "cumbria": cumbria.body,
        "kent": make.PolicingBodyFactory(force=force, name="Commissioner for Kent"),
    }


@pytest.fixture
def secrets(bodies, inspection):
    """Cheshire has published and signs again, Cumbria drafts what came back, Kent has signed.

    Another inspection is not out, and everything is in it already.
    """
    inspection.forces.add(*(body.force for body in bodies.values()))
    responses = {
        name: make.ResponseFactory(inspection=inspection, body=body)
        for name, body in bodies.items()
    }
    fill(responses["cheshire"], "A plain word.")
    issue(make.publish_version(responses["cheshire"], make.TODAY - timedelta(days=1)))
    responses["cheshire"].reopen(by=make.UserFactory(), at=make.NOON, reason=SECRET)
    for response in responses.values():
        fill(response, SECRET)
    for name in ("cheshire", "kent"):
        issue(make.sign_version(responses[name]))
    drafter, cumbria = make.UserFactory(name=SECRET), responses["cumbria"]
    cumbria.move_to("drafting", by=drafter, at=make.NOON)
    cumbria.move_to("with_commissioner", by=drafter, at=make.NOON)
    cumbria.move_to("drafting", by=drafter, at=make.NOON, reason=SECRET)
    cumbria.changes.latest("pk").notes.create(place="words", text=SECRET)
    OfficerDraft.objects.create(response=cumbria, comes_from=SECRET, text=SECRET)
    one = inspection.recommendations.get(number="1")
    measure = make.MeasureFactory(recommendation=one)
    for body in bodies.values():
        make.FigureFactory(measure=measure, force=body.force, note=SECRET)
        make.ProgressUpdateFactory(recommendation=one, force=body.force, text=SECRET)
    early = make.InspectionFactory(
        embargoed=True, slug="zebra-report", title=SECRET, short_title=SECRET,
        forces=[body.force for body in bodies.values()],
    )  # fmt: skip
    make.RecommendationFactory(inspection=early, heading=SECRET, text=SECRET)
    unreleased = make.ResponseFactory(inspection=early, body=bodies["cheshire"])
    fill(unreleased, SECRET)
    issue(make.publish_version(unreleased, make.TODAY))
    return responses | {"early": unreleased}


def sent(client, name, parts):
    """All that somebody gets to know by asking: its heads, and its bytes."""
    query = {"q": "plain or zebra"} if name == "register_search" else {}
    page = client.get(reverse(name, kwargs=parts), query)
    assert page.status_code == 200, (name, parts)
    body = page.getvalue() if page.streaming else page.content
    return dict(page.headers), body


def everything(client):
    return {(name, str(parts)): sent(client, name, parts) for name, parts in PUBLIC}


def differing(before, after):
    """What differs of each address: the names of heads, and "body"."""
    found = {}
    for key, (heads, body) in after.items():
        old_heads, old_body = before[key]
        names = {name for name, _ in heads.items() ^ old_heads.items()}
        if names or body != old_body:
            found[key] = sorted(names) + ["body"] * (body != old_body)
    return found


def test_no_public_address_is_missing_here():
    public = {
        name
        for name in names(get_resolver().url_patterns)
        if name.startswith(("register", "api:", "sitemap", "robots")) or name.endswith("_csv")
    }

    assert public - {"api:api-root"} == {name for name, _ in PUBLIC}


def test_no_public_address_sends_what_is_not_published(client, secrets):
    got = everything(client)

    texts = {key: (body.decode() + repr(heads)).lower() for key, (heads, body) in got.items()}
    asked = re.compile(r"plain( |\+)or( |\+)zebra")
    assert [key for key, text in texts.items() if SECRET in asked.sub("", text)] == []


def test_search_finds_nothing_that_is_not_published(client, secrets):
    page = client.get("/register/search/", {"q": SECRET})

    assert "0 passages found" in page.text


def test_there_is_no_address_of_what_is_not_published(client, secrets, administrator):
    client.force_login(administrator)

    assert [path for path in HIDDEN if client.get(path).status_code != 404] == []


def test_what_is_not_published_is_not_counted(client, secrets):
    publications = client.get("/api/v1/publications/").json()

    assert publications["count"] == 1
    assert client.get("/api/v1/inspections/").json()["count"] == 1
    assert client.get("/register/feed.atom").text.count("<entry>") == 1
    assert client.get("/register/answers.csv").getvalue().decode().count("\r\n") == 1 + 3
    assert client.get("/register/responses.csv").getvalue().decode().count("\r\n") == 1 + 3


def write(responses):
    fill(responses["cumbria"], "zebra crossing")


def look(responses):
    Look.objects.create(
        response=responses["cumbria"], by=make.UserFactory(), content={}, sha256="0" * 64, at=LATER
    )


def comment(responses):
    OfficerDraft.objects.update(text="zebra crossing")


def hand_over(responses):
    responses["cumbria"].move_to("with_commissioner", by=make.UserFactory(), at=LATER)


def send_back(responses):
    hand_over(responses)
    responses["cumbria"].move_to("drafting", by=make.UserFactory(), at=LATER, reason=SECRET)


def sign(responses):
    make.sign_version(responses["cumbria"])


def make_letter(responses):
    issue(make.sign_version(responses["cumbria"]))


def queue_letter(responses):
    version = make.sign_version(responses["cumbria"])
    Letter.objects.create(version=version, changed_at=LATER)


def reopen(responses):
    responses["kent"].reopen(by=make.UserFactory(), at=LATER, reason=SECRET)


def report_progress(responses):
    one = responses["cheshire"].inspection.recommendations.get(number="1")
    force = responses["cheshire"].force
    make.ProgressUpdateFactory(recommendation=one, force=force, text=SECRET, as_at=make.TODAY)


def change_a_figure(responses):
    responses["cheshire"].force.figures.update(value=99)


def edit_the_embargoed(responses):
    early = responses["early"].inspection
    early.title, early.published_on = "zebra crossing", make.TODAY
    early.save()
    make.RecommendationFactory(inspection=early, text=SECRET)
    early.forces.remove(responses["kent"].force)


def publish_under_embargo(responses):
    responses["early"].reopen(by=make.UserFactory(), at=LATER, reason=SECRET)
    issue(make.publish_version(responses["early"], make.TODAY))


def remind(responses):
    make.ReminderFactory(response=responses["cumbria"], sent=True)


STEPS = [
    write, look, comment, hand_over, send_back, sign, make_letter, queue_letter, reopen,
    report_progress, change_a_figure, edit_the_embargoed, publish_under_embargo, remind,
]  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_no_step_before_publication_changes_what_is_sent(client, secrets, step):
    before = everything(client)

    with time_machine.travel(LATER, tick=False):
        step(secrets)
        after = everything(client)

    assert differing(before, after) == {}


def test_a_publication_changes_what_is_sent(client, secrets):
    before = everything(client)

    with time_machine.travel(LATER, tick=False):
        version = SignedVersion.objects.get(response=secrets["kent"])
        make.publish_version(secrets["kent"], make.TODAY)
        after = everything(client)

    changed = {name for name, _ in differing(before, after)}
    assert version.number == 1
    assert changed == {
        "register", "register_outstanding", "register_inspection", "register_recommendation",
        "register_response", "register_search", "responses_csv", "answers_csv", "register_feed",
        "sitemap", "api:responses", "api:response", "api:publications",
    }  # fmt: skip
    assert all(got[0].get("ETag") for got in after.values())
