from datetime import date

import pytest

from recommendations.models import InspectionForce
from tests import factories as make

URL = "/progress/"


@pytest.fixture
def concerned(inspection, cheshire, cumbria):
    inspection.forces.add(cheshire.force, cumbria.force)
    return inspection


def test_progress_list_sends_nobody_to_sign_in(client, db):
    page = client.get(URL)

    assert (page.status_code, page.url) == (302, f"/accounts/login/?next={URL}")


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_progress_list_counts_what_is_updated_and_says_when(sign_in, cheshire, concerned, who):
    for recommendation in concerned.recommendations.all()[:2]:
        make.ProgressUpdateFactory(
            recommendation=recommendation, force=cheshire.force, as_at=date(2021, 8, 3)
        )
    make.ProgressUpdateFactory(
        recommendation=concerned.recommendations.first(), force=cheshire.force
    )

    page = sign_in(getattr(cheshire, who)).get(URL)

    assert "Rape inspection" in page.text
    assert "2 of 3 recommendations updated." in page.text
    assert "Last update as at 20 August 2021." in page.text
    assert 'href="/progress/rape/cheshire/"' in page.text


def test_progress_list_counts_neither_drafts_nor_other_forces(
    sign_in, cheshire, cumbria, concerned
):
    first, second, _ = concerned.recommendations.all()
    make.ProgressUpdateFactory(draft=True, recommendation=first, force=cheshire.force)
    make.ProgressUpdateFactory(recommendation=second, force=cumbria.force)

    page = sign_in(cheshire.drafter).get(URL)

    assert "0 of 3 recommendations updated." in page.text
    assert "No update yet." in page.text
    assert "Cumbria" not in page.text


def test_progress_list_leaves_out_what_concerns_others_or_is_embargoed(
    sign_in, cheshire, cumbria, inspection
):
    inspection.forces.add(cumbria.force)
    make.InspectionFactory(embargoed=True, short_title="Secret thing", forces=[cheshire.force])

    page = sign_in(cheshire.drafter).get(URL)

    assert "Rape inspection" not in page.text
    assert "Secret thing" not in page.text
    assert "No published inspection concerns your force." in page.text


def test_progress_list_has_a_line_for_each_force_of_a_person(sign_in, cheshire, cumbria, concerned):
    make.MembershipFactory(force_contact=True, force=cumbria.force, user=cheshire.drafter)

    page = sign_in(cheshire.drafter).get(URL)

    assert 'href="/progress/rape/cheshire/"' in page.text
    assert 'href="/progress/rape/cumbria/"' in page.text


def test_progress_list_sends_inspectors_to_the_inspections(sign_in, inspector, concerned):
    page = sign_in(inspector).get(URL)

    assert "Choose an inspection" in page.text
    assert "/progress/rape/" not in page.text


def test_progress_list_makes_as_many_queries_for_three_as_for_one(
    sign_in, cheshire, concerned, django_assert_num_queries
):
    client = sign_in(cheshire.drafter)
    client.get(URL)

    with django_assert_num_queries(4):
        client.get(URL)
    for each in make.InspectionFactory.create_batch(2, forces=[cheshire.force]):
        make.ProgressUpdateFactory(recommendation__inspection=each, force=cheshire.force)
    with django_assert_num_queries(4):
        page = client.get(URL)

    assert page.text.count("updated.") == 3


def test_pairs_of_inspections_alike_in_title_and_date_are_not_mixed(cheshire, cumbria):
    both = [cumbria.force, cheshire.force]
    first, second = make.InspectionFactory.create_batch(2, title="Custody", forces=both)

    pairs = InspectionForce.objects.newest_first()

    assert [(pair.inspection, pair.force) for pair in pairs] == [
        (first, cheshire.force),
        (first, cumbria.force),
        (second, cheshire.force),
        (second, cumbria.force),
    ]
