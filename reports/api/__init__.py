"""For programs: the register for everyone, and the rest for who has a token."""

from reports.api.private import private_urls
from reports.api.routes import api_urls

__all__ = ["api_urls", "private_urls"]
