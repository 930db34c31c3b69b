"""With a token a person is sent what they may read: of no other force, and of no draft."""

import json
from datetime import timedelta

import pytest

from forces.choices import Lifetime
from forces.models import ApiToken
from recommendations.models import Inspection
from tests import factories as make
from tests import oversight

SECRET = "zebra"
LISTS = ("progress", "assessments", "closures", "questions", "figures", "search")
NOBODY = ("drafter", "signatory", "contact", "technical")
ITS_OWN = ("other_drafter", "other_signatory", "other_contact")
ALL = ("inspector", "administrator")


@pytest.fixture
def secrets(inspection, cumbria):
    """The secret in all that is said of Cumbria's progress, and the word draft in its drafts."""
    one, two, _ = inspection.recommendations.all()
    inspection.forces.add(cumbria.force)
    about = {"force": cumbria.force, "recommendation": one}
    make.ProgressUpdateFactory(**about, text=SECRET, next_on=make.TODAY + timedelta(days=9))
    moved = {"next_on": make.TODAY + timedelta(days=99), "moved_reason": SECRET}
    update = make.ProgressUpdateFactory(**about, text=SECRET, **moved)
    oversight.assessment(update=update, reason=SECRET)
    oversight.closure(update=update, reason=SECRET)
    oversight.reply(oversight.question(update=update, text=SECRET), text=SECRET)
    oversight.closure(
        force=cumbria.force, recommendation=two, reason="zebra proposed", authorised=False
    )
    make.ProgressUpdateFactory(
        draft=True, force=cumbria.force, recommendation=two, text="zebra draft"
    )
    make.FigureFactory(
        measure=make.MeasureFactory(recommendation=one), force=cumbria.force, note=SECRET
    )
    make.ResponseFactory(inspection=inspection, body=cumbria.body, introduction="zebra draft")
    return update


@pytest.fixture
def sent(client, people):
    """The bytes that somebody is sent from an address."""

    def _sent(person, name, **asked):
        token = ApiToken.make(
            people[person], name="A program", lifetime=Lifetime.MONTH, at=make.NOON
        )
        asked = {"q": SECRET} | asked if name == "search" else asked
        answer = client.get(
            f"/api/v1/private/{name}/", asked, headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code == 200, (person, name)
        return json.dumps(answer.json())

    return _sent


@pytest.mark.parametrize("person", NOBODY)
@pytest.mark.parametrize("name", LISTS)
def test_another_force_is_no_business_of_theirs(secrets, sent, person, name):
    assert SECRET not in sent(person, name)
    assert '"results": []' in sent(person, name)


@pytest.mark.parametrize("name", [name for name in LISTS if name != "search"])
@pytest.mark.parametrize("person", NOBODY)
def test_asking_for_another_force_by_its_name_shows_nothing(secrets, sent, person, name):
    assert '"results": []' in sent(person, name, force="cumbria", inspection="rape")


@pytest.mark.parametrize("person", ITS_OWN + ALL)
@pytest.mark.parametrize("name", LISTS)
def test_its_own_people_and_inspectors_are_sent_it(secrets, sent, person, name):
    assert SECRET in sent(person, name)


@pytest.mark.parametrize("person", ITS_OWN + ALL)
def test_a_draft_is_sent_to_no_program(secrets, sent, person):
    assert "zebra draft" not in sent(person, "progress")


@pytest.mark.parametrize("person", ALL)
def test_inspectors_find_no_draft(secrets, sent, person):
    assert "draft" not in sent(person, "search")


@pytest.mark.parametrize(("people_who", "is_sent"), [(ITS_OWN, False), (ALL, True)])
def test_a_proposal_is_the_inspectors_own(secrets, sent, people_who, is_sent):
    for person in people_who:
        assert ("zebra proposed" in sent(person, "closures")) is is_sent


@pytest.mark.parametrize("person", NOBODY + ITS_OWN)
def test_the_matrix_is_refused_to_all_but_inspectors(client, people, secrets, person):
    token = ApiToken.make(people[person], name="A program", lifetime=Lifetime.MONTH, at=make.NOON)

    answer = client.get(
        "/api/v1/private/inspections/rape/matrix/", headers={"Authorization": f"Bearer {token}"}
    )

    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("Only inspectors may compare forces.")


def test_the_matrix_shows_no_draft(secrets, sent):
    body = sent("inspector", "inspections/rape/matrix")

    assert SECRET not in body
    assert '"published_on": null' in body


@pytest.mark.parametrize("name", [name for name in LISTS if name != "search"])
@pytest.mark.parametrize("person", ITS_OWN + ALL)
def test_nothing_is_told_of_a_report_that_is_not_out(secrets, sent, person, name):
    Inspection.objects.update(released_at=None, released_by=None)

    assert '"results": []' in sent(person, name)


def test_a_matrix_of_a_report_that_is_not_out_is_not_found(client, people, secrets):
    Inspection.objects.update(released_at=None, released_by=None)
    token = ApiToken.make(
        people["inspector"], name="A program", lifetime=Lifetime.MONTH, at=make.NOON
    )

    answer = client.get(
        "/api/v1/private/inspections/rape/matrix/", headers={"Authorization": f"Bearer {token}"}
    )

    assert answer.status_code == 404
