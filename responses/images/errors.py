class NotAPicture(Exception):
    """A file is no picture that a letter can show. The message is a sentence for who sent it."""
