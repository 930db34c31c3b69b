"""Reading a mail as its reader would."""

import re
from html.parser import HTMLParser

NOTICES = "http://127.0.0.1:8000/account/notices/"


def html_of(mail):
    return mail.alternatives[0].content


def words_of(html):
    """What a browser shows of a page, in one line."""
    parser = HTMLParser()
    shown = []
    parser.handle_data = shown.append
    parser.feed(html.partition("<body>")[2])
    return " ".join(" ".join(shown).split())


def links_of(mail):
    """The addresses in a mail's text and in its HTML, which are the same."""
    links = re.findall(r"https?://\S+", mail.body)
    assert re.findall(r'href="([^"]+)"', html_of(mail)) == links
    return links
