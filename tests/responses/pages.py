"""What pages say, for tests."""


def words(html):
    """The words of a page in one line, without its tags."""
    inside = (part.partition(">")[2] for part in html.split("<"))
    return " ".join(" ".join(inside).split())
