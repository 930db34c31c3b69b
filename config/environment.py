"""The settings that differ between machines, read from the environment and checked."""

from urllib.parse import parse_qs, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def required(name: str, purpose: str) -> str:
    """The value of an environment variable.

    Raises ImproperlyConfigured, with a sentence saying what to set, when it is missing or empty.
    """
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment to {purpose}; .env.example shows how."
        )
    return value


def celery_url(redis_url: str) -> str:
    """The same Redis in the words Celery wants: a Unix socket is redis+socket:// there."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    db = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={db}"
