"""Files as people send them: what is read of them, and how the others are refused."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from responses.reading import Unreadable, documents, package, portable, read, size, text_of
from tests.responses.reading.asked import OFFICIALS, TEXTS, TITLE

LETTER = "8 May 2024\n\nDear Minister – here is the Commissioner’s response.\n"


def docx_of(document):
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def pdf_of(html):
    return HTML(string=html).write_pdf()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_of_reads_text_in_every_usual_encoding(encoding):
    assert text_of("letter.txt", LETTER.encode(encoding)) == LETTER


def test_text_of_reads_an_empty_file_as_no_text():
    assert text_of("letter.txt", b"") == ""


def test_text_of_reads_a_word_letter_in_order():
    document = Document()
    document.add_heading("Response", level=1)
    document.add_paragraph("First the text.")
    document.add_paragraph("a point", style="List Bullet")
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("two", style="List Number")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Recommendation 1"
    table.rows[0].cells[1].text = "Done."
    document.add_paragraph("Last the end.")

    text = text_of("letter.docx", docx_of(document))

    assert text == (
        "# Response\n\nFirst the text.\n\n- a point\n\n1. one\n\n2. two\n\n"
        "\tRecommendation 1\n\tDone.\n\nLast the end."
    )


def test_text_of_goes_by_the_content_and_not_by_the_name():
    document = Document()
    document.add_paragraph("It is a Word file all the same.")

    assert text_of("letter.txt", docx_of(document)) == "It is a Word file all the same."


def test_read_reads_a_word_table_of_recommendations():
    document = Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("No", "Recommendation", "Response"), strict=True):
        cell.text = text
    for number, answer in (("1", "Cameras are bought."), ("6", "It was stopped.")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = number, TEXTS[number], answer
        cells[2].add_paragraph("The store has been told.")

    proposal = read(text_of("a.docx", docx_of(document)), OFFICIALS, inspection_title=TITLE)

    answers = {a.number: a.answer for a in proposal.answers if a.answer}
    assert answers == {
        "1": "Cameras are bought.\n\nThe store has been told.",
        "6": "It was stopped.\n\nThe store has been told.",
    }


def test_read_reads_a_pdf_of_several_pages():
    style = "<style>@page { size: A5; @bottom-center { content: 'Page ' counter(page) ' of 9' } }"
    parts = "".join(
        f"<h2>Recommendation {n}</h2><p>{TEXTS[n]}</p><p>Answer of the office to {n}: "
        f"{'it is done and seen to be done. ' * 12}</p>"
        for n in ("1", "2", "3", "6")
    )
    content = pdf_of(f"<html lang=en><title>x</title>{style}</style>{parts}</html>")

    proposal = read(text_of("a.pdf", content), OFFICIALS, inspection_title=TITLE)

    answers = {a.number: a.answer for a in proposal.answers if a.answer}
    assert set(answers) == {"1", "2", "3", "6"}
    assert all("Page" not in answer for answer in answers.values())
    assert all(answer.count("seen to be done") == 12 for answer in answers.values())


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx without a password"),
        ("a.rtf", b"{\\rtf1 x}", "rich text"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.exe", b"MZ\x90\x00\x03\x00\x00\x01\x02\x03\x05", "not a letter that can be read"),
        ("a.pdf", b"%PDF-1.7 and then nothing of one", "The PDF is damaged"),
        ("a.pdf", b"no PDF at all", "is called .pdf but is none"),
        ("a.docx", b"PK\x03\x04 and no more", "The Word file is damaged"),
    ],
)
def test_text_of_refuses_what_is_no_letter_with_a_sentence(name, content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        text_of(name, content)


def test_text_of_refuses_another_kind_of_package():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")

    with pytest.raises(Unreadable, match="not a Word letter"):
        text_of("a.docx", file.getvalue())


def test_text_of_refuses_a_package_that_unpacks_to_too_much():
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * (package.LARGEST_UNPACKED + 1))

    with pytest.raises(Unreadable, match="too large when it is unpacked"):
        text_of("a.docx", file.getvalue())


def test_text_of_refuses_a_broken_part_of_a_word_file():
    document = Document()
    document.add_paragraph("Fine.")
    original = zipfile.ZipFile(BytesIO(docx_of(document)))
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for part in original.infolist():
            broken = part.filename == "word/document.xml"
            package.writestr(part.filename, b"<w:doc" if broken else original.read(part.filename))

    with pytest.raises(Unreadable, match="The Word file is damaged"):
        text_of("a.docx", file.getvalue())


def test_text_of_refuses_a_pdf_with_a_password():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_of("<p>Secret words of the office"))))
    writer.encrypt("open sesame", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)

    with pytest.raises(Unreadable, match="asks for a password"):
        text_of("a.pdf", file.getvalue())


def test_text_of_reads_a_pdf_that_is_only_protected_against_changes():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_of("<p>Open words of the office"))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)

    assert "Open words" in text_of("a.pdf", file.getvalue())


def test_text_of_refuses_a_pdf_without_text():
    with pytest.raises(Unreadable, match="probably a scan"):
        text_of("a.pdf", pdf_of("<div style='width:9cm;height:9cm;background:grey'></div>"))


def test_text_of_refuses_a_pdf_of_too_many_pages():
    writer = PdfWriter()
    for _ in range(portable.MOST_PAGES + 1):
        writer.add_blank_page(width=10, height=10)
    file = BytesIO()
    writer.write(file)

    with pytest.raises(Unreadable, match="more than 200 pages"):
        text_of("a.pdf", file.getvalue())


def test_text_of_refuses_a_file_that_is_too_large():
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        text_of("a.txt", b"a" * (documents.LARGEST_FILE + 1))


def test_text_of_refuses_a_text_that_is_too_long():
    with pytest.raises(Unreadable, match="500,000 characters"):
        text_of("a.txt", b"a" * (size.LONGEST_TEXT + 1))


def test_read_reads_a_pdf_whose_paragraphs_only_a_gap_parts():
    rows = "".join(
        f"<tr><td>{number}. {TEXTS[number]}<td>{answer}"
        for number, answer in (("1", "Cameras were bought."), ("6", "It was stopped in May."))
    )
    content = pdf_of(
        "<html lang=en><title>x</title><style>td{width:50%;vertical-align:top}"
        "@page{@bottom-center{content:'Westmarch – our answer to it ' counter(page)}}</style>"
        f"<p>Response to {TITLE}<p>Date: 7 May 2024<p>The table shows what is asked and what we do."
        f"<table><tr><th>Recommendation<th>Our response{rows}</table>"
        "<p style='break-before:page'>I will publish progress in my annual report."
        "<p>Yours sincerely<p>Rosalind Marsh<br>Police and Crime Commissioner"
    )

    proposal = read(text_of("a.pdf", content), OFFICIALS, inspection_title=TITLE)

    found = {a.number: a.answer for a in proposal.answers if a.answer}
    assert found == {"1": "Cameras were bought.", "6": "It was stopped in May."}
    assert proposal.signed_on.value.isoformat() == "2024-05-07"
    assert proposal.signatory.value == "Rosalind Marsh, Police and Crime Commissioner"
    assert "Westmarch" not in proposal.body_comments.text
    assert "Recommendation Our response" not in proposal.body_comments.text


def test_read_reads_the_footnotes_of_a_word_file():
    document = Document()
    document.add_paragraph("Recommendation 1")
    document.add_paragraph("Cameras were bought.")
    xml = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="1"><w:p><w:r>'
        f"<w:t>Recommendation 1: {TEXTS['1']}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    file = BytesIO()
    document.save(file)

    proposal = read(text_of("a.docx", file.getvalue()), OFFICIALS, inspection_title=TITLE)

    assert proposal.answers[0].answer == "Cameras were bought."
    assert proposal.answers[0].quoted == TEXTS["1"]
