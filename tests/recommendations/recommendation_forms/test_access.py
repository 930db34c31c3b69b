"""The pages of a recommendation being set up: who may open them, and under which addresses."""

from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction

from forces.policies import Refused
from recommendations.models import Inspection, PartText, Recommendation
from tests import factories as make
from tests.recommendations.recommendation_forms.conftest import DELETE, EDIT, NEW, order, typed


@pytest.mark.parametrize("url", [NEW, EDIT, DELETE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_recommendation_pages_send_nobody_to_sign_in(client, secret, url, method):
    page = getattr(client, method)(url)

    assert (page.status_code, page.url) == (302, f"/accounts/login/?next={url}")


@pytest.mark.parametrize("url", [NEW, EDIT, DELETE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_recommendation_pages_keep_an_embargo(sign_in, inspector, secret, url, method):
    assert getattr(sign_in(inspector), method)(url).status_code == 404


@pytest.mark.parametrize("verb", ["new", "2/edit", "2/delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_recommendation_pages_are_refused_to_offices(sign_in, cheshire, inspection, verb, method):
    url = f"/inspections/rape/recommendations/{verb}/"

    page = getattr(sign_in(cheshire.drafter), method)(url)

    assert page.status_code == 403
    assert "Only an inspectorate administrator may set up an inspection." in page.text
    assert order(inspection) == ["1", "2", "3"]


@pytest.mark.parametrize("verb", ["new", "2/edit", "2/delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_recommendation_pages_are_refused_once_published(ada, inspection, verb, method):
    police = make.AddresseeFactory()
    url = f"/inspections/rape/recommendations/{verb}/"

    page = getattr(ada, method)(url, typed(("", police, ""), number="9"))

    assert page.status_code == 403
    assert "This inspection is published, so it can no longer be changed here." in page.text
    assert order(inspection) == ["1", "2", "3"]


@pytest.mark.parametrize("number", ["9", "new"])
def test_recommendation_edit_of_none_is_not_found(ada, secret, number):
    url = f"/inspections/secret/recommendations/{number}/edit/"

    assert ada.get(url).status_code == 404


@pytest.mark.parametrize("number", ["4(a)", "AFI 2", "1.3-b (ii)", "New"])
def test_recommendation_pages_open_whatever_its_number(
    ada, sign_in, secret, police, cheshire, administrator, number
):
    address = quote(number, safe="()")
    ada.post(NEW, typed(("", police, ""), number=number))
    page = ada.get("/inspections/secret/")
    for verb in ("edit", "delete"):
        assert f'href="/inspections/secret/recommendations/{address}/{verb}/"' in page.text
        page_of = ada.get(f"/inspections/secret/recommendations/{address}/{verb}/")
        assert f"recommendation {number}" in page_of.text
    secret.forces.add(cheshire.force)
    secret.release(by=administrator, at=make.NOON)
    response = make.ResponseFactory(inspection=secret, body=cheshire.body)
    drafter = sign_in(cheshire.drafter)
    for url in (
        f"/progress/secret/cheshire/{address}/",
        f"/responses/{response.pk}/answers/{address}/",
    ):
        assert f"ecommendation {number}" in drafter.get(url).text
    across = sign_in(administrator).get(f"/inspections/secret/recommendations/{address}/")
    assert f"ecommendation {number}" in across.text


@pytest.mark.parametrize("number", ["new", "submit", "figures", "4/a", ".1", "(a)", ""])
def test_number_that_fits_no_address_is_refused_by_the_database(secret, number):
    with pytest.raises(IntegrityError, match="number_fits_an_address"), transaction.atomic():
        make.RecommendationFactory(inspection=secret, number=number)


@pytest.mark.parametrize("change", ["set_up", "take_out"])
def test_changes_are_refused_when_someone_published_it_meanwhile(
    secret, administrator, police, change
):
    recommendation = Recommendation.objects.get(inspection=secret, number="2")
    Inspection.objects.get(pk=secret.pk).release(by=administrator, at=make.NOON)
    arguments = {"place": 1, "parts": [PartText("do", [police])]} if change == "set_up" else {}

    with pytest.raises(Refused, match="can no longer be changed"):
        getattr(recommendation, change)(**arguments)

    assert order(secret) == ["1", "2", "3"]
