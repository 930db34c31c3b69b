from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction

from forces.policies import Refused
from recommendations.choices import Kind, Wording
from recommendations.models import Inspection, PartText, Recommendation
from tests import factories as make

NEW = "/inspections/secret/recommendations/new/"
EDIT = "/inspections/secret/recommendations/2/edit/"
DELETE = "/inspections/secret/recommendations/2/delete/"
TEXT = "Police forces should do this now. The Home Office should pay for it."


@pytest.fixture
def ada(sign_in, administrator):
    """The browser of an inspectorate administrator."""
    return sign_in(administrator)


@pytest.fixture
def police(db):
    return make.AddresseeFactory(slug="police-forces")


@pytest.fixture
def home_office(db):
    return make.AddresseeFactory(slug="home-office")


@pytest.fixture
def secret(police):
    """An inspection being set up, with recommendations 1, 2 and 3."""
    inspection = make.InspectionFactory(embargoed=True, slug="secret")
    make.RecommendationFactory.create_batch(3, inspection=inspection)
    return inspection


def typed(*parts, **changes):
    """What is posted for recommendation 4; each part is a (text, addressee, timescale)."""
    fields = {
        "number": "4",
        "heading": "Do and pay",
        "kind": "recommendation",
        "wording": "official",
        "text": TEXT,
        "place": "4",
        "parts": len(parts),
    }
    for n, (text, addressee, timescale) in enumerate(parts, start=1):
        fields[f"part{n}-text"] = text
        fields[f"part{n}-timescale"] = timescale
        if addressee:
            fields[f"part{n}-addressees"] = [addressee.pk]
    return fields | changes


def order(inspection):
    return list(inspection.recommendations.in_order().values_list("number", flat=True))


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


def test_recommendation_new_saves_all_of_it_as_one_part(ada, secret, police):
    page = ada.post(NEW, typed(("", police, "Immediately")))

    made = secret.recommendations.get(number="4")
    assert (page.status_code, page.url) == (302, "/inspections/secret/")
    assert (made.heading, made.text, made.kind) == ("Do and pay", TEXT, Kind.RECOMMENDATION)
    assert order(secret) == ["1", "2", "3", "4"]
    part = made.parts.get()
    assert (part.position, part.text, part.timescale) == (1, TEXT, "Immediately")
    assert list(part.addressees.all()) == [police]


def test_recommendation_new_is_last_unless_told_otherwise(ada, secret):
    page = ada.get(NEW)

    assert '<option value="4" selected>After 3: Heading of 3</option>' in page.text


@pytest.mark.parametrize(
    ("place", "numbers"),
    [("1", ["4", "1", "2", "3"]), ("3", ["1", "2", "4", "3"]), ("4", ["1", "2", "3", "4"])],
)
def test_recommendation_new_moves_those_after_it_on(ada, secret, police, place, numbers):
    ada.post(NEW, typed(("", police, ""), place=place))

    assert order(secret) == numbers
    assert [r.position for r in secret.recommendations.in_order()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("place", "numbers"),
    [("1", ["2", "1", "3"]), ("2", ["1", "2", "3"]), ("3", ["1", "3", "2"])],
)
def test_recommendation_edit_changes_its_place(ada, secret, police, place, numbers):
    ada.post(EDIT, typed(("", police, ""), number="2", place=place))

    assert order(secret) == numbers


def test_recommendation_edit_shows_where_it_stands(ada, secret):
    assert '<option value="2" selected>After 1: ' in ada.get(EDIT).text


def test_recommendation_edit_after_a_deletion_counts_places_not_positions(ada, secret, police):
    ada.post("/inspections/secret/recommendations/1/delete/")

    ada.post(EDIT, typed(("", police, ""), number="2", place="2"))

    assert order(secret) == ["3", "2"]


def test_recommendation_new_saves_two_parts_that_quote_it(ada, secret, police, home_office):
    ada.post(
        NEW,
        typed(
            ("Police forces should\r\ndo this now.", police, "Now"),
            ("The Home Office should   pay for it.", home_office, ""),
        ),
    )

    made = secret.recommendations.get(number="4")
    assert [
        (part.position, part.timescale, part.addressees.get())
        for part in made.parts.order_by("position")
    ] == [(1, "Now", police), (2, "", home_office)]


def test_recommendation_new_passes_over_a_part_left_empty(ada, secret, police):
    ada.post(NEW, typed(("", None, ""), (TEXT, police, "")))

    part = secret.recommendations.get(number="4").parts.get()
    assert (part.position, part.text) == (1, TEXT)


@pytest.mark.parametrize(
    ("texts", "sentence", "part"),
    [
        (
            ["The Home Office should pay for it."],
            "What stands before this one is left out: “Police forces should do this now.”",
            1,
        ),
        (
            ["Police forces should do this now."],
            "What stands after this one is left out: “The Home Office should pay for it.”",
            1,
        ),
        (
            ["Police forces should do", "The Home Office should pay for it."],
            "What stands before this one is left out: “this now.”",
            2,
        ),
        (
            ["The Home Office should pay for it.", "Police forces should do this now."],
            "What stands before this one is left out: “Police forces should do this now.”",
            1,
        ),
        ([TEXT, TEXT], "come after the parts above it", 2),
    ],
)
def test_recommendation_new_refuses_parts_that_leave_something_out(
    ada, secret, home_office, texts, sentence, part
):
    page = ada.post(NEW, typed(*((text, home_office, "") for text in texts)))

    assert page.text.count(f"Part {part}: ") >= 2  # in the summary and beside the field
    assert page.text.count(sentence) >= 2
    assert f'href="#id_part{part}-text"' in page.text
    assert order(secret) == ["1", "2", "3"]


def test_recommendation_edit_takes_parts_out_and_keeps_the_rows_that_stay(
    ada, secret, police, home_office
):
    ada.post(
        NEW,
        typed(
            ("Police forces should do this now.", police, ""),
            ("The Home Office should pay for it.", home_office, ""),
        ),
    )
    made = secret.recommendations.get(number="4")
    first = made.parts.get(position=1)

    ada.post(
        "/inspections/secret/recommendations/4/edit/",
        typed((TEXT, police, ""), ("not a quotation", None, ""), **{"part2-remove": "on"}),
    )

    assert list(made.parts.all()) == [first]


@pytest.mark.parametrize("url", [NEW, EDIT])
def test_recommendation_pages_add_another_part_without_script(ada, secret, police, url):
    part = ("Police forces should do this now.", police, "By and by")

    page = ada.post(url, typed(part, add_part="yes", number="4(a)", heading="", place="1"))

    assert page.status_code == 200
    assert 'id="part-2"' in page.text
    assert 'name="parts" value="2"' in page.text
    assert "Remove this part" in page.text
    assert f'formaction="{url}#part-3"' in page.text
    for kept in (TEXT, "Police forces should do this now.", "By and by", 'value="4(a)"'):
        assert kept in page.text
    assert f'value="{police.pk}" checked' in page.text
    assert '<option value="1" selected>First' in page.text
    assert "There is a problem" not in page.text
    assert order(secret) == ["1", "2", "3"]


def test_recommendation_edit_starts_from_the_parts_that_are_stored(ada, secret, police):
    ada.post(
        NEW,
        typed(
            ("Police forces should do this now.", police, "Now"),
            ("The Home Office should pay for it.", police, "Later"),
        ),
    )

    page = ada.get("/inspections/secret/recommendations/4/edit/")

    assert 'name="parts" value="2"' in page.text
    assert 'value="Now"' in page.text
    assert 'value="Later"' in page.text


def test_recommendation_new_leads_on_to_the_next_one(ada, secret, police):
    page = ada.post(NEW, typed(("", police, ""), add_recommendation="yes"))

    assert (page.status_code, page.url) == (302, NEW)
    assert secret.recommendations.count() == 4


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": ""}, "Enter the number"),
        ({"number": "2"}, "This inspection already has a recommendation with that number"),
        ({"number": "new"}, "This name is taken by a page of this service"),
        ({"number": "submit"}, "This name is taken by a page of this service"),
        ({"number": "1/2"}, "The number must begin with a letter or a digit"),
        ({"number": ".."}, "The number must begin with a letter or a digit"),
        ({"number": "12345678901"}, "The number must be 10 characters or fewer"),
        ({"heading": ""}, "Enter the heading"),
        ({"text": "  "}, "Enter the text of the recommendation"),
        ({"kind": "wish"}, "Select what it is from the list"),
        ({"wording": ""}, "Select whether the wording is official"),
        ({"place": "7"}, "Select the place in the report from the list"),
        ({"part1-text": "Police forces ought to"}, "must be a stretch of the recommendation’s"),
        ({"part1-addressees": []}, "Select who part 1 is addressed to"),
        (
            {"part1-addressees": [], "part1-text": "", "part1-timescale": ""},
            "Select who this recommendation is addressed to",
        ),
        (
            {"part1-remove": "on", "parts": "2", "part2-remove": "on"},
            "A recommendation has at least one part",
        ),
        ({"part1-timescale": "x" * 121}, "The timescale of part 1 must be 120 characters or fewer"),
        ({"parts": "2", "part2-timescale": "Soon"}, "Select who part 2 is addressed to"),
    ],
)
def test_recommendation_new_says_what_is_wrong_and_keeps_what_was_typed(
    ada, secret, police, changes, sentence
):
    part = ("Police forces should do this now.", police, "Immediately")

    page = ada.post(NEW, typed(part, **{"heading": "Do and pay", **changes}))

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert page.text.count(sentence) >= 2  # in the summary and beside the field
    assert order(secret) == ["1", "2", "3"]


def test_recommendation_new_needs_the_text_of_each_of_several_parts(
    ada, secret, police, home_office
):
    page = ada.post(
        NEW, typed(("Police forces should do this now.", police, ""), ("", home_office, ""))
    )

    assert "Enter the text of part 2" in page.text
    assert 'href="#id_part2-text"' in page.text


@pytest.mark.parametrize("parts", ["", "x", "0", "-1", "1e9", "999999999"])
def test_recommendation_new_survives_a_forged_number_of_parts(ada, secret, police, parts):
    page = ada.post(NEW, typed(("", police, ""), parts=parts, heading=""))

    assert page.status_code == 200
    assert "Enter the heading" in page.text


def test_recommendation_edit_keeps_the_wording_apart_from_the_kind(ada, secret, police):
    ada.post(
        EDIT,
        typed(
            ("", police, ""), number="2", place="2", kind="area_for_improvement", wording="summary"
        ),
    )

    changed = secret.recommendations.get(number="2")
    assert (changed.kind, changed.wording) == (Kind.AREA_FOR_IMPROVEMENT, Wording.SUMMARY)


def test_recommendation_pages_speak_of_an_area_for_improvement_as_one(ada, secret):
    Recommendation.objects.filter(inspection=secret, number="2").update(kind="area_for_improvement")

    assert ">Delete area for improvement 2</a>" in ada.get(EDIT).text
    assert "Delete area for improvement 2?" in ada.get(DELETE).text
    page = ada.get("/inspections/secret/")
    assert 'Change<span class="govuk-visually-hidden"> area for improvement 2</span>' in page.text


def test_recommendation_delete_asks_first(ada, secret):
    page = ada.get(DELETE)

    assert "Delete recommendation 2?" in page.text
    assert order(secret) == ["1", "2", "3"]


def test_recommendation_delete_deletes_and_leads_back(ada, secret):
    page = ada.post(DELETE)

    assert (page.status_code, page.url) == (302, "/inspections/secret/")
    assert order(secret) == ["1", "3"]


def test_recommendations_of_other_inspections_stay(ada, secret, police):
    other = make.RecommendationFactory(number="4")

    ada.post(NEW, typed(("", police, ""), place="1"))
    ada.post(DELETE)

    other.refresh_from_db()
    assert (other.number, other.position) == ("4", 1)


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


@pytest.mark.parametrize("number", ["new", "submit", "4/a", ".1", "(a)", ""])
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


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ([], "at least one part"),
        (["else"], "must be a stretch"),
        ([" "], "must be a stretch"),
        (["Police forces should do"], "after this one is left out: “thing 2.”"),
        (["thing 2."], "before this one is left out: “Police forces should do”"),
    ],
)
def test_set_up_refuses_parts_that_do_not_fit(secret, police, texts, sentence):
    recommendation = secret.recommendations.get(number="2")

    with pytest.raises(Refused, match=sentence):
        recommendation.set_up(place=2, parts=[PartText(text, [police]) for text in texts])

    assert recommendation.parts.get().text == recommendation.text
