from datetime import date

import pytest

from tests import factories as make


def test_account_sends_nobody_to_sign_in(client, db):
    page = client.get("/account/")

    assert (page.status_code, page.url) == (302, "/accounts/login/?next=/account/")


def test_account_says_who_you_are_and_where_to_change_the_password(sign_in, cheshire):
    page = sign_in(cheshire.drafter).get("/account/")

    assert cheshire.drafter.name in page.text
    assert cheshire.drafter.email in page.text
    assert 'href="/accounts/password/change/"' in page.text


@pytest.mark.parametrize(
    ("trait", "words"),
    [
        ({"drafter": True, "body__name": "Mayor of Somewhere"}, "Office staff: Mayor of Somewhere"),
        ({"signatory": True, "office": "Deputy Mayor"}, "Signs as: Deputy Mayor"),
        ({"force_contact": True, "force__name": "A Force"}, "Force contact: A Force"),
        ({"inspector": True}, "Inspector: HMICFRS"),
        ({"administrator": True}, "Inspectorate administrator: HMICFRS"),
    ],
)
def test_account_names_each_role_and_for_whom(sign_in, db, trait, words):
    role = make.MembershipFactory(**trait)

    page = sign_in(role.user).get("/account/")

    assert words in page.text


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ({"valid_to": None}, "Current: from 1 January 2021, no last day set"),
        ({"valid_to": make.TODAY}, "Current: from 1 January 2021 to 20 August 2021"),
        ({"valid_to": date(2021, 8, 19)}, "Ended: from 1 January 2021 to 19 August 2021"),
        ({"valid_from": date(2021, 8, 21)}, "Not yet begun: from 21 August 2021"),
        ({"body__valid_to": date(2021, 8, 19)}, "Ended: from 1 January 2021"),
    ],
)
def test_account_gives_the_dates_of_a_role(sign_in, db, period, words):
    role = make.MembershipFactory(drafter=True, **period)

    page = sign_in(role.user).get("/account/")

    assert words in page.text


def test_account_shows_nobody_elses_roles(sign_in, cheshire, cumbria):
    page = sign_in(cheshire.drafter).get("/account/")

    assert "Cumbria" not in page.text


def test_account_of_someone_without_a_role_says_so(sign_in, db):
    page = sign_in(make.UserFactory()).get("/account/")

    assert "You have no role yet" in page.text


def test_account_makes_as_many_queries_for_three_roles_as_for_one(
    sign_in, cheshire, django_assert_num_queries
):
    client = sign_in(cheshire.drafter)
    client.get("/account/")

    with django_assert_num_queries(2):
        client.get("/account/")
    for _ in range(2):
        make.MembershipFactory(force_contact=True, user=cheshire.drafter)
    with django_assert_num_queries(2):
        page = client.get("/account/")

    assert page.text.count("Force contact: ") == 2
