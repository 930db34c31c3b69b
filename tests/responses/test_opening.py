from datetime import date

import pytest

from forces.policies import Refused
from responses.models import Response
from responses.models.opening import open_responses
from tests import factories as make


@pytest.fixture
def embargoed(cheshire, cumbria):
    inspection = make.InspectionFactory(
        embargoed=True, slug="new", forces=[cheshire.force, cumbria.force]
    )
    make.RecommendationFactory(inspection=inspection)
    return inspection


def test_publishing_opens_one_response_for_each_body(
    sign_in, administrator, embargoed, cheshire, cumbria
):
    page = sign_in(administrator).post("/inspections/new/publish/")

    embargoed.refresh_from_db()
    opened = Response.objects.order_by("body__name")
    assert page.url == "/inspections/new/"
    assert (embargoed.released_by, embargoed.released_at) == (administrator, make.NOON)
    assert [(r.body, r.due_on, r.status) for r in opened] == [
        (cheshire.body, date(2021, 9, 9), "not_started"),
        (cumbria.body, date(2021, 9, 9), "not_started"),
    ]


def test_publishing_is_confirmed_first(sign_in, administrator, embargoed):
    html = sign_in(administrator).get("/inspections/new/publish/").content.decode()

    assert "Thursday 9 September 2021" in html
    assert "What is wrong in them is corrected with a reason" in html
    assert "Publish and open the responses" in html
    assert not Response.objects.exists()


def test_an_embargoed_inspection_is_not_found_by_an_inspector(sign_in, inspector, embargoed):
    assert sign_in(inspector).post("/inspections/new/publish/").status_code == 404


def test_publishing_again_is_refused(sign_in, administrator, embargoed):
    client = sign_in(administrator)
    client.post("/inspections/new/publish/")

    page = client.post("/inspections/new/publish/")

    assert page.status_code == 403
    assert Response.objects.count() == 2


@pytest.mark.parametrize(
    ("published_on", "refused"), [(date(2021, 8, 20), False), (date(2021, 8, 21), True)]
)
def test_publishing_waits_for_the_day_of_publication(
    sign_in, administrator, embargoed, published_on, refused
):
    embargoed.published_on = published_on
    embargoed.save()

    page = sign_in(administrator).post("/inspections/new/publish/")

    assert (page.status_code == 403) is refused
    assert Response.objects.exists() is not refused


@pytest.mark.parametrize("missing", ["recommendations", "forces"])
def test_publishing_needs_recommendations_and_forces(sign_in, administrator, embargoed, missing):
    if missing == "forces":
        embargoed.forces.clear()
    else:
        embargoed.recommendations.all().delete()
    client = sign_in(administrator)

    asked = client.get("/inspections/new/publish/").content.decode()
    page = client.post("/inspections/new/publish/")

    assert "before you publish the inspection" in asked
    assert "Publish and open the responses" not in asked
    assert page.status_code == 403


def test_the_body_in_office_on_the_day_of_publication_answers(embargoed, cheshire, administrator):
    cheshire.body.valid_to = date(2021, 7, 15)
    cheshire.body.save()
    mayor = make.PolicingBodyFactory(force=cheshire.force, valid_from=date(2021, 7, 16))

    opened = open_responses(embargoed, by=administrator, at=make.NOON)

    assert mayor in [response.body for response in opened]
    assert cheshire.body not in [response.body for response in opened]


def test_a_body_without_the_clock_has_no_last_day(embargoed, cheshire, administrator):
    cheshire.force.has_deadline = False
    cheshire.force.save()

    opened = open_responses(embargoed, by=administrator, at=make.NOON)

    assert {response.body: response.due_on for response in opened}[cheshire.body] is None


def test_opening_goes_by_the_inspection_as_it_is_now(embargoed, administrator):
    stale = type(embargoed).objects.get(pk=embargoed.pk)
    embargoed.published_on = date(2021, 7, 20)
    embargoed.save()

    opened = open_responses(stale, by=administrator, at=make.NOON)

    assert {response.due_on for response in opened} == {date(2021, 9, 13)}


def test_opening_twice_is_refused(embargoed, administrator):
    open_responses(embargoed, by=administrator, at=make.NOON)

    with pytest.raises(Refused, match="is published"):
        open_responses(embargoed, by=administrator, at=make.NOON)
