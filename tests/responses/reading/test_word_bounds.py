"""Word files made to cost much: each is refused with a sentence before it does."""

import re
import struct
import zipfile
from io import BytesIO

import pytest
from docx import Document

from responses.reading import Unreadable, text_of
from responses.reading.package import LARGEST_XML, MOST_TAGS
from responses.reading.size import LONGEST_TEXT
from responses.reading.word import MOST_NESTED
from tests.responses.reading.test_documents import docx_of

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>Done.</w:t></w:r></w:p>"
FAR_MORE = "far more in the Word file than a letter"


def word_file(body, **others):
    """A Word file with a body of one's own; `others` are parts to replace or to add."""
    parts = {"word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"}
    parts |= {f"word/{name}": text for name, text in others.items()}
    file = BytesIO()
    original = zipfile.ZipFile(BytesIO(docx_of(Document())))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for part in original.namelist():
            written.writestr(part, parts.pop(part, None) or original.read(part))
        for name, text in parts.items():
            written.writestr(name, text)
    return file.getvalue()


def nested(tables):
    return (
        "<w:tbl><w:tr><w:tc>" * tables + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * tables + PARAGRAPH
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<w:p/>" * (MOST_TAGS + 1), FAR_MORE),
        ("<w:p/>" + " " * LARGEST_XML, FAR_MORE),
        (nested(MOST_NESTED + 1), FAR_MORE),
        (PARAGRAPH.replace("Done.", "a" * 1000) * (LONGEST_TEXT // 1000 + 1), "500,000 characters"),
        (PARAGRAPH * 10_001, "20,000 lines"),
    ],
    ids=["tags", "size", "nested tables", "characters", "lines"],
)
def test_text_of_refuses_a_word_file_with_more_than_a_letter(body, sentence):
    content = word_file(body)

    with pytest.raises(Unreadable, match=sentence):
        text_of("a.docx", content)


def test_text_of_counts_the_tags_of_a_part_that_is_called_a_picture():
    content = word_file(PARAGRAPH, **{"media/image1.png": "  " + "<a/>" * (MOST_TAGS + 1)})

    with pytest.raises(Unreadable, match=FAR_MORE):
        text_of("a.docx", content)


def test_text_of_lets_large_pictures_pass():
    content = word_file(PARAGRAPH, **{"media/image1.bmp": b"BM<<" * (LARGEST_XML // 4 + 1)})

    assert text_of("a.docx", content) == "Done."


def test_text_of_refuses_a_part_that_is_larger_than_it_says():
    content = bytearray(word_file(PARAGRAPH * 9000))
    at = content.rindex(b"word/document.xml") - 46
    content[at + 24 : at + 28] = struct.pack("<I", 1000)

    with pytest.raises(Unreadable, match="The Word file is damaged"):
        text_of("a.docx", bytes(content))


def test_text_of_reads_a_word_report_of_200_pages():
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>words of it and others </w:t></w:r>"
    paragraphs = 200 * 9

    text = text_of("a.docx", word_file(f"<w:p>{run * 11}</w:p>" * paragraphs))

    assert text.count("words of it") == paragraphs * 11


def test_text_of_reads_tables_in_tables():
    assert text_of("a.docx", word_file(nested(MOST_NESTED))).count("Done.") == 2


def test_text_of_counts_a_list_from_any_number():
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="2000000000"/><w:numFmt w:val="lowerRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    numbering = (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = PARAGRAPH.replace("<w:p>", f"<w:p>{item}")

    assert text_of("a.docx", word_file(body, **{"numbering.xml": numbering})) == "2000000000. Done."


def test_text_of_refuses_a_way_of_packing_that_nobody_knows():
    content = bytearray(word_file(PARAGRAPH))
    for mark, method_at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = content.find(mark)
        while start >= 0:
            content[start + method_at : start + method_at + 2] = struct.pack("<H", 97)
            start = content.find(mark, start + 1)

    with pytest.raises(Unreadable, match="damaged"):
        text_of("a.docx", bytes(content))


def test_text_of_reads_a_letter_that_has_never_had_a_list():
    whole = zipfile.ZipFile(BytesIO(word_file(PARAGRAPH)))
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for part in whole.namelist():
            content = whole.read(part)
            if part == "word/_rels/document.xml.rels":
                content = re.sub(rb"<Relationship [^>]*/numbering\"[^>]*/>", b"", content)
                assert b"numbering" not in content
            written.writestr(part, content)

    assert text_of("a.docx", file.getvalue()).strip() == "Done."
