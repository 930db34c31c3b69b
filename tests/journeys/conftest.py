"""Real Chromium, a real server, and people who each have a window of their own."""

import contextlib
import os
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories as make

# Milliseconds that a browser on a busy machine is waited for.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > width)
    .map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 30)}`)
    .slice(-3);
}"""
LONG = "Supercalifragilistic" * 3  # a word of 60 characters, which no line of a phone holds
SENTENCE = f"The force has trained its officers in {LONG} and will report in the new year."
SUBJECTS = (
    "training kiosks cells dogs vetting radios custody cameras phones forensics interviews courts"
)


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

    def enter(self, user):
        """Signed in already, without the page for it."""
        client = Client()
        client.force_login(user)
        session = client.cookies[project.SESSION_COOKIE_NAME]
        cookie = {"name": session.key, "value": session.value, "url": self.address}
        self.page.context.add_cookies([cookie])
        return self

    def leave(self):
        """The session ends, as it does by itself after a while."""
        self.page.context.clear_cookies(name=project.SESSION_COOKIE_NAME)

    def fill(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)

    def fill_date(self, legend, day):
        """Fill the three boxes of a date; without a day, empty them."""
        group = self.page.get_by_role("group", name=legend)
        parts = ("Day", "Month", "Year")
        numbers = (day.day, day.month, day.year) if day else ("", "", "")
        for part, number in zip(parts, numbers, strict=True):
            group.get_by_label(part).fill(str(number))

    def choose(self, label):
        self.page.get_by_label(label, exact=True).check()

    def press(self, button):
        self.page.get_by_role("button", name=button, exact=True).click()
        self.arrive()

    def follow(self, link, exact=True):
        self.page.get_by_role("link", name=link, exact=exact).first.click()
        self.arrive()

    def arrive(self):
        """A click waits until the next page begins to come: wait until all of it is there."""
        self.page.wait_for_load_state()

    def click(self, locator):
        """Click what leads to another page, and wait for that."""
        locator.click()
        self.arrive()

    def evaluate(self, script, *given):
        """What a script says of the page, once all of it is there."""
        self.arrive()
        return self.page.evaluate(script, *given)

    @property
    def heading(self):
        return self.page.locator("h1").inner_text()

    @property
    def text(self):
        return self.page.locator("body").inner_text()

    @property
    def path(self):
        return self.page.url.removeprefix(self.address)

    def wider(self):
        """The innermost parts that make the page wider than its window."""
        return self.evaluate(WIDER)

    def shoot(self, name):
        """A picture of the page, where SHOTS names a folder for them."""
        self.arrive()
        if folder := os.environ.get("SHOTS"):
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    def violations(self):
        """What axe finds wrong with the page, in short."""
        self.arrive()
        found = Axe().run(self.page).response["violations"]
        return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]


@pytest.fixture
def window(chromium, live_server):
    """Opens a window: window(javascript=False, width=375)."""
    with contextlib.ExitStack() as open_windows:

        def _window(*, javascript=True, width=1280, height=900):
            context = chromium.new_context(
                java_script_enabled=javascript,
                viewport={"width": width, "height": height},
                locale="en-GB",
                timezone_id="Europe/London",
            )
            context.set_default_timeout(PATIENCE)
            open_windows.callback(context.close)
            return Window(context.new_page(), live_server.url)

        yield _window


@pytest.fixture
def _settings(settings, tmp_path, worker_id):
    """A live server serves over plain http, with a cache of its own.

    Its clock is the machine's, so mails go out at whatever hour that is.
    """
    settings.PREPARED_CHECKS = 50
    settings.REMINDERS_FROM_HOUR = 0
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


@pytest.fixture
def long_inspection(cheshire, today):
    """13 recommendations with long words, published today: 13 is for others, 12 has a measure."""
    inspection = make.InspectionFactory(
        title=f"An inspection of {LONG}",
        short_title=f"Inspection of {LONG}",
        slug="long",
        published_on=today,
        forces=[cheshire.force],
    )
    for subject in SUBJECTS.split():
        make.RecommendationFactory(
            inspection=inspection,
            heading=f"{subject.capitalize()} and {LONG}",
            text=f"Chief constables should review {subject} in {LONG} and publish what they find.",
        )
    make.MeasureFactory(
        recommendation=inspection.recommendations.get(number="12"), name=f"Measure of {LONG}"
    )
    make.RecommendationFactory(inspection=inspection, for_others=True)
    return inspection


@pytest.fixture
def long_response(cheshire, long_inspection):
    """Cheshire's draft: 1 to 6 are answered, at length."""
    response = make.ResponseFactory(
        inspection=long_inspection, body=cheshire.body, drafting=True, introduction=SENTENCE
    )
    for recommendation in long_inspection.recommendations.filter(position__lte=6):
        make.AnswerFactory(
            response=response,
            recommendation=recommendation,
            text=f"{SENTENCE}\n\n- {LONG}\n- [{LONG}](https://example.org/{LONG})",
            reason=SENTENCE,
            local_number="A.12",
        )
    return response
