"""The letter as a PDF: what it says of itself, its structure, and its fonts."""

import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings

from responses import letters
from responses.choices import Shape
from tests.pdf_rules import flaws
from tests.pdfs import Pdf
from tests.pictures import png, svg
from tests.responses.contents import answer, content, letterhead, shaped

EVERY = pytest.mark.parametrize("shape", Shape)
LOGO, SIGNATURE = "a" * 64, "b" * 64
TYPED = """Work has **begun** in [Winsford](https://cheshire.example/plan):

- first
  1. one
  2. two
- second

| Year | Trained | Wanted |
| --- | --- | --- |
| 2020 | 31 | 40 |
| 2021 | 34 | 40 |

Rydym yn croesawu’r adroddiad: ŵ Ŵ ŷ ẁ “yes” – 5 → 6 ✔ £3 ½."""
MAKE = """
import sys, django
django.setup()
from responses import letters
sys.stdout.buffer.write(letters.to_pdf(sys.stdin.read()))
"""


def pictures():
    return {
        LOGO: letters.Picture("image/svg+xml", svg(), png(), 100, 50),
        SIGNATURE: letters.Picture("image/png", png(), png(), 60, 30),
    }


def full(shape):
    """A letter with all there can be in one: pictures, a table, lists, links, figures."""
    made = shaped(
        shape, choices={"letterhead": letterhead(logo=LOGO, logo_alt="A disc, the office’s sign")}
    )
    made["signature"] |= {"image": SIGNATURE}
    made["answers"][0] |= {"text": TYPED}
    return made


def pdf_of(made, *, is_draft=False):
    return letters.to_pdf(letters.to_html(made, is_draft=is_draft), pictures())


def one_answer(text):
    return pdf_of(content(answers=[answer(text=text)]))


def made_elsewhere(html, **environment):
    """The same letter, made by another process."""
    made = subprocess.run(
        [sys.executable, "-c", MAKE],
        input=html.encode(),
        capture_output=True,
        check=True,
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
    )
    return made.stdout


@EVERY
@pytest.mark.parametrize("is_draft", [False, True])
def test_every_shape_keeps_to_the_rules_of_a_tagged_pdf(shape, is_draft, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = pdf_of(full(shape), is_draft=is_draft)

    assert flaws(pdf) == []
    assert [record.getMessage() for record in caplog.records] == []


@EVERY
def test_every_shape_says_whose_letter_it_is_and_in_what_language(shape):
    pdf = Pdf(pdf_of(full(shape)))

    assert pdf.root["/Lang"] == "en-GB"
    assert pdf.reader.metadata.title == (
        "Response of the Police and Crime Commissioner for Cheshire "
        "to An inspection of the response to rape"
    )
    assert pdf.reader.metadata.author == "Police and Crime Commissioner for Cheshire"


@EVERY
def test_every_shape_has_all_answers_in_the_order_of_the_report(shape):
    text = Pdf(pdf_of(full(shape))).text()

    said = ["Rydym yn croesawu’r adroddiad: ŵ Ŵ ŷ ẁ “yes” – 5 → 6 ✔ £3 ½."]
    said += ["We welcome 7.", "Work on 12 has begun."]
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert [text.count(words) for words in said] == [1, 1, 1]


@EVERY
def test_every_shape_names_its_pictures(shape):
    figures = Pdf(pdf_of(full(shape))).tree.all("Figure")

    assert [each.alt for each in figures] == [
        "A disc, the office’s sign",
        "Signature of Sam Signer",
    ]


@EVERY
def test_every_page_has_its_number_which_is_no_part_of_the_letter(shape):
    pdf = Pdf(pdf_of(full(shape)))

    pages = len(pdf.reader.pages)
    apart = [each.text for each in pdf.drawn if each.marks == ("artifact",) and each.text]
    assert [text for text in apart if text.startswith("Page ")] == [
        f"Page {page} of {pages}" for page in range(1, pages + 1)
    ]
    assert "Page 1 of" not in pdf.text()


@EVERY
def test_every_page_of_a_draft_says_that_it_is_one(shape):
    pdf = Pdf(pdf_of(full(shape), is_draft=True))

    marked = [
        each.page
        for each in pdf.drawn
        if each.text == "Draft, not signed" and each.marks == ("artifact",)
    ]
    assert sorted(set(marked)) == list(range(len(pdf.reader.pages)))
    assert "Draft" not in Pdf(pdf_of(full(shape))).text()


def test_tables_have_headers_of_their_columns():
    pdf = Pdf(one_answer(TYPED))

    [table] = pdf.tree.all("Table")
    assert [(pdf.text(cell), cell.scope) for cell in table.all("TH")] == [
        ("Year", "/Column"),
        ("Trained", "/Column"),
        ("Wanted", "/Column"),
    ]
    assert [pdf.text(cell) for cell in table.all("TD")] == ["2020", "31", "40", "2021", "34", "40"]


def test_tables_have_headers_of_their_rows():
    pdf = Pdf(pdf_of(shaped(Shape.FORM)))

    first = pdf.tree.all("Table")[0].all("TR")[0]
    assert [(cell.kind, cell.scope) for cell in first.kids] == [("TH", "/Row"), ("TD", None)]


def test_facts_are_a_list_of_names_and_what_they_are():
    pdf = Pdf(pdf_of(shaped(Shape.REPORT)))

    facts = pdf.tree.all("L")[0].kids[0]
    assert [(half.kind, pdf.text(half)) for half in facts.kids] == [
        ("Lbl", "Report published"),
        ("LBody", "16 July 2021"),
    ]


def test_a_list_in_a_list_is_one():
    pdf = Pdf(one_answer(TYPED))

    lists = [each for each in pdf.tree.all("L") if "one" in pdf.text(each).split()]
    assert [pdf.text(each) for each in lists] == [
        "• first 1. one 2. two • second",
        "1. one 2. two",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "- one\n\n- two",
        "1. one\n\n   two\n\n2. three",
        "- one\n  - two\n\n  three",
        "- one\n\n  |A|B|\n  |-|-|\n  |two|three|",
        "- one\n  |A|B|\n  |-|-|\n  |two|three|",
    ],
)
def test_what_stands_in_an_item_of_a_list_is_its_body(typed):
    assert flaws(one_answer(typed)) == []


def test_links_say_where_they_lead():
    pdf = Pdf(one_answer(TYPED))

    links = [each.get_object() for page in pdf.reader.pages for each in page.get("/Annots", [])]
    assert {(link["/A"]["/URI"], link["/Contents"]) for link in links} == {
        ("https://inspectorate.example/rape", "https://inspectorate.example/rape"),
        ("https://cheshire.example/plan", "https://cheshire.example/plan"),
    }


def test_a_link_is_one_whatever_it_looks_like():
    pdf = Pdf(one_answer("See [the **whole** plan](https://cheshire.example/plan) there."))

    links = [each for page in pdf.reader.pages for each in page.get("/Annots", [])]
    assert len(links) == 2  # with that of the report
    assert "the whole plan" in pdf.texts("Link")
    assert flaws(pdf.content) == []


def test_the_colour_of_the_letterhead_is_on_paper():
    blue = Pdf(pdf_of(shaped(Shape.LETTER, choices={"letterhead": letterhead(accent="#336699")})))

    drawn = blue.reader.pages[0].get_contents().get_data()
    assert b"0.2 0.4 0.6 RG" in drawn or b"0.2 0.4 0.6 rg" in drawn


def test_a_picture_that_is_not_there_is_said_in_words():
    html = letters.to_html(full(Shape.LETTER))

    pdf = letters.to_pdf(html)

    assert "A disc, the office’s sign" in Pdf(pdf).text()
    assert flaws(pdf) == []


@pytest.mark.parametrize("shape", [Shape.REPORT, Shape.HOME_SECRETARY])
def test_the_same_letter_is_the_same_file(shape):
    made = full(shape)

    first = pdf_of(made)
    pdf_of(full(Shape.FORM))

    assert [pdf_of(made), pdf_of(made)] == [first, first]


def test_another_process_without_the_fonts_of_this_machine_makes_the_same_file(tmp_path):
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    html = letters.to_html(content(answers=[answer(text=TYPED)]))

    elsewhere = made_elsewhere(
        html, FONTCONFIG_FILE=str(tmp_path / "fonts.conf"), PYTHONHASHSEED="7"
    )

    assert elsewhere == letters.to_pdf(html)


def test_letters_are_set_in_fonts_of_their_own():
    pdf = Pdf(one_answer(TYPED))

    names = {name.partition("+")[2] for name in pdf.fonts}
    assert names == {"Letter-Sans", "Letter-Sans-Bold", "Letter-Signs"}


@pytest.mark.parametrize("typed", ["ਪੰਜਾਬੀ", "中文", "Привет", "✅ ❌", "w\u0302 y\u0302", "𝟓 🚒"])
def test_no_character_that_unicode_names_is_missing(typed):
    pdf = one_answer(f"Before {typed} after")

    assert flaws(pdf) == []
    assert f"Before {typed} after" in Pdf(pdf).text().replace("\ufe0e", "")


def test_a_character_that_nothing_can_draw_is_said_by_its_number(caplog):
    pdf = one_answer("Before \ue123 secret \U0010ffff after")

    assert "Before [character U+E123] secret [character U+10FFFF] after" in Pdf(pdf).text()
    [record] = [each for each in caplog.records if each.name == "responses.letters.fonts"]
    assert record.getMessage() == "Characters of a letter that no font of ours has: 2"


def test_signs_of_word_are_the_signs_that_they_look_like():
    assert "Done \u2713 so \u2192 on" in Pdf(one_answer("Done \uf0fc so \uf0e0 on")).text()
