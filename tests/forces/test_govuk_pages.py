"""The frame of every page: navigation by person, banners, titles, and the pages of failure."""

import re

import pytest
from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.template.loader import render_to_string
from django.views import defaults

from config.views import csrf_failure
from forces.actors import Actor
from forces.govuk.forms import GovForm
from tests import factories as make
from tests.factories import TODAY


class Naming(GovForm):
    name = forms.CharField()


@pytest.fixture
def ask(rf):
    """A request by a person, for the first page or another."""

    def _ask(user=None, path="/"):
        request = rf.get(path)
        request.user = user or AnonymousUser()
        request.actor = Actor.of(request.user, TODAY)
        request._messages = CookieStorage(request)
        return request

    return _ask


def page(request=None, **context):
    return render_to_string("base.html", context, request)


def links(html):
    """What the navigation offers, in its order."""
    pieces = html.split('class="govuk-service-navigation__link')[1:]
    return [piece.split("</")[0].rpartition(">")[2].strip() for piece in pieces]


def test_navigation_of_the_public(ask):
    assert links(page(ask())) == ["Register", "Sign in"]


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        (
            "drafter",
            [
                "Home",
                "Inspections",
                "My body",
                "Progress",
                "Questions",
                "Register",
                "Account",
                "Sign out",
            ],
        ),
        (
            "signatory",
            ["Home", "Inspections", "My body", "Questions", "Register", "Account", "Sign out"],
        ),
        (
            "contact",
            [
                "Home",
                "Inspections",
                "My force",
                "Progress",
                "Questions",
                "Register",
                "Account",
                "Sign out",
            ],
        ),
    ],
)
def test_navigation_of_the_people_of_a_force(ask, cheshire, who, offered):
    assert links(page(ask(getattr(cheshire, who)))) == offered


def test_navigation_of_an_inspector(ask, inspector):
    offered = [
        "Home",
        "Inspections",
        "Forces",
        "Questions",
        "Closures",
        "Register",
        "Account",
        "Sign out",
    ]

    assert links(page(ask(inspector))) == offered


def test_navigation_of_the_technical_administrator(ask, db):
    person = make.UserFactory(is_staff=True)

    assert "Administration" in links(page(ask(person)))


def test_navigation_marks_where_one_is(ask, inspector):
    html = page(ask(inspector, "/register/rape/"))

    assert html.count("aria-current") == 1
    assert "<strong" in html.split('href="/register/"')[1].split("</a>")[0]


def test_navigation_marks_home_only_at_home(ask, inspector):
    assert "<strong" in page(ask(inspector, "/")).split('href="/"')[2].split("</a>")[0]
    assert page(ask(inspector, "/elsewhere/")).count("aria-current") == 0


def test_navigation_marks_the_section_a_page_belongs_to(ask, inspector):
    html = page(ask(inspector, "/forces/kent/"), section="questions")

    assert html.count("aria-current") == 1
    assert "<strong" in html.split('href="/questions/"')[1].split("</a>")[0]


def test_signing_out_is_a_post_with_a_token(ask, inspector):
    form = page(ask(inspector)).split("<form")[1].split("</form>")[0]

    assert 'method="post"' in form
    assert 'name="csrfmiddlewaretoken" value="' in form
    assert 'value=""' not in form


def test_success_is_told_in_a_green_banner_and_the_rest_in_a_blue_one(ask):
    request = ask()
    messages.success(request, "Answer saved")
    messages.info(request, "Not <b>yet</b> opened")

    html = page(request)

    banners = re.findall(r'<div class="(govuk-notification-banner[^_"]*)" role="(\w+)"', html)
    assert banners == [
        ("govuk-notification-banner govuk-notification-banner--success", "alert"),
        ("govuk-notification-banner", "region"),
    ]
    assert html.index("Answer saved") < html.index("Not ")
    assert "&lt;b&gt;yet" in html


def test_title_names_the_service_and_says_when_there_is_an_error(ask):
    def title(**context):
        return page(ask(), **context).split("<title>")[1].split("</title>")[0]

    assert title() == " - Inspection Responses"
    assert title(form=Naming()) == " - Inspection Responses"
    assert title(form=Naming({"name": "x"})) == " - Inspection Responses"
    assert title(form=Naming({})) == "Error:  - Inspection Responses"


@pytest.mark.parametrize("is_demo", [True, False])
def test_demonstration_says_that_it_is_one(ask, settings, is_demo):
    settings.DEMO = is_demo

    assert ("This is a demonstration with made-up data" in page(ask())) is is_demo


def test_page_has_no_inline_style_or_script(ask, inspector):
    html = page(ask(inspector))

    assert "style=" not in html
    assert "<style" not in html
    assert (
        html.count("<script") == html.count('<script type="module" src="/static/js/app.js">') == 1
    )


def test_page_for_the_public_sets_no_cookie(client):
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert answer.cookies == {}


# When something is wrong


def test_refusal_prints_its_sentence(ask):
    answer = defaults.permission_denied(
        ask(), PermissionDenied("Only a signatory of this body may sign its response.")
    )

    assert answer.status_code == 403
    assert b"Only a signatory of this body may sign its response." in answer.content


def test_refusal_escapes_its_sentence(ask):
    answer = defaults.permission_denied(ask(), PermissionDenied("<script>"))

    assert b"<script>" not in answer.content


def test_refusal_without_a_sentence_says_something(ask):
    answer = defaults.permission_denied(ask(), PermissionDenied())

    assert b"Your account does not allow this." in answer.content


def test_missing_page_says_what_to_check_and_repeats_nothing(ask):
    answer = defaults.page_not_found(ask(path="/secret-name/"), Http404("No Response matches"))

    assert answer.status_code == 404
    assert b"Page not found" in answer.content
    assert b"No Response" not in answer.content
    assert b"secret-name" not in answer.content


def test_bad_request_says_what_to_do(ask):
    answer = defaults.bad_request(ask(), BadRequest("inner workings"))

    assert answer.status_code == 400
    assert b"try again" in answer.content
    assert b"inner workings" not in answer.content


def test_failure_page_needs_no_request_no_database_and_no_context(rf):
    """No database is marked, so that a query would fail the test."""
    answer = defaults.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert b"Sorry, there is a problem with the service - Inspection Responses" in answer.content
    assert b"Sign in" in answer.content


def test_old_form_token_says_what_to_do(ask):
    answer = csrf_failure(ask(), "CSRF token missing.")

    assert answer.status_code == 403
    assert b"Nothing was saved" in answer.content
    assert b"CSRF" not in answer.content
