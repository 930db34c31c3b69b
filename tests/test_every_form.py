"""Every form on which people type keeps what they typed when their session has ended."""

import re
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tests.every_page import PAGES, PEOPLE, POST
from tests.page_forms import written_on

# Forms drawn by hand that have boxes to type in and carry no note: why.
WITHOUT = {
    "account/_form_page.html": "asks for passwords, which are never kept",
    "responses/letter_check.html": "is a place of a response, which has a note of its own",
}
BOXES = re.compile(
    r"\|(as_)?crispy|<textarea|type=\"(text|email|url)\"|progress_row|govuk/field.html"
)
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_every_form_that_is_drawn_by_hand_carries_the_note():
    missing = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        for form in re.findall(r'<form method="post".*?</form>', path.read_text(), re.DOTALL)
        if BOXES.search(form) and "{% unsent_note" not in form
    ]

    assert sorted(missing) == sorted(WITHOUT)


def filled(form):
    """Another word in every box."""
    return {name: f"zebra{number} typed" for number, name in enumerate(form.words)}


def pages():
    """The pages that somebody may open who is signed in: each with the first of them."""
    for name, arguments, expected in PAGES:
        if "2" in expected and expected[0] != "2" and POST not in arguments:
            yield name, arguments, PEOPLE[expected.index("2")]


def not_as_it_was(client, user, address):
    """Of each form of a page, what becomes of what is typed there, unless all of it comes back."""
    page = client.get(address)
    for number, form in enumerate(written_on(page)):
        if form.asks_for_password:
            assert "unsent_note" not in form.rest
            continue
        words = filled(form)
        client.logout()
        sent = client.post(form.attrs.get("action") or address, form.data | words)
        client.force_login(user)
        back = client.get(address)
        if getattr(sent, "url", "") != f"/accounts/login/?next={address}":
            yield number, "leads elsewhere", sent
        elif back.status_code != 200 or "yet</h2>" not in back.text:
            yield number, "is not shown as what was kept", back
        elif words.items() - written_on(back)[number].words.items():
            yield number, "is not in the form", words, written_on(back)[number].words


def test_what_is_typed_on_every_page_comes_back(client, people, world):
    lost, forms = {}, 0
    for name, asked, person in pages():
        arguments = {key: world[to].pk if to in world else to for key, to in asked.items()}
        address = reverse(name, kwargs=arguments)
        with transaction.atomic():
            client.force_login(people[person])
            page = client.get(address)
            if not page.streaming and "html" in page["Content-Type"]:
                forms += len(written_on(page))
                if found := list(not_as_it_was(client, people[person], address)):
                    lost[name] = found
            client.cookies.clear()  # the session is rolled back with all else
            transaction.set_rollback(True)

    assert lost == {}
    assert forms > 40
