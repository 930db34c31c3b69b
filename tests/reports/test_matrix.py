import re
from datetime import date, timedelta
from html import unescape

import pytest

from recommendations.choices import State, Verdict
from recommendations.templatetags.lateness import LATENESS_COLOURS
from recommendations.templatetags.oversight import VERDICT_COLOURS
from reports import choices
from reports.choices import STANDING_CODES, WORST_FIRST, Sort, Standing
from reports.matrix_cells import anchor
from responses.choices import Position
from tests import factories as make

HIDDEN = re.compile(r'<span class="govuk-visually-hidden">.*?</span>')
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)


def page_of(client, query=""):
    return client.get(f"/inspections/rape/matrix/{query}").content.decode()


def rows(page):
    """What each row of the table's body says, cell by cell, as it is seen."""
    body = page.partition("<tbody")[2].partition("</tbody>")[0]
    return [
        [
            unescape(re.sub(r"<[^>]+>", " ", HIDDEN.sub("", cell))).split()
            for cell in CELL.findall(row)
        ]
        for row in body.split("<tr ")[1:]
    ]


def said(page):
    return [[" ".join(words) for words in row] for row in rows(page)]


def names(page):
    return [row[0] for row in said(page)]


@pytest.fixture
def forces(inspection, cheshire, cumbria):
    """Cheshire has published in time; Cumbria is drafting. Both are in the North West."""
    inspection.forces.add(cheshire.force, cumbria.force)
    make.ResponseFactory(
        inspection=inspection, body=cheshire.body, answers=True, published=date(2021, 8, 19)
    )
    make.ResponseFactory(inspection=inspection, body=cumbria.body, drafting=True, answers=True)
    return cheshire, cumbria


def test_matrix_has_a_word_in_every_cell(sign_in, inspector, forces):
    page = page_of(sign_in(inspector))

    assert said(page) == [
        [
            "Cheshire Constabulary",
            "Published 19 August 2021 Published in time",
            *["Under way"] * 3,
        ],
        [
            "Cumbria Constabulary",
            "Not yet published, due 9 September 2021 20 days left",
            *["Not published"] * 3,
        ],
    ]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"position": Position.IN_PLACE}, "In place"),
        ({"position": Position.UNDER_WAY}, "Under way"),
        ({"position": Position.PLANNED}, "Planned"),
        ({"position": Position.PLANNED, "planned_on": date(2022, 3, 31)}, "Planned"),
        ({"position": Position.CONSIDERED}, "Considering"),
        ({"position": Position.NO_ACTION}, "No action"),
        ({"position": Position.ELSEWHERE}, "For others"),
        ({"position": ""}, "Not stated"),
        ({"position": "", "text": "", "reason": ""}, "No answer"),
    ],
)
def test_matrix_says_each_position_in_a_word(sign_in, inspector, inspection, answer, words):
    response = make.ResponseFactory(inspection=inspection)
    inspection.forces.add(response.force)
    make.AnswerFactory(
        response=response, recommendation=inspection.recommendations.first(), **answer
    )
    make.publish_version(response, make.TODAY)

    page = page_of(sign_in(inspector))

    assert said(page)[0][2:] == [words, "No answer", "No answer"]
    assert ("for 31 March 2022" in page) == ("planned_on" in answer)


def test_matrix_has_a_word_and_a_colour_for_every_position_and_state():
    assert set(choices.POSITION_WORDS) == set(choices.POSITION_COLOURS) == {*Position.values, ""}
    assert set(choices.STATE_WORDS) == set(choices.STATE_COLOURS) == set(State.values)
    assert set(choices.VERDICT_WORDS) == set(VERDICT_COLOURS) == set(Verdict.values)
    assert set(LATENESS_COLOURS) == set(WORST_FIRST)
    assert set(STANDING_CODES) == set(Standing)
    assert set().union(*STANDING_CODES.values()) == set(WORST_FIRST) - {"no_deadline"}


def test_matrix_says_with_which_other_it_is_answered(sign_in, inspector, inspection):
    response = make.ResponseFactory(inspection=inspection)
    inspection.forces.add(response.force)
    one, two, _ = inspection.recommendations.order_by("position")
    make.AnswerFactory(
        response=response, recommendation=one, position="answered_with", answered_with=two
    )
    make.publish_version(response, make.TODAY)

    page = page_of(sign_in(inspector))

    assert said(page)[0][2] == "See 2"


def test_matrix_shows_submitted_progress_and_no_draft(sign_in, inspector, inspection, forces):
    cheshire, cumbria = forces
    one, two, _ = inspection.recommendations.order_by("position")
    make.ProgressUpdateFactory(recommendation=one, force=cumbria.force, state=State.COMPLETE)
    make.ProgressUpdateFactory(
        recommendation=two, force=cumbria.force, state=State.COMPLETE, draft=True
    )
    make.ProgressUpdateFactory(recommendation=one, force=cheshire.force, state=State.NOT_STARTED)

    page = page_of(sign_in(inspector))

    first, second = said(page)
    assert first[2:] == ["Under way Progress: not started", "Under way", "Under way"]
    assert second[2:] == ["Not published Progress: complete", "Not published", "Not published"]
    assert "as at 20 August 2021" in page


def test_matrix_leaks_nothing_of_a_draft(sign_in, inspector, inspection, cheshire):
    inspection.forces.add(cheshire.force)
    response = make.ResponseFactory(
        inspection=inspection, body=cheshire.body, answers=True, published=True
    )
    response.reopen(by=cheshire.drafter, at=make.NOON, reason="A mistake")
    response.answers.update(position=Position.NO_ACTION, text="", reason="Zebra")
    make.sign_version(response)

    page = page_of(sign_in(inspector))

    assert said(page)[0][2:] == ["Under way"] * 3
    for word in ("No action", "Zebra", "Drafting", "Signed"):
        assert word not in page


def test_matrix_leads_to_answers_recommendations_and_forces(sign_in, inspector, forces):
    page = page_of(sign_in(inspector))

    assert 'href="/inspections/rape/forces/cheshire/#recommendation-2"' in page
    assert 'href="/inspections/rape/recommendations/2/"' in page
    assert 'href="/forces/cheshire/"' in page


def test_matrix_leads_to_a_force_whatever_the_inspection_is_called(
    sign_in, inspector, forces, inspection
):
    inspection.slug = "a__force__for-good"
    inspection.save()

    page = sign_in(inspector).get("/inspections/a__force__for-good/matrix/").content.decode()

    assert 'href="/inspections/a__force__for-good/forces/cheshire/#recommendation-2"' in page


def test_matrix_shows_a_force_that_owes_no_response(sign_in, inspector, inspection):
    force = make.ForceFactory(name="British Transport Police")
    inspection.forces.add(force)

    page = page_of(sign_in(inspector))

    assert said(page) == [["British Transport Police", "No response is owed", *["None owed"] * 3]]


def test_matrix_says_what_is_not_held(sign_in, inspector, inspection, cheshire):
    inspection.forces.add(cheshire.force)
    make.ResponseFactory(inspection=inspection, body=cheshire.body, is_recorded=True)

    page = page_of(sign_in(inspector))

    assert said(page)[0][1:] == ["No response is held here Cannot be told", *["Not held"] * 3]


def test_matrix_escapes_what_people_typed(sign_in, inspector, inspection):
    force = make.ForceFactory(name="<b>Force & Co</b>")
    inspection.forces.add(force)
    inspection.recommendations.filter(number="1").update(heading='"><script>')

    page = page_of(sign_in(inspector))

    assert "&lt;b&gt;Force &amp; Co&lt;/b&gt;" in page
    assert "<b>Force" not in page
    assert '"><script>' not in page


@pytest.fixture
def four(inspection):
    """Forces in each standing, whose names are not in the order of any of it."""
    due = date(2021, 8, 10)
    kinds = {
        "Avon": {"due_on": due, "published": date(2021, 8, 12), "region": "South West"},
        "Bedford": {"due_on": due, "published": date(2021, 8, 5), "region": "East"},
        "Cleveland": {"due_on": due, "region": "North East"},
        "Durham": {"due_on": make.TODAY + timedelta(days=5), "region": "North East"},
    }
    for name, kind in kinds.items():
        region = kind.pop("region")
        body = make.PolicingBodyFactory(force__name=name, force__region=region)
        inspection.forces.add(body.force)
        make.ResponseFactory(inspection=inspection, body=body, **kind)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Avon", "Bedford", "Cleveland", "Durham"]),
        ("?region=North+East", ["Cleveland", "Durham"]),
        ("?standing=in_time", ["Bedford"]),
        ("?standing=published_late", ["Avon"]),
        ("?standing=unpublished", ["Cleveland", "Durham"]),
        ("?standing=late", ["Cleveland"]),
        ("?standing=unknown", []),
        ("?region=North+East&standing=late", ["Cleveland"]),
        ("?sort=force", ["Avon", "Bedford", "Cleveland", "Durham"]),
        ("?sort=region", ["Bedford", "Cleveland", "Durham", "Avon"]),
        ("?sort=lateness", ["Cleveland", "Avon", "Durham", "Bedford"]),
        ("?sort=published", ["Bedford", "Avon", "Cleveland", "Durham"]),
    ],
)
def test_matrix_is_narrowed_and_sorted_by_the_address(sign_in, inspector, four, query, shown):
    page = page_of(sign_in(inspector), query)

    assert names(page) == shown


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", None),
        ("?region=&kind=&standing=&state=&verdict=&addressee=&sort=force", None),
        ("?region=North+East&sort=force", "Region: North East; Sort by: Force. "),
        ("?sort=region", "Sort by: Region. "),
        ("?region=Atlantis", ""),
    ],
)
def test_matrix_shows_its_filters_once_anything_is_chosen(sign_in, inspector, four, query, words):
    page = page_of(sign_in(inspector), query)

    fold = re.search(
        r'<details class="govuk-details"( open)?>\s*<summary[^>]*>.*Filter and sort', page
    )
    said_on_screen = f'<p class="govuk-body">{words}<a class="govuk-link app-no-print" href="/insp'
    assert bool(fold[1]) == (words is not None)
    assert (said_on_screen in page) == (words is not None)


def test_matrix_sorts_the_latest_first_within_a_standing(sign_in, inspector, inspection):
    for name, days in [("Avon", 1), ("Bedford", 9)]:
        body = make.PolicingBodyFactory(force__name=name)
        inspection.forces.add(body.force)
        make.ResponseFactory(
            inspection=inspection, body=body, due_on=make.TODAY - timedelta(days=days)
        )

    page = page_of(sign_in(inspector), f"?sort={Sort.LATENESS}")

    assert names(page) == ["Bedford", "Avon"]


def test_matrix_says_when_no_force_fits(sign_in, inspector, four):
    page = page_of(sign_in(inspector), "?standing=unknown")

    assert "No force fits what you chose." in page
    assert "Show all 4" in page


def test_matrix_shows_everything_with_an_error_for_a_choice_that_is_none(sign_in, inspector, four):
    page = page_of(sign_in(inspector), "?region=Atlantis")

    assert "Select something under “Region” from the list" in page
    assert len(names(page)) == 4


def test_matrix_of_an_inspection_being_set_up_is_empty_and_administrators_only(
    sign_in, inspector, administrator, cheshire
):
    make.InspectionFactory(embargoed=True, slug="secret", forces=[cheshire.force])

    assert sign_in(inspector).get("/inspections/secret/matrix/").status_code == 404
    page = sign_in(administrator).get("/inspections/secret/matrix/")
    assert said(page.content.decode()) == [["Cheshire Constabulary", "No response is owed"]]


@pytest.mark.parametrize("person", ["drafter", "signatory", "contact"])
def test_matrix_is_refused_to_offices_and_forces(sign_in, cheshire, inspection, person):
    for name in ("matrix/", "matrix.csv", "recommendations/1/"):
        page = sign_in(getattr(cheshire, person)).get(f"/inspections/rape/{name}")

        assert page.status_code == 403
        assert b"Only inspectors may compare forces." in page.content


def test_matrix_asks_a_visitor_to_sign_in(client, inspection):
    page = client.get("/inspections/rape/matrix/")

    assert page.status_code == 302
    assert page.url.startswith("/accounts/login/")


def test_matrix_asks_no_more_queries_for_three_forces_than_for_one(
    sign_in, inspector, inspection, django_assert_num_queries
):
    client = sign_in(inspector)

    def add():
        response = make.ResponseFactory(inspection=inspection, answers=True, published=True)
        inspection.forces.add(response.force)
        for recommendation in inspection.recommendations.all():
            make.ProgressUpdateFactory(recommendation=recommendation, force=response.force)

    add()
    page_of(client)
    with django_assert_num_queries(8):
        page_of(client)
    add()
    add()
    with django_assert_num_queries(8):
        page = page_of(client)

    assert len(names(page)) == 3


def test_number_and_heading_of_a_column_are_two_words_to_who_hears_them(
    sign_in, inspector, inspection, cheshire
):
    inspection.forces.add(cheshire.force)

    page = page_of(sign_in(inspector))

    assert '>1 <span class="app-matrix__heading">Heading of 1</span></a>' in page


def test_anchor_is_another_for_every_number():
    numbers = ["4", "4a", "4(a)", "4 a", "41", "4.1", "4-1", "AFI 2"]

    anchors = [anchor(number) for number in numbers]

    assert len(set(anchors)) == len(numbers)
    assert anchors[0] == "recommendation-4"
    assert not any(" " in each for each in anchors)
