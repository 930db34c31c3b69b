"""Which style a paragraph of the letter has in a Word file, by its identifier in styles.xml."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from responses.letters.paper import Item, Paragraph

NORMAL = "Normal"
TABLE_TEXT = "TableText"
TABLE_HEADING = "TableHeading"
AFTER_TABLE = "AfterTable"
TABLE = "LetterTable"
TABLE_OF_MANY = "LetterTableOfMany"
PLACEHOLDER = "LetterPlaceholder"
LINK = "Hyperlink"

# By the classes and elements around it, the first that fits.
STYLES = {
    "caption": "Caption",
    "th": TABLE_HEADING,
    "td": TABLE_TEXT,
    "letter-draft": "LetterDraft",
    "letter-logo-place": "LetterLogo",
    "letter-body": "LetterBody",
    "letter-address": "LetterAddress",
    "letter-date": "Date",
    "letter-addressees": "LetterAddressees",
    "letter-salutation": "Salutation",
    "letter-note": "LetterNote",
    "letter-law": "LetterNote",
    "letter-position": "LetterPosition",
    "letter-facts": "LetterFact",
    "letter-closing": "Closing",
    "letter-signature": "Signature",
    "blockquote": "Quote",
    "letter-answer": "LetterAnswer",
}
QUOTED = {"LetterNote": "QuotedNote"}
SMALLER = {TABLE_TEXT: "SmallTableText", TABLE_HEADING: "SmallTableHeading"}
"""What stands instead in a table of many columns."""


def style_of(paragraph: Paragraph) -> str:
    if paragraph.heading:
        return f"Heading{min(paragraph.heading, 4)}"
    if item := paragraph.item:
        return _style_in_list(item, is_quoted=paragraph.is_quoted)
    style = next((STYLES[name] for name in STYLES if name in paragraph.names), NORMAL)
    return QUOTED.get(style, style) if paragraph.is_quoted else style


def _style_in_list(item: Item, *, is_quoted: bool) -> str:
    if is_quoted:
        return "QuotedList"
    if not item.has_mark:
        return "ListContinue"
    return "ListNumber" if item.is_ordered else "ListBullet"
