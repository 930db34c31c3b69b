"""A search finds nothing that a person may not read: not its words, not how many there are."""

import pytest

from responses.models import ChiefOfficerComments, OfficerDraft
from tests import factories as make
from tests import oversight

SECRET = "zebra"


@pytest.fixture
def secrets(inspection, cumbria):
    """The secret in all that Cumbria wrote and was told, and in a report that is not out."""
    one, two, _ = inspection.recommendations.all()
    inspection.forces.add(cumbria.force)
    update = make.ProgressUpdateFactory(recommendation=one, force=cumbria.force, text=SECRET)
    oversight.assessment(update=update, reason=SECRET)
    oversight.reply(oversight.question(update=update, text=SECRET), text=SECRET)
    make.ProgressUpdateFactory(draft=True, recommendation=two, force=cumbria.force, text=SECRET)
    drafted = make.ResponseFactory(inspection=inspection, body=cumbria.body, introduction=SECRET)
    make.AnswerFactory(response=drafted, recommendation=one, text=SECRET, reason=SECRET)
    ChiefOfficerComments.objects.create(response=drafted, text=SECRET, reply=SECRET)
    OfficerDraft.objects.create(response=drafted, comes_from=SECRET, text=SECRET)
    make.sign_version(drafted)
    early = make.InspectionFactory(
        embargoed=True, title=SECRET, key_findings=SECRET, forces=[cumbria.force]
    )
    make.RecommendationFactory(inspection=early, heading=SECRET, text=SECRET)
    unreleased = make.ResponseFactory(inspection=early, body=cumbria.body, introduction=SECRET)
    make.publish_version(unreleased, make.TODAY)
    return update


def kinds_found(client, **narrowed):
    page = client.get("/search/", {"q": SECRET, **narrowed}).text
    return sorted(line.split("<")[0].split(",")[0] for line in page.split('app-found__about">')[1:])


OF_PROGRESS = ["Assessment", "Progress update", "Question", "Reply"]


@pytest.mark.parametrize(
    ("person", "kinds"),
    [
        ("drafter", []),
        ("signatory", []),
        ("contact", []),
        ("technical", []),
        ("other_drafter", sorted([*OF_PROGRESS, "Progress update"])),
        ("other_signatory", sorted([*OF_PROGRESS, "Progress update"])),
        ("other_contact", sorted([*OF_PROGRESS, "Progress update"])),
        ("inspector", OF_PROGRESS),
        ("administrator", sorted([*OF_PROGRESS, "Inspection", "Recommendation"])),
    ],
)
def test_search_finds_what_a_person_may_read_and_no_more(client, people, secrets, person, kinds):
    client.force_login(people[person])

    assert kinds_found(client) == kinds


@pytest.mark.parametrize(
    "narrowed",
    [{"force": "cumbria"}, {"inspection": "rape"}, {"kind": "update"}, {"kind": "reply"},
     {"force": "cumbria", "inspection": "rape", "kind": "assessment"}],
)  # fmt: skip
def test_narrowing_a_search_shows_nothing_more(client, cheshire, secrets, narrowed):
    client.force_login(cheshire.drafter)

    page = client.get("/search/", {"q": SECRET, **narrowed}).text

    assert "0 passages found" in page


def test_a_report_that_is_not_out_is_not_offered(client, inspector, secrets):
    client.force_login(inspector)

    assert SECRET not in client.get("/search/").text


def test_what_is_not_submitted_is_said_to_be_a_draft(client, cumbria, secrets):
    client.force_login(cumbria.contact)

    page = client.get("/search/", {"q": SECRET, "kind": "update"}).text

    assert page.count("(draft)") == 1


def test_an_earlier_version_is_not_found(client, inspector, inspection, cheshire):
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, introduction=SECRET, answers=True
    )
    response.answers.update(text=SECRET)
    make.publish_version(response, make.TODAY)
    response.reopen(by=cheshire.drafter, at=make.NOON, reason="A slip")
    response.introduction = "A horse."
    response.save()
    response.answers.update(text="A horse.")
    make.publish_version(response, make.TODAY)
    client.force_login(inspector)

    assert kinds_found(client) == []
