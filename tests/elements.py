"""What an HTML text draws, however it is written down."""

from html.parser import HTMLParser


class Elements(HTMLParser):
    """Every start tag with its attributes, and every text."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_data(self, data):
        if data.strip():
            self.found.append(data.strip())
