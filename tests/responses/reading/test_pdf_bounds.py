"""PDFs made to cost much: each is refused with a sentence before it does."""

from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from responses.reading import Unreadable, portable, text_of

FAR_MORE = "far more in the PDF than a letter"


def pdf_file(content, pages=1):
    """A PDF whose pages all show the same content."""
    writer = PdfWriter()
    stream = DecodedStreamObject()
    stream.set_data(content)
    shared = writer._add_object(stream.flate_encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    for _ in range(pages):
        page = writer.add_blank_page(width=600, height=800)
        page[NameObject("/Contents")] = shared
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def shown(text, times):
    return b"BT /F1 12 Tf " + b"1 0 0 1 5 5 Tm (%s) Tj " % text * times + b"ET"


@pytest.mark.parametrize(
    ("content", "pages", "sentence"),
    [
        (b"q Q " * (portable.MOST_CONTENT // 4 + 1), 1, FAR_MORE),
        (b" " * (portable.MOST_CONTENT // 100), 101, FAR_MORE),
        (shown(b"a", 1001), portable.MOST_STEPS // 2000, FAR_MORE),
        (b"BT /F1 12 Tf " + b"(a)' " * (portable.MOST_STEPS + 1) + b"ET", 1, FAR_MORE),
        (shown(b"a" * 10_000, 1), 51, "500,000 characters"),
    ],
    ids=["content", "content of all pages", "steps", "steps as they are done", "characters"],
)
def test_text_of_refuses_a_pdf_with_more_than_a_letter(content, pages, sentence):
    file = pdf_file(content, pages)

    with pytest.raises(Unreadable, match=sentence):
        text_of("a.pdf", file)


def test_text_of_reads_a_pdf_report_of_200_pages():
    file = pdf_file(shown(b"The force has trained its officers.", 45), portable.MOST_PAGES)

    assert text_of("a.pdf", file).count("officers.") == 45 * portable.MOST_PAGES
