import pytest

from tests import factories as make

URL = "/inspections/"


def test_inspection_list_sends_nobody_to_sign_in(client, db):
    page = client.get(URL)

    assert (page.status_code, page.url) == (302, f"/accounts/login/?next={URL}")


def test_inspection_list_says_what_is_asked_and_by_when(sign_in, cheshire, inspection):
    page = sign_in(cheshire.drafter).get(URL)

    assert inspection.short_title in page.text
    assert 'href="/inspections/rape/"' in page.text
    assert "3 recommendations. Report dated 16 July 2021." in page.text
    assert "9 September 2021 (20 days left)" in page.text


@pytest.mark.parametrize("who", ["drafter", "signatory", "contact"])
def test_inspection_list_keeps_an_embargo(sign_in, cheshire, who):
    make.InspectionFactory(embargoed=True, short_title="Secret thing", title="A secret thing")

    page = sign_in(getattr(cheshire, who)).get(URL)

    assert "ecret" not in page.text
    assert "No inspection has been published here yet" in page.text
    assert "Set up an inspection" not in page.text


def test_inspection_list_keeps_an_embargo_from_inspectors_too(sign_in, inspector):
    make.InspectionFactory(embargoed=True, short_title="Secret thing")

    assert "Secret thing" not in sign_in(inspector).get(URL).text


def test_inspection_list_shows_administrators_what_is_being_set_up(sign_in, administrator):
    make.InspectionFactory(embargoed=True, short_title="Secret thing")

    page = sign_in(administrator).get(URL)

    assert "Secret thing" in page.text
    assert "Being set up" in page.text
    assert 'href="/inspections/new/"' in page.text


def test_inspection_list_tells_an_administrator_how_to_begin(sign_in, administrator):
    assert "Set one up to begin" in sign_in(administrator).get(URL).text


def test_inspection_list_makes_as_many_queries_for_three_as_for_one(
    sign_in, inspector, django_assert_num_queries
):
    client = sign_in(inspector)
    make.RecommendationFactory()
    client.get(URL)

    with django_assert_num_queries(3):
        client.get(URL)
    make.RecommendationFactory.create_batch(2)
    with django_assert_num_queries(3):
        page = client.get(URL)

    assert page.text.count("1 recommendation. ") == 3


def test_inspection_list_goes_on_to_a_second_page(sign_in, inspector):
    make.InspectionFactory.create_batch(16)

    first = sign_in(inspector).get(URL)
    second = sign_in(inspector).get(f"{URL}?page=2")

    assert first.text.count("Report dated") == 15
    assert second.text.count("Report dated") == 1
