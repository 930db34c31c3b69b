import logging
import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from responses import letters
from responses.choices import Shape
from responses.letters.word import styles
from responses.reading.documents import text_of
from tests.responses.contents import answer, content, figure, letterhead, shaped

LISTS = """Before:

- one
- of *some* and **more**

  and on
  1. inner

Then:

7. seventh
8. eighth
"""


def file_of(*, is_draft=False, **changes):
    return letters.to_docx(letters.to_html(content(**changes), is_draft=is_draft))


def word(**changes):
    return Document(BytesIO(file_of(**changes)))


def word_of(made, **said):
    return Document(BytesIO(letters.to_docx(letters.to_html(made, **said))))


def parts_of(file):
    with zipfile.ZipFile(BytesIO(file)) as package:
        return {part.filename: (part, package.read(part)) for part in package.infolist()}


def found(document, text):
    """The paragraph that begins with a text."""
    return next(p for p in document.paragraphs if p.text.startswith(text))


def mark(paragraph):
    """In which list of the file a paragraph has a mark, and how deep."""
    number = paragraph._p.pPr.numPr
    return (number.numId.val, number.ilvl.val) if number is not None else None


@pytest.mark.parametrize("shape", Shape)
def test_word_letter_has_the_headings_of_the_page_at_their_levels(shape):
    html = letters.to_html(shaped(shape))

    paragraphs = Document(BytesIO(letters.to_docx(html))).paragraphs
    headings = [
        (p.style.name.removeprefix("Heading "), p.text)
        for p in paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert headings == re.findall(r"<h([1-6])[^>]*>([^<]*)</h", html)
    assert headings[0][0] == "1"
    assert len(headings) > 5


@pytest.mark.parametrize("shape", Shape)
def test_word_letter_of_each_shape_has_every_answer_in_order(shape):
    text = "\n".join(p.text for p in word_of(shaped(shape)).paragraphs)

    places = [
        text.index(f"{said}.")
        for said in ("Work on 1 has begun", "We welcome 7", "Work on 12 has begun")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Police and Crime Commissioner for", "Letter Body"),
        ("Report published\t16 July 2021", "Letter Fact"),
        ("Published under section 55", "Letter Note"),
        ("Police forces should", "Quote"),
        ("This is a summary", "Quoted Note"),
        ("Response: action under way.", "Letter Position"),
        ("Work on 1", "Letter Answer"),
        ("Trained investigators, twelve months to 31 March 2021: 34", "Letter Position"),
        ("Sam Signer\nPolice and Crime Commissioner", "Signature"),
    ],
)
def test_word_letter_gives_each_kind_of_text_its_style(text, style):
    document = word(answers=[answer(is_summary=True, figures=[figure()])])

    assert found(document, text).style.name == style


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Office of the Police and Crime", "Letter Body"),
        ("1 Clemonds Hey\nWinsford\nCW7 2UA", "Letter Address"),
        ("8 September 2021", "Date"),
        ("The Home Secretary", "Letter Addressees"),
        ("Dear Home Secretary,", "Salutation"),
        ("Yours sincerely,", "Closing"),
        ("Sam Signer\n", "Signature"),
        ("We thank them.", "Normal"),
    ],
)
def test_the_beginning_and_end_of_a_letter_have_styles_of_their_own(text, style):
    document = word_of(shaped("home_secretary"))

    assert found(document, text).style.name == style


def test_every_style_that_is_given_is_in_the_file():
    given = {*styles.STYLES.values(), *styles.QUOTED.values(), styles.AFTER_TABLE, styles.TABLE}
    given |= {styles.LINK, styles.PLACEHOLDER, styles.NORMAL, "Heading1", "Heading4", "QuotedList"}

    assert given <= set(word().styles.element.xpath("w:style/@w:styleId"))


def test_the_foot_of_each_page_has_the_name_that_is_printed():
    footer = word_of(shaped("letter")).sections[0].footer.paragraphs[0]

    assert footer.text.startswith("Office of the Police and Crime Commissioner for Cheshire\tPage")


def test_an_annex_begins_a_page_and_nothing_else_does():
    document = word_of(shaped("home_secretary"))

    begin = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert begin == ["Annex: recommendations, and what is done about each"]


def test_a_list_of_contents_is_left_to_word():
    made = shaped("report", introduction="word " * 4000)

    assert "letter-contents" in letters.to_html(made)
    assert "Contents" not in [p.text for p in word_of(made).paragraphs]


def test_a_placeholder_is_seen():
    made = shaped("letter", choices={"letterhead": letterhead(address="")})

    run = next(r for p in word_of(made, is_draft=True).paragraphs for r in p.runs if "[" in r.text)
    assert (run.text, run.style.name) == ("[address of the office]", "Letter Placeholder")


@pytest.mark.parametrize(
    ("accent", "colour"), [("#1D4f91", "1D4F91"), ("red", "0B0C0C"), ('"/><w:t/>', "0B0C0C")]
)
def test_the_colour_of_the_body_is_that_of_its_headings(accent, colour):
    html = f"<body data-accent='{accent}'><h1>Response</h1></body>"

    document = Document(BytesIO(letters.to_docx(html)))

    assert str(document.styles["Heading 1"].font.color.rgb) == colour
    border = document.styles["Heading 2"].element.xpath(".//w:pBdr/w:bottom/@w:color")
    assert border == [colour]


def test_word_letter_has_real_lists_each_with_its_own_numbers():
    document = word(introduction=LISTS, conclusion="1. again")

    bullet, inner = found(document, "one"), found(document, "inner")
    seventh, again = found(document, "seventh"), found(document, "again")
    assert [mark(p) for p in (bullet, found(document, "of some"))] == [(1, 0), (1, 0)]
    assert mark(seventh) == mark(found(document, "eighth"))
    assert len({mark(p)[0] for p in (bullet, inner, seventh, again)}) == 4
    assert mark(inner)[1] == 1
    starts = document.part.numbering_part.element.xpath("//w:startOverride/@w:val")
    assert starts == ["1", "7", "1"]


def test_a_second_paragraph_of_an_item_stands_in_it_without_a_mark():
    document = word(introduction=LISTS)

    more = found(document, "and on")
    assert (more.style.name, mark(more)) == ("List Continue", None)
    assert more.paragraph_format.left_indent == Twips(360)


def test_a_list_in_a_quotation_is_quoted():
    document = word(answers=[answer(asked="They should:\n\n- act\n- report")])

    item = found(document, "act")
    assert (item.style.name, mark(item)) == ("Quoted List", (1, 0))
    assert item.paragraph_format.left_indent == Twips(720)


def test_lists_deeper_than_word_has_levels_stay_at_its_deepest():
    html = "<ul><li>deep" * 12 + "</li></ul>" * 12

    document = Document(BytesIO(letters.to_docx(html)))

    depths = [mark(paragraph)[1] for paragraph in document.paragraphs]
    assert depths == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8]


def test_word_letter_keeps_what_is_bold_or_stressed():
    runs = found(word(introduction=LISTS), "of some").runs

    assert [(r.text, r.bold, r.italic) for r in runs if r.text.strip(" ") in {"some", "more"}] == [
        ("some", None, True),
        ("more", True, None),
    ]


def test_word_letter_links_to_whole_addresses():
    document = word(introduction="[Our plan](https://office.example/a(1)?b=ŵ&c) is out.")

    link = found(document, "Our plan").hyperlinks[0]
    assert (link.text, link.url) == ("Our plan", "https://office.example/a(1)?b=%C5%B5&c")


@pytest.mark.parametrize(
    "address",
    ["http://[x", "http://a b/", "http://exa_mple^/", "https:///only-a-path", "file:///etc/passwd"],
)
def test_an_address_that_word_cannot_open_leaves_its_words(address):
    file = letters.to_docx(f'<body><p><a href="{address}">Our plan</a></p></body>')

    paragraph = Document(BytesIO(file)).paragraphs[0]
    assert (paragraph.text, paragraph.hyperlinks) == ("Our plan", [])


def test_word_letter_says_whose_it_is_and_the_day_it_was_signed():
    said = word().core_properties

    assert said.title == (
        "Response of the Police and Crime Commissioner for Cheshire "
        "to An inspection of the response to rape"
    )
    assert said.author == said.last_modified_by == "Police and Crime Commissioner for Cheshire"
    assert said.created == said.modified == datetime(2021, 9, 8, tzinfo=UTC)
    assert said.language == "en-GB"


def test_a_very_long_title_is_cut_in_the_properties_only():
    title = "Title " * 80
    document = word(inspection=content()["inspection"] | {"title": title})

    assert len(document.core_properties.title) == 255
    assert found(document, "Response to:").text == f"Response to: {title}".strip()


def test_word_letter_is_in_english_on_a4_with_numbered_pages():
    document = word()

    section = document.sections[0]
    footer = section.footer.paragraphs[0]
    assert document.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.left_margin > Mm(20)
    assert footer.text.startswith("Police and Crime Commissioner for Cheshire\tPage ")
    assert [field.get(qn("w:instr")).strip() for field in footer._p.xpath("w:fldSimple")] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_word_letter_of_a_draft_says_so_on_every_page():
    draft, signed = word(is_draft=True, signature=None), word()

    header = draft.sections[0].header
    assert header.paragraphs[0].text == "Draft, not signed"
    assert b'string="Draft"' in header.part.blob
    assert found(draft, "Draft, not signed").style.name == "Letter Draft"
    assert signed.sections[0].header.is_linked_to_previous
    assert not any("Draft" in paragraph.text for paragraph in signed.paragraphs)


def test_word_letter_is_the_same_to_the_byte_on_any_day(time_machine):
    time_machine.move_to(datetime(2021, 9, 8, tzinfo=UTC))
    first = file_of(introduction=LISTS)
    time_machine.move_to(datetime(2031, 9, 8, tzinfo=UTC))

    assert file_of(introduction=LISTS) == first
    assert {part.date_time[0] for part, _ in parts_of(first).values()} == {1980}


def test_word_letter_holds_no_macro_no_picture_and_refers_to_nothing_but_its_links():
    parts = parts_of(file_of(introduction="![x](https://office.example/x.png)"))

    outside = [name for name, (_, content) in parts.items() if b'TargetMode="External"' in content]
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    assert outside == ["word/_rels/document.xml.rels"]
    targets = Document(BytesIO(file_of())).part.rels.values()
    assert [r.target_ref for r in targets if r.is_external] == ["https://inspectorate.example/rape"]


@pytest.mark.parametrize("text", ["a\x01b\x0bc\x1f", "a\ufffeb\uffffc", "a\x00b\x85c"])
def test_characters_that_xml_forbids_do_not_break_it(text):
    document = word(introduction=text)

    written = document.paragraphs[[p.text for p in document.paragraphs].index("Introduction") + 1]
    assert "".join(c for c in written.text if c in "abc") == "abc"


@pytest.mark.parametrize("is_draft", [False, True])
def test_every_part_of_the_file_is_xml_of_a_stated_kind(is_draft):
    parts = parts_of(file_of(is_draft=is_draft))

    types = parts.pop("[Content_Types].xml")[1].decode()
    for name, (_, part) in parts.items():
        ElementTree.fromstring(part)  # noqa: S314  # our own
        assert f'PartName="/{name}"' in types or name.endswith(".rels")
        assert b"{accent}" not in part


def test_word_letter_is_read_in_again_whole():
    changes = {"introduction": LISTS, "answers": [answer("1"), answer("AFI 2")]}

    text = text_of("letter.docx", file_of(**changes))

    assert "Heading of AFI 2" in text
    assert "- of some and more\n\nand on" in text
    assert "7. seventh\n\n8. eighth" in text
    assert text.rstrip().endswith("Open Government Licence v3.0.")


def test_a_letter_of_fifty_thousand_words_is_made():
    long = "\n\n".join(["word " * 100 + "\n\n- item\n- item"] * 500)

    document = word(introduction=long)

    assert sum(len(p.text.split()) for p in document.paragraphs) > 50_000


@pytest.mark.parametrize("html", ["", "<p>Letter</p>", "<p>a<p>b</ul></p><li>c</li>", "text"])
def test_html_that_is_no_whole_letter_still_makes_a_file(html, caplog):
    with caplog.at_level(logging.WARNING):
        document = Document(BytesIO(letters.to_docx(html)))

    assert "".join(p.text for p in document.paragraphs) in {"", "Letter", "abc", "text"}
