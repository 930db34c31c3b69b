from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.db import connections
from django.test import TransactionTestCase
from playwright.sync_api import sync_playwright

from config.celery import app as celery_app
from recommendations.models import Theme
from reports.search import understood
from responses.choices import Format
from responses.models import Bundle, Letter, SavedView
from scripts.browser import FLAGS, chromium_path, why_no_browser
from tests import factories as make
from tests import oversight
from tests.completing import completing
from tests.mailing import mailbox, worker  # noqa: F401  # fixtures
from tests.unlocked import emptying

# What tests put into the queue is for no worker, whichever Redis they are given.
celery_app.conf.broker_transport_options = {
    **celery_app.conf.broker_transport_options,
    "global_keyprefix": "test-",
}


@pytest.hookimpl(trylast=True)  # what comes before has put them into a random order
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied():
    """A test of several connections ends with empty tables, those that refuse it among them."""
    empty = TransactionTestCase._fixture_teardown

    def _fixture_teardown(self):
        with emptying():
            empty(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _fixture_teardown)
        yield


@pytest.fixture(autouse=True)
def _clock(request):
    """Noon in London on 20 August 2021: day 36 of the inspection of 16 July 2021."""
    if request.node.get_closest_marker("browser"):
        yield
        return
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def _settings(settings, tmp_path):
    """Plain static file names, a cache of this test's own, and nothing prepared that is not so."""
    settings.PREPARED_CHECKS = 50
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = tmp_path
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "KEY_PREFIX": f"test-{uuid4().hex}"}
    }


@pytest.fixture(autouse=True)
def _words_are_new():
    """Nobody has searched for anything before: a search asks as many queries in any order."""
    understood.cache_clear()


def _people(force, body):
    return SimpleNamespace(
        force=force,
        body=body,
        drafter=make.MembershipFactory(drafter=True, body=body).user,
        signatory=make.MembershipFactory(signatory=True, body=body).user,
        contact=make.MembershipFactory(force_contact=True, force=force).user,
    )


@pytest.fixture
def cheshire(db):
    """A force, its body, and its drafter, signatory and contact."""
    force = make.ForceFactory(name="Cheshire Constabulary", slug="cheshire", ons_code="E23000006")
    return _people(
        force,
        make.PolicingBodyFactory(force=force, name="Police and Crime Commissioner for Cheshire"),
    )


@pytest.fixture
def cumbria(db):
    """Another force, with people of its own, who must never see Cheshire's work."""
    force = make.ForceFactory(name="Cumbria Constabulary", slug="cumbria", ons_code="E23000002")
    return _people(
        force,
        make.PolicingBodyFactory(force=force, name="Police and Crime Commissioner for Cumbria"),
    )


@pytest.fixture
def inspector(db):
    return make.MembershipFactory(inspector=True, user__name="Iris Inspector").user


@pytest.fixture
def administrator(db):
    return make.MembershipFactory(administrator=True, user__name="Ada Administrator").user


@pytest.fixture
def inspection(db):
    """A released inspection: 1 and 2 for police forces, 3 for the Home Office."""
    inspection = make.InspectionFactory(
        title="An inspection of the response to rape",
        short_title="Rape inspection",
        slug="rape",
    )
    make.RecommendationFactory(inspection=inspection)
    make.RecommendationFactory(inspection=inspection)
    make.RecommendationFactory(inspection=inspection, for_others=True)
    return inspection


@pytest.fixture
def sign_in(client):
    """A client signed in as a person."""

    def _sign_in(user):
        client.force_login(user)
        return client

    return _sign_in


@pytest.fixture
def eager_celery():
    """Tasks run where they are called, instead of in a worker."""
    conf = celery_app.conf
    conf.task_always_eager, conf.task_eager_propagates = True, True
    yield
    conf.task_always_eager, conf.task_eager_propagates = False, False


@pytest.fixture
def people(cheshire, cumbria, inspector, administrator):
    return {
        "nobody": None,
        "drafter": cheshire.drafter,
        "signatory": cheshire.signatory,
        "contact": cheshire.contact,
        "other_drafter": cumbria.drafter,
        "other_signatory": cumbria.signatory,
        "other_contact": cumbria.contact,
        "inspector": inspector,
        "administrator": administrator,
        "technical": make.UserFactory(is_staff=True, is_superuser=True),
    }


def with_letter(version):
    for kind in Format:
        letter = Letter.objects.create(version=version, format=kind, changed_at=make.NOON)
        letter.issue(b"%PDF-1.7", at=make.NOON)


def another(slug, force):
    inspection = make.InspectionFactory(slug=slug, forces=[force])
    make.RecommendationFactory(inspection=inspection)
    return inspection


@pytest.fixture
def ada(sign_in, inspection):
    """The browser of an administrator of the inspectorate whose report it is."""
    inspectorate = inspection.inspectorates.get()
    return sign_in(make.MembershipFactory(administrator=True, inspectorate=inspectorate).user)


@pytest.fixture
def first(inspection):
    return inspection.recommendations.get(number="1")


@pytest.fixture
def world(cheshire, cumbria, inspection):
    """Cheshire's responses by state, and mails about them that failed.

    Cumbria has a response too, and there is an embargoed inspection.
    """
    with completing():
        inspection.forces.add(cheshire.force, cumbria.force)
    theme = Theme.objects.create(name="Victims", slug="victims")
    theme.recommendations.add(inspection.recommendations.get(number="1"))
    make.MeasureFactory(recommendation=inspection.recommendations.get(number="1"))
    make.ResponseFactory(inspection=inspection, body=cumbria.body, drafting=True)
    published = make.ResponseFactory(inspection=inspection, body=cheshire.body, answers=True)
    with_letter(make.publish_version(published, make.TODAY))
    copy_mail = make.CopyMailFactory(failed=True, copy__version=published.published_version)
    signed = make.ResponseFactory(
        inspection=another("rape-signed", cheshire.force), body=cheshire.body, answers=True
    )
    with_letter(make.sign_version(signed))
    make.ResponseFactory(inspection=signed.inspection, body__force__slug="kent")
    sent = make.ResponseFactory(
        inspection=another("sent", cheshire.force), body=cheshire.body, drafting=True, answers=True
    )
    sent.move_to("with_commissioner", by=cheshire.drafter, at=make.NOON)
    drafting = make.ResponseFactory(
        inspection=another("drafting", cheshire.force),
        body=cheshire.body,
        drafting=True,
        answers=True,
    )
    make.MeasureFactory(recommendation=drafting.inspection.recommendations.get())
    make.DraftLetterFactory(response=drafting, shape="form", ready=True)
    claim = make.ProgressUpdateFactory(
        recommendation=inspection.recommendations.get(number="1"), force=cheshire.force
    )
    proposal = oversight.closure(update=claim, authorised=False)
    closed = oversight.closure(
        recommendation=inspection.recommendations.get(number="2"), force=cheshire.force
    )
    secret = make.InspectionFactory(slug="secret", embargoed=True, forces=[cheshire.force])
    make.RecommendationFactory(inspection=secret)
    make.ReminderFactory(response=drafting, recipient=cheshire.signatory, sent=True)
    failed = make.ReminderFactory(response=drafting, recipient=cheshire.drafter, failed=True).mail
    failed_to_sign = make.ReminderFactory(
        response=sent, recipient=make.UserFactory(), kind="to_sign", milestone=0, failed=True
    ).mail
    draft = make.ProgressUpdateFactory(
        draft=True,
        force=cheshire.force,
        recommendation=inspection.recommendations.get(number="1"),
    )
    return {
        "draft": draft,
        "evidence": oversight.evidence(draft),
        "published": published,
        "signed": signed,
        "sent": sent,
        "drafting": drafting,
        "save": drafting.answers.get().events.get(),
        "failed": failed,
        "copy_mail": copy_mail,
        "bundle": Bundle.ask(inspection, by=make.UserFactory(), at=make.NOON),
        "view": SavedView.keep(
            cheshire.contact,
            name="My own",
            address="/forces/cheshire/open/",
            query="",
            is_weekly=False,
            at=make.NOON,
        ),
        "failed_to_sign": failed_to_sign,
        "proposal": proposal,
        "closed": closed,
        "question": oversight.question(update=claim),
    }


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    """One headless browser for all browser tests of a process: a second could not be driven.

    While Playwright's event loop runs, Django gives this thread other connections than before.
    They are closed before the databases of the tests are dropped.
    """
    if reason := why_no_browser():
        pytest.skip(reason)
    # Playwright runs an event loop in this thread, which Django would take for async code.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield browser
        browser.close()
        connections.close_all()
