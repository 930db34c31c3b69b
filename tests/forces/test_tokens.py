import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from forces.choices import Lifetime
from forces.models import ApiToken
from forces.models.tokens import digest_of
from tests import factories as make

TOKENS = "/account/tokens/"


@pytest.fixture
def drafter(cheshire):
    return cheshire.drafter


def make_token(person, *, lifetime=Lifetime.MONTH, name="A dashboard"):
    return ApiToken.make(person, name=name, lifetime=lifetime, at=make.NOON)


def typed(**values):
    return {"name": "Our dashboard", "lifetime": "90", "password": make.PASSWORD, **values}


def test_a_token_is_shown_once_and_kept_as_a_hash(sign_in, drafter):
    client = sign_in(drafter)

    page = client.post(TOKENS, typed())
    again = client.get(TOKENS)

    (secret,) = re.findall(r'<code class="app-address">(resp_[^<]{43})</code>', page.text)
    token = ApiToken.objects.get()
    assert (token.digest, token.beginning) == (digest_of(secret), secret[:9])
    assert (token.person, token.expires_on) == (drafter, make.TODAY + timedelta(days=90))
    assert "Our dashboard" in again.text
    assert secret not in again.text
    assert "no-store" in page["Cache-Control"]


def test_no_two_tokens_are_alike(drafter):
    assert make_token(drafter) != make_token(drafter)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter what it is for"),
        ({"lifetime": "366"}, "Select how long it is good from the list"),
        ({"lifetime": "forever"}, "Select how long it is good from the list"),
        ({"password": "not this one"}, "This is not your password. Enter it again"),
    ],
)
def test_a_token_is_made_of_what_fits_alone(sign_in, drafter, wrong, sentence):
    page = sign_in(drafter).post(TOKENS, typed(**wrong))

    assert page.text.count(sentence) == 2  # beside the box and in the summary
    assert not ApiToken.objects.exists()


def test_a_token_lasts_a_year_at_most():
    assert max(Lifetime) == 365


def test_a_password_is_not_guessed_here(sign_in, drafter):
    client = sign_in(drafter)
    for _ in range(10):
        client.post(TOKENS, typed(password="a guess"))

    page = client.post(TOKENS, typed())

    assert (page.status_code, ApiToken.objects.count()) == (403, 0)
    assert "There were too many tries." in page.text


def test_an_eleventh_token_is_refused(sign_in, drafter):
    for _ in range(10):
        make_token(drafter)
    client = sign_in(drafter)

    page = client.post(TOKENS, typed())

    assert (page.status_code, ApiToken.objects.count()) == (403, 10)
    assert "Revoke one first." in page.text
    assert "as many as one person can have" in client.get(TOKENS).text


def test_a_token_is_revoked_by_its_owner_and_stays_so(sign_in, drafter, cumbria):
    secret = make_token(drafter)
    token = ApiToken.objects.get()

    others = sign_in(cumbria.drafter).post(f"{TOKENS}{token.pk}/revoke/")
    still_opens = ApiToken.opened_by(secret, make.TODAY)
    page = sign_in(drafter).post(f"{TOKENS}{token.pk}/revoke/", follow=True)
    with time_machine.travel(make.NOON + timedelta(days=1)):
        sign_in(drafter).post(f"{TOKENS}{token.pk}/revoke/")

    token.refresh_from_db()
    assert (others.status_code, still_opens) == (404, token)
    assert token.revoked_at == make.NOON
    assert "“A dashboard” opens nothing any more" in page.text
    assert "Revoked on 20 August 2021" in page.text
    assert ApiToken.opened_by(secret, make.TODAY) is None


def test_a_person_sees_their_own_tokens_alone(sign_in, drafter, cumbria):
    make_token(cumbria.drafter, name="Zebra")

    assert "Zebra" not in sign_in(drafter).get(TOKENS).text


@pytest.mark.parametrize(("days", "opens"), [(30, True), (31, False)])
def test_a_token_is_good_until_its_last_day(drafter, days, opens):
    secret = make_token(drafter, lifetime=Lifetime.MONTH)

    found = ApiToken.opened_by(secret, make.TODAY + timedelta(days=days))

    assert bool(found) is opens


def test_the_last_day_is_counted_in_london(drafter):
    late = datetime.fromisoformat("2021-08-20T23:30:00+00:00")  # the 21st in London

    ApiToken.make(drafter, name="A dashboard", lifetime=Lifetime.MONTH, at=late)

    assert ApiToken.objects.get().expires_on == date(2021, 9, 20)


@pytest.mark.parametrize("secret", ["", "resp_", "resp_x", "\0", "é"])
def test_what_is_no_token_opens_nothing(drafter, secret):
    make_token(drafter)

    assert ApiToken.opened_by(secret, make.TODAY) is None


def test_a_token_ends_with_the_account(drafter):
    secret = make_token(drafter)
    drafter.is_active = False
    drafter.save()

    assert ApiToken.opened_by(secret, make.TODAY) is None


@pytest.mark.parametrize(("demo", "opens"), [(True, True), (False, False)])
def test_tokens_of_the_demonstration_open_nothing_elsewhere(db, settings, demo, opens):
    settings.DEMO = demo
    secret = make_token(make.UserFactory(email="somebody@devon.example"))

    assert bool(ApiToken.opened_by(secret, make.TODAY)) is opens


def test_a_token_notes_the_day_of_its_last_use_once(drafter, django_assert_num_queries):
    secret = make_token(drafter)

    ApiToken.opened_by(secret, make.TODAY)
    ApiToken.opened_by(secret, make.TODAY + timedelta(days=1))

    token = ApiToken.objects.get()
    assert token.last_used_on == make.TODAY + timedelta(days=1)
    assert token.events.count() == 1


def test_the_database_keeps_no_token_that_is_not_hashed(drafter):
    make_token(drafter)

    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.update(digest="resp_in_plain_words")


# After a new password

NEW = "a wholly different secret"
BANNER = re.compile(r'banner__heading">(You have .*)</p>')


def change(client, person, mailoutbox):
    client.force_login(person)
    typed = {"oldpassword": make.PASSWORD, "password1": NEW, "password2": NEW}
    return client.post("/accounts/password/change/", typed, follow=True)


def reset(client, person, mailoutbox):
    client.post("/accounts/password/reset/", {"email": person.email})
    (link,) = re.findall(r"https?://[^/]+(/\S+key\S+)", mailoutbox[0].body)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    return client.post(form, {"password1": NEW, "password2": NEW}, follow=True)


@pytest.mark.parametrize("renew", [change, reset])
@pytest.mark.parametrize(
    ("count", "words", "link"),
    [
        (1, "You have 1 token for programs that still works", "Revoke it if it should not"),
        (3, "You have 3 tokens for programs that still work", "Revoke those that should not"),
    ],
)
@pytest.mark.usefixtures("eager_celery")
def test_tokens_go_on_after_a_new_password_and_their_owner_is_told(
    client, drafter, mailoutbox, renew, count, words, link
):
    secrets = [make_token(drafter) for _ in range(count)]

    page = renew(client, drafter, mailoutbox)

    drafter.refresh_from_db()
    assert drafter.check_password(NEW)
    assert BANNER.findall(page.text) == [
        f'{words}. <a class="govuk-notification-banner__link" href="{TOKENS}">{link}</a>'
    ]
    assert all(ApiToken.opened_by(secret, make.TODAY) for secret in secrets)


@pytest.mark.parametrize("renew", [change, reset])
@pytest.mark.usefixtures("eager_celery")
def test_who_has_no_token_that_works_is_told_of_none_after_a_new_password(
    client, drafter, cumbria, mailoutbox, renew
):
    make_token(cumbria.drafter)
    make_token(drafter)
    drafter.api_tokens.get().revoke(at=make.NOON)
    make_token(drafter)
    drafter.api_tokens.filter(revoked_at=None).update(expires_on=make.TODAY - timedelta(days=1))

    page = renew(client, drafter, mailoutbox)

    assert "Your password is changed" in page.text
    assert BANNER.findall(page.text) == []


def test_a_new_password_that_is_refused_tells_nothing(sign_in, drafter):
    make_token(drafter)
    typed = {"oldpassword": "not this one", "password1": NEW, "password2": NEW}

    page = sign_in(drafter).post("/accounts/password/change/", typed, follow=True)

    assert BANNER.findall(page.text) == []


def test_tokens_are_listed_with_one_query_count(sign_in, drafter, django_assert_max_num_queries):
    client = sign_in(drafter)
    make_token(drafter)
    with django_assert_max_num_queries(9):
        client.get(TOKENS)
    for _ in range(3):
        make_token(drafter)
    with django_assert_max_num_queries(9):
        assert client.get(TOKENS).text.count("Begins with") == 4
