"""Who is of the demonstration, whose people share a published password."""

from django.conf import settings

# RFC 2606 keeps this top-level domain for examples: nobody real has an address in it.
DOMAIN = ".example"


def is_shut_out(email: str) -> bool:
    """Whether an address is one of the demonstration, and the demonstration is off."""
    return not settings.DEMO and email.strip().lower().endswith(DOMAIN)
