"""A table that somebody pastes into an answer, from the box to the letter and its files."""

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from responses import letters
from responses.content import content_of
from tests import factories as make

# As a spreadsheet puts it on the clipboard, and a browser sends it.
PASTED = "\t2020\t2021\r\nTrained officers\t12\t14\r\nCases\t3\t"


@pytest.fixture
def response(sign_in, cheshire, inspection):
    made = make.ResponseFactory(inspection=inspection, body=cheshire.body)
    answer = {"position": "under_way", "text": PASTED, "seen": "0"}
    sign_in(cheshire.drafter).post(f"/responses/{made.pk}/answers/1/", answer)
    return made


def test_it_is_stored_as_it_was_pasted(response):
    assert response.answers.get().text == PASTED.replace("\r\n", "\n")


@pytest.mark.parametrize("page", ["answers/1", "check"])
def test_it_is_shown_as_a_table(sign_in, cheshire, response, page):
    html = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/{page}/").content.decode()

    assert '<th scope="col" class="govuk-table__header">2020</th>' in html
    assert '<th scope="row" class="govuk-table__header">Trained officers</th>' in html


def test_the_box_says_that_tables_may_be_pasted(sign_in, cheshire, response):
    html = sign_in(cheshire.drafter).get(f"/responses/{response.pk}/answers/1/").content.decode()

    assert "A table copied from a spreadsheet or from Word stays a table." in html


def test_it_is_a_table_in_the_files_of_the_letter(response):
    html = letters.to_html(content_of(response), is_draft=True)

    word = Document(BytesIO(letters.to_docx(html)))
    pdf = "".join(page.extract_text() for page in PdfReader(BytesIO(letters.to_pdf(html))).pages)

    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["", "2020", "2021"],
        ["Trained officers", "12", "14"],
        ["Cases", "3", ""],
    ]
    assert "Trained officers" in pdf
