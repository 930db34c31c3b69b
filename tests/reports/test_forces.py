from datetime import date, timedelta

import pytest

from tests import factories as make


def test_force_list_has_every_force_for_an_inspector(sign_in, inspector, cheshire, cumbria):
    page = sign_in(inspector).get("/forces/").content.decode()

    assert page.index('href="/forces/cheshire/"') < page.index('href="/forces/cumbria/"')


@pytest.mark.parametrize("person", ["drafter", "signatory", "contact"])
def test_force_list_has_only_their_own_force_for_others(sign_in, cheshire, cumbria, person):
    page = sign_in(getattr(cheshire, person)).get("/forces/").content.decode()

    assert 'href="/forces/cheshire/"' in page
    assert "cumbria" not in page


def test_force_list_is_empty_for_someone_without_a_role(sign_in, cheshire):
    page = sign_in(make.UserFactory()).get("/forces/").content.decode()

    assert "You do not work for a force" in page


def test_force_list_asks_no_more_queries_for_three_forces_than_for_one(
    sign_in, inspector, django_assert_num_queries
):
    client = sign_in(inspector)
    make.ForceFactory()
    client.get("/forces/")
    with django_assert_num_queries(2):
        client.get("/forces/")
    make.ForceFactory.create_batch(2)
    with django_assert_num_queries(2):
        client.get("/forces/")


def test_force_shows_its_bodies_through_time_and_what_is_uncertain(sign_in, inspector):
    force = make.ForceFactory(slug="yorkshire")
    make.PolicingBodyFactory(force=force, name="The commissioner", valid_to=date(2021, 5, 9))
    make.PolicingBodyFactory(
        force=force,
        name="The mayor",
        kind="mayor",
        valid_from=date(2021, 5, 10),
        uncertain="The day was not checked",
    )

    page = sign_in(inspector).get("/forces/yorkshire/").content.decode()

    assert page.index("The mayor") < page.index("The commissioner")
    assert "from 22 November 2012 until 9 May 2021" in page
    assert "The day was not checked" in page


def test_force_shows_its_former_names(sign_in, inspector, cheshire):
    cheshire.force.former_names.create(
        name="Old Cheshire", valid_to=date(2000, 1, 1), uncertain="Not checked"
    )

    page = sign_in(inspector).get("/forces/cheshire/").content.decode()

    assert "Old Cheshire, until 1 January 2000" in page
    assert "Not checked" in page


def test_force_shows_its_inspections_with_lateness(sign_in, inspector, cheshire):
    late = make.InspectionFactory(forces=[cheshire.force], slug="late", short_title="Late one")
    make.ResponseFactory(inspection=late, body=cheshire.body, due_on=date(2021, 8, 18))
    make.InspectionFactory(forces=[cheshire.force], embargoed=True, short_title="Secret")
    make.InspectionFactory(short_title="Not theirs")

    page = sign_in(inspector).get("/forces/cheshire/").content.decode()

    assert "Not yet published, due 18 August 2021" in page
    assert "Late by 2 days" in page
    assert 'href="/inspections/late/forces/cheshire/"' in page
    assert "Secret" not in page
    assert "Not theirs" not in page


def test_force_lists_its_inspections_by_pages_of_twenty(sign_in, inspector, cheshire):
    for days in range(21):
        make.InspectionFactory(
            forces=[cheshire.force],
            short_title=f"Report {days}.",
            published_on=make.PUBLISHED_ON - timedelta(days=days),
        )
    client = sign_in(inspector)

    first, second = (client.get(f"/forces/cheshire/?page={n}").content.decode() for n in (1, 2))

    assert "Report 19." in first
    assert "Report 20." not in first
    assert "Report 20." in second


def test_force_is_not_there_for_people_of_another(sign_in, cheshire, cumbria):
    assert sign_in(cumbria.drafter).get("/forces/cheshire/").status_code == 404
    assert sign_in(cheshire.drafter).get("/forces/cheshire/").status_code == 200


@pytest.mark.parametrize("path", ["/forces/", "/forces/cheshire/"])
def test_forces_ask_a_visitor_to_sign_in(client, cheshire, path):
    assert client.get(path).url == f"/accounts/login/?next={path}"


def test_force_asks_no_more_queries_for_three_inspections_than_for_one(
    sign_in, inspector, cheshire, django_assert_num_queries
):
    client = sign_in(inspector)

    def add():
        inspection = make.InspectionFactory(forces=[cheshire.force])
        make.ResponseFactory(inspection=inspection, body=cheshire.body, published=True)

    add()
    client.get("/forces/cheshire/")
    with django_assert_num_queries(7):
        client.get("/forces/cheshire/")
    add()
    add()
    with django_assert_num_queries(7):
        page = client.get("/forces/cheshire/").content.decode()

    assert page.count("Published in time") == 3


def test_force_leads_its_own_office_to_its_response_and_nobody_else(
    sign_in, cheshire, inspector, inspection
):
    inspection.forces.add(cheshire.force)
    response = make.ResponseFactory(inspection=inspection, body=cheshire.body, published=True)
    own = f'href="/responses/{response.pk}/"'

    assert own in sign_in(cheshire.signatory).get("/forces/cheshire/").content.decode()
    assert own in sign_in(cheshire.drafter).get("/forces/cheshire/").content.decode()
    assert own not in sign_in(cheshire.contact).get("/forces/cheshire/").content.decode()
    assert own not in sign_in(inspector).get("/forces/cheshire/").content.decode()
