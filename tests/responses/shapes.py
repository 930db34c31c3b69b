"""What a letter's HTML says, for tests: its words in one line, and its headings."""

import re

from lxml import html as parser

from responses import letters

HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"


def page_of(made, **options):
    """The letter without its table of contents, which says again what its headings say."""
    page = parser.fromstring(letters.to_html(made, **options))
    for contents in page.find_class("letter-contents"):
        contents.drop_tree()
    return page


def words(element):
    return " ".join(" ".join(element.itertext()).split())


def said(made, **options):
    """All that the letter says; a space that HTML does not have stands before no mark."""
    return re.sub(r" (?=[.,])", "", words(page_of(made, **options).body))


def headings(page):
    return [(int(each.tag[1]), words(each)) for each in page.xpath(HEADINGS)]


def in_order(text, parts):
    """Whether all parts are in the text, each after the one before."""
    place = 0
    for part in parts:
        if (found := text.find(part, place)) < 0:
            return False
        place = found + len(part)
    return True
