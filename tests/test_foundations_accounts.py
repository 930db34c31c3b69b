"""Signing in: who can, how often they may be wrong, and how a password is reset and kept."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from forces.models import User
from tests import factories as make

LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"

pytestmark = pytest.mark.usefixtures("eager_celery")


@pytest.fixture
def person(db):
    return make.UserFactory(email="dana@example.org", name="Dana Drafter")


@pytest.fixture
def sign_in_as(client):
    """Post the sign-in form: whether it let the person in."""

    def _sign_in_as(email, password=make.PASSWORD):
        client.post(LOGIN, {"login": email, "password": password})
        return "_auth_user_id" in client.session

    return _sign_in_as


@pytest.mark.parametrize("email", ["dana@example.org", "Dana@Example.ORG", " dana@example.org "])
def test_sign_in_by_address_in_any_case(person, sign_in_as, email):
    assert sign_in_as(email)


@pytest.mark.parametrize("password", ["wrong", make.PASSWORD.upper(), ""])
def test_sign_in_needs_the_password(person, sign_in_as, password):
    assert not sign_in_as(person.email, password)


def test_sign_in_is_closed_to_someone_switched_off(person, sign_in_as):
    person.is_active = False
    person.save()

    assert not sign_in_as(person.email)


def test_sign_in_says_the_same_of_a_wrong_password_and_of_nobody(person, client):
    answers = [
        client.post(LOGIN, {"login": email, "password": "wrong"}).content.decode()
        for email in ("dana@example.org", "nobody@example.org")
    ]

    plain = [re.sub(r"value=[^ >]*", "", text.replace("nobody@", "dana@")) for text in answers]
    assert plain[0] == plain[1]


def test_sign_in_is_held_up_after_5_wrong_passwords(person, sign_in_as):
    for _ in range(5):
        assert not sign_in_as(person.email, "wrong")

    assert not sign_in_as(person.email)
    with time_machine.travel(make.NOON + timedelta(seconds=301), tick=False):
        assert sign_in_as(person.email)


def test_sign_in_by_another_is_not_held_up(person, sign_in_as):
    other = make.UserFactory()
    for _ in range(5):
        sign_in_as(person.email, "wrong")

    assert sign_in_as(other.email)


def test_sign_up_is_closed(client, db):
    page = client.get("/accounts/signup/")
    password = "a long enough secret"
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": password})

    assert page.status_code == 200
    assert b'name="password1"' not in page.content
    assert not User.objects.exists()


def link_in(mail):
    return re.search(r"https?://[^/]+(/\S+key\S+)", mail.body)[1]


def test_password_is_reset_by_mail(person, client, sign_in_as, mailoutbox):
    client.post(RESET, {"email": "DANA@example.org"})
    (mail,) = mailoutbox
    form = client.get(link_in(mail), follow=True).redirect_chain[-1][0]
    password = "a wholly different secret"

    client.post(form, {"password1": password, "password2": password})

    assert mail.to == ["dana@example.org"]
    assert not sign_in_as(person.email)
    assert sign_in_as(person.email, password)


def test_reset_tells_nobody_whether_there_is_an_account(person, client, mailoutbox):
    pages = [
        client.post(RESET, {"email": email}, follow=True)
        for email in ("dana@example.org", "nobody@example.org")
    ]

    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert [mail.to for mail in mailoutbox] == [["dana@example.org"], ["nobody@example.org"]]
    assert "key" not in mailoutbox[1].body


def test_link_of_a_reset_begins_with_the_address_of_the_service(person, client, mailoutbox):
    client.post(RESET, {"email": person.email}, headers={"host": "localhost:6666"})

    (mail,) = mailoutbox
    assert f"\n{settings.SITE_URL}/accounts/password/reset/key/" in mail.body
    assert "6666" not in mail.body


def test_address_that_a_client_claims_to_forward_counts_for_nothing(client, db, settings):
    """Without a proxy in front: the limit of mails for an address cannot be got round."""
    assert settings.BEHIND_PROXY is False
    limit = 20

    answers = [
        client.post(
            RESET, {"email": f"{n}@example.org"}, headers={"X-Forwarded-For": f"192.0.2.{n}"}
        ).status_code
        for n in range(limit + 1)
    ]

    assert answers == [302] * limit + [429]


@pytest.fixture
def demonstrator(db):
    return make.UserFactory(email="drafter@cheshire.example")


def test_demonstration_signs_in_where_it_is_on(demonstrator, sign_in_as, settings):
    settings.DEMO = True

    assert sign_in_as(demonstrator.email)


@pytest.mark.parametrize(
    "email", ["drafter@cheshire.example", " Drafter@Cheshire.EXAMPLE", "a@b.example"]
)
def test_demonstration_is_refused_where_it_is_off(demonstrator, client, settings, email):
    settings.DEMO = False

    page = client.post(LOGIN, {"login": email, "password": make.PASSWORD})

    assert "Accounts of the demonstration cannot be used here" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_demonstration_users_are_not_listed_where_it_is_off(demonstrator, settings, capsys):
    settings.DEMO = False

    with pytest.raises(CommandError, match="unless DEMO=1 is set"):
        call_command("demo_users")

    assert "Password" not in capsys.readouterr().out


def test_session_of_the_demonstration_ends_with_it(demonstrator, sign_in, settings):
    settings.DEMO = True
    client = sign_in(demonstrator)
    before = client.get("/account/").status_code

    settings.DEMO = False

    assert (before, client.get("/account/").status_code) == (200, 302)


@pytest.mark.parametrize(
    ("is_on", "email", "is_active", "number"),
    [
        (False, "drafter@cheshire.example", True, 1),
        (True, "drafter@cheshire.example", True, 0),
        (False, "drafter@cheshire.example", False, 0),
        (False, "drafter@example.org", True, 0),
    ],
)
def test_deployment_check_warns_of_the_demonstration_left_behind(
    db, settings, is_on, email, is_active, number
):
    make.UserFactory(email=email, is_active=is_active)
    settings.DEMO = is_on

    found = [m for m in run_checks(include_deployment_checks=True) if m.id == "forces.W001"]

    assert len(found) == number
    assert all("with addresses in .example: 1." in warning.msg for warning in found)


@pytest.mark.parametrize("password", ["too short", "password1234", "dana@example.org"])
def test_password_that_is_weak_is_refused(person, client, mailoutbox, password):
    client.post(RESET, {"email": person.email})
    form = client.get(link_in(mailoutbox[0]), follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": password, "password2": password})

    person.refresh_from_db()
    assert person.check_password(make.PASSWORD)


def test_password_is_kept_as_argon2(db):
    user = User.objects.create_user("Dana@Example.org", make.PASSWORD, name="Dana")

    assert user.email == "dana@example.org"
    assert user.password.startswith("argon2$argon2id$")
    assert make.PASSWORD not in user.password
