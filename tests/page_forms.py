"""The forms of a page as a browser would fill them in and send them."""

from html.parser import HTMLParser

TYPED = {"text", "email", "url", "tel", "number", "search"}


class Form:
    """One form: where it is sent, and what stands in it by name."""

    def __init__(self, attrs):
        self.attrs = attrs
        self.words = {}  # of boxes in which people type
        self.rest = {}  # hidden ones, and what is chosen
        self.asks_for_password = False

    @property
    def is_posted(self):
        return self.attrs.get("method", "get").lower() == "post"

    @property
    def data(self):
        return {**self.rest, **self.words}


class Forms(HTMLParser):
    """All forms of a page."""

    def __init__(self, html):
        super().__init__()
        self.all = []
        self.form = self.box = self.select = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(attrs)
            self.all.append(self.form)
        elif self.form is None:
            return
        elif tag == "textarea":
            self.box, self.form.words[attrs["name"]] = attrs["name"], ""
        elif tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and self.select and "selected" in attrs:
            self.form.rest[self.select] = attrs["value"]
        elif tag == "input" and "name" in attrs:
            self._input(attrs)

    def _input(self, attrs):
        kind, name, value = attrs.get("type", "text"), attrs["name"], attrs.get("value", "")
        self.form.asks_for_password |= kind == "password"
        if kind in TYPED:
            self.form.words[name] = value
        elif kind == "hidden" or (kind in {"radio", "checkbox"} and "checked" in attrs):
            self.form.rest.setdefault(name, []).append(value)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.box = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.box:
            self.form.words[self.box] += data.removeprefix("\n")


def written_on(page):
    """The forms of a page on which people type something that is sent."""
    return [form for form in Forms(page.text).all if form.is_posted and form.words]


def note_on(page):
    """The signed note of the one form of a page on which people type."""
    (form,) = written_on(page)
    return form.rest["unsent_note"]
