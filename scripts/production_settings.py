"""The settings with a production's environment: for `manage.py check --deploy`."""

import os

os.environ.pop("INSECURE_COOKIES", None)
os.environ.pop("DEMO", None)
os.environ |= {
    "SECRET_KEY": "A-key-for-checks-alone-of-more-than-fifty-characters-0123456789",
    "SITE_URL": "https://responses.example",
    "ALLOWED_HOSTS": "responses.example",
    "LOG_FORMAT": "json",
}

from config.settings import *  # noqa: F403 - read with the environment above
