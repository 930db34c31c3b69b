"""Files that are no pictures for letters, by accident or by design: each gets its sentence."""

import gzip
import struct
import zlib

import pytest
from PIL import Image

from responses.images import MOST_BYTES, NotAPicture, checked, raster
from responses.images.svg import MOST_BYTES as MOST_SVG_BYTES
from tests.pictures import DISC, as_png, png, svg

LAUGHS = (
    "<!DOCTYPE svg [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{n} '{'&a' + str(n - 1 or '') + ';'}'>" for n in range(1, 9))
    + "]>"
)
USES = '<rect id="u0" width="9" height="9"/>' + "".join(
    f'<g id="u{n}">{f"""<use href="#u{n - 1}"/>""" * 10}</g>' for n in range(1, 7)
)
CHAIN = '<rect id="u0" width="9" height="9"/>' + "".join(
    f'<g id="u{n}"><use href="#u{n - 1}"/></g>' for n in range(1, 400)
)

ENTITIES = "definitions of its own"
SCRIPT = "has a script in it"
FILE = "names another file or an address on the web"
TEXT = "needs? a font"
EFFECT = "effects in it"
INSIDE = "another picture or page inside it"
MOVES = "The picture moves"
ENDLESS = "over and over"
MUCH = "more complicated than a logo needs"
STYLES = "styles in it that cannot be read"
NOT_SVG = "not an SVG that can be read"
SIZE = "how large it is"

HOSTILE_SVG = {
    "an entity of a file": (
        svg("&x;", before="<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        ENTITIES,
    ),
    "an entity from the web": (
        svg(before="<!DOCTYPE svg [<!ENTITY % x SYSTEM 'http://a.example/'> %x;]>"),
        ENTITIES,
    ),
    "a billion laughs": (svg("&a8;", before=LAUGHS), ENTITIES),
    "a script": (svg("<script>alert(1)</script>"), SCRIPT),
    "a script of another file": (svg('<script href="http://a.example/x.js"/>'), SCRIPT),
    "an event": (svg('<circle r="20" onload="alert(1)"/>'), SCRIPT),
    "an event of the whole": (svg(attributes='viewBox="0 0 9 9" onload="alert(1)"'), SCRIPT),
    "an event in capitals": (svg('<circle r="20" ONCLICK="alert(1)"/>'), SCRIPT),
    "a link": (svg(f'<a href="javascript:alert(1)">{DISC}</a>'), "has a link in it"),
    "a script as an address": (svg('<use href="javascript:alert(1)"/>'), FILE),
    "data as an address": (svg('<use xlink:href="data:image/svg+xml,%3Csvg/%3E#a"/>'), FILE),
    "a part of another file": (svg('<use href="file:///srv/logo.svg#a"/>'), FILE),
    "a part of a file beside it": (svg('<use href="other.svg#a"/>'), FILE),
    "a gradient of another file": (svg('<linearGradient href="http://a.example/#g"/>'), FILE),
    "a colour from the web": (
        svg('<rect width="9" height="9" fill="url(http://a.example/#p)"/>'),
        FILE,
    ),
    "a colour from a file": (
        svg("<rect width='9' height='9' fill=\"url('/etc/passwd#p')\"/>"),
        FILE,
    ),
    "an address in disguise": (
        svg(r'<rect width="9" height="9" fill="u\72 l(//a.example/)"/>'),
        FILE,
    ),
    "a style from the web": (
        svg('<rect width="9" height="9" style="cursor:url(//a.example/c)"/>'),
        FILE,
    ),
    "a fill from the web, as a style": (
        svg('<rect width="9" height="9" style="fill:url(//a.example/c)"/>'),
        FILE,
    ),
    "an import": (svg("<style>@import 'http://a.example/a.css';</style>"), FILE),
    "a font from the web": (
        svg("<style>@font-face{font-family:a;src:url(//a.example)}</style>"),
        FILE,
    ),
    "a sheet with an address": (svg("<style>rect{background:url(//a.example/)}</style>"), FILE),
    "a sheet with another selector": (svg("<style>g > rect{fill:red}</style>"), STYLES),
    "a sheet that is broken": (svg("<style>}{</style>"), STYLES),
    "text": (svg("<text x='9' y='9'>Police</text>"), TEXT),
    "a picture from the web": (svg('<image href="http://a.example/a.png"/>'), INSIDE),
    "a picture as data": (svg('<image href="data:image/png;base64,AAAA"/>'), INSIDE),
    "a page": (svg("<foreignObject><p>Hello</p></foreignObject>"), INSIDE),
    "a movement": (svg('<rect><animate attributeName="href" to="javascript:1"/></rect>'), MOVES),
    "a setting": (svg('<set attributeName="onload" to="alert(1)"/>'), MOVES),
    "a filter": (svg('<filter id="f"><feGaussianBlur stdDeviation="999"/></filter>'), EFFECT),
    "a pattern": (svg('<pattern id="p" width="0.001" height="0.001"/>'), EFFECT),
    "something unknown": (svg("<blink/>"), "has “blink” in it"),
    "what draws itself": (svg('<g id="a"><use href="#a"/></g>'), ENDLESS),
    "two that draw each other": (
        svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        ENDLESS,
    ),
    "the whole in itself": (svg('<use href="#r"/>', 'viewBox="0 0 9 9" id="r"'), ENDLESS),
    "a clip of itself": (svg('<clipPath id="c"><rect clip-path="url(#c)"/></clipPath>'), ENDLESS),
    "a million uses": (svg(USES), ENDLESS),
    "a long chain": (svg(CHAIN), ENDLESS),
    "too deep": (svg("<g>" * 60 + "</g>" * 60), MUCH),
    "far too deep, and not closed": (b"<svg>" + b"<g>" * 100_000, MUCH),
    "too many": (svg("<g/>" * 6000), MUCH),
    "a style of many brackets": (svg(f'<g style="fill:{"(" * 9000}"/>'), MUCH),
    "a sheet of many brackets": (svg(f"<style>g{{fill:{'a(' * 9000}}}</style>"), MUCH),
    "an editor's style of many brackets": (svg(f'<g style="-x-a:{"[" * 9000}"/>'), MUCH),
    "too large a file": (svg(f"<!--{' ' * MOST_SVG_BYTES}-->"), "500 KB or smaller"),
    "a huge box": (svg(attributes='viewBox="0 0 1e9 1e9"'), SIZE),
    "a box of no number": (svg(attributes='viewBox="0 0 nan inf"'), SIZE),
    "an empty box": (svg(attributes='viewBox="0 0 0 0"'), SIZE),
    "a broken box": (svg(attributes='viewBox="0 0 9"'), SIZE),
    "a size of a share": (svg(attributes='width="100%" height="100%"'), SIZE),
    "no size": (svg(attributes=""), SIZE),
    "a hair": (svg(attributes='viewBox="0 0 1000 1"'), "more than 20 times as long"),
    "a page of the web": (b"<html><body><script>alert(1)</script></body></html>", NOT_SVG),
    "another kind of XML": (b"<note>Hello</note>", NOT_SVG),
    "svg of no namespace": (b'<svg viewBox="0 0 9 9"><rect/></svg>', NOT_SVG),
    "broken XML": (svg()[:-9], NOT_SVG),
    "another encoding": (svg(before='<?xml version="1.0" encoding="utf-7"?>'), NOT_SVG),
    "bytes of no encoding": (svg("\x80").replace(b"\xc2\x80", b"\x80"), NOT_SVG),
    "two encodings": (svg().decode().encode("utf-16"), "not a picture that letters can show"),
    "compressed": (gzip.compress(svg()), "compressed SVG"),
}


def chunk(kind, content):
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png_that_says(width, height, pixels=b"", before=b""):
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + before
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def png_that_hides(width, height):
    """Its size is not where a PNG says it: a comment that reads 100 by 100 stands there."""
    comment = chunk(b"tEXt", struct.pack(">II", 100, 100) + b"x=\0yz")
    whole = png_that_says(width, height)
    return whole[:8] + comment + whole[8:]


LARGE_TEXT = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"A" * 80_000_000))
DAMAGED = "damaged and cannot be read"

HOSTILE_PNG = {
    "nothing": (b"", "The file is empty"),
    "too large a file": (png() + b"\0" * MOST_BYTES, "2 MB or smaller"),
    "a bomb of 60,000 by 60,000": (png_that_says(60_000, 60_000), "60,000 by 60,000 pixels"),
    "a size that is hidden": (png_that_hides(9000, 9000), "9,000 by 9,000 pixels"),
    "a bomb that is hidden": (png_that_hides(60_000, 60_000), DAMAGED),
    "no pixels": (png_that_says(0, 0), DAMAGED),
    "pixels that are not there": (png_that_says(3000, 3000), DAMAGED),
    "a comment that unpacks to 80 MB": (png_that_says(9, 9, before=LARGE_TEXT), DAMAGED),
    "half a file": (png()[: len(png()) // 2], DAMAGED),
    "the first bytes and a script": (b"\x89PNG\r\n\x1a\n<script>", DAMAGED),
    "a moving one": (
        as_png(
            Image.new("RGB", (9, 9)),
            save_all=True,
            append_images=[Image.new("RGB", (9, 9), "red")],
        ),
        "The picture moves",
    ),
    "a hair": (png((3000, 30)), "more than 20 times as long"),
}

OTHERS = {
    "GIF": b"GIF89a",
    "WebP": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "bitmap": b"BM\x00\x00",
    "TIFF": b"II*\x00",
    "PDF": b"%PDF-1.7",
    "Word file or a ZIP": b"PK\x03\x04",
    "picture that letters can show": b"Our logo",
}


@pytest.mark.parametrize("name", HOSTILE_SVG)
def test_an_svg_is_refused_for(name):
    file, sentence = HOSTILE_SVG[name]

    with pytest.raises(NotAPicture, match=sentence):
        checked(file)


@pytest.mark.parametrize("name", HOSTILE_PNG)
def test_a_png_is_refused_for(name):
    file, sentence = HOSTILE_PNG[name]

    with pytest.raises(NotAPicture, match=sentence):
        checked(file)


@pytest.mark.parametrize("kind", OTHERS)
def test_another_kind_of_file_is_named(kind):
    with pytest.raises(NotAPicture, match=f"{kind}.*Save it as a JPEG, PNG or SVG"):
        checked(OTHERS[kind])


def test_a_document_type_that_defines_no_entity_is_dropped():
    plain = '<!DOCTYPE svg SYSTEM "http://a.example/svg.dtd">'

    assert checked(svg(before=plain)) == checked(svg())


def test_an_instruction_to_fetch_a_sheet_is_dropped():
    asks = '<?xml-stylesheet href="http://a.example/a.css"?>'

    assert checked(svg(before=asks)) == checked(svg())


@pytest.mark.parametrize("wrong", ['opacity="1,2,3"', 'fill-opacity="auto"', 'opacity="M"'])
def test_what_would_be_missing_on_paper_is_refused(wrong):
    """WeasyPrint leaves such a picture out and says so in its log alone; resvg draws it."""
    with pytest.raises(NotAPicture, match="cannot be drawn on paper as it is"):
        checked(svg(f'{DISC}<circle cx="9" cy="9" r="8" {wrong}/>'))


@pytest.mark.slow
def test_what_asks_for_minutes_of_drawing_is_stopped():
    fill = '<linearGradient id="g"><stop offset="0"/><stop offset="1" stop-color="#00f"/>'
    pages = '<rect width="100" height="50" fill="url(#g)"/>' * 4000

    with pytest.raises(NotAPicture, match="takes too long to draw"):
        checked(svg(f"{fill}</linearGradient>{pages}"))


def test_what_takes_too_long_to_draw_is_given_up(monkeypatch):
    monkeypatch.setattr("responses.images.raster.SECONDS", 0.001)

    with pytest.raises(NotAPicture, match="takes too long to draw"):
        checked(svg())


DIES = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"


def test_a_program_that_dies_of_itself_gets_a_second_try(monkeypatch, tmp_path):
    once, dies_once = tmp_path / "once", tmp_path / "draw.py"
    dies_once.write_text(
        f"import pathlib, runpy\nonce = pathlib.Path({str(once)!r})\n"
        f"if not once.exists():\n    once.touch()\n    {DIES}\n"
        f"runpy.run_path({str(raster.DRAW)!r}, run_name='__main__')\n"
    )
    monkeypatch.setattr(raster, "DRAW", dies_once)

    assert checked(svg()).png.startswith(b"\x89PNG")
    assert once.exists()


def test_a_program_that_dies_each_time_draws_no_picture(monkeypatch, tmp_path):
    dies = tmp_path / "draw.py"
    dies.write_text(DIES)
    monkeypatch.setattr(raster, "DRAW", dies)

    with pytest.raises(NotAPicture, match="cannot be drawn on paper"):
        checked(svg())
