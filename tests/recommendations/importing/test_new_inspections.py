"""A new inspection from a template: shown, agreed to, and then here; or nothing of it."""

import re
from datetime import date
from itertools import zip_longest

import pytest

from recommendations.models import Inspection, Recommendation, Theme
from tests import factories as make
from tests.recommendations.importing.templates import HEAD, HEADINGS, row, sent, separated, workbook

NEW = "/inspections/new/import/"
ROWS = [
    row("1", Themes="Victims; Calls", Timescale="Immediately"),
    row(
        "AFI 2",
        What_it_is="Area for improvement",
        Wording="Summary",
        Text="Forces should answer. The Home Office should count.",
        Part="Forces should answer.",
        Figure="Calls",
        Unit="calls",
        What_the_figure_counts="All of them.",
    ),
    {"Part": "The Home Office should count.", "Addressed to": "Home Office"},
    {"Number": "AFI 2", "Figure": "Calls that are lost", "Unit": "per cent"},
]


def agree(client, url, page):
    return client.post(url, {"filled": page.context["form"]["filled"].value()})


def facts(recommendation):
    parts = recommendation.parts.order_by("position")
    return (
        recommendation.number,
        recommendation.kind,
        recommendation.wording,
        [(p.text, p.timescale, sorted(map(str, p.addressees.all()))) for p in parts],
        list(recommendation.measures.order_by("position").values_list("name", "unit")),
        sorted(map(str, recommendation.themes.all())),
    )


@pytest.mark.parametrize(
    "content",
    [
        lambda: workbook(ROWS),
        lambda: separated(ROWS),
        lambda: separated(ROWS, separator=";"),
        lambda: separated(ROWS, separator="\t"),
    ],
    ids=["workbook", "commas", "semicolons", "tabs"],
)
def test_import_makes_the_inspection_with_all_that_belongs_to_it(ada, content):
    shown = ada.post(NEW, sent(content()))
    saved = agree(ada, NEW, shown)

    made = Inspection.objects.get()
    assert saved.url == made.get_absolute_url()
    assert (made.title, made.short_title, made.published_on) == (
        HEAD["Title"],
        "Telephone",
        date(2021, 7, 16),
    )
    assert made.slug == "an-inspection-of-how-forces-answer-the-telephone"
    assert not made.is_released
    assert sorted(force.slug for force in made.forces.all()) == ["cheshire", "cumbria"]
    assert [facts(each) for each in made.recommendations.in_order()] == [
        (
            "1",
            "recommendation",
            "official",
            [("Police forces should do thing 1.", "Immediately", ["Police forces"])],
            [],
            ["Calls", "Victims"],
        ),
        (
            "AFI 2",
            "area_for_improvement",
            "summary",
            [
                ("Forces should answer.", "", ["Police forces"]),
                ("The Home Office should count.", "", ["Home Office"]),
            ],
            [("Calls", "calls"), ("Calls that are lost", "per cent")],
            [],
        ),
    ]


def test_import_shows_what_would_be_saved_and_saves_nothing(ada):
    page = ada.post(NEW, sent(workbook(ROWS)))

    assert "2 recommendations: 2 new. Nothing is saved yet." in page.text
    assert "Themes that are new:</strong> Calls; Victims" in page.text
    assert "9 September 2021" in page.text
    assert (Inspection.objects.count(), Theme.objects.count()) == (0, 0)


def test_import_takes_an_inspection_of_43_recommendations(ada):
    make.InspectionFactory(slug="first")

    shown = ada.post(NEW, sent(workbook([row(str(number)) for number in range(1, 44)])))
    agree(ada, NEW, shown)

    made = Inspection.objects.get(short_title="Telephone")
    assert [each.number for each in made.recommendations.in_order()] == [
        str(number) for number in range(1, 44)
    ]


def test_import_takes_an_inspection_of_one_force(ada):
    head = HEAD | {"National or one force": "One force", "Forces concerned": "cheshire"}

    shown = ada.post(NEW, sent(separated([row()], head), "one.csv"))
    agree(ada, NEW, shown)

    made = Inspection.objects.get()
    assert (made.scope, [force.slug for force in made.forces.all()]) == ("one_force", ["cheshire"])


def test_import_names_every_problem_with_its_sheet_row_and_column(ada):
    head = HEAD | {"Date of publication": "31 June 2021", "Forces concerned": "Camelot"}
    rows = [row("1", Wording="Perhaps"), row("2", Addressed_to="Nobody"), row("3", Text="=1+1")]

    page = ada.post(NEW, sent(workbook(rows, head)))

    for sentence in (
        "Sheet “Inspection”, row 4, column B (“Date of publication”) has “31 June 2021”, which is",
        "Sheet “Inspection”, row 8, column B (“Forces concerned”) has “Camelot”, which is not",
        "Sheet “Recommendations”, row 2, column D (“Wording”) has “Perhaps”. Use: Official",
        "Sheet “Recommendations”, row 3, column G (“Addressed to”) has “Nobody”, which is not",
        "Sheet “Recommendations”, row 4, column E (“Text”) has a formula",
    ):
        assert sentence in page.text
    assert Inspection.objects.count() == 0


def test_import_lists_problems_in_the_order_of_the_file(ada):
    head = HEAD | {"Date of publication": "31 June 2021"}
    rows = [
        row("1", Wording="Perhaps", What_it_is="A thing"),
        row("2", Figure="=1", Part="=1", Addressed_to="Nobody"),
        {"Heading": "Other", "Part": "should do thing 2."},
        row("3", Text="=1+1"),
    ]

    page = ada.post(NEW, sent(workbook(rows, head)))

    assert [text.partition(" (")[0] for text in page.context["form"].errors["file"]] == [
        "Sheet “Inspection”, row 4, column B",
        "Sheet “Recommendations”, row 2, column C",
        "Sheet “Recommendations”, row 2, column D",
        "Sheet “Recommendations”, row 3, column F",
        "Sheet “Recommendations”, row 3, column G",
        "Sheet “Recommendations”, row 3, column I",
        "Sheet “Recommendations”, row 3, column J: “Unit” is missing.",
        "Sheet “Recommendations”, row 4, column B",
        "Sheet “Recommendations”, row 4, column G: “Addressed to” is missing.",
        "Sheet “Recommendations”, row 5, column E",
    ]


def test_import_lists_what_the_model_refuses_in_the_order_of_the_file(ada):
    head = HEAD | {"Name in addresses": "No Slug", "Address of the report": "nowhere"}

    page = ada.post(NEW, sent(workbook(ROWS, head)))

    rows = [
        int(text.split("row ")[1].split(",")[0]) for text in page.context["form"].errors["file"]
    ]
    assert len(rows) == 2
    assert rows == sorted(rows)


@pytest.mark.parametrize("wrong", [{"Wording": "Perhaps"}, {"Wording": ""}])
def test_import_lists_a_hundred_problems_and_says_how_many_more(ada, wrong):
    rows = [row(str(number), **wrong) for number in range(1, 1403)]

    page = ada.post(NEW, sent(workbook(rows)))

    told = page.context["form"].errors["file"]
    assert len(told) == 101
    assert "row 101, column D" in told[99]
    assert told[100] == "There are 1,302 more problems. They are shown when these are put right."
    assert len(page.content) < 100_000


def test_import_asks_whether_a_name_like_another_is_meant(ada):
    make.ForceFactory(name="Ely Police")
    head = HEAD | {"Forces concerned": "Cheshir Constabulry"}

    page = ada.post(NEW, sent(workbook(ROWS, head)))

    assert "which is not known. Did you mean Cheshire Constabulary or" in page.text
    assert "Ely Police" not in page.text


@pytest.mark.parametrize("typed", ["All", "all forces", "Everybody"])
def test_import_says_first_how_all_forces_are_named(ada, typed):
    head = HEAD | {"Forces concerned": typed}

    page = ada.post(NEW, sent(workbook(ROWS, head)))

    told = page.context["form"].errors["file"][0]
    assert re.search(r"not known\. (Use:|Did you mean) All territorial forces", told)


def test_import_refuses_a_formula_that_was_not_worked_out_wherever_it_stands(ada):
    rows = [row(heading[:10]) | {heading: "=1+1"} for heading in HEADINGS[1:]]

    page = ada.post(NEW, sent(workbook(rows)))

    assert page.context["form"].errors["file"].as_text().count("has a formula") == len(rows)


def test_import_checks_what_a_file_of_an_inspection_is_checked_for(ada):
    rows = [
        row("1", Heading="x" * 81),
        row("2", Wording=""),
        row("1"),
        row("4", Part="Something else."),
        {"Part": "And more.", "Addressed to": "Home Office"},
        row("5", Addressed_to=""),
        row("6", Figure="Calls"),
    ]

    page = ada.post(NEW, sent(separated(rows)))

    for sentence in (
        "Row 18, column B: “Heading” must be 80 characters or fewer; it has 81.",
        "Row 19, column D: “Wording” is missing.",
        "Row 20, column A: The number 1 is in row 18 too. Give each recommendation a number of",
        "Row 21, column F: The text must be a stretch of the recommendation’s text",
        "Row 23, column G: “Addressed to” is missing.",
        "Row 24, column J: “Unit” is missing.",
    ):
        assert sentence in page.text
    assert (Inspection.objects.count(), Recommendation.objects.count()) == (0, 0)


def test_import_tells_all_that_can_be_known_at_once(ada):
    """What is unclear, what is missing, and what the rules refuse, of both sheets."""
    head = {
        **HEAD,
        "Short title": "",
        "Date of publication": "31 June 2021",
        "Name in addresses": "No name!",
        "Address of the report": "nowhere",
        "Inspectorates": "",
    }
    rows = [
        row("1", Heading="", Wording="Perhaps", Addressed_to=""),
        row("2", Text="=1+1", Figure="Calls"),
        row("1"),
        row("4/a", Text="Forces should. The Home Office should.", Part="Other.", Addressed_to="No"),
        {"Part": "The Home Office should.", "Addressed to": ""},
    ]

    page = ada.post(NEW, sent(workbook(rows, head)))

    told = [
        re.sub(r"^Sheet “(.).*?”, row (.), column (.)( \(.*?\))?:? ", r"\1\2\3 ", problem)
        for problem in page.context["form"].errors["file"]
    ]
    begins = [
        "I2B “Short title” is missing.",
        "I3B “Name in addresses” must have only",
        "I4B has “31 June 2021”",
        "I5B “Address of the report”: ",
        "I6B “Inspectorates” is missing.",
        "R2B “Heading” is missing.",
        "R2D has “Perhaps”.",
        "R2G “Addressed to” is missing.",
        "R3E has a formula",
        "R3J “Unit” is missing.",
        "R4A The number 1 is in row 2 too. Give each recommendation a number of its own.",
        "R5A “Number”: The number must begin with ",
        "R5G has “No”",
        "R6G “Addressed to” is missing.",
    ]
    assert [text[: len(begin)] for text, begin in zip_longest(told, begins, fillvalue="")] == begins


def test_import_speaks_of_a_name_in_addresses(ada):
    make.InspectionFactory(slug="telephone")
    taken = HEAD | {"Name in addresses": "Telephone", "Follows up": "nothing"}

    page = ada.post(NEW, sent(workbook(ROWS, taken)))

    assert "An inspection is here already that addresses call telephone." in page.text
    assert "There is no inspection that addresses call nothing." in page.text
    assert "slug" not in str(page.context["form"].errors)


def test_import_of_no_title_asks_for_no_name_in_addresses(ada):
    page = ada.post(NEW, sent(workbook(ROWS, HEAD | {"Title": ""})))

    (problem,) = page.context["form"].errors["file"]
    assert "“Title” is missing." in problem


def test_import_refuses_a_further_row_that_says_other_things(ada):
    rows = [row("1", Part="Police forces"), {"Heading": "Other", "Part": "should do thing 1."}]

    page = ada.post(NEW, sent(workbook(rows)))

    assert "column B (“Heading”) is not as in row 2, which this row goes on from." in page.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no row with the headings of the template"),
        (b"\x00\x01", "The file is not a CSV file"),
        (b"PK\x03\x04", "The file is not an Excel workbook"),
        (b"Number,Heading,Wording,Text,Addressed to\r\n", "The file has no recommendations"),
        (b"Number,Heading\r\n1,x\r\n", "no column with the heading"),
        (b'Number,Heading,Wording,Text,Addressed to\n"1', "The file is damaged"),
    ],
)
def test_import_refuses_a_file_that_is_no_template(ada, content, sentence):
    page = ada.post(NEW, sent(content or b"\n"))

    assert sentence in page.text
    assert Inspection.objects.count() == 0


def test_import_keeps_to_the_person_who_was_shown_it(ada, client):
    shown = ada.post(NEW, sent(workbook(ROWS)))
    client.force_login(make.MembershipFactory(administrator=True).user)

    page = agree(client, NEW, shown)

    assert "Upload the file again. Nothing was saved." in page.text
    assert Inspection.objects.count() == 0


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_template_is_refused_to_inspectors(sign_in, inspector, ending):
    page = sign_in(inspector).get(f"/inspections/new/template.{ending}")

    assert page.status_code == 403
