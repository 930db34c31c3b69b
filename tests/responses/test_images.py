"""Pictures that letters may show: what is kept of them."""

from hashlib import sha256
from io import BytesIO

import pytest
from defusedxml import ElementTree
from PIL import Image, PngImagePlugin
from pypdf import PdfReader

from responses.images import NotAPicture, checked
from responses.letters import Picture, to_pdf
from tests.pictures import DISC, as_png, png, svg

ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: a drawing program -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
"""
STYLED = """<style type="text/css">
  .st0{clip-path:url(#SVGID_2_);fill:#E30613;} .st1,.st2{fill:none;stroke:#000000;}
</style>
<metadata>who drew it</metadata><title>Logo</title>
<defs><rect id="SVGID_1_" width="50" height="50"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>
<circle class="st0" cx="40" cy="25" r="20"/><path class="st1" d="M0 0L10,10z" data-name="x"/>"""
INKSCAPE = """<sodipodi:namedview xmlns:sodipodi="http://sodipodi.example/" pagecolor="#fff"/>
<g xmlns:inkscape="http://inkscape.example/" inkscape:label="Layer 1">
  <path d="m 1,1 h 30 v 20 z" style="fill:#008080;-inkscape-stroke:none;shape-inside:url(#r)"/>
</g>"""

PAGE = '<html lang="en"><head><title>A</title></head><body><p>{}</p></body></html>'


def elements(content):
    return [each.tag.rpartition("}")[2] for each in ElementTree.fromstring(content).iter()]


def test_a_png_is_kept_as_a_png():
    kept = checked(png())

    assert (kept.media_type, kept.width, kept.height) == ("image/png", 60, 30)
    assert kept.content == kept.png
    assert kept.sha256 == sha256(kept.content).hexdigest()
    with Image.open(BytesIO(kept.content)) as image:
        assert image.getpixel((5, 5)) == (0, 0, 128, 255)
        assert image.getpixel((50, 25))[3] == 0


def test_a_png_keeps_nothing_but_the_picture():
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Somebody’s name", zip=True)
    sent = png(pnginfo=said, dpi=(300, 300)) + b"PK\x03\x04<script>alert(1)</script>"

    kept = checked(sent)

    assert kept == checked(png())
    assert b"script" not in kept.content


def test_the_same_picture_gives_the_same_bytes():
    assert checked(png()).sha256 == checked(png()).sha256
    assert checked(svg()).sha256 == checked(svg()).sha256
    assert checked(svg()).png == checked(svg()).png


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "LA", "I;16"])
def test_every_kind_of_png_is_read(mode):
    image = Image.new("L", (40, 20), 60)
    if mode == "I;16":
        image = Image.frombytes("I;16", (40, 20), b"\x00\x3c" * 800)
    sent = as_png(image if image.mode == mode else image.convert(mode))

    with Image.open(BytesIO(checked(sent).content)) as kept:
        shade = kept.convert("L").getpixel((10, 10))

    assert shade == (0 if mode == "1" else 60) or (mode == "1" and shade in {0, 255})


def test_a_large_png_is_made_no_larger_than_print_needs():
    kept = checked(png((3000, 1500)))

    assert (kept.width, kept.height) == (1200, 600)


def test_an_svg_is_rebuilt_and_drawn():
    kept = checked(svg())

    assert kept.media_type == "image/svg+xml"
    assert elements(kept.content) == ["svg", "circle"]
    assert (kept.width, kept.height) == (1000, 500)
    with Image.open(BytesIO(kept.png)) as drawn:
        assert drawn.size == (1000, 500)
        assert drawn.getpixel((500, 250)) == (0x1D, 0x4F, 0x91, 255)


def test_an_svg_of_a_drawing_program_keeps_how_it_looks():
    kept = checked(svg(STYLED, 'version="1.1" id="L" viewBox="0 0 100 50"', ILLUSTRATOR))

    text = kept.content.decode()
    assert elements(kept.content) == ["svg", "defs", "rect", "clipPath", "use", "circle", "path"]
    assert 'fill="#E30613"' in text
    assert 'stroke="#000000"' in text
    assert 'href="#SVGID_1_"' in text
    for gone in ("class", "style", "data-name", "DOCTYPE", "Generator", "who drew it"):
        assert gone not in text
    with Image.open(BytesIO(kept.png)) as drawn:
        assert drawn.getpixel((400, 250))[:3] == (0xE3, 0x06, 0x13)
        assert drawn.getpixel((550, 250))[3] == 0  # cut off by the clip


def test_what_an_editor_keeps_for_itself_falls_away():
    kept = checked(svg(INKSCAPE))

    assert elements(kept.content) == ["svg", "g", "path"]
    assert b"inkscape" not in kept.content
    assert b'fill="#008080"' in kept.content


def test_a_style_of_the_element_is_stronger_than_an_id_than_a_class_than_a_name():
    sheet = "<style>#a{fill:#00f} .b{fill:#0f0} circle{fill:#f00}</style>"
    circles = (
        '<circle r="1" fill="#111"/><circle r="2" class="b" fill="#111"/>'
        '<circle r="3" id="a" class="b"/><circle r="20" id="a" style="fill:#222"/>'
    )

    kept = checked(svg(sheet + circles))

    fills = [each.get("fill") for each in ElementTree.fromstring(kept.content)]
    assert fills == ["#f00", "#0f0", "#00f", "#222"]


def test_an_empty_attribute_falls_away():
    kept = checked(svg('<circle cx="9" cy="9" r="8" transform="" stroke=" "/>'))

    assert b'<circle cx="9" cy="9" r="8" />' in kept.content


def test_an_svg_may_say_its_size_in_millimetres():
    kept = checked(svg('<rect width="9" height="9"/>', 'width="20mm" height="10mm"'))

    assert b'viewBox="0 0 75.5906 37.7953"' in kept.content
    assert (kept.width, kept.height) == (1000, 500)


def test_an_svg_draws_in_the_pdf_too(caplog):
    kept = checked(svg(STYLED, before=ILLUSTRATOR))
    picture = Picture(kept.media_type, kept.content, kept.png, kept.width, kept.height)
    shown = f'<img src="image:{kept.sha256}" alt="Logo">'

    pdf = to_pdf(PAGE.format(shown), {kept.sha256: picture})

    page = PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data()
    assert b"0.890196 0.023529 0.07451 rg" in page  # the red of the logo
    assert not [record for record in caplog.records if record.name == "weasyprint"]


@pytest.mark.parametrize(
    "blank",
    [png(colour="white"), png(colour=(0, 0, 0, 3)), svg(""), svg(DISC.replace("#1d4f91", "#fff"))],
)
def test_what_cannot_be_seen_on_white_paper_is_refused(blank):
    with pytest.raises(NotAPicture, match="Nothing of the picture can be seen on white paper"):
        checked(blank)
