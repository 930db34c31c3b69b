import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from forces.models import Membership, User
from tests import factories as make


@pytest.fixture
def technician(client, db):
    """Signed in to the admin site, without any role."""
    client.force_login(make.UserFactory(is_staff=True, name="Terry Technician"))
    return client


def user_form(memberships=(), **fields):
    """What the page for a person posts."""
    posted = {
        "email": "dana@example.org",
        "name": "Dana Drafter",
        "is_active": "on",
        "memberships-TOTAL_FORMS": len(memberships),
        "memberships-INITIAL_FORMS": 0,
        **fields,
    }
    for number, membership in enumerate(memberships):
        for name, value in membership.items():
            posted[f"memberships-{number}-{name}"] = value
    return posted


@pytest.fixture
def add_user(technician, django_capture_on_commit_callbacks):
    """Post the form that makes a person."""

    def _add_user(*memberships, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return technician.post(
                reverse("admin:forces_user_add"), user_form(memberships, **fields)
            )

    return _add_user


def link_in(mail):
    return re.search(r"http://127\.0\.0\.1:8000(/\S+key\S+)", mail.body)[1]


def test_admin_signs_in_where_everyone_does(client, db):
    page = client.get("/admin/", follow=True)

    assert page.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    assert client.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 302


def test_add_makes_a_person_with_a_role_and_mails_a_link(add_user, cheshire, mailoutbox):
    membership = {"role": "drafter", "body": cheshire.body.pk, "valid_from": "2021-08-20"}

    page = add_user(membership, email="Dana@Example.org")

    assert page.status_code == 302
    user = User.objects.get(email="dana@example.org")
    assert not user.has_usable_password()
    assert list(user.memberships.values_list("role", "body")) == [("drafter", cheshire.body.pk)]
    (mail,) = mailoutbox
    assert mail.to == ["dana@example.org"]
    assert mail.subject == "Choose a password for Inspection Responses"
    assert "for 3 days" in mail.body
    assert link_in(mail) in mail.alternatives[0].content


def test_link_lets_its_owner_choose_a_password_once(add_user, client, mailoutbox):
    add_user()
    client.logout()
    link = link_in(mailoutbox[0])
    form = client.get(link, follow=True).redirect_chain[-1][0]
    password = "a long enough secret"

    client.post(form, {"password1": password, "password2": password})

    assert User.objects.get(email="dana@example.org").check_password(password)
    assert b"password1" not in client.get(link, follow=True).content


def test_add_says_which_role_goes_with_what(add_user, cheshire, mailoutbox):
    membership = {"role": "inspector", "body": cheshire.body.pk, "valid_from": "2021-08-20"}

    page = add_user(membership)

    assert b"an inspectorate for an inspector" in page.content
    assert not mailoutbox
    assert not User.objects.filter(email="dana@example.org").exists()


def test_add_refuses_an_address_that_is_taken_in_other_case(add_user):
    make.UserFactory(email="dana@example.org")

    page = add_user(email="DANA@example.org")

    assert b"already" in page.content
    assert User.objects.filter(email__iexact="dana@example.org").count() == 1


@pytest.mark.django_db(transaction=True)
def test_add_says_so_when_the_mail_could_not_be_sent(technician, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    page = technician.post(reverse("admin:forces_user_add"), user_form(), follow=True)

    assert b"could not be sent" in page.content
    assert User.objects.filter(email="dana@example.org").exists()


def test_change_keeps_the_password_and_shows_none_of_it(technician):
    user = make.UserFactory(email="dana@example.org")
    address = reverse("admin:forces_user_change", args=[user.pk])

    shown = technician.get(address).content.decode()
    technician.post(address, user_form(name="Dana D. Drafter"))

    user.refresh_from_db()
    assert user.name == "Dana D. Drafter"
    assert user.check_password(make.PASSWORD)
    assert "argon2" not in shown
    assert 'type="password"' not in shown


def test_change_of_address_ends_signing_in_with_the_old_one(technician, client):
    user = make.UserFactory(email="old@example.org")
    EmailAddress.objects.create(user=user, email="old@example.org", verified=True, primary=True)

    technician.post(
        reverse("admin:forces_user_change", args=[user.pk]), user_form(email="new@example.org")
    )

    client.logout()
    for address, signed_in in (("old@example.org", False), ("new@example.org", True)):
        client.post("/accounts/login/", {"login": address, "password": make.PASSWORD})
        assert ("_auth_user_id" in client.session) is signed_in


def test_person_is_switched_off_and_never_deleted(technician, cheshire):
    address = reverse("admin:forces_user_change", args=[cheshire.drafter.pk])
    assert technician.post(address.replace("change", "delete"), {"post": "yes"}).status_code == 403
    form = user_form(email=cheshire.drafter.email)
    del form["is_active"]

    technician.post(
        address,
        form | {"memberships-TOTAL_FORMS": 0},
    )

    cheshire.drafter.refresh_from_db()
    assert not cheshire.drafter.is_active


def test_send_link_goes_to_the_chosen_who_are_active(technician, mailoutbox):
    here, gone = make.UserFactory(), make.UserFactory(is_active=False)

    technician.post(
        reverse("admin:forces_user_changelist"),
        {"action": "send_link", "_selected_action": [here.pk, gone.pk]},
    )

    assert [mail.to for mail in mailoutbox] == [[here.email]]


def test_history_says_who_changed_which_field_and_no_value(technician, cheshire):
    membership = Membership.objects.get(user=cheshire.drafter)
    technician.post(
        reverse("admin:forces_membership_change", args=[membership.pk]),
        {
            "user": cheshire.drafter.pk,
            "role": "drafter",
            "body": cheshire.body.pk,
            "valid_from": "2021-01-01",
            "valid_to": "2021-12-31",
            "office": "Head of policy",
        },
    )

    page = technician.get(reverse("admin:forces_membership_history", args=[membership.pk]))

    text = page.content.decode()
    assert "Changed: office, valid to" in text
    assert "Terry Technician" in text
    assert "Entered" in text
    assert "Head of policy" not in text


def test_overlapping_bodies_are_refused(technician, cheshire):
    page = technician.post(
        reverse("admin:forces_policingbody_add"),
        {"force": cheshire.force.pk, "name": "Mayor", "kind": "mayor", "valid_from": "2021-05-01"},
    )

    assert page.status_code == 200
    assert cheshire.force.bodies.count() == 1


WRONG_ORDER = "The last day must be the first day or later."


def test_a_body_that_ends_before_it_begins_is_refused(technician, cheshire):
    page = technician.post(
        reverse("admin:forces_policingbody_add"),
        {
            "force": cheshire.force.pk,
            "name": "Mayor",
            "kind": "mayor",
            "valid_from": "2000-05-10",
            "valid_to": "2000-05-09",
        },
    )

    assert page.status_code == 200
    assert page.context["adminform"].errors == {"valid_to": [WRONG_ORDER]}
    assert cheshire.force.bodies.count() == 1


def change_force(technician, force, *names):
    """Post a force with new former names, each a (name, first day, last day)."""
    posted = {
        "name": force.name,
        "slug": force.slug,
        "ons_code": force.ons_code,
        "country": force.country,
        "region": force.region,
        "is_territorial": "on",
        "has_deadline": "on",
        "former_names-TOTAL_FORMS": len(names),
        "former_names-INITIAL_FORMS": 0,
    }
    for number, (name, first, last) in enumerate(names):
        prefix = f"former_names-{number}"
        posted |= {f"{prefix}-name": name, f"{prefix}-force": force.pk}
        posted |= {f"{prefix}-valid_from": first, f"{prefix}-valid_to": last}
    return technician.post(reverse("admin:forces_force_change", args=[force.pk]), posted)


@pytest.mark.parametrize(("last", "kept"), [("2000-05-09", 0), ("2000-05-10", 1)])
def test_a_former_name_may_not_end_before_it_begins(technician, cheshire, last, kept):
    page = change_force(technician, cheshire.force, ("Old Cheshire", "2000-05-10", last))

    assert page.status_code == (302 if kept else 200)
    assert (WRONG_ORDER in page.text) is not kept
    assert cheshire.force.former_names.count() == kept


def test_former_names_entered_together_may_not_overlap(technician, cheshire):
    page = change_force(
        technician,
        cheshire.force,
        ("Older Cheshire", "", "2000-05-10"),
        ("Old Cheshire", "2000-05-10", "2010-01-01"),
    )

    assert page.status_code == 200
    assert "Older Cheshire and Old Cheshire have days in common" in page.text
    assert cheshire.force.former_names.count() == 0


def test_a_role_that_ends_before_it_begins_is_refused(technician, cheshire):
    membership = Membership.objects.get(user=cheshire.drafter)

    page = technician.post(
        reverse("admin:forces_membership_change", args=[membership.pk]),
        {
            "user": cheshire.drafter.pk,
            "role": "drafter",
            "body": cheshire.body.pk,
            "valid_from": "2021-01-02",
            "valid_to": "2021-01-01",
        },
    )

    assert "A role ends on the day it begins, or later." in page.text
    membership.refresh_from_db()
    assert membership.valid_to is None
