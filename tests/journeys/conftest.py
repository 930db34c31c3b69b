"""Real Chromium, a real server, and people who each have a window of their own."""

import contextlib
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from tests import factories as make


class Window:
    """One person's browser window, and what they do in it."""

    def __init__(self, page, address):
        self.page = page
        self.address = address

    def go(self, path):
        self.page.goto(self.address + path)
        return self

    def sign_in(self, user):
        self.go("/accounts/login/")
        self.fill("Email address", user.email)
        self.fill("Password", make.PASSWORD)
        self.press("Sign in")
        return self

    def fill(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label):
        self.page.get_by_label(label, exact=True).check()

    def press(self, button):
        self.page.get_by_role("button", name=button, exact=True).click()

    def follow(self, link, exact=True):
        self.page.get_by_role("link", name=link, exact=exact).first.click()

    @property
    def heading(self):
        return self.page.locator("h1").inner_text()

    @property
    def text(self):
        return self.page.locator("body").inner_text()

    @property
    def path(self):
        return self.page.url.removeprefix(self.address)

    def violations(self):
        """What axe finds wrong with the page, in short."""
        found = Axe().run(self.page).response["violations"]
        return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]


@pytest.fixture
def window(chromium, live_server):
    """Opens a window: window(javascript=False, width=375)."""
    with contextlib.ExitStack() as open_windows:

        def _window(*, javascript=True, width=1280):
            context = chromium.new_context(
                java_script_enabled=javascript,
                viewport={"width": width, "height": 900},
                locale="en-GB",
                timezone_id="Europe/London",
            )
            context.set_default_timeout(15_000)
            open_windows.callback(context.close)
            return Window(context.new_page(), live_server.url)

        yield _window


@pytest.fixture
def _settings(settings, tmp_path, worker_id):
    """A live server serves over plain http, with a cache of its own."""
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "KEY_PREFIX": f"test-{worker_id}-{tmp_path.name}"}
    }
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def yesterday(today):
    return today - timedelta(days=1)
