"""What a tagged PDF needs beyond what WeasyPrint writes (tried with 70.0; docs/decisions/0025).

Clauses are those of PDF/UA-1 (ISO 14289-1) and PDF/A-2 (ISO 19005-2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from weasyprint.document import Document

# WeasyPrint measures in pixels from the top, a PDF in points from the bottom.
POINTS_IN_A_PIXEL = 0.75
# Says that the file is PDF/UA-1, and for PDF/A what words it says that in: PDF/A-2, 6.6.2.3.
IS_ACCESSIBLE = b"""<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
_END = b"</rdf:RDF>"


def mend(document: Document, pdf: pydyf.PDF) -> None:
    """Put right what the letter's structure lacks, as the last thing before it is written."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    tree = [element for kid in _kids(pdf, root) for element in _within(pdf, kid)]
    for element in tree:
        if mending := MENDINGS.get(element["S"]):
            mending(pdf, element)
    _set_apart_what_belongs_to_pages(pdf, root, {id(element) for element in tree})
    _say_what_links_are(document, pdf)
    for image in pdf.objects:
        if isinstance(image, pydyf.Stream) and "Interpolate" in image.extra:
            image.extra["Interpolate"] = "false"  # PDF/A-2, 6.2.8
    metadata = _at(pdf, pdf.catalog["Metadata"])
    metadata.stream = [part.replace(_END, IS_ACCESSIBLE + b"\n" + _END) for part in metadata.stream]
    metadata.compress = False  # so that a program which knows no PDF can find it
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.compress:
            _pack(each)


def _pack(stream: pydyf.Stream) -> None:
    """Compress once. With an identifier, all is asked for twice, which took a tenth of a letter."""
    _, _, packed = stream.data.partition(b"\nstream\n")
    stream.stream = [packed.removesuffix(b"\nendstream")]
    stream.extra = {**stream.extra, "Filter": "/FlateDecode"}
    stream.compress = False


def _at(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _kids(pdf: pydyf.PDF, element: Any) -> list[Any]:
    """The elements right inside one; not its content, and not its annotations."""
    kids = [_at(pdf, kid) for kid in element.get("K", []) if isinstance(kid, bytes)]
    return [kid for kid in kids if kid.get("Type") == "/StructElem"]


def _within(pdf: pydyf.PDF, element: Any) -> Iterator[Any]:
    yield element
    for kid in _kids(pdf, element):
        yield from _within(pdf, kid)


def _mend_list(pdf: pydyf.PDF, element: Any) -> None:
    """A pair of facts, which is a div of a dl, is one item: its name is the label of the rest.

    WeasyPrint makes each half an item of its own, in a Div that no list may hold.
    """
    for pair in _kids(pdf, element):
        halves = _kids(pdf, pair)
        if pair["S"] != "/Div" or {half["S"] for half in halves} != {"/LI"}:
            continue
        pair["S"] = "/LI"
        bodies = [body for half in halves for body in _kids(pdf, half)]
        pair["K"] = pydyf.Array(body.reference for body in bodies)
        for body in bodies:
            body["P"] = pair.reference
        if len(bodies) > 1:  # not the rest of a pair that a page ended in
            bodies[0]["S"] = "/Lbl"


def _mend_item(pdf: pydyf.PDF, element: Any) -> None:
    """What an item of a list has beside its mark is its body (ISO 32000-1, 14.8.4.3.3).

    WeasyPrint leaves paragraphs beside the mark, where a list was typed with lines between.
    """
    content = [kid for kid in _kids(pdf, element) if kid["S"] != "/Lbl"]
    if all(kid["S"] == "/LBody" for kid in content):
        return
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": element.reference})
    body["K"] = pydyf.Array(kid.reference for kid in content)
    pdf.add_object(body)
    for kid in content:
        element["K"].remove(kid.reference)
        kid["P"] = body.reference
        if kid["S"] == "/LBody":
            kid["S"] = "/Div"
    element["K"].append(body.reference)


def _mend_table(pdf: pydyf.PDF, element: Any) -> None:
    """A header says what it is the header of (PDF/UA-1, 7.5): a column, or its row."""
    for part in _kids(pdf, element):
        scope = "/Column" if part["S"] == "/THead" else "/Row"
        for cell in _within(pdf, part):
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = scope
            if cell["S"] in {"/TH", "/TD"}:
                # The names of headers would need a list of them all; the scope says it already.
                cell.pop("ID", None)
                cell["A"].pop("Headers", None)


def _mend_figure(pdf: pydyf.PDF, element: Any) -> None:
    """Where a picture stands, in the measures of the page."""
    top = _at(pdf, element["Pg"])["MediaBox"][3]
    left, upper, right, lower = (side * POINTS_IN_A_PIXEL for side in element["A"]["BBox"])
    element["A"]["BBox"] = pydyf.Array((left, top - lower, right, top - upper))


def _mend_link(pdf: pydyf.PDF, element: Any) -> None:
    """One link, and not another for each part of it that looks different."""
    for part in _within(pdf, element):
        if part is element:
            continue
        if part["S"] == "/Link":
            part["S"] = "/Span"
        for kid in [kid for kid in part["K"] if isinstance(kid, bytes)]:
            reference = _at(pdf, kid)
            if reference["Type"] == "/OBJR":
                part["K"].remove(kid)
                _at(pdf, part["Pg"])["Annots"].remove(reference["Obj"])


MENDINGS = {
    "/L": _mend_list,
    "/LI": _mend_item,
    "/Table": _mend_table,
    "/Figure": _mend_figure,
    "/Link": _mend_link,
}


def _set_apart_what_belongs_to_pages(pdf: pydyf.PDF, root: Any, elements: set[int]) -> None:
    """What stands in a page's margin is marked as no part of the letter (PDF/UA-1, 7.1 and 7.8).

    WeasyPrint marks it as content, of elements that are not in the tree.
    """
    owners = _at(pdf, root["ParentTree"])["Nums"]
    pages = [_at(pdf, reference) for reference in pdf.page_references]
    for number, page in enumerate(pages):
        of_the_page = owners[2 * number + 1]
        outside = {
            mcid for mcid, owner in enumerate(of_the_page) if id(_at(pdf, owner)) not in elements
        }
        if outside:
            _make_artifacts(_at(pdf, page["Contents"]).stream, outside)
            for mcid in outside:
                of_the_page[mcid] = "null"


def _make_artifacts(drawn: list[Any], outside: set[int]) -> None:
    """Marked content is drawn as its kind, its number, then what begins it."""
    for place, part in enumerate(drawn):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") in outside:
            drawn[place - 1] = "/Artifact"
            drawn[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _say_what_links_are(document: Document, pdf: pydyf.PDF) -> None:
    """A link within the letter is called what it reads, not by the name of a place in the file."""
    words = _words_of_links(document)
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Subtype") == "/Link" and "Dest" in each:
            place = each["Dest"].string
            each["Contents"] = pydyf.String(words.get(place, place))


def _words_of_links(document: Document) -> Mapping[str, str]:
    html = document._html.etree_element
    return {
        link.get("href", "").removeprefix("#"): " ".join("".join(link.itertext()).split())
        for link in html.iter("a")
    }
