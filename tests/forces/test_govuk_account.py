"""Signing in, and all that goes with it, in the words and patterns of the service."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from tests.factories import PASSWORD

NEW = "another horse battery"

pytestmark = pytest.mark.usefixtures("eager_celery")


@pytest.fixture
def person(inspector):
    return inspector


def main(answer):
    """The content of a page, without its frame."""
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def follow_mailed_link(client):
    [link] = re.findall(r"https?://\S+", mail.outbox[0].body)
    return client.get(link.removeprefix(settings.SITE_URL), follow=True)


def test_login_asks_for_address_and_password(client, db):
    html = main(client.get(reverse("account_login")))

    assert '<label class="govuk-label" for="id_login">Email address</label>' in html
    assert 'autocomplete="email"' in html
    assert 'autocomplete="current-password"' in html
    assert "placeholder" not in html
    assert reverse("account_reset_password") in html


def test_login_signs_in_and_goes_where_one_was_going(client, person):
    answer = client.post(
        reverse("account_login") + "?next=/register/",
        {"login": person.email, "password": PASSWORD, "next": "/register/"},
    )

    assert answer["Location"] == "/register/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_login_keeps_where_one_was_going_in_its_form(client, db):
    html = main(client.get(reverse("account_login") + "?next=/register/"))

    assert '<input type="hidden" name="next" value="/register/">' in html


def test_login_says_which_answers_are_missing(client, db):
    answer = client.post(reverse("account_login"), {})

    assert "<title>Error: Sign in - Inspection Responses</title>" in answer.content.decode()
    assert '<a href="#id_login">Enter your email address</a>' in main(answer)
    assert '<a href="#id_password">Enter your password</a>' in main(answer)


@pytest.mark.parametrize("address", ["someone.else@example.org", None])
def test_login_says_the_same_of_a_wrong_password_and_an_unknown_address(client, person, address):
    answer = client.post(
        reverse("account_login"), {"login": address or person.email, "password": "wrong"}
    )

    wrong = "The email address or the password is not right"
    assert f'<a href="#id_login">{wrong}</a>' in main(answer)
    assert "_auth_user_id" not in client.session


def test_logout_asks_and_then_signs_out(client, person):
    client.force_login(person)

    assert "Are you sure you want to sign out?" in main(client.get(reverse("account_logout")))
    answer = client.post(reverse("account_logout"))

    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


def test_signup_is_closed(client, db):
    html = main(client.get(reverse("account_signup")))

    assert "You cannot make an account yourself" in html
    assert "<form" not in html


def test_account_out_of_use_says_whom_to_ask(client, db):
    assert "Ask the person who looks after accounts" in main(client.get("/accounts/inactive/"))


def test_reset_mails_a_link_with_which_a_password_is_chosen(client, person):
    answer = client.post(reverse("account_reset_password"), {"email": person.email}, follow=True)

    assert "Check your email" in main(answer)
    [message] = mail.outbox
    assert message.to == [person.email]
    assert message.subject == "Choose a new password for Inspection Responses"
    assert "testserver" not in message.body

    page = follow_mailed_link(client)
    assert "Choose a new password" in main(page)
    assert 'autocomplete="new-password"' in main(page)
    assert "at least 12 characters" in main(page)
    action = re.search(r'<form method="post" action="([^"]+)"', main(page))[1]
    answer = client.post(action, {"password1": NEW, "password2": NEW}, follow=True)

    assert "Your password is changed" in main(answer)
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_reset_says_what_is_wrong_with_a_password(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    page = follow_mailed_link(client)
    action = re.search(r'<form method="post" action="([^"]+)"', main(page))[1]

    html = main(client.post(action, {"password1": "short", "password2": "other"}))

    assert '<a href="#id_password1">' in html
    assert "short" not in html.replace("too short", "")


def test_reset_link_works_once(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    person.set_password(NEW)
    person.save()

    html = main(follow_mailed_link(client))

    assert "The link does not work any more" in html
    assert reverse("account_reset_password") in html
    assert "<form" not in html


def test_reset_for_an_unknown_address_says_the_same_and_mails_no_invitation(client, db):
    answer = client.post(
        reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True
    )

    assert "Check your email" in main(answer)
    [message] = mail.outbox
    assert message.subject == "You asked for a new password for Inspection Responses"
    assert "There is no account with this address" in message.body
    assert "signup" not in message.body
    assert "sign up" not in message.body


def test_change_of_password_asks_for_the_current_one(client, person):
    client.force_login(person)
    address = reverse("account_change_password")

    wrong = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    html = main(client.post(address, wrong))
    client.post(address, wrong | {"oldpassword": PASSWORD})

    assert '<a href="#id_oldpassword">The current password is not right</a>' in html
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_change_of_password_says_so(client, person):
    client.force_login(person)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
        follow=True,
    )

    assert "Your password is changed" in answer.content.decode()


def test_reauthentication_asks_for_the_password_again(client, person):
    client.force_login(person)
    address = reverse("account_reauthenticate")

    html = main(client.get(address))
    wrong = main(client.post(address, {"password": "wrong"}))
    answer = client.post(address + "?next=/register/", {"password": PASSWORD, "next": "/register/"})

    assert "Confirm that it is you" in html
    assert '<a href="#id_password">The password is not right</a>' in wrong
    assert answer["Location"] == "/register/"


def test_mails_are_plain_text_without_markup(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})

    [message] = mail.outbox
    assert getattr(message, "alternatives", []) == []
    assert "&" not in message.body
    assert message.body.rstrip().endswith("Inspection Responses")


def test_too_many_attempts_are_told_in_plain_words(client, person):
    for _ in range(6):
        answer = client.post(reverse("account_login"), {"login": person.email, "password": "wrong"})

    html = main(answer)
    assert "too many attempts" in html.lower()
