class Unreadable(ValueError):
    """A file that cannot be read. Its text is a sentence for the person who sent it."""
