"""Pictures of a letter, in its Word file."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm
from PIL import Image

from responses import letters
from tests.responses.contents import letterhead, shaped

LOGO, SIGNATURE = "a" * 64, "b" * 64


def picture(width, height, colour=1):
    file = BytesIO()
    Image.new("L", (width, height), colour).save(file, "PNG")
    return letters.Picture("image/png", file.getvalue(), file.getvalue(), width, height)


@pytest.fixture
def html():
    made = shaped("letter", choices={"letterhead": letterhead(logo=LOGO, logo_alt="Our crest")})
    made["signature"]["image"] = SIGNATURE
    return letters.to_html(made)


@pytest.fixture
def pictures():
    return {LOGO: picture(200, 60), SIGNATURE: picture(300, 80, 2)}


def opened(html, pictures):
    return Document(BytesIO(letters.to_docx(html, pictures)))


def texts_for(document):
    """What each picture has for those who cannot see it."""
    return [shape._inline.docPr.get("descr") for shape in document.inline_shapes]


def test_pictures_stand_in_the_letter_with_words_for_them(html, pictures):
    document = opened(html, pictures)

    assert texts_for(document) == ["Our crest", "Signature of Sam Signer"]
    assert document.paragraphs[0].style.name == "Letter Logo"
    assert len({shape._inline.docPr.id for shape in document.inline_shapes}) == 2


def test_the_files_of_the_pictures_are_in_the_package(html, pictures):
    with ZipFile(BytesIO(letters.to_docx(html, pictures))) as package:
        media = {name: package.read(name) for name in package.namelist() if "media" in name}
        types = package.read("[Content_Types].xml")
        links = package.read("word/_rels/document.xml.rels")

    assert sorted(media.values()) == sorted(each.png for each in pictures.values())
    assert b'Extension="png" ContentType="image/png"' in types
    assert links.count(b'TargetMode="External"') == 1


@pytest.mark.parametrize(
    ("size", "printed"),
    [
        ((96, 48), (Mm(25.4), Mm(12.7))),
        ((2000, 200), (Mm(60), Mm(6))),
        ((4000, 4000), (Mm(25), Mm(25))),
        ((1, 4000), (None, Mm(25))),
    ],
)
def test_a_picture_keeps_its_proportions_and_has_at_most_a_letterheads_room(html, size, printed):
    shape = opened(html, {LOGO: picture(*size)}).inline_shapes[0]

    width, height = printed
    assert abs(shape.height - height) <= 2
    assert width is None or abs(shape.width - width) <= 2
    assert shape.width > 0


def test_a_picture_that_is_not_there_leaves_its_words(html):
    document = opened(html, {})

    said = [paragraph.text for paragraph in document.paragraphs]
    assert len(document.inline_shapes) == 0
    assert said[0] == "Our crest"
    assert "Signature of Sam Signer" in said


@pytest.mark.parametrize(
    "address",
    ["https://office.example/x.png", "file:///etc/passwd", "data:image/png;base64,AA", ""],
)
def test_no_other_picture_is_fetched(address, pictures):
    document = opened(f'<body><p><img src="{address}" alt="A picture"></p></body>', pictures)

    assert [paragraph.text for paragraph in document.paragraphs] == ["A picture"]
    assert len(document.inline_shapes) == 0


def test_a_picture_without_words_stands_alone(pictures):
    document = opened(f'<p><img src="image:{LOGO}" alt=""></p><p>After</p>', pictures)

    assert texts_for(document) == [""]
    assert [paragraph.text for paragraph in document.paragraphs] == ["", "After"]


def test_a_letter_with_pictures_is_the_same_to_the_byte(html, pictures):
    assert letters.to_docx(html, pictures) == letters.to_docx(
        html, dict(reversed(pictures.items()))
    )
