"""The pages on which dates change: who may open them, and what an office reads of the changes."""

import pytest

from tests import factories as make
from tests.responses.dates.conftest import DATES, LIST, ONE, PAGES, confirmed


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_send_nobody_to_sign_in(client, response, address, method):
    page = getattr(client, method)(address)

    assert (page.status_code, page.url) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_refused_to_administrators_of_another_inspectorate(sign_in, response, address):
    other = make.InspectorateFactory(name="Another", short_name="Another", slug="another")
    stranger = make.MembershipFactory(administrator=True, inspectorate=other).user

    page = sign_in(stranger).get(address)

    assert page.status_code == 403
    assert "an inspectorate whose report this is" in page.text
    assert "Change the dates" not in sign_in(stranger).get("/inspections/rape/").text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["drafter", "signatory", "contact", "inspector", "technical"])
def test_pages_are_refused_to_everyone_else(client, people, response, who, method, address):
    client.force_login(people[who])

    page = getattr(client, method)(address, {"confirm": "yes"})

    assert page.status_code == 403
    assert "Only an inspectorate administrator may change dates and last days." in page.text


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_what_is_being_set_up_say_where_its_dates_change(ada, cheshire, address):
    make.InspectionFactory(embargoed=True, slug="secret")

    page = ada.get(address.replace("rape", "secret"))

    assert page.status_code == 403
    assert "is not published yet. Change its dates where you set it up." in page.text


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_what_is_being_set_up_are_not_there_for_others(sign_in, inspector, address):
    make.InspectionFactory(embargoed=True, slug="secret")

    assert sign_in(inspector).get(address.replace("rape", "secret")).status_code == 404


@pytest.mark.parametrize("force", ["cumbria", "nowhere"])
def test_last_day_of_a_force_without_a_response_is_not_there(ada, response, cumbria, force):
    assert ada.get(f"{LIST}{force}/").status_code == 404


@pytest.mark.parametrize("address", [DATES, ONE])
def test_pages_show_words_as_they_were_typed(ada, typed, typed_day, address):
    words = '<b>Late</b>\r\nas "ever"'
    fields = {DATES: typed, ONE: typed_day}[address](reason=words)

    page = ada.post(address, fields)

    assert "&lt;b&gt;Late&lt;/b&gt;<br>as &quot;ever&quot;" in page.text
    assert 'value="&lt;b&gt;Late&lt;/b&gt;' in page.text
    assert ("reason", words) in page.context["typed"]
    assert "<b>Late" not in page.text


# What the office sees of it


def test_office_reads_how_its_last_day_moved(ada, typed, typed_day, client, cheshire, response):
    confirmed(ada, DATES, ada.post(DATES, typed(reason="For <b>all</b>.")))
    confirmed(ada, ONE, ada.post(ONE, typed_day()))
    client.force_login(cheshire.drafter)

    page = client.get(f"/responses/{response.pk}/")

    assert (
        "20 August 2021 at midday: the last day was moved from 9 September 2021 to "
        "10 September 2021. Reason: For &lt;b&gt;all&lt;/b&gt;."
    ) in page.text
    assert "from 10 September 2021 to 1 October 2021. Reason: More time." in page.text
    assert page.text.index("1 October 2021. Reason") < page.text.index("10 September 2021. Reason")


def test_office_whose_last_day_never_moved_reads_nothing_of_it(sign_in, cheshire, response):
    page = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/")

    assert "Changes of the last day" not in page.text
