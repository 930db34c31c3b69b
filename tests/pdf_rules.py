"""What a tagged letter has to keep to. `flaws(pdf)` names everything that is wrong with one.

The rules are those of PDF/UA-1 and PDF/A-2a that can be seen in the file, and some of our own.
"""

import unicodedata
from itertools import pairwise

from tests.pdfs import Element, Pdf

HOLDS = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
INSIDE = {
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}
KINDS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "NonStruct", "P"}
KINDS |= {"H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Span", "Link", "Figure"}
KINDS |= {"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"}
PRINT = 4
YES = {"True", "true"}


def flaws(content):
    """Everything that is wrong with a letter, in words; none is right."""
    pdf = Pdf(content)
    return [flaw for rule in RULES for flaw in rule(pdf)]


def says_what_it_is(pdf):
    if not pdf.root.get("/Lang"):
        yield "no language"
    if not (pdf.reader.metadata.title or "").strip() or "dc:title" not in pdf.metadata:
        yield "no title"
    if str(pdf.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")) not in YES:
        yield "the title is not shown"
    if str(pdf.root.get("/MarkInfo", {}).get("/Marked")) not in YES:
        yield "not marked as tagged"
    if "<pdfuaid:part>1<" not in pdf.metadata or "/pdfua/ns/id/</pdfaSchema" not in pdf.metadata:
        yield "does not say PDF/UA-1"
    if 'pdfaid:part="2"' not in pdf.metadata or 'pdfaid:conformance="A"' not in pdf.metadata:
        yield "does not say PDF/A-2a"
    if [str(intent["/S"]) for intent in pdf.root.get("/OutputIntents", [])] != ["/GTS_PDFA1"]:
        yield "no colours are intended"
    if "/ID" not in pdf.reader.trailer or "/EmbeddedFiles" in pdf.root.get("/Names", {}):
        yield "no identifier, or files inside"


def marks_everything_once(pdf):
    """What is drawn belongs to one element of the tree, or is marked as no part of the letter."""
    owned = [part for each in pdf.tree.walk() for part in each.parts if isinstance(part, tuple)]
    drawn = set()
    for each in pdf.drawn:
        if len(each.marks) != 1:
            yield f"{each.text!r} on page {each.page + 1} is in {len(each.marks)} marks"
        elif isinstance(each.marks[0], int):
            drawn.add((each.page, each.marks[0]))
        elif each.marks[0] != "artifact":
            yield f"{each.text!r} on page {each.page + 1} has no number"
    if len(owned) != len(set(owned)):
        yield "content that two elements own"
    if strays := drawn - set(owned):
        yield f"content that no element owns: {sorted(strays)}"


def knows_the_owner_of_all_content(pdf):
    """The way back, from content to its element, is the way there."""
    owners, numbers = {}, list(pdf.root["/StructTreeRoot"]["/ParentTree"]["/Nums"])
    for number, held in zip(numbers[::2], numbers[1::2], strict=True):
        owners[int(number)] = held
    for element in pdf.tree.walk():
        for part in element.parts:
            if isinstance(part, tuple):
                page, mcid = part
                place = int(pdf.reader.pages[page]["/StructParents"])
                if _number(owners[place].get_object(), mcid) != element.reference:
                    yield f"content {mcid} of page {page + 1} leads to another element"


def _number(owners, mcid):
    """The number of the object that is the owner."""
    return getattr(list.__getitem__(owners, mcid), "idnum", None)


def nests_as_it_may(pdf):
    for element in pdf.tree.walk():
        if element.kind not in KINDS:
            yield f"an element {element.kind}"
        if element.kind == "Link" and len(element.all("Link")) > 1:
            yield "a link in a link"
        for kid in element.kids:
            if kid.kind not in HOLDS.get(element.kind, {kid.kind}):
                yield f"{element.kind} holds {kid.kind}"
            if element.kind not in INSIDE.get(kid.kind, {element.kind}):
                yield f"{kid.kind} is inside {element.kind}"


def has_headings_in_order(pdf):
    levels = [level for level, _ in pdf.headings]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings begin {levels[:3]}, with {levels.count(1)} of the first level"
    for (before, _), (level, text) in pairwise(pdf.headings):
        if level > before + 1:
            yield f"the heading {text!r} skips a level"
    if not all(text.strip() for _, text in pdf.headings):
        yield "an empty heading"
    if _plain(pdf.bookmarks) != _plain(pdf.headings):
        yield "the bookmarks are not the headings"


def _plain(titles):
    return [(level, "".join(text.split())) for level, text in titles]


def has_tables_with_headers(pdf):
    for table in pdf.tree.all("Table"):
        rows = table.all("TR")
        if len({sum(cell.spans for cell in row.kids) for row in rows}) != 1:
            yield "rows of a table differ in cells"
        if not table.all("TH"):
            yield "a table without headers"
        yield from (
            f"the header {pdf.text(header)!r} is of nothing"
            for header in table.all("TH")
            if header.scope not in {"/Column", "/Row"}
        )


def has_words_for_pictures(pdf):
    for figure in pdf.tree.all("Figure"):
        _, _, width, height = (float(side) for side in pdf.reader.pages[figure.page].mediabox)
        if not (figure.alt or "").strip():
            yield "a picture without words"
        left, lower, right, upper = figure.box or (-1, 0, 0, 0)
        if not (0 <= left < right <= width and 0 <= lower < upper <= height):
            yield f"a picture stands nowhere: {figure.box}"


def smooths_no_pictures(pdf):
    for number, page in enumerate(pdf.reader.pages, start=1):
        for drawn in page["/Resources"].get("/XObject", {}).values():
            if str(drawn.get_object().get("/Interpolate")) in YES:
                yield f"a picture of page {number} is to be smoothed, which PDF/A forbids"


def has_links_with_words(pdf):
    inside = {
        id(part.get_object()): element
        for element in pdf.tree.walk()
        for part in element.parts
        if not isinstance(part, Element | tuple)
    }
    for number, page in enumerate(pdf.reader.pages, start=1):
        if page.get("/Tabs") != "/S":
            yield f"page {number} is not gone through in the order of the tree"
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            if not str(link.get("/Contents", "")).strip() or "/StructParent" not in link:
                yield f"a link on page {number} without words or element"
            if not int(link.get("/F", 0)) & PRINT:
                yield f"a link on page {number} is not printed"
            if getattr(inside.get(id(link)), "kind", None) != "Link":
                yield f"a link on page {number} is in no Link"


def has_every_character(pdf):
    for name, font in pdf.fonts.items():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        if not {"/FontFile2", "/FontFile3"} & set(descriptor) or "+" not in name:
            yield f"the font {name} is not inside, or is there whole"
    for each in pdf.drawn:
        if each.has_missing:
            yield f"a character is missing beside {each.text!r}"
        if any(unicodedata.category(character) == "Co" for character in each.text):
            yield f"a character in {each.text!r} means nothing"


def keeps_inside_the_page(pdf, margin=40):
    """The letter keeps to the space between the margins; what stands in them, to the page."""
    for each in pdf.drawn:
        _, _, width, height = (float(side) for side in pdf.reader.pages[each.page].mediabox)
        across = margin <= each.left <= each.right <= width - margin
        is_letter = each.marks != ("artifact",) and each.text.strip()
        if is_letter and not (across and margin < each.base < height - margin):
            yield f"{each.text!r} runs over the edge of page {each.page + 1}"


RULES = (
    says_what_it_is,
    marks_everything_once,
    knows_the_owner_of_all_content,
    nests_as_it_may,
    has_headings_in_order,
    has_tables_with_headers,
    has_words_for_pictures,
    smooths_no_pictures,
    has_links_with_words,
    has_every_character,
    keeps_inside_the_page,
)
