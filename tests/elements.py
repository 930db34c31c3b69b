"""What an HTML text draws, however it is written down."""

from html.parser import HTMLParser


class Elements(HTMLParser):
    """Every start tag with its attributes, and every text; an attribute without a value has ""."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        if data.strip():
            self.found.append(data.strip())

    @property
    def tags(self):
        return [each for each in self.found if isinstance(each, tuple)]

    def one(self, tag=None, **wanted):
        """The only element of that name with these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        fits = [
            attrs
            for name, attrs in self.tags
            if tag in {None, name} and wanted.items() <= attrs.items()
        ]
        assert len(fits) == 1, (tag, wanted, fits)
        return fits[0]

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]
