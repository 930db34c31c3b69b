"""The settings with the migrations' linter, which is an application of Django's."""

from config.settings import *  # noqa: F403 - these are the settings
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
