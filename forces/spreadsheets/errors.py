class Unreadable(ValueError):
    """A file that cannot be read. Its text is a sentence for the person who sent it."""


class Unclear(ValueError):
    """A cell that cannot be taken as it is. Its text says why, after the place of the cell."""
