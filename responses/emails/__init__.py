"""The mails about responses: who is told what. No mail carries a word of a draft."""

from responses.emails.comments import about_comments
from responses.emails.copies import with_copy
from responses.emails.digests import digest

__all__ = ["about_comments", "digest", "with_copy"]
